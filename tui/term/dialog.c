/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dialogs: a question with choices, a line or a few to type. Each answers exactly once; when it is closed without an
 * answer, that is the answer too.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>

#include "dialog.h"

int dialog_cols(const struct canvas *body)
{
	return body->cols > 84 ? 80 : body->cols - 4;
}

struct canvas dialog_box(struct canvas *body, const char *title, int rows, int cols)
{
	int all = rows + 3, top;
	if (all > body->rows)
		all = body->rows;
	top = (body->rows - all) / 2;
	struct canvas box = canvas_cut(body, top, (body->cols - cols - 4) / 2, all, cols + 4);
	paint_clear(&box, 0, box.rows);
	paint_rule(&box, 0);
	paintf(&box, 0, 1, cols, ROLE_TITLE, " %s ", title);
	paint_rule(&box, box.rows - 1);
	return canvas_cut(&box, 1, 2, box.rows - 2, cols);
}

int dialog_wrap(struct canvas *c, int row, int cols, enum role role, const char *text)
{
	int n = 0;
	for (size_t next; *text; text += next, n++) {
		size_t bytes = text_wrap(text, cols, &next);
		if (c) {
			char *line = mem_strndup(text, bytes);
			paint_text(c, row + n, 0, -1, role, line);
			free(line);
		}
	}
	return n;
}

/* ---- choices ---- */

struct choose {
	char *title, *question;
	struct menu_item *items;
	struct menu menu;
	void (*done)(void *ctx, int choice);
	void *ctx;
};

static void choose_answer(struct screen *s, int choice)
{
	struct choose *d = s->data;
	struct stack *stack = s->stack;
	void (*done)(void *, int) = d->done;
	void *ctx = d->ctx;
	d->done = NULL;
	stack_pop(stack);
	if (done)
		done(ctx, choice);
}

static void choose_draw(const struct screen *s, struct canvas *body)
{
	struct choose *d = s->data;
	int cols = dialog_cols(body), lines = dialog_wrap(NULL, 0, cols, ROLE_TEXT, d->question);
	struct canvas box = dialog_box(body, d->title, lines + 1 + d->menu.n, cols);
	dialog_wrap(&box, 0, cols, ROLE_TEXT, d->question);
	struct canvas menu = canvas_cut(&box, lines + 1, 0, d->menu.n, cols);
	menu_draw(&d->menu, &menu);
}

static bool choose_act(struct screen *s, int action)
{
	struct choose *d = s->data;
	int chosen;
	if (action == ACT_BACK) {
		choose_answer(s, -1);
		return true;
	}
	if (!menu_act(&d->menu, action, &chosen))
		return false;
	if (chosen >= 0)
		choose_answer(s, chosen);
	return true;
}

static bool choose_text(struct screen *s, const char *utf8)
{
	struct choose *d = s->data;
	int chosen;
	if (!menu_text(&d->menu, utf8, &chosen))
		return false;
	choose_answer(s, chosen);
	return true;
}

static void choose_hint(const struct screen *s, struct str *out)
{
	(void)s;
	str_add(out,
		"Press the digit or letter, or move with the arrows and press Enter. Esc leaves without choosing.");
}

static void choose_close(struct screen *s)
{
	struct choose *d = s->data;
	if (d->done)
		d->done(d->ctx, -1);
	for (int i = 0; i < d->menu.n; i++)
		free((char *)d->items[i].label);
	free(d->items);
	free(d->title);
	free(d->question);
	free(d);
}

static const struct screen_class choose_class = {
	.name = "choose",
	.widget = &actions_menu,
	.overlay = true,
	.help = "Choose one by its digit or letter. Nothing happens before you choose; Esc leaves everything as it is.",
	.draw = choose_draw,
	.act = choose_act,
	.text = choose_text,
	.hint = choose_hint,
	.close = choose_close,
};

void dialog_choose(struct stack *s, const char *title, const char *question, const struct choice *choices, int n,
		   void (*done)(void *ctx, int choice), void *ctx)
{
	struct choose *d = mem_alloc(sizeof *d);
	d->title = mem_strdup(title);
	d->question = mem_strdup(question);
	d->items = mem_alloc((size_t)(n + 1) * sizeof *d->items);
	for (int i = 0; i < n; i++)
		d->items[i] = (struct menu_item){choices[i].key, mem_strdup(choices[i].label), NULL, i};
	d->menu = (struct menu){d->items, n, 0};
	d->done = done;
	d->ctx = ctx;
	stack_push(s, &choose_class, d);
}

/* ---- a text ---- */

