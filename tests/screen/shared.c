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

#include <sarai/service/shared.h>

#include "lib/rig.h"

#define DAY 86400

/* ---- parts ---- */

static int factors_of(struct rig *r, const char *level)
{
	const struct catalogue *c = r->config->catalogue;
	int n = 0;
	for (int i = 0; i < c->n_factors; i++)
		n += !strcmp(c->levels[c->factors[i].level].name, level);
	return n;
}

static void digits(struct rig *r, const char *digit, int n)
{
	while (n-- > 0)
		rig_keys(r, digit);
}

/* From home to a person's case and back to home. */
static void register_person(struct rig *r, const char *name, const char *place)
{
	char keys[160];
	rig_keys(r, "1");
	rig_keys(r, name);
	rig_keys(r, "<F9>");
	rig_top(r, "form");
	struct screen *top = stack_top(r->app->stack);
	assert_non_null(top);
	/* To the place where they stay, past what need not be known. */
	for (int i = 0; i < 30 && !rig_has(r, "> Where they stay"); i++)
		rig_keys(r, "<Tab>");
	snprintf(keys, sizeof keys, "%s<F2>", place);
	rig_keys(r, keys);
	rig_top(r, "case");
	rig_keys(r, "<Esc>");
	rig_top(r, "home");
}

static void open_person(struct rig *r, const char *number)
{
	rig_keys(r, "<F4>");
	rig_keys(r, number);
	rig_keys(r, "<Enter>");
	rig_top(r, "case");
}

static void make_profiles(struct rig *r)
{
	rig_keys(r, "7");
	rig_top(r, "contexts");
	rig_sees(r, "No profile yet.");
	rig_keys(r, "n");
	rig_sees(r, "Context, version 1");
	rig_keys(r, "Northtown<Enter>1kenya<Enter>Northtown<Enter><Enter>A teacher, two market women<Tab><Tab>");
	rig_cursor_on(r, "How people like them are treated");
	digits(r, "1", factors_of(r, "community"));
	rig_cursor_on(r, "The whole picture");
	rig_keys(r, "<Tab>1<F2>");
	rig_top(r, "contexts");
	rig_sees(r, "Northtown");
	rig_keys(r, "n");
	rig_keys(r, "Exampleland<Enter>2kenya<Enter><Enter><Tab><Tab>");
	digits(r, "4", factors_of(r, "structural"));
	rig_keys(r, "<Tab>1<F2>");
	rig_top(r, "contexts");
	rig_sees(r, "Exampleland");
	rig_keys(r, "<Esc>");
	rig_top(r, "home");
}

static void make_family(struct rig *r)
{
	open_person(r, "1");
	rig_keys(r, "f");
	rig_sees(r, "1 Household and family");
	rig_keys(r, "1");
	rig_sees(r, "This case is in no household yet.");
	rig_keys(r, "1");
	rig_top(r, "household");
	rig_sees(r, "1 member, 1 with a case. Not assessed yet. 1 adult not seen alone.");
	rig_cursor_on(r, "HR-2026-0001");

	/* A sister with a case here, found by its last figure; a brother who is lost, known by name. */
	rig_keys(r, "n2<Enter>");
	rig_cursor_on(r, "Is to the first member");
	rig_keys(r, "sis<Enter>1<F2>");
	rig_sees(r, "HR-2026-0002");
	rig_keys(r, "n<Enter>Duc Exemplar<Enter>m<Enter>age 30<Enter>sis<Enter>5<F2>");
	rig_sees(r, "lost");
	rig_sees(r, "3 members, 2 with a case.");
}

static void assess_family(struct rig *r)
{
	rig_keys(r, "a");
	rig_sees(r, "Household assessment, round 1");
	rig_keys(r, "2<Enter>");
	rig_cursor_on(r, "Dependents");
	digits(r, "2", factors_of(r, "household"));
	rig_keys(r, "<Tab><Tab>1<F2>");
	rig_sees(r, "2 adults have not been spoken with alone.");
	/* It is kept; they are seen; then it can be finished. */
	rig_keys(r, "<Esc>");
	rig_top(r, "household");
	rig_keys(r, "<Home>s");
	rig_sees(r, "Seen alone today.");
	rig_keys(r, "<Down>s");
	rig_sees_not(r, "not seen alone.");
	rig_keys(r, "a");
	rig_sees(r, "You go on with your draft.");
	rig_keys(r, "<F2>");
	rig_top(r, "household");
	rig_sees(r, "Round 1, 23 Nov 2026.");
}

/* ---- tests ---- */

