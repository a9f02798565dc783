/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * By keys: a community and its country assessed once, a family across a border with one assessment, a group; and what
 * all of it saves in the assessment of one of them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/units.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/household.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/term/screen.h>

#include "lib/screen_env.h"

/* ---- parts ---- */

static int factors_of(struct screen_env *r, const char *level)
{
	const struct catalogue *c = r->config->catalogue;
	int n = 0;
	for (int i = 0; i < c->n_factors; i++)
		n += !strcmp(c->levels[c->factors[i].level].name, level);
	return n;
}

static void digits(struct screen_env *r, const char *digit, int n)
{
	while (n-- > 0)
		screen_env_keys(r, digit);
}

/* From home to a person's case and back to home. */
static void register_person(struct screen_env *r, const char *name, const char *place)
{
	char keys[160];
	screen_env_keys(r, "1");
	screen_env_keys(r, name);
	screen_env_keys(r, "<F9>");
	screen_env_top(r, "form");
	struct screen *top = stack_top(r->app->stack);
	assert_non_null(top);
	/* To the place where they stay, past what need not be known. */
	for (int i = 0; i < 30 && !screen_env_has(r, "> Where they stay"); i++)
		screen_env_keys(r, "<Tab>");
	snprintf(keys, sizeof keys, "%s<F2>", place);
	screen_env_keys(r, keys);
	screen_env_top(r, "case");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "home");
}

static void open_person(struct screen_env *r, const char *number)
{
	screen_env_keys(r, "<F4>");
	screen_env_keys(r, number);
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "case");
}

static void make_profiles(struct screen_env *r)
{
	screen_env_keys(r, "7");
	screen_env_top(r, "contexts");
	screen_env_sees(r, "No profile yet.");
	screen_env_keys(r, "n");
	screen_env_sees(r, "Context, version 1");
	screen_env_keys(r, "Northtown<Enter>1kenya<Enter>Northtown<Enter><Enter>A teacher, two market women<Tab><Tab>");
	screen_env_cursor_on(r, "How people like them are treated");
	digits(r, "1", factors_of(r, "community"));
	screen_env_cursor_on(r, "The whole picture");
	screen_env_keys(r, "<Tab>1<F2>");
	screen_env_top(r, "contexts");
	screen_env_sees(r, "Northtown");
	screen_env_keys(r, "n");
	screen_env_keys(r, "Exampleland<Enter>2kenya<Enter><Enter><Tab><Tab>");
	digits(r, "4", factors_of(r, "structural"));
	screen_env_keys(r, "<Tab>1<F2>");
	screen_env_top(r, "contexts");
	screen_env_sees(r, "Exampleland");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "home");
}

static void make_family(struct screen_env *r)
{
	open_person(r, "1");
	screen_env_keys(r, "f");
	screen_env_sees(r, "1 Household and family");
	screen_env_keys(r, "1");
	screen_env_sees(r, "This case is in no household yet.");
	screen_env_keys(r, "1");
	screen_env_top(r, "household");
	screen_env_sees(r, "1 member, 1 with a case. Not assessed yet. 1 adult not seen alone.");
	screen_env_cursor_on(r, "HR-2026-0001");

	/* A sister with a case here, found by its last figure; a brother who is lost, known by name. */
	screen_env_keys(r, "n2<Enter>");
	screen_env_cursor_on(r, "Is to the first member");
	screen_env_keys(r, "sis<Enter>1<F2>");
	screen_env_sees(r, "HR-2026-0002");
	screen_env_keys(r, "n<Enter>Duc Exemplar<Enter>m<Enter>age 30<Enter>sis<Enter>5<F2>");
	screen_env_sees(r, "lost");
	screen_env_sees(r, "3 members, 2 with a case.");
}

static void assess_family(struct screen_env *r)
{
	screen_env_keys(r, "a");
	screen_env_sees(r, "Household assessment, round 1");
	screen_env_keys(r, "2<Enter>");
	screen_env_cursor_on(r, "Dependents");
	digits(r, "2", factors_of(r, "household"));
	screen_env_keys(r, "<Tab><Tab>1<F2>");
	screen_env_sees(r, "2 adults have not been spoken with alone.");
	/* It is kept; they are seen; then it can be finished. */
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "household");
	screen_env_keys(r, "<Home>s");
	screen_env_sees(r, "Seen alone today.");
	screen_env_keys(r, "<Down>s");
	screen_env_sees_not(r, "not seen alone.");
	screen_env_keys(r, "a");
	screen_env_sees(r, "You go on with your draft.");
	screen_env_keys(r, "<F2>");
	screen_env_top(r, "household");
	screen_env_sees(r, "Round 1, 23 Nov 2026.");
}

/* ---- tests ---- */

