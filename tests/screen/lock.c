/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Logging in, locking, and one person after the other at one terminal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/crypto/password.h>
#include <sarai/edit/drafts.h>
#include <sarai/model/permit.h>
#include <sarai/screen/login.h>
#include <sarai/store/draft.h>
#include <sarai/term/screen.h>
#include <sarai/term/script.h>

#include "lib/screen_env.h"

#define GOOD "four wet ducks waiting"
#define OTHER "seven dry hens running"

/* ---- at the login: its own stack on the same terminal ---- */

struct typing {
	struct screen_env *r;
	const char *const *scripts; /* each followed by what must then be on the screen; NULL at the end */
	bool ended;
};

static void type(void *ctx, struct stack *s)
{
	struct typing *t = ctx;
	for (const char *const *p = t->scripts; *p; p += 2) {
		if (!script_type(s, p[0]))
			fail_msg("no such key in %s", p[0]);
		if (*p[1] == '-')
			screen_env_sees_not(t->r, p[1] + 1);
		else if (*p[1])
			screen_env_sees(t->r, p[1]);
	}
	t->ended = stack_ended(s);
}

static bool log_in(struct screen_env *r, struct session *s, const char *name, bool fixed, const char *const *scripts)
{
	struct typing t = {r, scripts, false};
	struct login_options o = {.name = name, .fixed = fixed, .source = "10.0.0.1", .run = type, .ctx = &t};
	struct diags d = {0};
	struct err e = {0};
	session_init(s, "", r->store, r->config, &r->clock);
	ids_init_seeded(&s->ids, &r->clock, &r->seed);
	bool in = login_run(r->term, s, &o, &d, &e);
	assert_int_equal(e.code, ERR_NONE);
	assert_int_equal(d.n, 0);
	return in;
}
#define LOG_IN(r, s, name, fixed, ...) log_in(r, s, name, fixed, (const char *const[]){__VA_ARGS__, NULL})

static void the_first_account_then_a_login(void **state)
{
	struct screen_env *r = *state;
	struct session s;
	assert_true(LOG_IN(r, &s, "amina", false, "", "Nobody has an account yet",
			   "<Enter>Amina Example<Enter>short<Enter>short<Enter>", "at least 12 characters",
			   GOOD "<Enter>", "-" GOOD, OTHER "<Enter>", "not the same", GOOD "<Enter>" GOOD "<Enter>",
			   ""));
	assert_string_equal(s.actor, "amina");
	assert_true(s.permits & PERMIT_BIT(PERMIT_CONFIGURE));
	assert_true(LOG_IN(r, &s, "amina", false, "", "Log in", "wrong<Enter>", "That is not right", GOOD, "-" GOOD,
			   "<Enter>", ""));
	assert_false(LOG_IN(r, &s, "amina", false, "<Esc>", ""));
}

static void a_password_handed_out_is_changed_first(void **state)
{
	struct screen_env *r = *state;
	struct session s;
	struct err e = {0};
	char once[PASSWORD_ONCE], script[64];
	assert_true(
		account_add(&r->session, &(struct account_facts){.name = "besnik", .role = "case-worker"}, once, &e));
	snprintf(script, sizeof script, "%s<Enter>", once);
	assert_true(LOG_IN(r, &s, "besnik", false, script, "A password of your own",
			   "besnik besnik<Enter>besnik besnik<Enter>", "name of the account",
			   GOOD "<Enter>" GOOD "<Enter>", ""));
	assert_false(s.must_change);
	assert_int_equal(s.scope[PERMIT_VIEW], SCOPE_OWN);
}

static void nothing_opens_from_the_login(void **state)
{
	struct screen_env *r = *state;
	struct session s;
	struct err e = {0};
	assert_true(account_first(&r->session, "amina", "", GOOD, &e));
	assert_false(LOG_IN(r, &s, "amina", false, "<F3>", "Log in", "<F4>", "Log in", "<F8>", "Log in", "<F5><F6><F7>",
			    "Log in", "<F1>", "not shown", "", "-Find a person", "<Esc>", "Log in", "<Esc>", ""));
}

