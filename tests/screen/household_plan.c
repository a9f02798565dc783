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

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/edit/open.h>
#include <sarai/kind/household.h>
#include <sarai/model/catalogue.h>

#include "lib/screen_env.h"

#define DEBT "household_debt_assets"

/* Two sisters in a household that is deep in debt. */
static int set_up(void **state)
{
	screen_env_set_up(state);
	struct screen_env *r = *state;
	struct err e = {0};
	char first[ID_TEXT], second[ID_TEXT], household[ID_TEXT];
	struct edit *w = screen_env_begin(r, "person", NULL, NULL);
	screen_env_put(w, "name", "Hana Example");
	screen_env_save(r, w, NULL, first);
	w = screen_env_begin(r, "person", NULL, NULL);
	screen_env_put(w, "name", "Meron Example");
	screen_env_save(r, w, NULL, second);
	assert_true(household_make(&r->session, first, HOUSEHOLD_FAMILY, household, &e));
	w = household_join(&r->session, second, HOUSEHOLD_FAMILY, "1", &e);
	assert_non_null(w);
	screen_env_save(r, w, NULL, NULL);
	w = screen_env_begin(r, "household-assessment", NULL, household);
	screen_env_put(w, DEBT, "severe-risk");
	screen_env_put(w, "not_alone", "All came together.");
	screen_env_put(w, "finished", "yes");
	screen_env_save(r, w, NULL, NULL);
	for (int i = 0; i < 2; i++) {
		w = screen_env_begin(r, "assessment", i ? second : first, NULL);
		screen_env_put(w, "finished", "yes");
		screen_env_save(r, w, NULL, NULL);
	}
	return 0;
}

static void planned_once_seen_by_all(void **state)
{
	struct screen_env *r = *state;
	const char *label = r->config->catalogue->factors[catalogue_factor(r->config->catalogue, DEBT)].label;
	screen_env_keys(r, "<F4>1<Enter>");
	screen_env_top(r, "case");
	screen_env_keys(r, "f");
	screen_env_top(r, "household");
	screen_env_keys(r, "p");
	screen_env_top(r, "household-plan");
	screen_env_sees(r, "1 household risk without an action.");
	screen_env_sees(r, label);
	screen_env_keys(r, "<Down><Enter>");
	screen_env_top(r, "form");
	screen_env_cursor_on(r, "What is to be done");
	screen_env_keys(r, "Talk with the lender<Enter>");
	for (int i = 0; i < 20 && !screen_env_has(r, "> By when"); i++)
		screen_env_keys(r, "<Tab>");
	screen_env_keys(r, "+7d<F2>");
	screen_env_top(r, "household-plan");
	screen_env_sees(r, "0 household risks without an action.");
	screen_env_sees(r, "Planned    Talk with the lender");
	screen_env_sees(r, "30 Nov 2026");

	/* In the sister's plan: its risk has its answer, and it opens from there. */
	screen_env_keys(r, "<F4>2<Enter>");
	screen_env_top(r, "case");
	screen_env_keys(r, "5");
	screen_env_top(r, "plan");
	screen_env_sees(r, "For the household, planned once for all its members");
	screen_env_sees(r, "Talk with the lender");
	screen_env_sees_not(r, "Risks without an answer yet");
	screen_env_keys(r, "<End>");
	for (int i = 0; i < 20 && !screen_env_has(r, "both hold for every member"); i++)
		screen_env_keys(r, "<Up>");
	screen_env_cursor_on(r, "Talk with the lender");
	screen_env_keys(r, "s4");
	screen_env_sees(r, "What came of it?");
	screen_env_keys(r, "Small sums each month.<F2>");
	screen_env_sees(r, "Done       Talk with the lender");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "Action for the household");
	screen_env_sees(r, "Small sums each month.");
}

static void from_a_members_risk(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "<F4>2<Enter>5");
	screen_env_top(r, "plan");
	screen_env_sees(r, "Risks without an answer yet");
	screen_env_keys(r, "<Down><Down><Enter>");
	screen_env_sees(r, "3 Plan it once for the household");
	screen_env_keys(r, "3");
	screen_env_sees(r, "Action for the household");
	screen_env_keys(r, "Ask for a longer term<Enter>");
	for (int i = 0; i < 20 && !screen_env_has(r, "> By when"); i++)
		screen_env_keys(r, "<Tab>");
	screen_env_keys(r, "today<F2>");
	screen_env_top(r, "plan");
	screen_env_sees_not(r, "Risks without an answer yet");
	screen_env_sees(r, "Ask for a longer term");
	/* Due today, once, for the owner of the case it was planned from. */
	screen_env_keys(r, "<Esc><Esc>");
	screen_env_top(r, "home");
	screen_env_sees(r, "For the household");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, screen_env_tear_down)
	const struct CMUnitTest tests[] = {TEST(planned_once_seen_by_all), TEST(from_a_members_risk)};
	return cmocka_run_group_tests_name("screen: for the household", tests, NULL, NULL);
}
