/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists: one line a row, a mark and the cursor at the row in focus, "/" shows only the rows that hold what is typed.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/term/widget.h>

void list_init(struct list_view *l, void *ctx, void (*row)(void *, int, struct canvas *, bool),
	       void (*match)(void *, int, struct str *))
{
	memset(l, 0, sizeof *l);
	l->ctx = ctx;
	l->row = row;
	l->match = match;
	editor_init(&l->narrow, "", 80, false);
}

void list_fini(struct list_view *l)
{
	editor_fini(&l->narrow);
	free(l->shown);
	l->shown = NULL;
}

/* Every word typed must begin a word of the row; signs alone fit no row, else Enter would take the first. */
static bool passes(const struct list_view *l, int index, const char *typed)
{
	struct str text = {0};
	l->match(l->ctx, index, &text);
	char *row = text_fold(str_text(&text));
	bool all = text_folded_has_words(row, typed);
	free(row);
	str_fini(&text);
	return all;
}

static void filter(struct list_view *l, int keep)
{
	char *typed = text_fold(l->narrow.text);
	bool narrow = l->match && *l->narrow.text, by_fit = narrow && l->fit;
	int at = -1;
	l->n_shown = 0;
	l->shown = mem_grow(l->shown, &l->cap, l->count + 1, sizeof *l->shown);
	for (int best = by_fit ? (int)FIT_BEGINS : (int)FIT_HOLDS; best >= (int)FIT_HOLDS; best--) {
		for (int i = 0; i < l->count; i++) {
			if (by_fit ? (int)l->fit(l->ctx, i, typed) != best : narrow && !passes(l, i, typed))
				continue;
			if (i <= keep && !by_fit)
				at = l->n_shown;
			l->shown[l->n_shown++] = i;
		}
	}
	free(typed);
	l->at = at < 0 ? 0 : at;
}

void list_set_count(struct list_view *l, int count)
{
	int keep = list_index(l);
	l->count = count < 0 ? 0 : count;
	filter(l, keep < 0 ? 0 : keep);
}

int list_index(const struct list_view *l)
{
	return l->at >= 0 && l->at < l->n_shown ? l->shown[l->at] : -1;
}

void list_focus(struct list_view *l, int index)
{
	for (int i = 0; i < l->n_shown; i++) {
		if (l->shown[i] == index)
			l->at = i;
	}
}

static void go(struct list_view *l, int at)
{
	l->at = at < 0 ? 0 : at >= l->n_shown ? (l->n_shown ? l->n_shown - 1 : 0) : at;
}

static void narrow_again(struct list_view *l)
{
	filter(l, list_index(l));
}

static bool act_narrow(struct list_view *l, int action)
{
	switch (action) {
	case ACT_BACK:
		l->narrowing = false;
		editor_set(&l->narrow, "");
		narrow_again(l);
		return true;
	case ACT_BACKSPACE:
		if (!*l->narrow.text) {
			l->narrowing = false;
			return true;
		}
		break;
	case ACT_CLEAR:
	case ACT_WORD_BACK:
	case ACT_UNDO:
	case ACT_DELETE:
	case ACT_LEFT:
	case ACT_RIGHT:
		break;
	default:
		return false;
	}
	editor_act(&l->narrow, action, 80);
	narrow_again(l);
	return true;
}

bool list_act(struct list_view *l, int action, int page_rows)
{
	int page = page_rows > 2 ? page_rows - 1 : 1;
	if (l->narrowing && act_narrow(l, action))
		return true;
	switch (action) {
	case ACT_UP:
	case ACT_PREV:
		go(l, l->at - 1);
		return true;
	case ACT_DOWN:
	case ACT_NEXT:
		go(l, l->at + 1);
		return true;
	case ACT_PAGE_UP:
		go(l, l->at - page);
		return true;
	case ACT_PAGE_DOWN:
		go(l, l->at + page);
		return true;
	case ACT_HOME:
		go(l, 0);
		return true;
	case ACT_END:
		go(l, l->n_shown - 1);
		return true;
	case ACT_NARROW:
		if (!l->match)
			return false;
		l->narrowing = true;
		return true;
	case ACT_BACK: /* first out of the narrowing, then out of the page */
		if (!*l->narrow.text)
			return false;
		return act_narrow(l, ACT_BACK);
	case ACT_ENTER:
		l->narrowing = false; /* and the screen opens the row */
		return false;
	default:
		return false;
	}
}

bool list_text(struct list_view *l, const char *utf8)
{
	if (!l->narrowing)
		return false;
	editor_insert(&l->narrow, utf8);
	narrow_again(l);
	return true;
}

bool list_typing(const struct list_view *l)
{
	return l->narrowing;
}

static void draw_foot(struct list_view *l, struct canvas *c, int row)
{
	if (l->narrowing) {
		int col = paint_text(c, row, 0, -1, ROLE_LABEL, "Narrow to: ");
		struct canvas box = canvas_cut(c, row, col, 1, 30);
		editor_draw(&l->narrow, &box, ROLE_VALUE, true);
		struct str foot = {0};
		str_addf(&foot, "%d of %d. Enter opens, Esc shows all.", l->n_shown, l->count);
		if (col + 32 + text_width(str_text(&foot)) > c->cols) { /* a list in a box: the row of help says it */
			str_clear(&foot);
			str_addf(&foot, "%d of %d", l->n_shown, l->count);
		}
		paint_text(c, row, col + 32, -1, ROLE_DIM, str_text(&foot));
		str_fini(&foot);
	} else if (*l->narrow.text) {
		paintf(c, row, 0, -1, ROLE_DIM, "%d of %d, narrowed to '%s'. Esc shows all.", l->n_shown, l->count, l->narrow.text);
	} else {
		paintf(c, row, 0, -1, ROLE_DIM, "%d of %d", l->at + 1, l->count);
	}
}

void list_draw(struct list_view *l, struct canvas *c)
{
	bool foot = l->narrowing || *l->narrow.text || l->n_shown > c->rows;
	int rows = c->rows - foot;
	if (rows < 1)
		return;
	if (l->at < l->top)
		l->top = l->at;
	if (l->at >= l->top + rows)
		l->top = l->at - rows + 1;
	if (l->top > 0 && l->n_shown - l->top < rows)
		l->top = l->n_shown > rows ? l->n_shown - rows : 0;
	for (int row = 0; row < rows && l->top + row < l->n_shown; row++) {
		bool focus = l->top + row == l->at;
		struct canvas line = canvas_cut(c, row, 0, 1, c->cols);
		l->row(l->ctx, l->shown[l->top + row], &line, focus);
		if (focus)
			paint_text(&line, 0, 0, 1, ROLE_TEXT, ">"); /* plain: a few bytes */
		if (focus && !l->narrowing)
			paint_cursor(c, row, 0);
	}
	if (!l->n_shown && !l->narrowing)
		paint_cursor(c, 0, 0);
	/* The number of the row changes with each key; what is typed to narrow must not wait. */
	bool moved = l->foot_at != l->at && !l->narrowing;
	if (foot && !(moved && paint_later(c, c->rows - 1, 1))) {
		draw_foot(l, c, c->rows - 1);
		l->foot_at = l->at;
	}
}
