/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/term/widget.h>

bool menu_act(struct menu *m, int action, int *chosen)
{
	*chosen = -1;
	switch (action) {
	case ACT_UP:
	case ACT_PREV:
		m->at = m->at > 0 ? m->at - 1 : m->n - 1;
		return true;
	case ACT_DOWN:
	case ACT_NEXT:
		m->at = m->at + 1 < m->n ? m->at + 1 : 0;
		return true;
	case ACT_HOME:
		m->at = 0;
		return true;
	case ACT_END:
		m->at = m->n - 1;
		return true;
	case ACT_ENTER:
		if (m->at < 0 || m->at >= m->n)
			return false;
		*chosen = m->items[m->at].id;
		return true;
	default:
		return false;
	}
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool menu_text(struct menu *m, const char *utf8, int *chosen)
{
	*chosen = -1;
	for (int i = 0; i < m->n; i++) {
		if (utf8[0] && !utf8[1] && lower(utf8[0]) == lower(m->items[i].key)) {
			if (m->at >= 0)
				m->at = i;
			*chosen = m->items[i].id;
			return true;
		}
	}
	return false;
}

/* The keys of what does not fit, so that they are not forgotten: they work all the same. */
static void draw_more(const struct menu *m, int from, int to, struct canvas *c, int row)
{
	int col = 4 + paint_text(c, row, 4, -1, ROLE_DIM, "more: ");
	for (int i = 0; i < m->n; i++) {
		if (i < from || i >= to)
			col += 1 + paintf(c, row, col, -1, ROLE_KEY, "%c", m->items[i].key);
	}
}

void menu_draw(const struct menu *m, struct canvas *c)
{
	bool all = m->n <= c->rows;
	int rows = all ? m->n : c->rows - 1;
	/* Where there are more than rows, those around the one in focus. */
	int first = !all && m->at >= rows ? m->at - rows + 1 : 0;
	for (int i = first; i < m->n && i - first < rows; i++) {
		bool focus = i == m->at;
		if (focus) {
			paint_text(c, i - first, 0, 1, ROLE_TEXT, ">");
			paint_cursor(c, i - first, 0);
		}
		paintf(c, i - first, 2, 1, ROLE_KEY, "%c", m->items[i].key);
		paint_text(c, i - first, 4, -1, ROLE_TEXT, m->items[i].label);
	}
	if (!all)
		draw_more(m, first, first + rows, c, rows);
}