static void an_assessment_needs_keys_for_the_person_alone(void **state)
{
	struct rig *r = *state;
	int individual = factors_of(r, "individual"), flags = r->config->catalogue->n_flags;
	make_profiles(r);
	register_person(r, "Amina Example", "Northtown, near the market");
	register_person(r, "Binta Example", "Northtown too");
	make_family(r);
	assess_family(r);

	/* The sister's case, from the list of members. */
	rig_keys(r, "<Home><Down><Enter>");
	rig_top(r, "case");
	rig_sees(r, "HR-2026-0002");
	int before = r->keys - r->free_text;
	rig_keys(r, "4");
	rig_sees(r, "Assessment, round 1");
	rig_cursor_on(r, "Spoken in private");
	rig_keys(r, "1");
	digits(r, "2", flags);
	rig_cursor_on(r, "Community they are in");
	rig_cursor_on(r, "Northtown");
	rig_keys(r, "<Enter><Enter>");
	digits(r, "2", individual);
	rig_cursor_on(r, "Dependents");
	rig_cursor_on(r, "moderate risk  from Household, round 1");
	rig_keys(r, "<F9>");
	rig_sees(r, "Every question has its answer.");
	rig_keys(r, "<End><Up><Up>high<Enter><Tab>1<F2>");
	rig_sees(r, "Saved");
	int keys = r->keys - r->free_text - before;
	print_message("# figure: an assessment of %d factors takes %d keys where household and places are known\n",
		      r->config->catalogue->n_factors, keys);
	assert_true(keys <= individual + flags + 16);
	/* Where each comes from stands in the reasons. */
	rig_keys(r, "<F11>");
	rig_sees(r, "Rests also on: Household, round 1; Northtown, version 1; Exampleland, version 1");
	rig_keys(r, "<Esc><Esc>");
	rig_top(r, "case");
	rig_sees(r, "Rests also on: Household");
}

static void to_differ_is_shown_and_asks_why(void **state)
{
	struct rig *r = *state;
	make_profiles(r);
	register_person(r, "Amina Example", "Northtown");
	open_person(r, "1");
	rig_keys(r, "4<End>");
	for (int i = 0; i < 80 && !rig_has(r, "> Social norms"); i++)
		rig_keys(r, "<Up>");
	rig_cursor_on(r, "mild risk  from Northtown, version 1");
	rig_keys(r, "3<Up>");
	rig_cursor_on(r, "severe risk  (n: why?) not as Northtown");
	rig_sees(r, "Northtown, version 1: mild risk.");
	rig_keys(r, "<End>1<F2>");
	rig_cursor_on(r, "not as Northtown");
	rig_sees(r, "n writes why");
	rig_keys(r, "nHer uncle speaks for all there.<F2>");
	rig_cursor_on(r, "severe risk  not as Northtown");
	/* Back to what the profile says: of its own accord, or by taking over all. */
	rig_keys(r, "^"); /* no key of the form's */
	rig_keys(r, "<^T>");
	rig_sees(r, "There is nothing newer");
	rig_keys(r, "2");
	rig_sees(r, "1 answer taken over.");
	rig_cursor_on(r, "mild risk  from Northtown, version 1");
}

static void a_newer_version_is_told_and_taken_over_on_request(void **state)
{
	struct rig *r = *state;
	make_profiles(r);
	register_person(r, "Amina Example", "Northtown");
	open_person(r, "1");
	rig_keys(r, "4<End>1<F2>");
	rig_sees(r, "Saved");
	rig_keys(r, "<Esc><Esc>");

	/* A new version, from the list. */
	rig_wait(r, 30 * DAY);
	rig_keys(r, "7");
	rig_keys(r, "/North");
	rig_sees(r, "1 of 2.");
	rig_keys(r, "<Enter>");
	rig_sees(r, "1 Start a new version, copied from this one");
	rig_keys(r, "1");
	rig_sees(r, "Context, version 2");
	for (int i = 0; i < 40 && !rig_has(r, "> Social norms"); i++)
		rig_keys(r, "<Down>");
	rig_keys(r, "3<End>1<F2>");
	rig_top(r, "contexts");
	rig_sees(r, "1 (1!)");
	rig_sees(r, "1 of 1 case rests on an older version.");
	rig_keys(r, "u");
	rig_top(r, "source-users");
	rig_cursor_on(r, "HR-2026-0001");
	rig_keys(r, "<Esc>o");
	rig_top(r, "older-sources");
	rig_cursor_on(r, "used 1, now 2   Northtown");
	rig_keys(r, "<Enter>");
	rig_top(r, "case");
	rig_sees(r, "NEWER: Northtown, version 2");

	/* The saved round says so, and changes only on request. */
	rig_keys(r, "42");
	rig_sees(r, "Newer than these answers: Northtown, version 2. ^T takes it over.");
	rig_keys(r, "<End>");
	for (int i = 0; i < 80 && !rig_has(r, "> Social norms"); i++)
		rig_keys(r, "<Up>");
	rig_cursor_on(r, "mild risk  from Northtown, version 1");
	rig_keys(r, "<^T>1");
	rig_sees(r, "1 answer taken over.");
	rig_cursor_on(r, "severe risk  from Northtown, version 2");
	rig_keys(r, "<F2><Esc>");
	rig_top(r, "case");
	rig_sees_not(r, "NEWER");
}

