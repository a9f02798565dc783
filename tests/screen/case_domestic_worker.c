/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A composite case, typed in: a woman who still lives and works in the home where she is kept. Every call can endanger
 * her: the rule of contact stands before it. In the end she cannot be reached any more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/keys.h"

#define RULE "ALERT: Never leave a message."

static void first_contact(struct screen_env *r)
{
	REGISTER(r, "Liwayway Ejemplo", "Sex", "f<Enter>", "Born (date or age)", "age 34", "Phone", "+99900555111",
		 "Reach them by", "3<Enter>", "Safe hours", "Sundays 10 to 12", "Messages", "1", "Ask for, say you are",
		 "ask for Lily, from church", "Must not know", "the employer, the driver", "Code word", "lemon");
	screen_env_sees(r, RULE);
	screen_env_sees(r, "Word: lemon");
	screen_env_sees_not(r, " ...");
	keys_screening(r, "1", "Still controlled by an exploiter", "Locked in at night; papers kept.");
	screen_env_sees(r, "URGENT");
}

/* Wherever one can begin to call her, the rule is read first, whole. */
static void the_rule_stands_before_a_call(struct screen_env *r)
{
	static const char *const pages[] = {"", "c", "5", "6", "8", "0", "t", "2", "j"};
	for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
		keys_part(r, "");
		screen_env_keys(r, pages[i]);
		screen_env_sees(r, RULE);
		screen_env_sees(r, "Word: lemon");
		screen_env_sees(r, "the employer, the driver");
		screen_env_sees_not(r, " ...");
	}
	/* The phone number is not on these pages: it is behind the rule. */
	keys_part(r, "c");
	screen_env_sees_not(r, "+99900555111");
	screen_env_keys(r, "<Esc>");
	/* Also from the agenda, where one sits with a list to call. */
	keys_home(r);
	screen_env_keys(r, "3");
	screen_env_top(r, "agenda");
	screen_env_sees(r, "HR-2026-0001");
	screen_env_keys(r, "c");
	screen_env_sees(r, "Follow-up contact");
	screen_env_sees(r, RULE);
	screen_env_sees(r, "Word: lemon");
	screen_env_keys(r, "<Esc>");
}

static void consent_with_limits(struct screen_env *r)
{
	keys_case(r, "1");
	screen_env_keys(r, "2n");
	FILL(r, "Decision", "1", "Said by", "1", "Has been told", "1234567", "What for", "our own<Enter>",
	     "Towards whom", "this office<Enter>", "Never to be told", "employer, police<Enter>", "How it was given",
	     "1", "I heard it and confirm it", "1");
	keys_save(r, "records");
	keys_part(r, "");
	screen_env_sees(r, "Not: Police, Employer");
}

/* What she does when it gets worse is for few eyes. */
static void safety_plan(struct screen_env *r)
{
	keys_part(r, "7");
	screen_env_top(r, "form"); /* the urgent flag comes first */
	screen_env_sees(r, "Still controlled by an exploiter");
	screen_env_wait(r, 3600);
	FILL(r, "What was done", "Word agreed; a neighbour watches the light.", "Time", "09:00", "Safe for now", "1",
	     "Spoke with the supervisor", "1", "With the person's consent", "1");
	keys_save(r, "records");
	keys_add(r, "Safety plan");
	screen_env_keys(r, "When he drinks<F2>");
	screen_env_top(r, "records");
	screen_env_sees_not(r, "drinks");
	keys_shows_nowhere(r, "1", "drinks");
}

static void try_to_reach_her(struct screen_env *r)
{
	keys_part(r, "c");
	screen_env_sees(r, RULE);
	FILL(r, "What it was", "2", "What came back", "3", "Next", "1");
	keys_save(r, "case");
}

/* "Not reached" is no reason before somebody has tried as often as the house says. */
static void contact_lost(struct screen_env *r)
{
	keys_case(r, "1");
	keys_part(r, "8");
	screen_env_keys(r, "x");
	FILL(r, "Why", "contact lost<Enter>", "File complete", "1", "Keep the file until", "+900d");
	keys_save(r, "status");
	screen_env_sees(r, "attempt");
	screen_env_sees(r, "thing missing");
	for (int day = 0; day < 3; day++) {
		keys_part(r, "");
		try_to_reach_her(r);
		screen_env_wait(r, 7 * TYPIST_DAY);
	}
	keys_home(r);
	screen_env_sees(r, "Assessment, 3 attempts: tell your supervisor");
	keys_case(r, "1");
	screen_env_keys(r, "<PgDn>");
	screen_env_sees(r, "tell your supervisor");
	screen_env_keys(r, "8");
	screen_env_sees_not(r, "thing missing");
	screen_env_keys(r, "x1");
	screen_env_sees(r, "as soon as it is approved");
	screen_env_keys(r, "<Esc>");
	screen_env_sees_not(r, "Closed, amina");
	keys_approve(r, "Clos");
	keys_case(r, "1");
	screen_env_sees(r, "Closed, amina.");
	screen_env_sees(r, RULE); /* it may still be she who rings */
}

static void a_woman_still_in_the_home(void **state)
{
	struct screen_env *r = *state;
	first_contact(r);
	the_rule_stands_before_a_call(r);
	consent_with_limits(r);
	safety_plan(r);
	contact_lost(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_woman_still_in_the_home, keys_set_up, keys_tear_down),
	};
	return cmocka_run_group_tests_name("case: domestic worker", tests, NULL, NULL);
}
