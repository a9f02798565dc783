/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a repaint costs the line: one write, and few bytes. Counted at the far end of the line.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/term/widget.h>

#include "lib/pty.h"

#define ROWS 40

/* ---- the toolkit on a line, in this process ---- */

struct line {
	int far, keep_in, keep_out;
	struct term *term;
	struct list_view list;
};

static void row(void *ctx, int index, struct canvas *c, bool focus)
{
	paintf(c, 0, 2, -1, ROLE_TEXT, "HR-2026-%04d  A name that stands in this row   F, 34   HIGH", index);
}

static void open_line(struct line *l, const char *type)
{
	struct winsize w = {.ws_row = 24, .ws_col = 80};
	struct err e = {0};
	int near;
	memset(l, 0, sizeof *l);
	assert_int_equal(openpty(&l->far, &near, NULL, NULL, &w), 0);
	assert_int_equal(fcntl(l->far, F_SETFL, O_NONBLOCK), 0);
	fflush(stdout);
	l->keep_in = dup(0);
	l->keep_out = dup(1);
	dup2(near, 0);
	dup2(near, 1);
	close(near);
	l->term = term_open(&(struct term_options){.type = type, .borders = 1}, &e);
	assert_non_null(l->term);
	list_init(&l->list, NULL, row, NULL);
	list_set_count(&l->list, ROWS);
}

static void close_line(struct line *l)
{
	list_fini(&l->list);
	term_close(&l->term);
	fflush(stdout);
	dup2(l->keep_in, 0);
	dup2(l->keep_out, 1);
	close(l->keep_in);
	close(l->keep_out);
	close(l->far);
}

/* All that has arrived. The near end writes in this same process: it is there. */
static unsigned long arrived(struct line *l)
{
	char block[8192];
	unsigned long all = 0;
	struct pollfd f = {.fd = l->far, .events = POLLIN};
	while (poll(&f, 1, 0) > 0) {
		ssize_t n = read(l->far, block, sizeof block);
		if (n <= 0)
			break;
		all += (unsigned long)n;
	}
	return all;
}

static void paint(struct line *l)
{
	struct canvas all = term_paint_begin(l->term);
	paint_text(&all, 0, 0, -1, ROLE_TITLE, "Sarai > Cases");
	struct canvas body = canvas_cut(&all, 2, 0, 19, 80);
	list_draw(&l->list, &body);
	term_paint_end(l->term);
}

static void one_write_per_repaint(void **state)
{
	static const char *const types[] = {"vt100", "linux", "xterm", "screen"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct line l;
		open_line(&l, types[i]);
		arrived(&l); /* what curses says at the start */
		for (int step = 0; step < ROWS; step++) {
			unsigned long writes = term_writes(l.term), bytes = term_bytes(l.term);
			paint(&l);
			writes = term_writes(l.term) - writes;
			bytes = term_bytes(l.term) - bytes;
			/* All that came through is what was counted: nothing else writes to the line. */
			unsigned long came = arrived(&l);
			if (writes != 1 || came != bytes || bytes == 0) {
				close_line(&l);
				fail_msg("%s: %lu writes, %lu bytes, %lu arrived", types[i], writes, bytes, came);
			}
			list_act(&l.list, ACT_DOWN, 19);
		}
		/* Nothing has changed: nothing is sent, or no more than where the cursor is. */
		list_act(&l.list, ACT_END, 19);
		paint(&l);
		arrived(&l);
		paint(&l);
		unsigned long again = arrived(&l);
		close_line(&l);
		assert_true(again <= 8);
	}
}

/* ---- what is sent is what was painted ---- */

static unsigned seed;

static unsigned chance(unsigned below)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % below;
}

static void paint_something(struct term *t, bool anew)
{
	static const char *const words[] = {"a", "HR-2026-0143", "Nadia", "\u674e\u660e", "\u0410\u043d\u043d\u0430", "e\u0301te\u0301",
					    "!! HIGH", "  ", "URGENT in 3h", "x~", "\u00e9\u00f1"};
	struct canvas all = term_paint_begin(t);
	unsigned kept = seed;
	seed = 7; /* the same each time, unless it is to be another page */
	if (anew)
		seed = kept;
	int rule = (int)chance(24), other = (int)(kept % 24);
	for (int row = 0; row < 24; row++) {
		if (row == rule) {
			paint_rule(&all, row);
			continue;
		}
		for (int col = (int)chance(40); col < 80; col += 1 + (int)chance(20))
			col += paint_text(&all, row, col, -1, (enum role)chance(ROLE_COUNT),
					  words[row == other ? kept % 3 : chance(sizeof words / sizeof *words)]);
	}
	seed = kept + 1;
	paint_cursor(&all, (int)chance(24), (int)chance(80));
	term_paint_end(t);
}