static void an_assessment_needs_keys_for_the_person_alone(void **state)
{
	struct screen_env *r = *state;
	int individual = factors_of(r, "individual"), flags = r->config->catalogue->n_flags;
	make_profiles(r);
	register_person(r, "Amina Example", "Northtown, near the market");
	register_person(r, "Binta Example", "Northtown too");
	make_family(r);
	assess_family(r);

	/* The sister's case, from the list of members. */
	screen_env_keys(r, "<Home><Down><Enter>");
	screen_env_top(r, "case");
	screen_env_sees(r, "HR-2026-0002");
	int before = r->keys - r->free_text;
	screen_env_keys(r, "4");
	screen_env_sees(r, "Assessment, round 1");
	screen_env_cursor_on(r, "Spoken in private");
	screen_env_keys(r, "1");
	digits(r, "2", flags);
	screen_env_cursor_on(r, "Community they are in");
	screen_env_cursor_on(r, "Northtown");
	screen_env_keys(r, "<Enter><Enter>");
	digits(r, "2", individual);
	screen_env_cursor_on(r, "Dependents");
	screen_env_cursor_on(r, "moderate risk  from Household, round 1");
	screen_env_keys(r, "<F9>");
	screen_env_sees(r, "Every question has its answer.");
	screen_env_keys(r, "<End><Up><Up>high<Enter><Tab>1<F2>");
	screen_env_sees(r, "Saved");
	int keys = r->keys - r->free_text - before;
	print_message("# figure: an assessment of %d factors takes %d keys where household and places are known\n",
		      r->config->catalogue->n_factors, keys);
	assert_true(keys <= individual + flags + 16);
	/* Where each comes from stands in the reasons. */
	screen_env_keys(r, "<F11>");
	screen_env_sees(r, "Rests also on: Household, round 1; Northtown, version 1; Exampleland, version 1");
	screen_env_keys(r, "<Esc><Esc>");
	screen_env_top(r, "case");
	screen_env_sees(r, "Rests also on: Household");
}

static void to_differ_is_shown_and_asks_why(void **state)
{
	struct screen_env *r = *state;
	make_profiles(r);
	register_person(r, "Amina Example", "Northtown");
	open_person(r, "1");
	screen_env_keys(r, "4<End>");
	for (int i = 0; i < 80 && !screen_env_has(r, "> Social norms"); i++)
		screen_env_keys(r, "<Up>");
	screen_env_cursor_on(r, "mild risk  from Northtown, version 1");
	screen_env_keys(r, "3<Up>");
	screen_env_cursor_on(r, "severe risk  (n: why?) not as Northtown");
	screen_env_sees(r, "Northtown, version 1: mild risk.");
	screen_env_keys(r, "<End>1<F2>");
	screen_env_cursor_on(r, "not as Northtown");
	screen_env_sees(r, "n writes why");
	screen_env_keys(r, "nHer uncle speaks for all there.<F2>");
	screen_env_cursor_on(r, "severe risk  not as Northtown");
	/* Back to what the profile says: of its own accord, or by taking over all. */
	screen_env_keys(r, "^"); /* no key of the form's */
	screen_env_keys(r, "<^T>");
	screen_env_sees(r, "There is nothing newer");
	screen_env_keys(r, "2");
	screen_env_sees(r, "1 answer taken over.");
	screen_env_cursor_on(r, "mild risk  from Northtown, version 1");
}

static void a_newer_version_is_told_and_taken_over_on_request(void **state)
{
	struct screen_env *r = *state;
	make_profiles(r);
	register_person(r, "Amina Example", "Northtown");
	open_person(r, "1");
	screen_env_keys(r, "4<End>1<F2>");
	screen_env_sees(r, "Saved");
	screen_env_keys(r, "<Esc><Esc>");

	/* A new version, from the list. */
	screen_env_wait(r, 30 * DAY);
	screen_env_keys(r, "7");
	screen_env_keys(r, "/North");
	screen_env_sees(r, "1 of 2.");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "1 Start a new version, copied from this one");
	screen_env_keys(r, "1");
	screen_env_sees(r, "Context, version 2");
	for (int i = 0; i < 40 && !screen_env_has(r, "> Social norms"); i++)
		screen_env_keys(r, "<Down>");
	screen_env_keys(r, "3<End>1<F2>");
	screen_env_top(r, "contexts");
	screen_env_sees(r, "1 (1!)");
	screen_env_sees(r, "1 of 1 case rests on an older version.");
	screen_env_keys(r, "u");
	screen_env_top(r, "source-users");
	screen_env_cursor_on(r, "HR-2026-0001");
	screen_env_keys(r, "<Esc>o");
	screen_env_top(r, "older-sources");
	screen_env_cursor_on(r, "used 1, now 2   Northtown");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "case");
	screen_env_sees(r, "NEWER: Northtown, version 2");

	/* The saved round says so, and changes only on request. */
	screen_env_keys(r, "42");
	screen_env_sees(r, "Newer than these answers: Northtown, version 2. ^T takes it over.");
	screen_env_keys(r, "<End>");
	for (int i = 0; i < 80 && !screen_env_has(r, "> Social norms"); i++)
		screen_env_keys(r, "<Up>");
	screen_env_cursor_on(r, "mild risk  from Northtown, version 1");
	screen_env_keys(r, "<^T>1");
	screen_env_sees(r, "1 answer taken over.");
	screen_env_cursor_on(r, "severe risk  from Northtown, version 2");
	screen_env_keys(r, "<F2><Esc>");
	screen_env_top(r, "case");
	screen_env_sees_not(r, "NEWER");
}

