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

#include <sarai/base/clock.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/edit/open.h>
#include <sarai/kind/inherit.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/model/permit.h>
#include <sarai/screen/app.h>
#include <sarai/term/screen.h>

#include "lib/screen_env.h"

#define SCHOOL "education_access"

/* Cases of a place, the first `at_risk` of them with no way into school. */
static void seed(struct screen_env *r, const char *place, int cases, int at_risk)
{
	for (int i = 0; i < cases; i++) {
		char id[ID_TEXT], name[40];
		struct edit *w = screen_env_begin(r, "person", NULL, NULL);
		snprintf(name, sizeof name, "Selam%c Example", 'a' + i);
		screen_env_put(w, "name", name);
		screen_env_save(r, w, NULL, id);
		w = screen_env_begin(r, "assessment", id, NULL);
		screen_env_put(w, "context_community", place);
		screen_env_put(w, SCHOOL, i < at_risk ? "severe-risk" : "neutral");
		screen_env_put(w, "finished", "yes");
		struct err e = {0};
		assert_true(edit_inherit(&r->session, w, INHERIT_NEW, NULL, &e));
		screen_env_save(r, w, NULL, NULL);
	}
}

static int set_up(void **state)
{
	screen_env_set_up(state);
	struct screen_env *r = *state;
	char place[ID_TEXT];
	struct edit *w = screen_env_begin(r, "context", NULL, NULL);
	screen_env_put(w, "name", "Northtown");
	screen_env_put(w, "type", "community");
	screen_env_put(w, "finished", "yes");
	screen_env_save(r, w, place, NULL);
	seed(r, place, 16, 9);
	return 0;
}

static void from_signal_to_intervention(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "g");
	screen_env_top(r, "signals");
	screen_env_sees(r, "1 signal: a risk in 5 or more cases of one place, last 90 days");
	screen_env_cursor_on(r, "9 of 16 cases");
	screen_env_cursor_on(r, "Northtown");
	screen_env_sees(r, "Enter makes an intervention. Possible: Enrolment drives");
	screen_env_sees_not(r, "Selam");
	screen_env_sees_not(r, "HR-2026");
	screen_env_keys(r, "d");
	screen_env_sees(r, "With the community: Enrolment drives");
	screen_env_sees(r, "With authorities, in law:");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "signals");

	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "form");
	screen_env_cursor_on(r, "What it is called");
	screen_env_sees(r, "Northtown");
	screen_env_keys(r, "Back to school<Enter>");
	for (int i = 0; i < 20 && !screen_env_has(r, "> Begins"); i++)
		screen_env_keys(r, "<Tab>");
	screen_env_keys(r, "today<F2>");
	screen_env_top(r, "signals");
	screen_env_cursor_on(r, "in hand");
	screen_env_sees(r, "\"Back to school\" is there for it. Enter opens that.");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "form");
	screen_env_sees(r, "Back to school");
	screen_env_keys(r, "<Esc>");

	/* The register, with before and since. */
	screen_env_keys(r, "r");
	screen_env_top(r, "interventions");
	screen_env_cursor_on(r, "Back to school");
	screen_env_sees(r, "under way. For: ");
	screen_env_keys(r, "d");
	screen_env_sees(r, "before it began: too few cases to be shown");
	screen_env_sees(r, "since: 9 of 16 cases");
	screen_env_sees_not(r, "Selam");
	screen_env_keys(r, "<Esc>v");
	screen_env_sees(r, "Intervention: ");
	screen_env_keys(r, "<Esc><Esc><Esc>");
	screen_env_top(r, "home");
}

static void nothing_comes_up(void **state)
{
	struct screen_env *r = *state;
	r->config->response->signals.cases = 10;
	screen_env_keys(r, "g");
	screen_env_sees(r, "0 signals: a risk in 10 or more cases of one place");
	screen_env_sees(r, "Nothing comes up");
	screen_env_keys(r, "<Enter>d");
	screen_env_sees(r, "There is no signal here now.");
	screen_env_keys(r, "<Esc>");
	/* Nor for as many as asked for, where so few may not be shown. */
	r->config->response->signals.cases = 2;
	r->config->response->signals.smallest_cell = 10;
	screen_env_keys(r, "g");
	screen_env_sees(r, "Nothing comes up");
}

static void not_for_everybody(void **state)
{
	struct screen_env *r = *state;
	struct diags d = {0};
	screen_env_sees(r, "g Programme signals");
	r->session.permits &= ~PERMIT_BIT(PERMIT_CONTEXT);
	app_free(&r->app);
	r->app = app_new(&r->session, r->term, false, &d);
	assert_non_null(r->app);
	stack_paint(r->app->stack);
	screen_env_sees(r, "Home");
	screen_env_sees_not(r, "Programme signals");
	screen_env_keys(r, "g");
	screen_env_top(r, "home");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, screen_env_tear_down)
	const struct CMUnitTest tests[] = {TEST(from_signal_to_intervention), TEST(nothing_comes_up),
					   TEST(not_for_everybody)};
	return cmocka_run_group_tests_name("screen: programme signals", tests, NULL, NULL);
}
