/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A list to choose from: typing narrows it, Enter takes; where several may be taken, Space marks.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <sarai/base/codes.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>

#include "dialog.h"

struct pick {
	char *title;
	struct option_list *options; /* a copy: what it was made from may go */
	bool *marked;
	bool several;
	struct list_view list;
	int rows;
	void (*done)(void *ctx, const char *codes);
	void *ctx;
};

static void pick_row(void *ctx, int i, struct canvas *line, bool focus)
{
	struct pick *d = ctx;
	const char *label = d->options->at[i].label;
	(void)focus;
	if (d->several)
		paint_text(line, 0, 2, 3, ROLE_KEY, d->marked[i] ? "[x]" : "[ ]");
	paint_text(line, 0, d->several ? 6 : 2, -1, ROLE_TEXT, label);
}

static void pick_match(void *ctx, int i, struct str *text)
{
	struct pick *d = ctx;
	str_addf(text, "%s %s", d->options->at[i].label, d->options->at[i].code);
}

static enum list_fit pick_fit(void *ctx, int i, const char *typed)
{
	struct pick *d = ctx;
	const char *label = option_list_folded(d->options, i);
	size_t n = strlen(typed);
	if (!n)
		return FIT_NOT;
	if (!strncmp(label, typed, n))
		return FIT_BEGINS;
	bool holds = text_folded_has_words(label, typed) || !strncasecmp(d->options->at[i].code, typed, n);
	return holds ? FIT_HOLDS : FIT_NOT;
}

static void answer(struct screen *s, const char *codes)
{
	struct pick *d = s->data;
	struct stack *stack = s->stack;
	void (*done)(void *, const char *) = d->done;
	void *ctx = d->ctx;
	char *copy = mem_strdup(codes);
	d->done = NULL;
	stack_pop(stack);
	if (done)
		done(ctx, copy);
	free(copy);
}

static void take(struct screen *s)
{
	struct pick *d = s->data;
	struct str codes = {0};
	int at = list_index(&d->list);
	bool any = false;
	for (int i = 0; i < d->options->n; i++)
		any = any || d->marked[i];
	if (!d->several || !any) {
		if (at < 0) {
			stack_say(s->stack, ROLE_HINT, "Nothing fits what you typed. Backspace takes letters back; Esc leaves.");
			return;
		}
		str_add(&codes, d->options->at[at].code);
	}
	for (int i = 0; d->several && i < d->options->n; i++) {
		if (d->marked[i])
			str_addf(&codes, "%s%s", codes.len ? " " : "", d->options->at[i].code);
	}
	answer(s, str_text(&codes));
	str_fini(&codes);
}

static void pick_draw(const struct screen *s, struct canvas *body)
{
	struct pick *d = s->data;
	int rows = d->options->n + 2 > body->rows - 3 ? body->rows - 3 : d->options->n + 2;
	struct canvas box = dialog_box(body, d->title, rows, dialog_cols(body));
	d->rows = box.rows;
	list_draw(&d->list, &box);
}

static bool pick_act(struct screen *s, int action)
{
	struct pick *d = s->data;
	switch (action) {
	case ACT_BACK:
		answer(s, NULL);
		return true;
	case ACT_ENTER:
	case ACT_SAVE:
		take(s);
		return true;
	case ACT_BACKSPACE:
		if (!*d->list.narrow.text)
			return true; /* stays open for typing */
		break;
	default:
		break;
	}
	return list_act(&d->list, action, d->rows);
}

static bool pick_text(struct screen *s, const char *utf8)
{
	struct pick *d = s->data;
	int at = list_index(&d->list);
	if (d->several && !strcmp(utf8, " ")) {
		if (at >= 0)
			d->marked[at] = !d->marked[at];
		return true;
	}
	return list_text(&d->list, utf8);
}

static bool pick_typing(const struct screen *s)
{
	(void)s;
	return true;
}

static void pick_hint(const struct screen *s, struct str *out)
{
	const struct pick *d = s->data;
	str_add(out, d->several ? "Type to search, Space marks, Enter takes all that are marked. Esc leaves."
				: "Type to search, Up and Down move, Enter takes. Esc leaves.");
}

static void pick_close(struct screen *s)
{
	struct pick *d = s->data;
	if (d->done)
		d->done(d->ctx, NULL);
	list_fini(&d->list);
	option_list_free(&d->options);
	free(d->marked);
	free(d->title);
	free(d);
}

static const struct screen_class pick_class = {
	.name = "pick",
	.widget = &actions_list,
	.overlay = true,
	.help = "Type the beginning of any word to shorten the list. Enter takes the row at the >.\nWhere several can be taken, "
		"Space marks each, and Enter takes all that are marked.",
	.draw = pick_draw,
	.act = pick_act,
	.text = pick_text,
	.typing = pick_typing,
	.hint = pick_hint,
	.close = pick_close,
};

void dialog_pick(struct stack *s, const char *title, const struct option_list *options, bool several, const char *chosen,
		 void (*done)(void *ctx, const char *codes), void *ctx)
{
	struct pick *d = mem_alloc(sizeof *d);
	int first = -1;
	d->title = mem_strdup(title);
	d->options = option_list_new(options->name);
	d->marked = mem_alloc(((size_t)options->n + 1) * sizeof(bool));
	d->several = several;
	d->rows = 16;
	d->done = done;
	d->ctx = ctx;
	for (int i = 0; i < options->n; i++) {
		option_list_add(d->options, options->at[i].code, options->at[i].label);
		bool is = codes_have(chosen, options->at[i].code);
		d->marked[i] = several && is;
		if (is && first < 0)
			first = i;
	}
	list_init(&d->list, d, pick_row, pick_match);
	d->list.fit = pick_fit;
	list_set_count(&d->list, options->n);
	d->list.narrowing = true;
	if (first >= 0)
		list_focus(&d->list, first);
	stack_push(s, &pick_class, d);
}
