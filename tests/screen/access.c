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

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/term/screen.h>

#include "lib/screen_env.h"

/* Amina registers somebody; then Besnik, a case worker of another team, sits at the terminal. */
static void besnik_comes(struct screen_env *r)
{
	screen_env_keys(r, "1Zuleikha Beispiel<F9><Enter><Enter>f<F2><Esc>");
	screen_env_top(r, "home");
	snprintf(r->session.actor, sizeof r->session.actor, "besnik");
	snprintf(r->session.team, sizeof r->session.team, "south");
	session_take_role(&r->session, roles_get(r->config->roles, "case-worker"));
	screen_env_keys(r, "<F5>");
}

static void found_by_number_alone(void **state)
{
	struct screen_env *r = *state;
	besnik_comes(r);
	screen_env_keys(r, "1Zuleika");
	screen_env_sees(r, "HR-2026-0001");
	screen_env_sees(r, "(a case of amina)");
	screen_env_sees_not(r, "Beispiel");
	screen_env_sees_not(r, "Female");
	screen_env_keys(r, "<Down><Enter>");
	screen_env_sees(r, "HR-2026-0001 is with amina.");
	screen_env_sees(r, "Why do you have to see it?");
	screen_env_keys(r, "short<Enter>");
	screen_env_sees(r, "This reason is too short");
	screen_env_sees_not(r, "Beispiel");
}

static void a_reason_opens_it_for_a_day(void **state)
{
	struct screen_env *r = *state;
	struct grant_list told;
	struct err e = {0};
	besnik_comes(r);
	screen_env_keys(r, "<F4>1<Enter>");
	screen_env_sees(r, "Why do you have to see it?");
	screen_env_keys(r, "She rang the night line and Amina is away<Enter>");
	screen_env_top(r, "case");
	screen_env_sees(r, "Zuleikha Beispiel");
	screen_env_sees(r, "Open to you for 24 hours");
	/* The supervisor sees who, why and until when. */
	session_take_role(&r->session, roles_get(r->config->roles, "all-in-one"));
	assert_true(access_unseen(&r->session, &told, &e));
	assert_int_equal(told.n, 1);
	assert_string_equal(told.at[0].account, "besnik");
	assert_string_equal(told.at[0].reason, "She rang the night line and Amina is away");
	grant_list_fini(&told);
	snprintf(r->session.actor, sizeof r->session.actor, "carla");
	screen_env_keys(r, "<Esc><F5>");
	screen_env_top(r, "home");
	screen_env_sees(r, "Opened by besnik");
	while (!screen_env_has(r, "by besnik: She rang the night line and Amina is away."))
		screen_env_keys(r, "<Down>");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "I have taken note");
	screen_env_keys(r, "1");
	screen_env_sees(r, "Noted.");
	screen_env_sees_not(r, "Opened by besnik");
	snprintf(r->session.actor, sizeof r->session.actor, "besnik");
	assert_true(access_unseen(&r->session, &told, &e));
	assert_int_equal(told.n, 0);
	grant_list_fini(&told);
	/* A day later it is closed again. */
	session_take_role(&r->session, roles_get(r->config->roles, "case-worker"));
	screen_env_wait(r, 24 * 3600 + 1);
	screen_env_keys(r, "<F4>1<Enter>");
	screen_env_sees(r, "Why do you have to see it?");
	screen_env_sees_not(r, "Beispiel");
	screen_env_keys(r, "<Esc>");
	screen_env_sees(r, "The case stays closed.");
}

static void lists_hold_only_what_one_reaches(void **state)
{
	struct screen_env *r = *state;
	besnik_comes(r);
	screen_env_keys(r, "4");
	screen_env_sees_not(r, "HR-2026-0001");
	screen_env_keys(r, "e"); /* everyone's: still only those within reach */
	screen_env_sees_not(r, "HR-2026-0001");
}

