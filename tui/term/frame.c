/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page around every screen: where one is, who one is, what was said, help of the line, and the keys.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>

#include "dialog.h"
#include "stack.h"

#define ROWS_MIN 23 /* of 24, a multiplexer may take one */
#define COLS_MIN 80

static void title_of(const struct screen *s, struct str *out)
{
	str_clear(out);
	if (s->class->title)
		s->class->title(s, out);
}

/* "Sarai > Cases > HR-2026-0143"; where it is too long, what is nearest stays: "Sarai > .. > Assessment". */
static void breadcrumb(const struct stack *s, int cols, struct str *out)
{
	struct str part = {0};
	bool alone = stack_top(s)->class->alone;
	for (int from = alone ? s->n - 1 : 0; from < s->n; from++) {
		str_clear(out);
		str_add(out, "Sarai");
		if (from > 0 && !alone)
			str_add(out, " > ..");
		for (int i = from; i < s->n; i++) {
			title_of(s->at[i], &part);
			if (part.len)
				str_addf(out, " > %s", str_text(&part));
		}
		if (text_width(str_text(out)) <= cols)
			break;
	}
	str_fini(&part);
}

static void paint_title(const struct stack *s, struct canvas *all)
{
	struct str left = {0}, right = {0};
	bool alone = stack_top(s)->class->alone;
	if (s->options.status && !alone)
		s->options.status(s->options.ctx, &right);
	int wide = text_width(str_text(&right));
	if (wide > all->cols / 2)
		wide = all->cols / 2;
	breadcrumb(s, all->cols - wide - 2, &left);
	paint_text(all, 0, 0, all->cols - wide - 2, ROLE_TITLE, str_text(&left));
	paint_text(all, 0, all->cols - wide, wide, ROLE_DIM, str_text(&right));
	paint_rule(all, 1);
	str_fini(&left);
	str_fini(&right);
}

/* Text over at most two rows; returns how many it took. */
static int paint_two(struct canvas *all, int row, enum role role, const char *text)
{
	size_t next, n = text_wrap(text, all->cols, &next);
	char *first = mem_strndup(text, n);
	paint_text(all, row, 0, -1, role, first);
	free(first);
	if (!text[next])
		return 1;
	char *rest = text_cut(text + next, all->cols); /* "~": there is more of it */
	paint_text(all, row + 1, 0, -1, role, rest);
	free(rest);
	return 2;
}

/* The message row, and the row of help under it. Whichever needs both may have them, the message first. */
static void paint_message_and_hint(struct stack *s, const struct screen *top, struct canvas *all, int row)
{
	struct str hint = {0};
	const char *said = stack_said(s);
	if (top->class->hint)
		top->class->hint(top, &hint);
	bool other = !*said && s->hint_of == top && strcmp(str_text(&hint), str_text(&s->hint));
	if (other && paint_later(all, row, 2)) {
		str_fini(&hint);
		return;
	}
	s->hint_of = *said ? NULL : top;
	str_clear(&s->hint);
	str_add(&s->hint, str_text(&hint));
	if (*said && paint_two(all, row, s->said_role, said) == 2)
		hint.len = 0;
	else if (!*said && text_width(str_text(&hint)) > all->cols)
		paint_two(all, row, ROLE_HINT, str_text(&hint));
	else if (hint.len) {
		char *cut = text_cut(str_text(&hint), all->cols); /* "~": F1 has all of it */
		paint_text(all, row + 1, 0, -1, ROLE_HINT, cut);
		free(cut);
	}
	str_fini(&hint);
}

struct foot {
	const char *key, *label;
};

/* Keys with a word, the screen's own first; Help at the left and Back at the right are always there. */
static int feet(const struct stack *s, const struct screen *top, struct foot *at, int max)
{
	const struct action_table *tables[3];
	int n = stack_tables(top, tables), count = 0;
	for (int t = 0; t < n; t++) {
		for (int i = 0; i < tables[t]->n && count < max; i++) {
			const struct action_def *a = &tables[t]->at[i];
			const char *key = keymap_shown(s->options.keys, tables[t], a->id);
			if (!a->label || !*key || a->id == ACT_HELP || a->id == ACT_BACK)
				continue;
			if (top->class->overlay && tables[t] == &actions_global)
				continue;
			if (top->class->alone && tables[t] != top->class->actions)
				continue;
			at[count++] = (struct foot){key, a->label};
		}
	}
	return count;
}

static int paint_foot(struct canvas *all, int row, int col, const char *key, const char *label)
{
	col += paint_text(all, row, col, -1, ROLE_KEY, key);
	col += 1 + paint_text(all, row, col + 1, -1, ROLE_DIM, label);
	return col + 2;
}

static void paint_footer(const struct stack *s, const struct screen *top, struct canvas *all, int row)
{
	struct foot at[24];
	int n = feet(s, top, at, 24);
	const char *help = keymap_shown(s->options.keys, &actions_global, ACT_HELP);
	const char *back = keymap_shown(s->options.keys, &actions_global, ACT_BACK);
	int keep = text_width(back) + 5, col = paint_foot(all, row, 0, help, "Help");
	for (int i = 0; i < n; i++) {
		if (col + text_width(at[i].key) + 1 + text_width(at[i].label) + 2 + keep > all->cols)
			continue;
		col = paint_foot(all, row, col, at[i].key, at[i].label);
	}
	paint_foot(all, row, col, back, "Back");
}

bool frame_fits(const struct stack *s)
{
	return term_rows(s->term) >= ROWS_MIN && term_cols(s->term) >= COLS_MIN;
}

void frame_paint(struct stack *s, struct canvas *all)
{
	const struct screen *top = stack_top(s);
	if (!frame_fits(s)) {
		struct str t = {0};
		str_addf(&t, "Sarai needs %dx%d; this is %dx%d. Make the window larger; until then no key works.", COLS_MIN,
			 ROWS_MIN, all->cols, all->rows);
		dialog_wrap(all, 0, all->cols, ROLE_TEXT, str_text(&t));
		paint_cursor(all, 0, 0);
		str_fini(&t);
		return;
	}
	struct canvas body = canvas_cut(all, 2, 0, all->rows - 5, all->cols);
	int first = s->n - 1;
	while (first > 0 && s->at[first]->class->overlay)
		first--;
	paint_title(s, all);
	for (int i = first; i < s->n; i++)
		s->at[i]->class->draw(s->at[i], &body);
	paint_message_and_hint(s, top, all, all->rows - 3);
	paint_footer(s, top, all, all->rows - 1);
}
