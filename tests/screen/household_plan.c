/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By keys: a household's risk is planned from one member's case, and seen and set in the other's plan.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <sarai/service/shared.h>

#include "lib/rig.h"

#define DEBT "household_debt_assets"

/* Two sisters in a household that is deep in debt. */
static int set_up(void **state)
{
	rig_set_up(state);
	struct rig *r = *state;
	struct err e = {0};
	char first[ID_TEXT], second[ID_TEXT], household[ID_TEXT];
	struct work *w = rig_begin(r, "person", NULL, NULL);
	rig_put(w, "name", "Hana Example");
	rig_save(r, w, NULL, first);
	w = rig_begin(r, "person", NULL, NULL);
	rig_put(w, "name", "Meron Example");
	rig_save(r, w, NULL, second);
	assert_true(household_make(&r->session, first, HOUSEHOLD_FAMILY, household, &e));
	w = household_join(&r->session, second, HOUSEHOLD_FAMILY, "1", &e);
	assert_non_null(w);
	rig_save(r, w, NULL, NULL);
	w = rig_begin(r, "household-assessment", NULL, household);
	rig_put(w, DEBT, "severe-risk");
	rig_put(w, "not_alone", "All came together.");
	rig_put(w, "finished", "yes");
	rig_save(r, w, NULL, NULL);
	for (int i = 0; i < 2; i++) {
		w = rig_begin(r, "assessment", i ? second : first, NULL);
		rig_put(w, "finished", "yes");
		rig_save(r, w, NULL, NULL);
	}
	return 0;
}

static void planned_once_seen_by_all(void **state)
{
	struct rig *r = *state;
	const char *label = r->config->catalogue->factors[catalogue_factor(r->config->catalogue, DEBT)].label;
	rig_keys(r, "<F4>1<Enter>");
	rig_top(r, "case");
	rig_keys(r, "f");
	rig_top(r, "household");
	rig_keys(r, "p");
	rig_top(r, "household-plan");
	rig_sees(r, "1 household risk without an action.");
	rig_sees(r, label);
	rig_keys(r, "<Down><Enter>");
	rig_top(r, "form");
	rig_cursor_on(r, "What is to be done");
	rig_keys(r, "Talk with the lender<Enter>");
	for (int i = 0; i < 20 && !rig_has(r, "> By when"); i++)
		rig_keys(r, "<Tab>");
	rig_keys(r, "+7d<F2>");
	rig_top(r, "household-plan");
	rig_sees(r, "0 household risks without an action.");
	rig_sees(r, "Planned    Talk with the lender");
	rig_sees(r, "30 Nov 2026");

	/* In the sister's plan: its risk has its answer, and it opens from there. */
	rig_keys(r, "<F4>2<Enter>");
	rig_top(r, "case");
	rig_keys(r, "5");
	rig_top(r, "plan");
	rig_sees(r, "For the household, planned once for all its members");
	rig_sees(r, "Talk with the lender");
	rig_sees_not(r, "Risks without an answer yet");
	rig_keys(r, "<End>");
	for (int i = 0; i < 20 && !rig_has(r, "both hold for every member"); i++)
		rig_keys(r, "<Up>");
	rig_cursor_on(r, "Talk with the lender");
	rig_keys(r, "s4");
	rig_sees(r, "What came of it?");
	rig_keys(r, "Small sums each month.<F2>");
	rig_sees(r, "Done       Talk with the lender");
	rig_keys(r, "<Enter>");
	rig_sees(r, "Action for the household");
	rig_sees(r, "Small sums each month.");
}

static void from_a_members_risk(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "<F4>2<Enter>5");
	rig_top(r, "plan");
	rig_sees(r, "Risks without an answer yet");
	rig_keys(r, "<Down><Down><Enter>");
	rig_sees(r, "3 Plan it once for the household");
	rig_keys(r, "3");
	rig_sees(r, "Action for the household");
	rig_keys(r, "Ask for a longer term<Enter>");
	for (int i = 0; i < 20 && !rig_has(r, "> By when"); i++)
		rig_keys(r, "<Tab>");
	rig_keys(r, "today<F2>");
	rig_top(r, "plan");
	rig_sees_not(r, "Risks without an answer yet");
	rig_sees(r, "Ask for a longer term");
	/* Due today, once, for the owner of the case it was planned from. */
	rig_keys(r, "<Esc><Esc>");
	rig_top(r, "home");
	rig_sees(r, "For the household");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, rig_tear_down)
	const struct CMUnitTest tests[] = {TEST(planned_once_seen_by_all), TEST(from_a_members_risk)};
	return cmocka_run_group_tests_name("screen: for the household", tests, NULL, NULL);
}