/* Besnik may look at what is offered to him until it is answered; after a no, or when it is taken back, no longer. */
static void offered_to_besnik(struct screen_env *r)
{
	screen_env_keys(r, "1Zuleikha Beispiel<F9><Enter><Enter>f<F2>8tbesnik<Enter>yMoves to his street.<F2>");
	screen_env_sees(r, "Offered to besnik");
	screen_env_keys(r, "<Esc><Esc>");
	snprintf(r->session.actor, sizeof r->session.actor, "besnik");
	session_take_role(&r->session, roles_get(r->config->roles, "case-worker"));
	screen_env_keys(r, "<F5><F4>1<Enter>");
	screen_env_top(r, "case");
	screen_env_sees(r, "Zuleikha Beispiel");
	screen_env_keys(r, "<Esc>");
}

static void a_look_that_was_lent_ends_with_a_no(void **state)
{
	struct screen_env *r = *state;
	offered_to_besnik(r);
	screen_env_keys(r, "<F4>1<Enter>8");
	screen_env_cursor_on(r, "Offered to besnik");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "2 No");
	screen_env_keys(r, "2Too many cases<F2>");
	screen_env_sees(r, "no longer open to you");
	screen_env_sees_not(r, "Zuleikha");
	for (int i = 0; i < 4 && strcmp(stack_top(r->app->stack)->class->name, "home"); i++)
		screen_env_keys(r, "<Esc>");
	screen_env_keys(r, "<F4>1<Enter>");
	screen_env_sees(r, "Why do you have to see it?");
	screen_env_sees_not(r, "Beispiel");
}

static void a_look_that_was_lent_ends_when_taken_back(void **state)
{
	struct screen_env *r = *state;
	offered_to_besnik(r);
	snprintf(r->session.actor, sizeof r->session.actor, "amina");
	screen_env_keys(r, "<F5><F4>1<Enter>8<Enter>1");
	screen_env_keys(r, "She stays here.<F2>");
	screen_env_sees(r, "Transfer to besnik taken back");
	screen_env_keys(r, "<Esc><Esc>");
	snprintf(r->session.actor, sizeof r->session.actor, "besnik");
	screen_env_keys(r, "<F4>1<Enter>");
	screen_env_sees(r, "Why do you have to see it?");
}

/* The name is told beside the password, though the form it was typed into is gone by then. */
static void a_new_account_is_named_where_its_password_is_handed_out(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "xnbesnik<Enter>Besnik Shembull<Enter>1<F2>");
	screen_env_sees(r, "A password to hand over");
	screen_env_sees(r, "Account: besnik");
}

static void works_as(struct screen_env *r, const char *name)
{
	snprintf(r->session.actor, sizeof r->session.actor, "%s", name);
	session_take_role(&r->session, roles_get(r->config->roles, "case-worker"));
}

/* Besnik adds Amina's case to a household of his: she is asked, and her answer links it. */
static void a_case_of_another_is_asked_for(void **state)
{
	struct screen_env *r = *state;
	besnik_comes(r);
	screen_env_keys(r, "1Bilal Muster<F9><Enter><Enter>m<F2>f");
	screen_env_sees(r, "Which?");
	screen_env_keys(r, "11nHR-2026-0001<Enter>sis<Enter><F2>");
	screen_env_sees(r, "the owner of HR-2026-0001 has been asked");
	screen_env_sees(r, "asked");
	screen_env_sees_not(r, "Beispiel");
	screen_env_keys(r, "<Esc><Esc>");
	works_as(r, "amina");
	screen_env_keys(r, "<F5>");
	screen_env_top(r, "home");
	while (!screen_env_has(r, "Link to a household? Asked by besnik"))
		screen_env_keys(r, "<Down>");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "besnik asks to link this case with HR-2026-0002");
	screen_env_keys(r, "1");
	screen_env_top(r, "household");
	screen_env_sees(r, "2 members, 2 with a case");
	screen_env_sees(r, "Zuleikha Beispiel");
	screen_env_sees_not(r, "Bilal Muster");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(found_by_number_alone, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_reason_opens_it_for_a_day, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(lists_hold_only_what_one_reaches, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_case_of_another_is_asked_for, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_look_that_was_lent_ends_with_a_no, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_look_that_was_lent_ends_when_taken_back, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_new_account_is_named_where_its_password_is_handed_out, screen_env_set_up,
						screen_env_tear_down),
	};
	return cmocka_run_group_tests_name("access", tests, NULL, NULL);
}