static void same_screen(struct line *l, VTerm *vt, const char *type)
{
	char block[8192], text[400];
	struct pollfd f = {.fd = l->far, .events = POLLIN};
	VTermPos at;
	int row, col;
	while (poll(&f, 1, 0) > 0) {
		ssize_t n = read(l->far, block, sizeof block);
		if (n <= 0)
			break;
		vterm_input_write(vt, block, (size_t)n);
	}
	for (int i = 0; i < 24; i++) {
		char *want = term_row(l->term, i);
		VTermRect rect = {i, i + 1, 0, 80};
		size_t n = vterm_screen_get_text(vterm_obtain_screen(vt), text, sizeof text - 1, rect);
		while (n > 0 && strchr(" \n", text[n - 1]))
			n--;
		text[n] = 0;
		if (strcmp(text, want)) {
			close_line(l);
			fail_msg("%s, row %d: '%s' was painted, '%s' is seen", type, i, want, text);
		}
		free(want);
	}
	term_cursor(l->term, &row, &col);
	vterm_state_get_cursorpos(vterm_obtain_state(vt), &at);
	if (at.row != row || at.col != col) {
		close_line(l);
		fail_msg("%s: the cursor is in %d,%d, not %d,%d", type, at.row, at.col, row, col);
	}
}

/* Small changes and whole pages in turn, some sent by curses and some as a whole. */
static void what_is_sent_is_what_was_painted(void **state)
{
	static const char *const types[] = {"vt100", "linux", "xterm", "screen", "vt220"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct line l;
		VTerm *vt = vterm_new(24, 80);
		vterm_set_utf8(vt, 1);
		vterm_screen_reset(vterm_obtain_screen(vt), 1);
		open_line(&l, types[i]);
		seed = 42;
		for (int page = 0; page < 150; page++) {
			if (page % 29 == 7)
				term_redraw(l.term);
			paint_something(l.term, page % 3 == 0);
			same_screen(&l, vt, types[i]);
			if (page % 10)
				continue;
			/* No look of a page before is left on a plain one. */
			struct canvas all = term_paint_begin(l.term);
			for (int row = 0; row < 24; row += 1 + (int)chance(3))
				paint_text(&all, row, (int)chance(9), -1, ROLE_TEXT, "plain text, with blanks");
			term_paint_end(l.term);
			same_screen(&l, vt, types[i]);
			for (int cell = 0; cell < 24 * 80; cell++) {
				VTermScreenCell c;
				vterm_screen_get_cell(vterm_obtain_screen(vt), (VTermPos){cell / 80, cell % 80}, &c);
				if (c.attrs.bold || c.attrs.reverse || c.attrs.underline) {
					close_line(&l);
					fail_msg("%s: a look is left in row %d, column %d", types[i], cell / 80, cell % 80);
				}
			}
		}
		close_line(&l);
		vterm_free(vt);
	}
}

/* ---- the program on a line ---- */

/* A full-width bar in reverse would take 220 bytes. */
#define ARROW_MOST 20
#define ANSWER_MOST 40
#define VT100_PAGE_MOST 165 /* percent of the characters that are not blank; a page has one blank for five of them */
#define XTERM_PAGE_MOST 205
#define ANSWER_IN_COLOUR_MOST 64

static void an_arrow_in_a_list_costs_little(void **state)
{
	static const char *const types[] = {"vt100", "linux", "xterm", "screen"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct line l;
		unsigned long most = 0;
		open_line(&l, types[i]);
		paint(&l);
		arrived(&l);
		for (int step = 0; step < 15; step++) {
			list_act(&l.list, step < 10 ? ACT_DOWN : ACT_UP, 19);
			term_moving(l.term, true);
			paint(&l);
			term_moving(l.term, false);
			unsigned long came = arrived(&l);
			most = came > most ? came : most;
		}
		close_line(&l);
		print_message("# figure: %s: at most %lu bytes an arrow key in a list\n", types[i], most);
		assert_true(most > 0 && most <= ARROW_MOST);
	}
}

static int by_size(const void *a, const void *b)
{
	const unsigned long *x = a, *y = b;
	return *x < *y ? -1 : *x > *y;
}

/* Bytes that a key costs, the middle one of n: each is pressed when the last has moved the cursor, as a key that is held
 * down does. Where the machine is slow the cursor has rested now and then, and what explains its place has been painted. */
static unsigned long middle(struct pty *p, const char *const *keys, int n)
{
	unsigned long cost[40];
	for (int i = 0; i < n; i++) {
		int row, col, row_now, col_now;
		pty_cursor(p, &row, &col);
		unsigned long before = p->bytes;
		pty_type(p, keys[i % 2]);
		do {
			pty_cursor(p, &row_now, &col_now);
		} while (row_now == row && p->bytes - before < 4000);
		cost[i] = p->bytes - before;
	}
	qsort(cost, (size_t)n, sizeof *cost, by_size);
	return cost[n / 2];
}

