/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A child's page and the locks, by keys.
 */
#include <sarai/base/units.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/screen_env.h"

static bool on(struct screen_env *r, const char *label)
{
	int row, col;
	term_cursor(r->term, &row, &col);
	char *line = term_row(r->term, row);
	bool here = strstr(line, label) != NULL;
	free(line);
	return here;
}

/* To a field of the form on top, by its label: down from where one is, then up. */
static void go_to(struct screen_env *r, const char *label)
{
	for (int i = 0; i < 60 && !on(r, label); i++)
		screen_env_keys(r, i < 30 ? "<Down>" : "<Up>");
	screen_env_cursor_on(r, label);
}

static void register_aged(struct screen_env *r, const char *birth)
{
	screen_env_keys(r, "1Rahim Sample<F9>");
	screen_env_top(r, "form");
	go_to(r, "Born (date or age)");
	screen_env_keys(r, birth);
	screen_env_keys(r, "<Enter><F2>");
	screen_env_top(r, "case");
	screen_env_sees(r, "HR-2026-0001");
}

static void to_the_case(struct screen_env *r)
{
	for (int i = 0; i < 4 && strcmp(stack_top(r->app->stack)->class->name, "case"); i++)
		screen_env_keys(r, "<F10>");
	screen_env_top(r, "case");
}

static void an_adults_page_says_why_it_is_empty(void **state)
{
	struct screen_env *r = *state;
	register_aged(r, "1990-01-01");
	screen_env_keys(r, "k");
	screen_env_top(r, "records");
	screen_env_sees(r, "Not for adults: 36 by the age in Person");
	screen_env_sees_not(r, "missing");
	screen_env_keys(r, "n");
	screen_env_top(r, "records");
	screen_env_sees(r, "Nothing to add here for an adult");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "records");
}

static void the_page_of_a_child_leads_through_its_steps(void **state)
{
	struct screen_env *r = *state;
	register_aged(r, "age 15");
	screen_env_sees(r, "CHILD: missing: Alone or with family");
	screen_env_keys(r, "k");
	screen_env_sees(r, "Child protection");
	screen_env_sees(r, "missing  Guardian                             in 3 days");
	screen_env_sees(r, "Assisted return: locked");
	screen_env_keys(r, "<Down><Down>");
	screen_env_cursor_on(r, "Guardian");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "form");
	screen_env_cursor_on(r, "The child is");
	screen_env_keys(r, "1");
	screen_env_sees(r, "A child alone: that is urgent. Set the flag");
	go_to(r, "Guardian");
	screen_env_keys(r, "1Youth office<Enter>2026-11-20<Enter>");
	screen_env_keys(r, "<F2>");
	screen_env_top(r, "records");
	screen_env_sees(r, "done     Guardian");
	screen_env_sees(r, "Set the flag");
	screen_env_sees(r, "missing  Best interests assessment");
	screen_env_sees_not(r, "late");
	/* Late in Today when nobody has written one. */
	screen_env_wait(r, 5 * DAY);
	screen_env_keys(r, "<F10><F10>");
	for (int i = 0; i < 4 && strcmp(stack_top(r->app->stack)->class->name, "home"); i++)
		screen_env_keys(r, "<F10>");
	screen_env_top(r, "home");
	screen_env_sees(r, "late");
	screen_env_sees(r, "HR-2026-0001");
	screen_env_keys(r, "<F4>1<Enter>k");
	screen_env_sees(r, "late     Best interests assessment            late 2 days");
}

static void a_return_is_shown_locked_and_stays_planned(void **state)
{
	struct screen_env *r = *state;
	register_aged(r, "age 12");
	screen_env_keys(r, "p");
	screen_env_top(r, "plan");
	screen_env_keys(r, "a");
	screen_env_top(r, "form");
	screen_env_keys(r, "Journey home<Enter>");
	go_to(r, "Service");
	screen_env_keys(r, "Assisted<Enter>");
	screen_env_sees(r, "Assisted return is locked: needs the child's situation, a guardian");
	go_to(r, "By when");
	screen_env_keys(r, "+30d<Enter><F2>");
	screen_env_top(r, "plan");
	screen_env_sees(r, "Journey home");
	screen_env_sees(r, "locked");
	screen_env_sees(r, "Saved");
	screen_env_keys(r, "<Down><Down>");
	screen_env_cursor_on(r, "Journey home");
	screen_env_keys(r, "s2"); /* under way */
	screen_env_top(r, "plan");
	screen_env_sees(r, "Assisted return is locked");
	screen_env_cursor_on(r, "Planned");
	to_the_case(r);
	screen_env_keys(r, "<PgDn>");
	screen_env_sees(r, "LOCKED");
}

/* The head counts on while one reads: the summary says the same. */
static void head_and_summary_say_the_same_time(void **state)
{
	struct screen_env *r = *state;
	register_aged(r, "1990-01-01");
	screen_env_sees(r, "Next: Screening in 3 days");
	screen_env_sees(r, "(in 3 days)");
	screen_env_wait(r, 1);
	screen_env_sees(r, "Next: Screening in 3 days");
	screen_env_sees(r, "(in 3 days)");
	screen_env_wait(r, DAY);
	screen_env_sees(r, "Next: Screening in 47h");
	screen_env_sees(r, "(in 47h)");
}

static void a_determination_says_what_is_missing(void **state)
{
	struct screen_env *r = *state;
	register_aged(r, "age 12");
	screen_env_keys(r, "kn3");
	screen_env_top(r, "form");
	screen_env_sees(r, "Best interests determination");
	go_to(r, "To decide");
	screen_env_keys(r, "2");
	go_to(r, "Finished");
	screen_env_keys(r, "2<F2>");
	screen_env_top(r, "form");
	screen_env_sees(r, "Not finished yet. Missing: the panel (two or more)");
	go_to(r, "Finished");
	screen_env_keys(r, "1<F2>");
	screen_env_top(r, "records");
	screen_env_sees(r, "Saved");
	screen_env_keys(r, "<End>");
	screen_env_cursor_on(r, "Best interests determ");
}

static void fear_of_going_back_is_on_the_safety_page(void **state)
{
	struct screen_env *r = *state;
	register_aged(r, "1990-01-01");
	screen_env_keys(r, "3");
	screen_env_keys(r, "1");
	go_to(r, "Afraid to return");
	screen_env_keys(r, "1<F2>");
	screen_env_top(r, "case");
	screen_env_sees(r, "Fear of return: missing: Counselled on asylum");
	screen_env_keys(r, "7");
	screen_env_keys(r, "<F10>"); /* the urgent response, which is offered first */
	screen_env_top(r, "records");
	screen_env_sees(r, "Fear of going back: international protection comes before any return.");
	screen_env_sees(r, "missing  Counselled on asylum");
	screen_env_sees(r, "Consulate: no contact.");
	screen_env_keys(r, "<Down>");
	screen_env_cursor_on(r, "Counselled on asylum");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "form");
	screen_env_sees(r, "Explained, and understood");
}

#define T(f) cmocka_unit_test_setup_teardown(f, screen_env_set_up, screen_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(an_adults_page_says_why_it_is_empty),	       T(the_page_of_a_child_leads_through_its_steps),
		T(a_return_is_shown_locked_and_stays_planned), T(head_and_summary_say_the_same_time),
		T(a_determination_says_what_is_missing),       T(fear_of_going_back_is_on_the_safety_page),
	};
	return cmocka_run_group_tests_name("screen_child", tests, NULL, NULL);
}
