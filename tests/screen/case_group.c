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

#include "lib/keys.h"

static void registered(struct screen_env *r)
{
	screen_env_keys(r, "1North station<F11>");
	screen_env_top(r, "form");
	FILL(r, "What binds them", "2", "Most are from", "ethiopia<Enter>", "Language", "amharic<Enter>",
	     "Where they stay", "Under the bridge", "Girls 12 to 17", "2", "Boys 12 to 17", "3", "Women 18 to 59", "4",
	     "Men 18 to 59", "12", "Speaks for them", "One of the women", "Contact alert",
	     "Not in front of the driver");
	keys_save(r, "case");
	screen_env_sees(r, "North station (21 people)");
	screen_env_sees(r, "ALERT: Not in front of the driver");
}

/* One person, found among them, alone: her own case, linked to theirs. */
static void one_in_danger(struct screen_env *r)
{
	keys_home(r);
	REGISTER(r, "Hiwot Muster", "Sex", "f<Enter>", "Born (date or age)", "age 15", "Messages", "1");
	screen_env_sees(r, "CHILD");
	keys_case(r, "1");
	screen_env_keys(r, "f21");
	screen_env_top(r, "household");
	screen_env_sees(r, "1 member, 1 with a case.");
	screen_env_keys(r, "n");
	FILL(r, "Case number", "2<Tab>");
	keys_save(r, "household");
	screen_env_sees(r, "2 members, 2 with a case.");
	screen_env_sees(r, "HR-2026-0002");
	/* No assessment of a household here. */
	screen_env_keys(r, "a");
	screen_env_sees(r, "A group is assessed in its own case: 4 there.");
	screen_env_top(r, "household");
}

static void assessed_as_one(struct screen_env *r)
{
	keys_case(r, "1");
	keys_screening(r, "1", NULL, "All robbed; the driver keeps their papers.");
	ASSESS(r, "high", "Identity documents", "3", "Housing", "3", "Money and goods", "3");
	screen_env_sees(r, "!! HIGH");
	screen_env_keys(r, "43");
	screen_env_sees(r, "score");
	/* One case in the caseload and in the list, not twenty-one. */
	keys_home(r);
	screen_env_keys(r, "4");
	screen_env_sees(r, "HR-2026-0001");
	screen_env_sees(r, "HR-2026-0002");
	screen_env_sees_not(r, "HR-2026-0003");
	/* What was found for the group is not said of her. */
	keys_case(r, "2");
	screen_env_sees(r, "not assessed");
	screen_env_sees_not(r, "HIGH");
}

/* Their plan is of a high level: in force when approved, and not before. */
static void planned(struct screen_env *r)
{
	keys_case(r, "1");
	keys_plan(r, "Their papers; to go on together.", "Ask the driver's company with legal aid");
	screen_env_sees(r, "Assessed, amina.");
	screen_env_keys(r, "5");
	screen_env_sees(r, "waits for approval");
	/* A no comes back with its reason. */
	keys_as(r, "sara", "all-in-one");
	screen_env_keys(r, "8");
	screen_env_cursor_on(r, "Protection plan");
	screen_env_keys(r, "rSee the women alone first.<F2>");
	keys_as(r, "amina", "case-worker");
	screen_env_sees(r, "Not approved by sara");
	keys_case(r, "1");
	screen_env_sees(r, "Assessed, amina.");
	screen_env_keys(r, "5");
	screen_env_sees(r, "Not approved: why is under 8 Status. Change it, then agree anew (w).");
	screen_env_keys(r, "<Esc>8");
	screen_env_sees(r, "Not approved by sara: Protection plan. See the");
	keys_open(r, "Not approved");
	screen_env_sees(r, "See the women alone first.");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "status");
	keys_part(r, "5");
	screen_env_keys(r, "w");
	FILL(r, "What worries them", "The women were seen alone.", "Agreed on", "today");
	keys_save(r, "plan");
	screen_env_sees(r, "waits for approval");
	keys_approve(r, "Protection plan");
	keys_case(r, "1");
	screen_env_sees(r, "Planned, amina.");
}

static void closed(struct screen_env *r)
{
	keys_actions_done(r);
	keys_ask_to_close(r, "goals");
	screen_env_sees_not(r, "Closed, amina");
	keys_approve(r, "Clos");
	keys_case(r, "1");
	screen_env_sees(r, "Closed, amina.");
	/* Hers goes on. */
	keys_case(r, "2");
	screen_env_sees(r, "New, amina.");
	screen_env_keys(r, "f");
	screen_env_sees(r, "HR-2026-0001");
}

static void people_on_the_same_road(void **state)
{
	struct screen_env *r = *state;
	registered(r);
	one_in_danger(r);
	assessed_as_one(r);
	planned(r);
	closed(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(people_on_the_same_road, keys_set_up, keys_tear_down),
	};
	return cmocka_run_group_tests_name("case: a stranded group", tests, NULL, NULL);
}
