/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Another's case on the screen: only its number, a reason, and the time it opens for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <sarai/service/access.h>

#include "lib/rig.h"

/* Amina registers somebody; then Besnik, a case worker of another team, sits at the terminal. */
static void besnik_comes(struct rig *r)
{
	rig_keys(r, "1Zuleikha Beispiel<F9><Enter><Enter>f<F2><Esc>");
	rig_top(r, "home");
	snprintf(r->session.actor, sizeof r->session.actor, "besnik");
	snprintf(r->session.team, sizeof r->session.team, "south");
	session_take_role(&r->session, roles_get(r->config->roles, "case-worker"));
	rig_keys(r, "<F5>");
}

static void found_by_number_alone(void **state)
{
	struct rig *r = *state;
	besnik_comes(r);
	rig_keys(r, "1Zuleika");
	rig_sees(r, "HR-2026-0001");
	rig_sees(r, "(a case of amina)");
	rig_sees_not(r, "Beispiel");
	rig_sees_not(r, "Female");
	rig_keys(r, "<Down><Enter>");
	rig_sees(r, "HR-2026-0001 is with amina.");
	rig_sees(r, "Why do you have to see it?");
	rig_keys(r, "short<Enter>");
	rig_sees(r, "This reason is too short");
	rig_sees_not(r, "Beispiel");
}

static void a_reason_opens_it_for_a_day(void **state)
{
	struct rig *r = *state;
	struct grant_list told;
	struct err e = {0};
	besnik_comes(r);
	rig_keys(r, "<F4>1<Enter>");
	rig_sees(r, "Why do you have to see it?");
	rig_keys(r, "She rang the night line and Amina is away<Enter>");
	rig_top(r, "case");
	rig_sees(r, "Zuleikha Beispiel");
	rig_sees(r, "Open to you for 24 hours");
	/* The supervisor sees who, why and until when. */
	session_take_role(&r->session, roles_get(r->config->roles, "all-in-one"));
	assert_true(access_unseen(&r->session, &told, &e));
	assert_int_equal(told.n, 1);
	assert_string_equal(told.at[0].account, "besnik");
	assert_string_equal(told.at[0].reason, "She rang the night line and Amina is away");
	grant_list_fini(&told);
	snprintf(r->session.actor, sizeof r->session.actor, "carla");
	rig_keys(r, "<Esc><F5>");
	rig_top(r, "home");
	rig_sees(r, "Opened by besnik");
	while (!rig_has(r, "by besnik: She rang the night line and Amina is away."))
		rig_keys(r, "<Down>");
	rig_keys(r, "<Enter>");
	rig_sees(r, "I have taken note");
	rig_keys(r, "1");
	rig_sees(r, "Noted.");
	rig_sees_not(r, "Opened by besnik");
	snprintf(r->session.actor, sizeof r->session.actor, "besnik");
	assert_true(access_unseen(&r->session, &told, &e));
	assert_int_equal(told.n, 0);
	grant_list_fini(&told);
	/* A day later it is closed again. */
	session_take_role(&r->session, roles_get(r->config->roles, "case-worker"));
	rig_wait(r, 24 * 3600 + 1);
	rig_keys(r, "<F4>1<Enter>");
	rig_sees(r, "Why do you have to see it?");
	rig_sees_not(r, "Beispiel");
	rig_keys(r, "<Esc>");
	rig_sees(r, "The case stays closed.");
}

static void lists_hold_only_what_one_reaches(void **state)
{
	struct rig *r = *state;
	besnik_comes(r);
	rig_keys(r, "4");
	rig_sees_not(r, "HR-2026-0001");
	rig_keys(r, "e"); /* everyone's: still only those within reach */
	rig_sees_not(r, "HR-2026-0001");
}

/* Besnik may look at what is offered to him until it is answered; after a no, or when it is taken back, no longer. */
static void offered_to_besnik(struct rig *r)
{
	rig_keys(r, "1Zuleikha Beispiel<F9><Enter><Enter>f<F2>8tbesnik<Enter>yMoves to his street.<F2>");
	rig_sees(r, "Offered to besnik");
	rig_keys(r, "<Esc><Esc>");
	snprintf(r->session.actor, sizeof r->session.actor, "besnik");
	session_take_role(&r->session, roles_get(r->config->roles, "case-worker"));
	rig_keys(r, "<F5><F4>1<Enter>");
	rig_top(r, "case");
	rig_sees(r, "Zuleikha Beispiel");
	rig_keys(r, "<Esc>");
}

