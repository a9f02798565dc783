/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>

#include "terminal.h"

struct canvas term_paint_begin(struct term *t)
{
	term_use(t);
	werase(t->page);
	t->late = false;
	t->cursor_row = t->cursor_col = 0;
	return (struct canvas){.term = t, .rows = term_rows(t), .cols = term_cols(t)};
}

void term_paint_end(struct term *t)
{
	term_use(t);
	wmove(t->page, t->cursor_row, t->cursor_col);
	if (t->redraw)
		clearok(t->page, TRUE);
	t->redraw = false;
	wnoutrefresh(t->page);
	if (!t->hung && !output_repaint(t))
		t->hung = true;
}

struct canvas canvas_cut(const struct canvas *c, int top, int left, int rows, int cols)
{
	struct canvas cut = {.term = c->term};
	top = top < 0 ? 0 : top > c->rows ? c->rows : top;
	left = left < 0 ? 0 : left > c->cols ? c->cols : left;
	cut.top = c->top + top;
	cut.left = c->left + left;
	cut.rows = rows < 0 || rows > c->rows - top ? c->rows - top : rows;
	cut.cols = cols < 0 || cols > c->cols - left ? c->cols - left : cols;
	return cut;
}

static bool plain(const char *s)
{
	for (; *s; s++) {
		if (*s < 0x20 || *s > 0x7e)
			return false;
	}
	return true;
}

int paint_text(struct canvas *c, int row, int col, int width, enum role role, const char *text)
{
	struct term *t = c->term;
	char *clean = NULL;
	int used = 0;
	if (!text || row < 0 || row >= c->rows || col < 0 || col >= c->cols)
		return 0;
	if (width < 0 || width > c->cols - col)
		width = c->cols - col;
	bool simple = plain(text);
	if (!simple)
		text = clean = text_clean(text, strlen(text), false);
	size_t n = text_fit(text, width, &used);
	bool cut = text[n] && width > 0;
	if (cut)
		n = text_fit(text, width - 1, &used);
	char *part = mem_strndup(text, n), *shown = simple ? part : text_shown(part);
	wattr_set(t->page, t->looks[role], t->pairs[role], NULL);
	mvwaddstr(t->page, c->top + row, c->left + col, shown);
	if (cut)
		mvwaddch(t->page, c->top + row, c->left + col + used++, '~');
	wattr_set(t->page, A_NORMAL, 0, NULL);
	if (shown != part)
		free(shown);
	free(part);
	free(clean);
	return used;
}

int paintf(struct canvas *c, int row, int col, int width, enum role role, const char *fmt, ...)
{
	char short_text[256], *text = short_text;
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(short_text, sizeof short_text, fmt, ap);
	va_end(ap);
	if (n >= (int)sizeof short_text) {
		text = mem_alloc((size_t)n + 1);
		vsnprintf(text, (size_t)n + 1, fmt, again);
	}
	va_end(again);
	int used = n < 0 ? 0 : paint_text(c, row, col, width, role, text);
	if (text != short_text)
		free(text);
	return used;
}

bool paint_later(struct canvas *c, int row, int rows)
{
	struct term *t = c->term;
	if (!t->moving || t->redraw || row < 0 || c->cols < 1)
		return false;
	rows = rows > c->rows - row ? c->rows - row : rows;
	int top = c->top + row, bottom = top + rows - 1, right = c->left + c->cols - 1;
	if (rows < 1 || copywin(curscr, t->page, top, c->left, top, c->left, bottom, right, FALSE) == ERR)
		return false;
	t->late = true;
	return true;
}

void term_moving(struct term *t, bool moving)
{
	t->moving = moving;
}

bool term_late(const struct term *t)
{
	return t->late;
}

void paint_rule(struct canvas *c, int row)
{
	struct term *t = c->term;
	if (row < 0 || row >= c->rows || t->borders == 0 || c->cols <= 0)
		return;
	wattr_set(t->page, t->looks[ROLE_RULE], t->pairs[ROLE_RULE], NULL);
	if (t->borders == 1)
		mvwhline(t->page, c->top + row, c->left, '-', c->cols);
	else
		mvwhline_set(t->page, c->top + row, c->left, WACS_HLINE, c->cols);
	wattr_set(t->page, A_NORMAL, 0, NULL);
}

void paint_clear(struct canvas *c, int row, int rows)
{
	struct term *t = c->term;
	for (int i = row < 0 ? 0 : row; i < row + rows && i < c->rows; i++)
		mvwhline(t->page, c->top + i, c->left, ' ', c->cols);
}

void paint_cursor(struct canvas *c, int row, int col)
{
	row = row < 0 ? 0 : row >= c->rows ? c->rows - 1 : row;
	col = col < 0 ? 0 : col >= c->cols ? c->cols - 1 : col;
	c->term->cursor_row = c->top + (row < 0 ? 0 : row);
	c->term->cursor_col = c->left + (col < 0 ? 0 : col);
	c->focus = true;
}

char *term_row(struct term *t, int row)
{
	struct str s = {0};
	cchar_t cell;
	wchar_t chars[CCHARW_MAX + 1];
	attr_t look;
	short pair;
	term_use(t);
	for (int col = 0; col < term_cols(t); col++) {
		if (mvwin_wch(t->page, row, col, &cell) == ERR || getcchar(&cell, chars, &look, &pair, NULL) == ERR)
			continue;
		char bytes[(CCHARW_MAX + 1) * 6];
		size_t n = wcstombs(bytes, chars, sizeof bytes);
		if (n != (size_t)-1)
			str_add_n(&s, bytes, n);
		int wide = wcswidth(chars, 1);
		if (wide > 1)
			col += wide - 1;
	}
	while (s.len > 0 && s.s[s.len - 1] == ' ')
		s.s[--s.len] = 0;
	return str_take(&s);
}

void term_cursor(struct term *t, int *row, int *col)
{
	*row = t->cursor_row;
	*col = t->cursor_col;
}