static void names_are_hidden_in_the_household(void **state)
{
	struct rig *r = *state;
	register_person(r, "Amina Example", "Northtown");
	register_person(r, "Binta Example", "Northtown");
	make_family(r);
	rig_sees(r, "Duc Exemplar");
	rig_keys(r, "<F6>");
	rig_sees_not(r, "Duc Exemplar");
	rig_sees_not(r, "Binta");
	rig_sees(r, "(name hidden)");
	rig_sees(r, "HR-2026-0002");
}

static void joining_by_name_and_the_history(void **state)
{
	struct rig *r = *state;
	register_person(r, "Amina Example", "Northtown");
	register_person(r, "Binta Sample", "Northtown");
	open_person(r, "1");
	rig_keys(r, "f11<Esc><Esc>");
	open_person(r, "2");
	rig_keys(r, "f12Amina Example<Enter>");
	rig_sees(r, "Household member");
	rig_cursor_on(r, "Is to the first member");
	rig_keys(r, "son<Enter><F2>");
	rig_top(r, "household");
	rig_sees(r, "HR-2026-0001");
	rig_sees(r, "2 members, 2 with a case.");
	rig_keys(r, "v");
	rig_top(r, "history");
	rig_sees(r, "Household: ");
	rig_sees(r, "Household member: ");
}

static void two_at_work_on_one_household(void **state)
{
	struct rig *r = *state;
	struct session other;
	struct err e = {0};
	register_person(r, "Amina Example", "Northtown");
	open_person(r, "1");
	rig_keys(r, "f11d");
	rig_sees(r, "Who leads it");
	/* Somebody else, at another terminal, is faster. */
	struct case_row k = {0};
	struct household_view v;
	session_init(&other, "bruno", r->store, r->config, &r->clock);
	assert_true(cases_jump(&other, "1", &k, &e));
	assert_true(household_of_case(&other, k.id, HOUSEHOLD_FAMILY, &v, &e));
	struct work *w = work_open(&other, "household", NULL, v.household.id, NULL, &e);
	assert_non_null(w);
	household_view_fini(&v);
	case_row_fini(&k);
	assert_true(form_set(w->form, form_def_field(form_definition(w->form), "structure"), "two"));
	assert_true(work_save(&other, w, NULL, &e));
	work_close(&w);
	rig_keys(r, "2<F2>");
	rig_top(r, "conflict");
	rig_sees(r, "bruno has saved this");
	rig_keys(r, "1<F2>");
	rig_top(r, "household");
	rig_keys(r, "d");
	rig_sees(r, "One adult alone");
}

static void a_group_from_the_first_key(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "1North station<F11>");
	rig_sees(r, "What binds them");
	for (int i = 0; i < 20 && !rig_has(r, "> Men 18 to 59"); i++)
		rig_keys(r, "<Tab>");
	rig_keys(r, "12<F2>");
	rig_top(r, "case");
	rig_sees(r, "North station (12 people)");
	rig_keys(r, "f21");
	rig_top(r, "household");
	rig_sees(r, "1 member, 1 with a case.");
	rig_keys(r, "a");
	rig_sees(r, "A group is assessed in its own case");
	rig_keys(r, "<Esc>1");
	rig_sees(r, "> Group");
	rig_cursor_on(r, "What binds them");
}

static void without_the_permission_profiles_are_read_only(void **state)
{
	struct rig *r = *state;
	make_profiles(r);
	r->session.permits &= ~PERMIT_BIT(PERMIT_CONTEXT);
	rig_keys(r, "7/North<Enter>");
	rig_top(r, "text");
	rig_sees(r, "Northtown, version 1");
	rig_sees(r, "mild risk");
	rig_keys(r, "<Esc>n");
	rig_sees(r, "Your account may not do this");
	rig_top(r, "contexts");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, rig_set_up, rig_tear_down)

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
