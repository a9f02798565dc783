/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A stage for the toolkit: a headless terminal, the shipped keys, a stack of screens, and keys as text. Include after
 * cmocka.h.
 */
#ifndef SARAI_TESTS_TERM_RIG_H
#define SARAI_TESTS_TERM_RIG_H

#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/term/script.h>
#include <sarai/term/widget.h>

#ifndef UNUSED
#define UNUSED __attribute__((unused))
#endif

struct scene {
	struct term *term;
	struct keymap *keys;
	struct stack *stack;
	struct clock clock;
	int64_t now;
};

static UNUSED void stage_open(struct scene *s)
{
	static const struct action_table *const tables[] = {&actions_global, &actions_list, &actions_menu,
							    &actions_page, &actions_form};
	struct diags d = {0};
	struct err e = {0};
	memset(s, 0, sizeof *s);
	assert_true(time_from_iso("2026-11-23T09:00:00Z", &s->now));
	s->clock = clock_fixed(&s->now);
	s->term = term_open(&(struct term_options){.headless = true, .rows = 24, .cols = 80, .borders = 1}, &e);
	s->keys = keymap_new(tables, 5, NULL, &d);
	assert_non_null(s->term);
	assert_non_null(s->keys);
	s->stack = stack_new(s->term,
			     &(struct stack_options){.keys = s->keys, .clock = &s->clock, .tick_ms = 1000, .ctx = s});
}

static UNUSED void stage_close(struct scene *s)
{
	stack_free(&s->stack);
	keymap_free(&s->keys);
	term_close(&s->term);
}

static UNUSED void type(struct scene *s, const char *script)
{
	assert_true(script_type(s->stack, script));
	stack_paint(s->stack);
}

static UNUSED void paste(struct scene *s, const char *text)
{
	struct event ev;
	term_feed_paste(s->term, text, &ev);
	stack_feed(s->stack, &ev);
	stack_paint(s->stack);
}

/* The whole screen, rows with a newline; owned. */
static UNUSED char *screen_of(struct scene *s)
{
	struct str all = {0};
	for (int i = 0; i < term_rows(s->term); i++) {
		char *row = term_row(s->term, i);
		str_addf(&all, "%s\n", row);
		free(row);
	}
	return str_take(&all);
}

static UNUSED void sees(struct scene *s, const char *text)
{
	char *all = screen_of(s);
	if (!strstr(all, text)) {
		print_error("not seen: '%s'\n%s", text, all);
		free(all);
		fail();
	}
	free(all);
}

static UNUSED void sees_not(struct scene *s, const char *text)
{
	char *all = screen_of(s);
	if (strstr(all, text)) {
		print_error("should not be seen: '%s'\n%s", text, all);
		free(all);
		fail();
	}
	free(all);
}

/* The cursor stands on a row that begins so (behind blanks), at this column (-1: any). */
static UNUSED void cursor_at(struct scene *s, const char *begins, int want_col)
{
	int row, col;
	term_cursor(s->term, &row, &col);
	char *line = term_row(s->term, row), *text = line + strspn(line, " ");
	if (strncmp(text, begins, strlen(begins)) != 0)
		fail_msg("the cursor is on '%s', not on '%s'", text, begins);
	if (want_col >= 0 && col != want_col)
		fail_msg("the cursor is in column %d, not %d, of '%s'", col, want_col, line);
	free(line);
}

#endif