static void names_are_hidden_in_the_household(void **state)
{
	struct screen_env *r = *state;
	register_person(r, "Amina Example", "Northtown");
	register_person(r, "Binta Example", "Northtown");
	make_family(r);
	screen_env_sees(r, "Duc Exemplar");
	screen_env_keys(r, "<F6>");
	screen_env_sees_not(r, "Duc Exemplar");
	screen_env_sees_not(r, "Binta");
	screen_env_sees(r, "(name hidden)");
	screen_env_sees(r, "HR-2026-0002");
}

static void joining_by_name_and_the_history(void **state)
{
	struct screen_env *r = *state;
	register_person(r, "Amina Example", "Northtown");
	register_person(r, "Binta Sample", "Northtown");
	open_person(r, "1");
	screen_env_keys(r, "f11<Esc><Esc>");
	open_person(r, "2");
	screen_env_keys(r, "f12Amina Example<Enter>");
	screen_env_sees(r, "Household member");
	screen_env_cursor_on(r, "Is to the first member");
	screen_env_keys(r, "son<Enter><F2>");
	screen_env_top(r, "household");
	screen_env_sees(r, "HR-2026-0001");
	screen_env_sees(r, "2 members, 2 with a case.");
	screen_env_keys(r, "v");
	screen_env_top(r, "history");
	screen_env_sees(r, "Household: ");
	screen_env_sees(r, "Household member: ");
}

static void two_at_work_on_one_household(void **state)
{
	struct screen_env *r = *state;
	struct session other;
	struct err e = {0};
	register_person(r, "Amina Example", "Northtown");
	open_person(r, "1");
	screen_env_keys(r, "f11d");
	screen_env_sees(r, "Who leads it");
	/* Somebody else, at another terminal, is faster. */
	struct case_row k = {0};
	struct household_view v;
	session_init(&other, "bruno", r->store, r->config, &r->clock);
	assert_true(cases_jump(&other, "1", &k, &e));
	assert_true(household_of_case(&other, k.id, HOUSEHOLD_FAMILY, &v, &e));
	struct edit *w = edit_open(&other, "household", NULL, v.household.id, NULL, &e);
	assert_non_null(w);
	household_view_fini(&v);
	case_row_fini(&k);
	assert_true(form_set(w->form, form_def_field(form_definition(w->form), "structure"), "two"));
	assert_true(edit_save(&other, w, NULL, &e));
	edit_close(&w);
	screen_env_keys(r, "2<F2>");
	screen_env_top(r, "conflict");
	screen_env_sees(r, "bruno has saved this");
	screen_env_keys(r, "1<F2>");
	screen_env_top(r, "household");
	screen_env_keys(r, "d");
	screen_env_sees(r, "One adult alone");
}

static void a_group_from_the_first_key(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "1North station<F11>");
	screen_env_sees(r, "What binds them");
	for (int i = 0; i < 20 && !screen_env_has(r, "> Men 18 to 59"); i++)
		screen_env_keys(r, "<Tab>");
	screen_env_keys(r, "12<F2>");
	screen_env_top(r, "case");
	screen_env_sees(r, "North station (12 people)");
	screen_env_keys(r, "f21");
	screen_env_top(r, "household");
	screen_env_sees(r, "1 member, 1 with a case.");
	screen_env_keys(r, "a");
	screen_env_sees(r, "A group is assessed in its own case");
	screen_env_keys(r, "<Esc>1");
	screen_env_sees(r, "> Group");
	screen_env_cursor_on(r, "What binds them");
}

static void without_the_permission_profiles_are_read_only(void **state)
{
	struct screen_env *r = *state;
	make_profiles(r);
	r->session.permits &= ~PERMIT_BIT(PERMIT_CONTEXT);
	screen_env_keys(r, "7/North<Enter>");
	screen_env_top(r, "text");
	screen_env_sees(r, "Northtown, version 1");
	screen_env_sees(r, "mild risk");
	screen_env_keys(r, "<Esc>n");
	screen_env_sees(r, "Your account may not do this");
	screen_env_top(r, "contexts");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, screen_env_set_up, screen_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_assessment_needs_keys_for_the_person_alone),
		TEST(to_differ_is_shown_and_asks_why),
		TEST(a_newer_version_is_told_and_taken_over_on_request),
		TEST(names_are_hidden_in_the_household),
		TEST(joining_by_name_and_the_history),
		TEST(two_at_work_on_one_household),
		TEST(a_group_from_the_first_key),
		TEST(without_the_permission_profiles_are_read_only),
	};
	return cmocka_run_group_tests_name("what is shared, by keys", tests, NULL, NULL);
}
