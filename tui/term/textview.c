/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/term/widget.h>

void text_view_set(struct text_view *v, const char *text)
{
	text_view_fini(v);
	v->text = mem_strdup(text ? text : "");
}

void text_view_fini(struct text_view *v)
{
	free(v->text);
	memset(v, 0, sizeof *v);
}

static int lines_of(const char *s, int cols)
{
	int n = 0;
	for (size_t next; *s; s += next, n++)
		text_wrap(s, cols, &next);
	return n;
}

/* One row is kept for saying how much there is, when it does not all fit. */
static int rows_shown(int lines, int rows)
{
	return lines > rows ? rows - 1 : rows;
}

static void go(struct text_view *v, int top, int lines, int rows)
{
	int last = lines - rows_shown(lines, rows);
	v->top = top > last ? last : top;
	if (v->top < 0)
		v->top = 0;
}

bool text_view_act(struct text_view *v, int action, int rows, int cols)
{
	int lines = lines_of(v->text ? v->text : "", cols), page = rows_shown(lines, rows) - 1;
	switch (action) {
	case ACT_UP:
	case ACT_PREV:
		go(v, v->top - 1, lines, rows);
		return true;
	case ACT_DOWN:
	case ACT_NEXT:
		go(v, v->top + 1, lines, rows);
		return true;
	case ACT_PAGE_UP:
		go(v, v->top - page, lines, rows);
		return true;
	case ACT_PAGE_DOWN:
		go(v, v->top + page, lines, rows);
		return true;
	case ACT_HOME:
		go(v, 0, lines, rows);
		return true;
	case ACT_END:
		go(v, lines, lines, rows);
		return true;
	default:
		return false;
	}
}

void text_view_draw(struct text_view *v, struct canvas *c)
{
	const char *s = v->text ? v->text : "";
	int lines = lines_of(s, c->cols), rows = rows_shown(lines, c->rows), number = 0;
	go(v, v->top, lines, c->rows); /* the page may have grown */
	for (size_t next; *s; s += next, number++) {
		size_t n = text_wrap(s, c->cols, &next);
		if (number < v->top || number >= v->top + rows)
			continue;
		char *line = mem_strndup(s, n);
		paint_text(c, number - v->top, 0, -1, ROLE_TEXT, line);
		free(line);
	}
	if (lines > c->rows)
		paintf(c, c->rows - 1, 0, -1, ROLE_DIM, "-- %d to %d of %d lines; PgUp, PgDn --", v->top + 1,
		       v->top + rows < lines ? v->top + rows : lines, lines);
	paint_cursor(c, 0, 0);
}
