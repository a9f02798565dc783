/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A composite case, typed in: a family stranded at a border: mother, her brother, her son of nine, and a husband who is
 * lost. One household, three cases, one household assessment.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "lib/keys.h"

static void registered(struct screen_env *r)
{
	REGISTER(r, "Fatoumata Muster", "Sex", "f<Enter>", "Born (date or age)", "age 33", "Citizenship",
		 "guinea<Enter>", "Where they stay", "North gate, tents");
	keys_home(r);
	REGISTER(r, "Ibrahim Muster", "Sex", "m<Enter>", "Born (date or age)", "age 28", "Where they stay",
		 "North gate, tents");
	keys_home(r);
	REGISTER(r, "Sekou Muster", "Sex", "m<Enter>", "Born (date or age)", "age 9", "Where they stay",
		 "North gate, tents");
	screen_env_sees(r, "CHILD");
	keys_home(r);
}

static void household(struct screen_env *r)
{
	keys_case(r, "1");
	screen_env_keys(r, "f11");
	screen_env_top(r, "household");
	screen_env_sees(r, "1 member, 1 with a case.");
	screen_env_keys(r, "n");
	FILL(r, "Case number", "2<Tab>", "Is to the first member", "bro<Enter>");
	keys_save(r, "household");
	screen_env_keys(r, "n");
	FILL(r, "Case number", "3<Tab>", "Is to the first member", "son<Enter>");
	keys_save(r, "household");
	screen_env_keys(r, "n");
	FILL(r, "Name", "Mamadou Muster", "Sex", "m<Enter>", "Is to the first member", "hus<Enter>", "With them or not",
	     "5");
	keys_save(r, "household");
	screen_env_sees(r, "Husband, wife");
	screen_env_sees(r, "lost");
	screen_env_sees(r, "4 members, 3 with a case.");
	screen_env_sees(r, "2 adults not seen alone");
}

/* What holds for the household is typed once; an adult who was not seen alone keeps it open. */
static void assessed_once(struct screen_env *r)
{
	const struct catalogue *c = r->config->catalogue;
	screen_env_keys(r, "a");
	screen_env_sees(r, "Household assessment, round 1");
	FILL(r, "Members spoken with", "3");
	for (int i = 0; i < c->n_factors; i++) {
		if (!strcmp(c->levels[c->factors[i].level].name, "household"))
			FILL(r, c->factors[i].label, !strcmp(c->factors[i].label, "Housing") ? "3" : "0");
	}
	FILL(r, "Finished", "1");
	screen_env_keys(r, "<F2>");
	screen_env_sees(r, "2 adults have not been spoken with alone.");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "household");
	screen_env_sees(r, "Not assessed yet");
	keys_to(r, "Fatoumata");
	screen_env_keys(r, "s");
	screen_env_sees(r, "Seen alone today.");
	screen_env_keys(r, "a<F2>");
	screen_env_sees(r, "One adult has not been spoken with alone.");
	screen_env_keys(r, "<Esc>");
	keys_to(r, "Ibrahim");
	screen_env_keys(r, "s");
	screen_env_sees_not(r, "not seen alone");
	screen_env_keys(r, "a<F2>");
	screen_env_top(r, "household");
	screen_env_sees(r, "Round 1, 23 Nov 2026.");
}

/* In each case the household's answers stand already, with where they come from; each has their own beside them. */
static void inherited(struct screen_env *r, const char *number, const char *flag)
{
	keys_case(r, number);
	keys_screening(r, flag ? "2" : "1", NULL, "Turned back twice, robbed.");
	screen_env_keys(r, "4");
	screen_env_top(r, "assessment");
	keys_go(r, "Housing");
	screen_env_cursor_on(r, "severe risk  from Household, round 1");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "case");
}

static void each_case(struct screen_env *r)
{
	inherited(r, "1", NULL);
	ASSESS(r, "med", "Identity documents", "2");
	screen_env_sees(r, "ests also on: Household, round 1");
	inherited(r, "2", NULL);
	/* He differs in one answer, and says why; hers is as it was. */
	screen_env_keys(r, "4");
	keys_go(r, "Housing");
	screen_env_keys(r, "1<Up>");
	screen_env_cursor_on(r, "not as Household");
	screen_env_keys(r, "nSleeps at his work place.<F2>");
	screen_env_cursor_on(r, "mild risk  not as Household");
	screen_env_keys(r, "<Esc>");
	ASSESS(r, "low", "Identity documents", "1");
	inherited(r, "3", "child");
	screen_env_keys(r, "k");
	keys_open(r, "Alone or with family");
	FILL(r, "The child is", "3", "Cares for them now", "His mother", "Guardian", "4", "Care arrangement", "1",
	     "School", "4", "Detained for migration", "1", "Who says yes", "2");
	keys_save(r, "records");
	screen_env_sees_not(r, "missing  Guardian  ");
	keys_part(r, "");
	screen_env_sees(r, "CHILD");
	ASSESS(r, "med", "Reading and schooling", "2");
	keys_case(r, "1");
	screen_env_keys(r, "4");
	screen_env_sees(r, "Round 1 was finished");
	screen_env_keys(r, "<Esc>");
	/* Level by level, side by side. */
	keys_part(r, "f");
	screen_env_sees(r, "! MEDIUM");
	screen_env_sees(r, "- LOW");
}

/* A second round of the household is told to each case, and taken over only on request. */
static void a_second_round(struct screen_env *r)
{
	screen_env_wait(r, 20 * TYPIST_DAY);
	screen_env_keys(r, "a");
	screen_env_sees(r, "finished and stays");
	screen_env_keys(r, "1");
	screen_env_sees(r, "Household assessment, round 2");
	FILL(r, "Housing", "4", "Finished", "1");
	keys_save(r, "household");
	screen_env_sees(r, "Round 2, 13 Dec 2026.");
	keys_case(r, "1");
	screen_env_sees(r, "NEWER: Household, round 2");
	keys_case(r, "3");
	screen_env_keys(r, "<PgDn>");
	screen_env_sees(r, "NEWER: Household, round 2");
}

static void closed(struct screen_env *r, const char *number)
{
	keys_case(r, number);
	keys_plan(r, "A roof, and her husband found.", "Room in the centre");
	keys_actions_done(r);
	keys_ask_to_close(r, "goals");
	screen_env_sees_not(r, "Closed, amina");
	keys_approve(r, "Clos");
	keys_case(r, number);
	screen_env_sees(r, "Closed, amina.");
}

static void a_family_at_a_border(void **state)
{
	struct screen_env *r = *state;
	registered(r);
	household(r);
	assessed_once(r);
	each_case(r);
	a_second_round(r);
	closed(r, "2");
	/* One of them closed: the others go on, and the household with them. */
	keys_case(r, "1");
	screen_env_sees(r, "Assessed, amina.");
	closed(r, "3");
	closed(r, "1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_family_at_a_border, keys_set_up, keys_tear_down),
	};
	return cmocka_run_group_tests_name("case: a stranded family", tests, NULL, NULL);
}