struct ask {
	char *title, *question;
	struct editor editor;
	char *kept; /* words of a draft: what was there before; else NULL */
	int lines, cols;
	void (*done)(void *ctx, const char *text);
	void *ctx;
};

static void ask_answer(struct screen *s, const char *text)
{
	struct ask *d = s->data;
	struct stack *stack = s->stack;
	void (*done)(void *, const char *) = d->done;
	void *ctx = d->ctx;
	char *copy = mem_strdup(text);
	d->done = NULL;
	stack_pop(stack);
	if (done)
		done(ctx, copy);
	if (copy)
		mem_wipe(copy, strlen(copy));
	free(copy);
}

static void ask_draw(const struct screen *s, struct canvas *body)
{
	struct ask *d = s->data;
	d->cols = dialog_cols(body);
	int lines = dialog_wrap(NULL, 0, d->cols, ROLE_TEXT, d->question);
	/* As much as is written, where there is room for it. */
	int rows = editor_lines(&d->editor, d->cols), room = body->rows - lines - 4;
	rows = rows > room ? room : rows;
	rows = rows < d->lines ? d->lines : rows;
	struct canvas box = dialog_box(body, d->title, lines + 1 + rows, d->cols);
	dialog_wrap(&box, 0, d->cols, ROLE_TEXT, d->question);
	struct canvas text = canvas_cut(&box, lines + 1, 0, rows, d->cols);
	editor_draw(&d->editor, &text, ROLE_VALUE, true);
}

static bool ask_act(struct screen *s, int action)
{
	struct ask *d = s->data;
	if (action == ACT_BACK)
		ask_answer(s, d->kept);
	else if (action == ACT_ENTER || action == ACT_SAVE)
		ask_answer(s, d->editor.text);
	else
		return editor_act(&d->editor, action, d->cols);
	return true;
}

static bool ask_text(struct screen *s, const char *utf8)
{
	struct ask *d = s->data;
	if (!editor_insert(&d->editor, utf8))
		stack_say(s->stack, ROLE_HINT, "There is room for %d characters.", d->editor.max);
	return true;
}

static bool ask_typing(const struct screen *s)
{
	(void)s;
	return true;
}

static void ask_hint(const struct screen *s, struct str *out)
{
	(void)s;
	str_add(out, "Type, then Enter. Esc leaves without an answer.");
}

static void ask_keep(struct screen *s)
{
	struct ask *d = s->data;
	if (d->kept && d->done)
		d->done(d->ctx, d->editor.text);
}

static void ask_hangup(struct screen *s)
{
	struct ask *d = s->data;
	ask_keep(s);
	if (d->kept)
		d->done = NULL; /* the last word on it */
}

static void ask_close(struct screen *s)
{
	struct ask *d = s->data;
	if (d->done)
		d->done(d->ctx, NULL);
	editor_fini(&d->editor);
	free(d->kept);
	free(d->title);
	free(d->question);
	free(d);
}

static const struct screen_class ask_class = {
	.name = "ask",
	.widget = &actions_form,
	.overlay = true,
	.help = "Type the answer and press Enter. Esc leaves everything as it is.",
	.draw = ask_draw,
	.act = ask_act,
	.text = ask_text,
	.typing = ask_typing,
	.hint = ask_hint,
	.tick = ask_keep,
	.hangup = ask_hangup,
	.close = ask_close,
};

static struct ask *open_ask(struct stack *s, const char *title, const char *question, const char *initial, int max, int lines,
		     bool secret, void (*done)(void *ctx, const char *text), void *ctx)
{
	struct ask *d = mem_alloc(sizeof *d);
	d->title = mem_strdup(title);
	d->question = mem_strdup(question);
	d->lines = lines > 1 ? lines : 1;
	d->cols = 76;
	d->done = done;
	d->ctx = ctx;
	editor_init(&d->editor, initial ? initial : "", max, lines > 1);
	d->editor.secret = secret;
	stack_push(s, &ask_class, d);
	return d;
}

void dialog_ask(struct stack *s, const char *title, const char *question, const char *initial, int max, int lines,
		void (*done)(void *ctx, const char *text), void *ctx)
{
	open_ask(s, title, question, initial, max, lines, false, done, ctx);
}

void dialog_ask_kept(struct stack *s, const char *title, const char *question, const char *initial, int max, int lines,
		     void (*done)(void *ctx, const char *text), void *ctx)
{
	open_ask(s, title, question, initial, max, lines, false, done, ctx)->kept = mem_strdup(initial ? initial : "");
}

void dialog_secret(struct stack *s, const char *title, const char *question, void (*done)(void *ctx, const char *text),
		   void *ctx)
{
	open_ask(s, title, question, "", 100, 1, true, done, ctx);
}