/* Several people share a terminal account: its name is nobody's here, and stood in the line where each types theirs. */
static void on_a_shared_terminal_account_the_name_is_empty(void **state)
{
	struct screen_env *r = *state;
	struct session s;
	struct err e = {0};
	assert_true(account_first(&r->session, "amina", "", GOOD, &e));
	assert_true(LOG_IN(r, &s, "staff", false, "", "Log in", "", "-staff", "ami", "ami", "na<Enter>" GOOD "<Enter>", ""));
	assert_string_equal(s.actor, "amina");
}

static void a_fixed_name_cannot_be_another(void **state)
{
	struct screen_env *r = *state;
	struct session s;
	struct err e = {0};
	assert_true(account_first(&r->session, "amina", "", GOOD, &e));
	/* Up does not reach the name; what is typed goes into the password. */
	assert_false(LOG_IN(r, &s, "amina", true, "<Up><Up>besnik", "amina", "", "-besnik", "<Esc>", ""));
}

/* ---- the locked page ---- */

static void with_accounts(struct screen_env *r)
{
	struct err e = {0};
	assert_true(account_first(&r->session, "amina", "", GOOD, &e));
	r->with_accounts = true;
	screen_env_kill(r);
}

static void locked_shows_nothing_and_goes_on(void **state)
{
	struct screen_env *r = *state;
	with_accounts(r);
	screen_env_keys(r, "1Amara Beispiel<F9><Enter><Enter>f<Enter>age 27");
	screen_env_keys(r, "<F8>");
	screen_env_top(r, "lock");
	screen_env_sees(r, "Locked by amina");
	screen_env_sees_not(r, "Amara");
	screen_env_sees_not(r, "Person");
	/* No key leads anywhere. */
	screen_env_keys(r, "<F3><F4><F1><F5><F6><F7><F8><Esc><F10>?/");
	screen_env_top(r, "lock");
	screen_env_sees_not(r, "Amara");
	screen_env_keys(r, "<^U>wrong<Enter>");
	screen_env_sees(r, "That is not right");
	screen_env_keys(r, GOOD);
	screen_env_sees_not(r, "ducks");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "form");
	screen_env_sees(r, "Amara Beispiel");
	screen_env_sees(r, "age 27");
}

static void idle_warns_then_locks(void **state)
{
	struct screen_env *r = *state;
	with_accounts(r);
	r->config->settings.idle_minutes = 10;
	r->config->settings.warn_seconds = 60;
	screen_env_keys(r, "1Amara");
	screen_env_wait(r, 8 * 60);
	screen_env_top(r, "find");
	screen_env_wait(r, 70);
	screen_env_sees(r, "locks in 50 seconds");
	screen_env_keys(r, " ");
	screen_env_wait(r, 9 * 60 - 1);
	screen_env_top(r, "find");
	screen_env_wait(r, 61);
	screen_env_top(r, "lock");
	screen_env_sees_not(r, "Amara");
	screen_env_keys(r, GOOD "<Enter>");
	screen_env_top(r, "find");
}

static void somebody_else_sees_nothing_of_the_first(void **state)
{
	struct screen_env *r = *state;
	struct draft_list mine = {0};
	struct err e = {0};
	with_accounts(r);
	screen_env_keys(r, "1Amara Beispiel<F9>name in progress");
	screen_env_keys(r, "<F8><F9>");
	assert_true(stack_ended(r->app->stack));
	assert_true(r->app->another);
	/* Kept for her, under her name alone. */
	assert_true(drafts_list(&r->session, &mine, &e));
	assert_int_equal(mine.n, 1);
	draft_list_fini(&mine);
	snprintf(r->session.actor, sizeof r->session.actor, "besnik");
	assert_true(drafts_list(&r->session, &mine, &e));
	assert_int_equal(mine.n, 0);
	draft_list_fini(&mine);
}

static void practice_is_only_covered(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "1Amara<F8>");
	screen_env_sees(r, "Covered");
	screen_env_sees_not(r, "Amara");
	screen_env_keys(r, "<F3>");
	screen_env_top(r, "lock");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "find");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_first_account_then_a_login, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_password_handed_out_is_changed_first, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(nothing_opens_from_the_login, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(on_a_shared_terminal_account_the_name_is_empty, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(a_fixed_name_cannot_be_another, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(locked_shows_nothing_and_goes_on, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(idle_warns_then_locks, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(somebody_else_sees_nothing_of_the_first, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(practice_is_only_covered, screen_env_set_up, screen_env_tear_down),
	};
	return cmocka_run_group_tests_name("lock", tests, NULL, NULL);
}