static void a_look_that_was_lent_ends_with_a_no(void **state)
{
	struct rig *r = *state;
	offered_to_besnik(r);
	rig_keys(r, "<F4>1<Enter>8");
	rig_cursor_on(r, "Offered to besnik");
	rig_keys(r, "<Enter>");
	rig_sees(r, "2 No");
	rig_keys(r, "2Too many cases<F2>");
	rig_sees(r, "no longer open to you");
	rig_sees_not(r, "Zuleikha");
	for (int i = 0; i < 4 && strcmp(stack_top(r->app->stack)->class->name, "home"); i++)
		rig_keys(r, "<Esc>");
	rig_keys(r, "<F4>1<Enter>");
	rig_sees(r, "Why do you have to see it?");
	rig_sees_not(r, "Beispiel");
}

static void a_look_that_was_lent_ends_when_taken_back(void **state)
{
	struct rig *r = *state;
	offered_to_besnik(r);
	snprintf(r->session.actor, sizeof r->session.actor, "amina");
	rig_keys(r, "<F5><F4>1<Enter>8<Enter>1");
	rig_keys(r, "She stays here.<F2>");
	rig_sees(r, "Transfer to besnik taken back");
	rig_keys(r, "<Esc><Esc>");
	snprintf(r->session.actor, sizeof r->session.actor, "besnik");
	rig_keys(r, "<F4>1<Enter>");
	rig_sees(r, "Why do you have to see it?");
}

/* The name is told beside the password, though the form it was typed into is gone by then. */
static void a_new_account_is_named_where_its_password_is_handed_out(void **state)
{
	struct rig *r = *state;
	rig_keys(r, "xnbesnik<Enter>Besnik Shembull<Enter>1<F2>");
	rig_sees(r, "A password to hand over");
	rig_sees(r, "Account: besnik");
}

static void works_as(struct rig *r, const char *name)
{
	snprintf(r->session.actor, sizeof r->session.actor, "%s", name);
	session_take_role(&r->session, roles_get(r->config->roles, "case-worker"));
}

/* Besnik adds Amina's case to a household of his: she is asked, and her answer links it. */
static void a_case_of_another_is_asked_for(void **state)
{
	struct rig *r = *state;
	besnik_comes(r);
	rig_keys(r, "1Bilal Muster<F9><Enter><Enter>m<F2>f");
	rig_sees(r, "Which?");
	rig_keys(r, "11nHR-2026-0001<Enter>sis<Enter><F2>");
	rig_sees(r, "the owner of HR-2026-0001 has been asked");
	rig_sees(r, "asked");
	rig_sees_not(r, "Beispiel");
	rig_keys(r, "<Esc><Esc>");
	works_as(r, "amina");
	rig_keys(r, "<F5>");
	rig_top(r, "home");
	while (!rig_has(r, "Link to a household? Asked by besnik"))
		rig_keys(r, "<Down>");
	rig_keys(r, "<Enter>");
	rig_sees(r, "besnik asks to link this case with HR-2026-0002");
	rig_keys(r, "1");
	rig_top(r, "household");
	rig_sees(r, "2 members, 2 with a case");
	rig_sees(r, "Zuleikha Beispiel");
	rig_sees_not(r, "Bilal Muster");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(found_by_number_alone, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(a_reason_opens_it_for_a_day, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(lists_hold_only_what_one_reaches, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(a_case_of_another_is_asked_for, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(a_look_that_was_lent_ends_with_a_no, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(a_look_that_was_lent_ends_when_taken_back, rig_set_up, rig_tear_down),
		cmocka_unit_test_setup_teardown(a_new_account_is_named_where_its_password_is_handed_out, rig_set_up,
						rig_tear_down),
	};
	return cmocka_run_group_tests_name("access", tests, NULL, NULL);
}
