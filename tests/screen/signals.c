/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By keys: a programme signal that many cases make, the intervention made from it, its register; and nobody's name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/service/shared.h>

#include "lib/rig.h"

#define SCHOOL "education_access"

/* Cases of a place, the first `at_risk` of them with no way into school. */
static void seed(struct rig *r, const char *place, int cases, int at_risk)
{
	for (int i = 0; i < cases; i++) {
		char id[ID_TEXT], name[40];
		struct work *w = rig_begin(r, "person", NULL, NULL);
		snprintf(name, sizeof name, "Selam%c Example", 'a' + i);
		rig_put(w, "name", name);
		rig_save(r, w, NULL, id);
		w = rig_begin(r, "assessment", id, NULL);
		rig_put(w, "context_community", place);
		rig_put(w, SCHOOL, i < at_risk ? "severe-risk" : "neutral");
		rig_put(w, "finished", "yes");
		struct err e = {0};
		assert_true(work_inherit(&r->session, w, INHERIT_NEW, NULL, &e));
		rig_save(r, w, NULL, NULL);
	}
}

static int set_up(void **state)
{
	rig_set_up(state);
	struct rig *r = *state;
	char place[ID_TEXT];
	struct work *w = rig_begin(r, "context", NULL, NULL);
	rig_put(w, "name", "Northtown");
	rig_put(w, "type", "community");
	rig_put(w, "finished", "yes");
	rig_save(r, w, place, NULL);
	seed(r, place, 16, 9);
	return 0;
}

static void from_signal_to_intervention(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "g");
	rig_top(r, "signals");
	rig_sees(r, "1 signal: a risk in 5 or more cases of one place, last 90 days");
	rig_cursor_on(r, "9 of 16 cases");
	rig_cursor_on(r, "Northtown");
	rig_sees(r, "Enter makes an intervention. Possible: Enrolment drives");
	rig_sees_not(r, "Selam");
	rig_sees_not(r, "HR-2026");
	rig_keys(r, "d");
	rig_sees(r, "With the community: Enrolment drives");
	rig_sees(r, "With authorities, in law:");
	rig_keys(r, "<Esc>");
	rig_top(r, "signals");

	rig_keys(r, "<Enter>");
	rig_top(r, "form");
	rig_cursor_on(r, "What it is called");
	rig_sees(r, "Northtown");
	rig_keys(r, "Back to school<Enter>");
	for (int i = 0; i < 20 && !rig_has(r, "> Begins"); i++)
		rig_keys(r, "<Tab>");
	rig_keys(r, "today<F2>");
	rig_top(r, "signals");
	rig_cursor_on(r, "in hand");
	rig_sees(r, "\"Back to school\" is there for it. Enter opens that.");
	rig_keys(r, "<Enter>");
	rig_top(r, "form");
	rig_sees(r, "Back to school");
	rig_keys(r, "<Esc>");

	/* The register, with before and since. */
	rig_keys(r, "r");
	rig_top(r, "interventions");
	rig_cursor_on(r, "Back to school");
	rig_sees(r, "under way. For: ");
	rig_keys(r, "d");
	rig_sees(r, "before it began: too few cases to be shown");
	rig_sees(r, "since: 9 of 16 cases");
	rig_sees_not(r, "Selam");
	rig_keys(r, "<Esc>v");
	rig_sees(r, "Intervention: ");
	rig_keys(r, "<Esc><Esc><Esc>");
	rig_top(r, "home");
}

static void nothing_comes_up(void **state)
{
	struct rig *r = *state;
	r->config->response->signals.cases = 10;
	rig_keys(r, "g");
	rig_sees(r, "0 signals: a risk in 10 or more cases of one place");
	rig_sees(r, "Nothing comes up");
	rig_keys(r, "<Enter>d");
	rig_sees(r, "There is no signal here now.");
	rig_keys(r, "<Esc>");
	/* Nor for as many as asked for, where so few may not be shown. */
	r->config->response->signals.cases = 2;
	r->config->response->signals.smallest_cell = 10;
	rig_keys(r, "g");
	rig_sees(r, "Nothing comes up");
}

static void not_for_everybody(void **state)
{
	struct rig *r = *state;
	struct diags d = {0};
	rig_sees(r, "g Programme signals");
	r->session.permits &= ~PERMIT_BIT(PERMIT_CONTEXT);
	app_free(&r->app);
	r->app = app_new(&r->session, r->term, false, &d);
	assert_non_null(r->app);
	stack_paint(r->app->stack);
	rig_sees(r, "Home");
	rig_sees_not(r, "Programme signals");
	rig_keys(r, "g");
	rig_top(r, "home");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, rig_tear_down)
	const struct CMUnitTest tests[] = {TEST(from_signal_to_intervention), TEST(nothing_comes_up),
					   TEST(not_for_everybody)};
	return cmocka_run_group_tests_name("screen: programme signals", tests, NULL, NULL);
}
