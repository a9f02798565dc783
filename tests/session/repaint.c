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

/* ---- the program on a line ---- */

/* A full-width bar in reverse would take 220 bytes. On a page of the program the detail of the row changes too. */
#define ARROW_MOST 60
#define ARROW_AND_DETAIL_MOST 130

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
			paint(&l);
			unsigned long came = arrived(&l);
			most = came > most ? came : most;
		}
		close_line(&l);
		print_message("# figure: %s: at most %lu bytes an arrow key in a list\n", types[i], most);
		assert_true(most > 0 && most < ARROW_MOST);
	}
}

static void an_arrow_on_a_page_costs_little(void **state)
{
	static const char *const types[] = {"vt100", "xterm", "linux"};
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		struct pty p = {0};
		char number[24];
		pty_start(&p, 24, 80, types[i], (char *[]){(char *)pty_program(), (char *)"--demo", NULL});
		pty_wait(&p, "Your account");
		pty_type(&p, "4");
		pty_wait(&p, "Sarai > Cases");
		pty_wait(&p, "\n1 of ");
		pty_cursor_on(&p, ">");
		pty_forget(&p);
		int moves = 0;
		for (; moves < 10; moves++) { /* one at a time, each painted before the next */
			pty_type(&p, "\033[B");
			snprintf(number, sizeof number, "\n%d of ", moves + 2);
			pty_wait(&p, number);
		}
		pty_cursor_on(&p, ">");
		unsigned long each = p.bytes / (unsigned long)moves;
		print_message("# figure: %s: %lu bytes an arrow key in the list of cases, with its detail\n", types[i],
			      each);
		assert_true(each > 0 && each < ARROW_AND_DETAIL_MOST);
		pty_close(&p);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_write_per_repaint),
		cmocka_unit_test(an_arrow_in_a_list_costs_little),
		cmocka_unit_test(an_arrow_on_a_page_costs_little),
	};
	return cmocka_run_group_tests_name("repaint", tests, NULL, NULL);
}