/* A letter typed into a text: the middle one of 30, and the dearest. */
static unsigned long letters(struct pty *p, unsigned long *most)
{
	unsigned long cost[30];
	for (int i = 0; i < 30; i++) {
		int row, col, row_now, col_now;
		pty_cursor(p, &row, &col);
		unsigned long before = p->bytes;
		pty_type(p, (char[]){(char)('a' + i % 26), 0});
		do {
			pty_cursor(p, &row_now, &col_now);
		} while (col_now == col && p->bytes - before < 4000);
		cost[i] = p->bytes - before;
	}
	qsort(cost, 30, sizeof *cost, by_size);
	*most = cost[28]; /* the draft that is kept meanwhile is told once in the title */
	return cost[15];
}

static const char *const down[] = {"\033[B", "\033[B"}, *const down_up[] = {"\033[B", "\033[A"};
static const char *const answers[] = {"2", "5"};

/* A list, a form and the assessment of the fictitious cases. */
static void a_key_on_a_page_costs_little(void **state)
{
	static const char *const types[] = {"vt100", "xterm", "linux"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct pty p = {0};
		pty_start(&p, 24, 80, types[i], (char *[]){(char *)pty_program(), (char *)"--demo", NULL});
		pty_wait(&p, "Your account");
		unsigned long home = middle(&p, down_up, 10);
		pty_type(&p, "4");
		pty_wait(&p, "Sarai > Cases");
		pty_wait(&p, "\n1 of ");
		pty_cursor_on(&p, ">");
		unsigned long list = middle(&p, down, 10);
		pty_wait(&p, "\n11 of "); /* once the cursor rests, without another key */
		pty_type(&p, "\r");
		pty_wait(&p, "8 Status");
		pty_type(&p, "1");
		pty_wait(&p, "Interpreter needed");
		pty_cursor_on(&p, ">");
		unsigned long form = middle(&p, down, 20), most;
		pty_press_until_on(&p, "\033[A", "Name in own script");
		unsigned long letter = letters(&p, &most);
		pty_type(&p, "\0330");
		pty_wait(&p, "8 Status");
		pty_type(&p, "41");
		pty_wait(&p, "An aid to judgement.");
		pty_press_until_on(&p, "\033[B", "Gender identity"); /* among the factors */
		unsigned long factor = middle(&p, down, 20), answer = middle(&p, answers, 20);
		print_message("# figure: %s: bytes an arrow key on home %lu, in the cases %lu, in a form %lu, in the assessment %lu; "
			      "an answer there %lu; "
			      "a letter typed %lu, at most %lu\n",
			      types[i], home, list, form, factor, answer, letter, most);
		pty_close(&p);
		assert_in_range(home, 1, ARROW_MOST);
		assert_in_range(list, 1, ARROW_MOST);
		assert_in_range(form, 1, ARROW_MOST);
		assert_in_range(factor, 1, ARROW_MOST);
		assert_int_equal(letter, 1);
		assert_in_range(most, 1, ARROW_MOST);
		assert_in_range(answer, 1, i ? ANSWER_IN_COLOUR_MOST : ANSWER_MOST); /* a vt100 has none */
	}
}

/* ---- a whole page ---- */

/* Bytes of a page drawn anew, for each 100 of its characters that are not blank. */
static unsigned long ratio(struct pty *p, const char *page)
{
	pty_wait(p, page);
	pty_wait(p, " Back");
	pty_forget(p);
	pty_type(p, "\x0c");
	pty_taken(p);
	pty_wait_raw(p, "Back");
	char *all = pty_text(p);
	unsigned long seen = 0;
	for (const char *c = all; *c; c++)
		seen += *c > ' ' && *c < 0x7f;
	free(all);
	return 100 * p->bytes / seen;
}

static void a_whole_page_is_little_more_than_its_text(void **state)
{
	static const struct {
		const char *type;
		unsigned long most;
	} types[] = {{"vt100", VT100_PAGE_MOST}, {"xterm", XTERM_PAGE_MOST}};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct pty p = {0};
		pty_start(&p, 24, 80, types[i].type, (char *[]){(char *)pty_program(), (char *)"--demo", NULL});
		unsigned long home = ratio(&p, "Your account");
		pty_type(&p, "4");
		unsigned long list = ratio(&p, "\n1 of ");
		pty_type(&p, "\r");
		unsigned long file = ratio(&p, "8 Status");
		pty_type(&p, "1");
		unsigned long form = ratio(&p, "Interpreter needed");
		print_message("# figure: %s: a whole page costs, of its characters: home %lu%%, cases %lu%%, case %lu%%, form %lu%%\n",
			      types[i].type, home, list, file, form);
		pty_close(&p);
		assert_in_range(home, 90, types[i].most);
		assert_in_range(list, 90, types[i].most);
		assert_in_range(file, 90, types[i].most);
		assert_in_range(form, 90, types[i].most);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_write_per_repaint),
		cmocka_unit_test(what_is_sent_is_what_was_painted),
		cmocka_unit_test(an_arrow_in_a_list_costs_little),
		cmocka_unit_test(a_key_on_a_page_costs_little),
		cmocka_unit_test(a_whole_page_is_little_more_than_its_text),
	};
	return cmocka_run_group_tests_name("repaint", tests, NULL, NULL);
}
