/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A child's page and the locks, by keys.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/rig.h"

#define DAY 86400

static bool on(struct rig *r, const char *label)
{
	int row, col;
	term_cursor(r->term, &row, &col);
	char *line = term_row(r->term, row);
	bool here = strstr(line, label) != NULL;
	free(line);
	return here;
}

/* To a field of the form on top, by its label: down from where one is, then up. */
static void go_to(struct rig *r, const char *label)
{
	for (int i = 0; i < 60 && !on(r, label); i++)
		rig_keys(r, i < 30 ? "<Down>" : "<Up>");
	rig_cursor_on(r, label);
}

static void register_aged(struct rig *r, const char *birth)
{
	rig_keys(r, "1Rahim Sample<F9>");
	rig_top(r, "form");
	go_to(r, "Born (date or age)");
	rig_keys(r, birth);
	rig_keys(r, "<Enter><F2>");
	rig_top(r, "case");
	rig_sees(r, "HR-2026-0001");
}

static void to_the_case(struct rig *r)
{
	for (int i = 0; i < 4 && strcmp(stack_top(r->app->stack)->class->name, "case"); i++)
		rig_keys(r, "<F10>");
	rig_top(r, "case");
}

static void an_adults_page_says_why_it_is_empty(void **state)
{
	struct rig *r = *state;
	register_aged(r, "1990-01-01");
	rig_keys(r, "k");
	rig_top(r, "records");
	rig_sees(r, "Not for adults: 36 by the age in Person");
	rig_sees_not(r, "missing");
	rig_keys(r, "n");
	rig_top(r, "records");
	rig_sees(r, "Nothing to add here for an adult");
	rig_keys(r, "<Enter>");
	rig_top(r, "records");
}

static void the_page_of_a_child_leads_through_its_steps(void **state)
{
	struct rig *r = *state;
	register_aged(r, "age 15");
	rig_sees(r, "CHILD: missing: Alone or with family");
	rig_keys(r, "k");
	rig_sees(r, "Child protection");
	rig_sees(r, "missing  Guardian                             in 3 days");
	rig_sees(r, "Assisted return: locked");
	rig_keys(r, "<Down><Down>");
	rig_cursor_on(r, "Guardian");
	rig_keys(r, "<Enter>");
	rig_top(r, "form");
	rig_cursor_on(r, "The child is");
	rig_keys(r, "1");
	rig_sees(r, "A child alone: that is urgent. Set the flag");
	go_to(r, "Guardian");
	rig_keys(r, "1Youth office<Enter>2026-11-20<Enter>");
	rig_keys(r, "<F2>");
	rig_top(r, "records");
	rig_sees(r, "done     Guardian");
	rig_sees(r, "Set the flag");
	rig_sees(r, "missing  Best interests assessment");
	rig_sees_not(r, "late");
	/* Late in Today when nobody has written one. */
	rig_wait(r, 5 * DAY);
	rig_keys(r, "<F10><F10>");
	for (int i = 0; i < 4 && strcmp(stack_top(r->app->stack)->class->name, "home"); i++)
		rig_keys(r, "<F10>");
	rig_top(r, "home");
	rig_sees(r, "late");
	rig_sees(r, "HR-2026-0001");
	rig_keys(r, "<F4>1<Enter>k");
	rig_sees(r, "late     Best interests assessment            late 2 days");
}

static void a_return_is_shown_locked_and_stays_planned(void **state)
{
	struct rig *r = *state;
	register_aged(r, "age 12");
	rig_keys(r, "p");
	rig_top(r, "plan");
	rig_keys(r, "a");
	rig_top(r, "form");
	rig_keys(r, "Journey home<Enter>");
	go_to(r, "Service");
	rig_keys(r, "Assisted<Enter>");
	rig_sees(r, "Assisted return is locked: needs the child's situation, a guardian");
	go_to(r, "By when");
	rig_keys(r, "+30d<Enter><F2>");
	rig_top(r, "plan");
	rig_sees(r, "Journey home");
	rig_sees(r, "locked");
	rig_sees(r, "Saved");
	rig_keys(r, "<Down><Down>");
	rig_cursor_on(r, "Journey home");
	rig_keys(r, "s2"); /* under way */
	rig_top(r, "plan");
	rig_sees(r, "Assisted return is locked");
	rig_cursor_on(r, "Planned");
	to_the_case(r);
	rig_keys(r, "<PgDn>");
	rig_sees(r, "LOCKED");
}

/* The head counts on while one reads: the summary says the same. */
static void head_and_summary_say_the_same_time(void **state)
{
	struct rig *r = *state;
	register_aged(r, "1990-01-01");
	rig_sees(r, "Next: Screening in 3 days");
	rig_sees(r, "(in 3 days)");
	rig_wait(r, 1);
	rig_sees(r, "Next: Screening in 3 days");
	rig_sees(r, "(in 3 days)");
	rig_wait(r, DAY);
	rig_sees(r, "Next: Screening in 47h");
	rig_sees(r, "(in 47h)");
}

static void a_determination_says_what_is_missing(void **state)
{
	struct rig *r = *state;
	register_aged(r, "age 12");
	rig_keys(r, "kn3");
	rig_top(r, "form");
	rig_sees(r, "Best interests determination");
	go_to(r, "To decide");
	rig_keys(r, "2");
	go_to(r, "Finished");
	rig_keys(r, "2<F2>");
	rig_top(r, "form");
	rig_sees(r, "Not finished yet. Missing: the panel (two or more)");
	go_to(r, "Finished");
	rig_keys(r, "1<F2>");
	rig_top(r, "records");
	rig_sees(r, "Saved");
	rig_keys(r, "<End>");
	rig_cursor_on(r, "Best interests determ");
}

static void fear_of_going_back_is_on_the_safety_page(void **state)
{
	struct rig *r = *state;
	register_aged(r, "1990-01-01");
	rig_keys(r, "3");
	rig_keys(r, "1");
	go_to(r, "Afraid to return");
	rig_keys(r, "1<F2>");
	rig_top(r, "case");
	rig_sees(r, "Fear of return: missing: Counselled on asylum");
	rig_keys(r, "7");
	rig_keys(r, "<F10>"); /* the urgent response, which is offered first */
	rig_top(r, "records");
	rig_sees(r, "Fear of going back: international protection comes before any return.");
	rig_sees(r, "missing  Counselled on asylum");
	rig_sees(r, "Consulate: no contact.");
	rig_keys(r, "<Down>");
	rig_cursor_on(r, "Counselled on asylum");
	rig_keys(r, "<Enter>");
	rig_top(r, "form");
	rig_sees(r, "Explained, and understood");
}

#define T(f) cmocka_unit_test_setup_teardown(f, rig_set_up, rig_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(an_adults_page_says_why_it_is_empty),	       T(the_page_of_a_child_leads_through_its_steps),
		T(a_return_is_shown_locked_and_stays_planned), T(head_and_summary_say_the_same_time),
		T(a_determination_says_what_is_missing),       T(fear_of_going_back_is_on_the_safety_page),
	};
	return cmocka_run_group_tests_name("screen_child", tests, NULL, NULL);
}
