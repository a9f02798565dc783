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

#include "lib/typist.h"

static void registered(struct rig *r)
{
	REGISTER(r, "Fatoumata Muster", "Sex", "f<Enter>", "Born (date or age)", "age 33", "Citizenship",
		 "guinea<Enter>", "Where they stay", "North gate, tents");
	typist_home(r);
	REGISTER(r, "Ibrahim Muster", "Sex", "m<Enter>", "Born (date or age)", "age 28", "Where they stay",
		 "North gate, tents");
	typist_home(r);
	REGISTER(r, "Sekou Muster", "Sex", "m<Enter>", "Born (date or age)", "age 9", "Where they stay",
		 "North gate, tents");
	rig_sees(r, "CHILD");
	typist_home(r);
}

static void household(struct rig *r)
{
	typist_case(r, "1");
	rig_keys(r, "f11");
	rig_top(r, "household");
	rig_sees(r, "1 member, 1 with a case.");
	rig_keys(r, "n");
	FILL(r, "Case number", "2<Tab>", "Is to the first member", "bro<Enter>");
	typist_save(r, "household");
	rig_keys(r, "n");
	FILL(r, "Case number", "3<Tab>", "Is to the first member", "son<Enter>");
	typist_save(r, "household");
	rig_keys(r, "n");
	FILL(r, "Name", "Mamadou Muster", "Sex", "m<Enter>", "Is to the first member", "hus<Enter>", "With them or not",
	     "5");
	typist_save(r, "household");
	rig_sees(r, "Husband, wife");
	rig_sees(r, "lost");
	rig_sees(r, "4 members, 3 with a case.");
	rig_sees(r, "2 adults not seen alone");
}

/* What holds for the household is typed once; an adult who was not seen alone keeps it open. */
static void assessed_once(struct rig *r)
{
	const struct catalogue *c = r->config->catalogue;
	rig_keys(r, "a");
	rig_sees(r, "Household assessment, round 1");
	FILL(r, "Members spoken with", "3");
	for (int i = 0; i < c->n_factors; i++) {
		if (!strcmp(c->levels[c->factors[i].level].name, "household"))
			FILL(r, c->factors[i].label, !strcmp(c->factors[i].label, "Housing") ? "3" : "0");
	}
	FILL(r, "Finished", "1");
	rig_keys(r, "<F2>");
	rig_sees(r, "2 adults have not been spoken with alone.");
	rig_keys(r, "<Esc>");
	rig_top(r, "household");
	rig_sees(r, "Not assessed yet");
	typist_to(r, "Fatoumata");
	rig_keys(r, "s");
	rig_sees(r, "Seen alone today.");
	rig_keys(r, "a<F2>");
	rig_sees(r, "One adult has not been spoken with alone.");
	rig_keys(r, "<Esc>");
	typist_to(r, "Ibrahim");
	rig_keys(r, "s");
	rig_sees_not(r, "not seen alone");
	rig_keys(r, "a<F2>");
	rig_top(r, "household");
	rig_sees(r, "Round 1, 23 Nov 2026.");
}

/* In each case the household's answers stand already, with where they come from; each has their own beside them. */
static void inherited(struct rig *r, const char *number, const char *flag)
{
	typist_case(r, number);
	typist_screening(r, flag ? "2" : "1", NULL, "Turned back twice, robbed.");
	rig_keys(r, "4");
	rig_top(r, "assessment");
	typist_go(r, "Housing");
	rig_cursor_on(r, "severe risk  from Household, round 1");
	rig_keys(r, "<Esc>");
	rig_top(r, "case");
}

static void each_case(struct rig *r)
{
	inherited(r, "1", NULL);
	ASSESS(r, "med", "Identity documents", "2");
	rig_sees(r, "ests also on: Household, round 1");
	inherited(r, "2", NULL);
	/* He differs in one answer, and says why; hers is as it was. */
	rig_keys(r, "4");
	typist_go(r, "Housing");
	rig_keys(r, "1<Up>");
	rig_cursor_on(r, "not as Household");
	rig_keys(r, "nSleeps at his work place.<F2>");
	rig_cursor_on(r, "mild risk  not as Household");
	rig_keys(r, "<Esc>");
	ASSESS(r, "low", "Identity documents", "1");
	inherited(r, "3", "child");
	rig_keys(r, "k");
	typist_open(r, "Alone or with family");
	FILL(r, "The child is", "3", "Cares for them now", "His mother", "Guardian", "4", "Care arrangement", "1",
	     "School", "4", "Detained for migration", "1", "Who says yes", "2");
	typist_save(r, "records");
	rig_sees_not(r, "missing  Guardian  ");
	typist_part(r, "");
	rig_sees(r, "CHILD");
	ASSESS(r, "med", "Reading and schooling", "2");
	typist_case(r, "1");
	rig_keys(r, "4");
	rig_sees(r, "Round 1 was finished");
	rig_keys(r, "<Esc>");
	/* Level by level, side by side. */
	typist_part(r, "f");
	rig_sees(r, "! MEDIUM");
	rig_sees(r, "- LOW");
}

/* A second round of the household is told to each case, and taken over only on request. */
static void a_second_round(struct rig *r)
{
	rig_wait(r, 20 * TYPIST_DAY);
	rig_keys(r, "a");
	rig_sees(r, "finished and stays");
	rig_keys(r, "1");
	rig_sees(r, "Household assessment, round 2");
	FILL(r, "Housing", "4", "Finished", "1");
	typist_save(r, "household");
	rig_sees(r, "Round 2, 13 Dec 2026.");
	typist_case(r, "1");
	rig_sees(r, "NEWER: Household, round 2");
	typist_case(r, "3");
	rig_keys(r, "<PgDn>");
	rig_sees(r, "NEWER: Household, round 2");
}

static void closed(struct rig *r, const char *number)
{
	typist_case(r, number);
	typist_plan(r, "A roof, and her husband found.", "Room in the centre");
	typist_actions_done(r);
	typist_ask_to_close(r, "goals");
	rig_sees_not(r, "Closed, amina");
	typist_approve(r, "Clos");
	typist_case(r, number);
	rig_sees(r, "Closed, amina.");
}

static void a_family_at_a_border(void **state)
{
	struct rig *r = *state;
	registered(r);
	household(r);
	assessed_once(r);
	each_case(r);
	a_second_round(r);
	closed(r, "2");
	/* One of them closed: the others go on, and the household with them. */
	typist_case(r, "1");
	rig_sees(r, "Assessed, amina.");
	closed(r, "3");
	closed(r, "1");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_family_at_a_border, typist_set_up, typist_tear_down),
	};
	return cmocka_run_group_tests_name("case: a stranded family", tests, NULL, NULL);
}
