/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A whole page in few bytes. curses sends what differs from the page before: between two pages that have little in
 * common each run of letters then has its own move of the cursor and its own attributes, and that is longer than the new
 * page alone. So both are made, and the shorter one is sent.
 */
#include <curses.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "terminal.h"

/* A capability without the delays of paper terminals, and without the shift back to the usual letters, which no page
 * drawn here ever leaves. false: the terminal has none. */
static bool add_string(struct str *out, const char *s)
{
	if (!s || s == (const char *)-1)
		return false;
	for (; *s; s++) {
		if (s[0] == '$' && s[1] == '<' && strchr(s, '>'))
			s = strchr(s, '>');
		else if (!strncmp(s, "\033(B", 3))
			s += 2;
		else if (*s != '\017')
			str_add_char(out, *s);
	}
	return true;
}

#define SEEN_ON_BLANKS (A_REVERSE | A_UNDERLINE | A_STANDOUT)

struct drawing {
	struct str *out;
	attr_t attributes;
	short pair;
	int row, col; /* where the terminal's cursor is */
	bool good;
};

static const char *with(const char *name, int a, int b)
{
	const char *s = tigetstr(name);
	return s && s != (const char *)-1 ? tiparm(s, a, b) : NULL;
}

static void move_to(struct drawing *d, int row, int col)
{
	if (d->row == row && d->col == col)
		return;
	d->good = d->good && add_string(d->out, with("cup", row, col));
	d->row = row;
	d->col = col;
}

static void set_look(struct drawing *d, attr_t attributes, short pair)
{
	static const struct {
		attr_t attribute;
		const char *name;
	} rows[] = {{A_BOLD, "bold"}, {A_REVERSE, "rev"}, {A_UNDERLINE, "smul"}, {A_DIM, "dim"}, {A_STANDOUT, "smso"}};
	short front, back;
	attributes &= A_BOLD | A_REVERSE | A_UNDERLINE | A_DIM | A_STANDOUT;
	if (attributes == d->attributes && pair == d->pair)
		return;
	short was = -1, now = -1;
	if (d->pair && pair_content(d->pair, &front, &was) != OK)
		was = -1;
	if (pair && pair_content(pair, &front, &now) != OK)
		now = -1;
	/* From one colour to another nothing has to be taken away first. */
	bool off = (d->attributes & ~attributes) || (d->pair && !pair) || was != now;
	attr_t more = off ? attributes : attributes & ~d->attributes;
	if (off && (d->attributes || d->pair))
		d->good = d->good && add_string(d->out, tigetstr("sgr0"));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		if (more & rows[i].attribute)
			add_string(d->out, tigetstr(rows[i].name));
	}
	if (pair && (off || pair != d->pair) && pair_content(pair, &front, &back) == OK) {
		if (front >= 0)
			d->good = d->good && add_string(d->out, with("setaf", front, 0));
		if (back >= 0)
			d->good = d->good && add_string(d->out, with("setab", back, 0));
	}
	d->attributes = attributes;
	d->pair = pair;
}

/* To a place further on in the page: by blanks, by lines, or by its address, whichever is shorter. */
static void go_on(struct drawing *d, int row, int col)
{
	struct str far = {0};
	int lines = row - d->row;
	if (d->row == row && d->col == col)
		return;
	if (lines || d->pair || (d->attributes & SEEN_ON_BLANKS)) /* some terminals fill what they come by */
		set_look(d, A_NORMAL, 0);
	add_string(&far, with("cup", row, col));
	size_t near = lines ? (size_t)(1 + lines + col) : (size_t)(col - d->col);
	if (near <= far.len) {
		if (lines)
			str_add_char(d->out, '\r');
		for (int i = 0; i < lines; i++)
			str_add_char(d->out, '\n');
		for (int i = lines ? 0 : d->col; i < col; i++)
			str_add_char(d->out, ' ');
		d->row = row;
		d->col = col;
	} else {
		move_to(d, row, col);
	}
	str_fini(&far);
}

static void draw_cell(struct drawing *d, WINDOW *page, int row, int *col)
{
	cchar_t cell;
	wchar_t chars[CCHARW_MAX + 1];
	char bytes[(CCHARW_MAX + 1) * MB_LEN_MAX];
	attr_t look;
	short pair;
	if (mvwin_wch(page, row, *col, &cell) == ERR || getcchar(&cell, chars, &look, &pair, NULL) == ERR || !chars[0]) {
		d->good = false;
		return;
	}
	int wide = wcwidth(chars[0]);
	if (look & A_ALTCHARSET || wide < 1)
		d->good = false;
	if (chars[0] == L' ' && !chars[1] && !(look & SEEN_ON_BLANKS) && !pair) {
		++*col;
		return; /* by the next that is drawn, or not at all */
	}
	go_on(d, row, *col);
	set_look(d, look, pair);
	size_t n = wcstombs(bytes, chars, sizeof bytes);
	d->good = d->good && n != (size_t)-1;
	if (d->good)
		str_add_n(d->out, bytes, n);
	*col += wide;
	d->col = *col;
}

bool page_whole(struct term *t, struct str *out)
{
	int rows = term_rows(t), cols = term_cols(t);
	struct drawing d = {.out = out};
	d.good = tigetnum("xmc") <= 0 && add_string(out, tigetstr("sgr0")) && add_string(out, tigetstr("clear"));
	for (int row = 0; row < rows && d.good; row++) {
		for (int col = 0; col < cols && d.good;)
			draw_cell(&d, t->page, row, &col);
		if (d.col >= cols) /* at the edge terminals differ in where the cursor is */
			d.row = d.col = INT_MAX / 2;
	}
	set_look(&d, A_NORMAL, 0);
	d.row = -1;
	move_to(&d, t->cursor_row, t->cursor_col);
	wmove(t->page, t->cursor_row, t->cursor_col);
	return d.good;
}
