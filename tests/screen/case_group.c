/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A composite case, typed in: people from one village who are stranded on the same road. They are one case and are
 * assessed as one; who is in danger alone gets a case of their own, which stays linked.
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
	rig_keys(r, "1North station<F11>");
	rig_top(r, "form");
	FILL(r, "What binds them", "2", "Most are from", "ethiopia<Enter>", "Language", "amharic<Enter>",
	     "Where they stay", "Under the bridge", "Girls 12 to 17", "2", "Boys 12 to 17", "3", "Women 18 to 59", "4",
	     "Men 18 to 59", "12", "Speaks for them", "One of the women", "Contact alert",
	     "Not in front of the driver");
	typist_save(r, "case");
	rig_sees(r, "North station (21 people)");
	rig_sees(r, "ALERT: Not in front of the driver");
}

/* One person, found among them, alone: her own case, linked to theirs. */
static void one_in_danger(struct rig *r)
{
	typist_home(r);
	REGISTER(r, "Hiwot Muster", "Sex", "f<Enter>", "Born (date or age)", "age 15", "Messages", "1");
	rig_sees(r, "CHILD");
	typist_case(r, "1");
	rig_keys(r, "f21");
	rig_top(r, "household");
	rig_sees(r, "1 member, 1 with a case.");
	rig_keys(r, "n");
	FILL(r, "Case number", "2<Tab>");
	typist_save(r, "household");
	rig_sees(r, "2 members, 2 with a case.");
	rig_sees(r, "HR-2026-0002");
	/* No assessment of a household here. */
	rig_keys(r, "a");
	rig_sees(r, "A group is assessed in its own case: 4 there.");
	rig_top(r, "household");
}

static void assessed_as_one(struct rig *r)
{
	typist_case(r, "1");
	typist_screening(r, "1", NULL, "All robbed; the driver keeps their papers.");
	ASSESS(r, "high", "Identity documents", "3", "Housing", "3", "Money and goods", "3");
	rig_sees(r, "!! HIGH");
	rig_keys(r, "43");
	rig_sees(r, "score");
	/* One case in the caseload and in the list, not twenty-one. */
	typist_home(r);
	rig_keys(r, "4");
	rig_sees(r, "HR-2026-0001");
	rig_sees(r, "HR-2026-0002");
	rig_sees_not(r, "HR-2026-0003");
	/* What was found for the group is not said of her. */
	typist_case(r, "2");
	rig_sees(r, "not assessed");
	rig_sees_not(r, "HIGH");
}

/* Their plan is of a high level: in force when approved, and not before. */
static void planned(struct rig *r)
{
	typist_case(r, "1");
	typist_plan(r, "Their papers; to go on together.", "Ask the driver's company with legal aid");
	rig_sees(r, "Assessed, amina.");
	rig_keys(r, "5");
	rig_sees(r, "waits for approval");
	/* A no comes back with its reason. */
	typist_as(r, "sara", "all-in-one");
	rig_keys(r, "8");
	rig_cursor_on(r, "Protection plan");
	rig_keys(r, "rSee the women alone first.<F2>");
	typist_as(r, "amina", "case-worker");
	rig_sees(r, "Not approved by sara");
	typist_case(r, "1");
	rig_sees(r, "Assessed, amina.");
	rig_keys(r, "5");
	rig_sees(r, "Not approved: why is under 8 Status. Change it, then agree anew (w).");
	rig_keys(r, "<Esc>8");
	rig_sees(r, "Not approved by sara: Protection plan. See the");
	typist_open(r, "Not approved");
	rig_sees(r, "See the women alone first.");
	rig_keys(r, "<Esc>");
	rig_top(r, "status");
	typist_part(r, "5");
	rig_keys(r, "w");
	FILL(r, "What worries them", "The women were seen alone.", "Agreed on", "today");
	typist_save(r, "plan");
	rig_sees(r, "waits for approval");
	typist_approve(r, "Protection plan");
	typist_case(r, "1");
	rig_sees(r, "Planned, amina.");
}

static void closed(struct rig *r)
{
	typist_actions_done(r);
	typist_ask_to_close(r, "goals");
	rig_sees_not(r, "Closed, amina");
	typist_approve(r, "Clos");
	typist_case(r, "1");
	rig_sees(r, "Closed, amina.");
	/* Hers goes on. */
	typist_case(r, "2");
	rig_sees(r, "New, amina.");
	rig_keys(r, "f");
	rig_sees(r, "HR-2026-0001");
}

static void people_on_the_same_road(void **state)
{
	struct rig *r = *state;
	registered(r);
	one_in_danger(r);
	assessed_as_one(r);
	planned(r);
	closed(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(people_on_the_same_road, typist_set_up, typist_tear_down),
	};
	return cmocka_run_group_tests_name("case: a stranded group", tests, NULL, NULL);
}
