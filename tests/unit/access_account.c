/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accounts: logging in and being refused, waiting, passwords, authenticators, keeping accounts; and the audit trail
 * that tells of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sqlite3.h>
#include <sys/wait.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/audit.h>
#include <sarai/access/login_wait.h>
#include <sarai/access/second_person.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/mem.h>
#include <sarai/crypto/password.h>
#include <sarai/crypto/totp.h>
#include <sarai/model/permit.h>
#include <sarai/store/account.h>
#include <sarai/store/audit.h>
#include <sarai/view/audit_log.h>

#include "lib/service_env.h"

#define GOOD "four wet ducks waiting"
#define OTHER "seven dry hens running"

static enum login_result log_in(struct service_env *d, struct session *s, const char *name, const char *password,
				const char *code)
{
	struct login_request r = {.name = name, .password = password, .code = code, .source = "10.0.0.1"};
	int wait = 0;
	session_init(s, "", d->s.store, d->config, &d->clock);
	ids_init_seeded(&s->ids, &d->clock, &d->seed);
	memset(&d->e, 0, sizeof d->e);
	return account_login(s, &r, &wait, &d->e);
}

/* An account whose password is its own already. */
static void make(struct service_env *d, const char *name, const char *role, const char *password)
{
	char once[PASSWORD_ONCE];
	struct session s;
	good(d,
	     account_add(&d->s, &(struct account_facts){.name = name, .role = role, .team = "north", .office = "city"},
			 once, &d->e));
	assert_int_equal(log_in(d, &s, name, once, NULL), LOGIN_OK);
	assert_true(s.must_change);
	good(d, account_set_password(&s, "", password, &d->e));
	assert_false(s.must_change);
}

static void the_first_one_is_made_once(void **state)
{
	struct service_env *d = *state;
	struct session s;
	bool any = true;
	good(d, accounts_any(d->s.store, &any, &d->e));
	assert_false(any);
	refused(d, ERR_DATA, account_first(&d->s, "dora", "Amina", "short", &d->e));
	good(d, account_first(&d->s, " Dora ", "Dora Example", GOOD, &d->e));
	good(d, accounts_any(d->s.store, &any, &d->e));
	assert_true(any);
	refused(d, ERR_DENIED, account_first(&d->s, "besnik", "", OTHER, &d->e));
	assert_int_equal(log_in(d, &s, "DORA", GOOD, NULL), LOGIN_OK);
	assert_false(s.must_change);
	assert_true(session_may(&s, PERMIT_CONFIGURE, NULL) && session_may(&s, PERMIT_ASSESS, NULL));
}

/* One who is new, and one whose password was reset; the time counts from the last password. */
static void a_password_that_was_handed_out_expires(void **state)
{
	struct service_env *d = *state;
	char once[PASSWORD_ONCE];
	struct session s;
	d->config->settings.once_days = 14;
	good(d, account_add(&d->s, &(struct account_facts){.name = "dora", .role = "case-worker"}, once, &d->e));
	d->now += 14 * 86400;
	assert_int_equal(log_in(d, &s, "dora", once, NULL), LOGIN_OK);
	d->now += 1;
	assert_int_equal(log_in(d, &s, "dora", once, NULL), LOGIN_FAILED);
	assert_int_equal(d->e.code, ERR_EXPIRED);
	assert_non_null(strstr(d->e.detail, "given on 2026-11-23 has expired"));
	struct audit_list l;
	good(d, audit_read(&d->s, &(struct audit_filter){.limit = 1}, &l, &d->e));
	assert_string_equal(l.at[0].action, "password-expired");
	assert_string_equal(l.at[0].who, "dora");
	audit_list_fini(&l);
	/* It is said only to who knows the password, and is not a wrong try. */
	assert_int_equal(log_in(d, &s, "dora", OTHER, NULL), LOGIN_WRONG);
	for (int i = 0; i < 10; i++)
		assert_int_equal(log_in(d, &s, "dora", once, NULL), LOGIN_FAILED);
	d->config->settings.once_days = 0;
	assert_int_equal(log_in(d, &s, "dora", once, NULL), LOGIN_OK);
	d->config->settings.once_days = 1;
	good(d, account_reset(&d->s, "dora", once, &d->e));
	assert_int_equal(log_in(d, &s, "dora", once, NULL), LOGIN_OK);
	good(d, account_set_password(&s, "", GOOD, &d->e));
	d->now += 100 * 86400;
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
}

static void right_and_wrong(void **state)
{
	struct service_env *d = *state;
	struct session s;
	make(d, "dora", "case-worker", GOOD);
	assert_int_equal(log_in(d, &s, "dora", OTHER, NULL), LOGIN_WRONG);
	assert_int_equal(log_in(d, &s, "nobody", GOOD, NULL), LOGIN_WRONG);
	assert_int_equal(log_in(d, &s, "dora'; drop table account; --", GOOD, NULL), LOGIN_WRONG);
	d->now += 100;
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	assert_string_equal(s.actor, "dora");
	assert_string_equal(s.team, "north");
	assert_string_equal(s.role, "case-worker");
	assert_int_equal(s.scope[PERMIT_VIEW], SCOPE_OWN);
	assert_false(session_may(&s, PERMIT_CONFIGURE, NULL));
	assert_string_equal(s.last_login_from, "10.0.0.1");
	/* Disabled: the same answer as a wrong password. */
	good(d, account_disable(&d->s, "dora", true, &d->e));
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_WRONG);
	good(d, account_disable(&d->s, "dora", false, &d->e));
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
}

static void a_role_that_is_gone_may_nothing(void **state)
{
	struct service_env *d = *state;
	struct session s;
	make(d, "dora", "case-worker", GOOD);
	for (int i = 0; i < d->config->roles->n; i++)
		if (!strcmp(d->config->roles->at[i].name, "case-worker"))
			d->config->roles->at[i].name[0] = 'X';
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	assert_int_equal(s.permits, 0);
	refused(d, ERR_DENIED, session_may(&s, PERMIT_VIEW, &d->e));
}

static void waiting_grows(void **state)
{
	(void)state;
	assert_int_equal(account_wait(0), 0);
	assert_int_equal(account_wait(2), 0);
	assert_int_equal(account_wait(3), 5);
	assert_int_equal(account_wait(4), 10);
	assert_int_equal(account_wait(1000000), 900);
	for (int i = 0; i < 50; i++)
		assert_true(account_wait(i) <= account_wait(i + 1));
	assert_int_equal(place_wait(49), 0);
	assert_int_equal(place_wait(50), 5);
	assert_int_equal(place_wait(1000000), 900);
}

static enum login_result from(struct service_env *d, const char *name, const char *password, const char *place, int *wait)
{
	struct session s;
	struct login_request r = {.name = name, .password = password, .source = place};
	session_init(&s, "", d->s.store, d->config, &d->clock);
	ids_init_seeded(&s.ids, &d->clock, &d->seed);
	memset(&d->e, 0, sizeof d->e);
	return account_login(&s, &r, wait, &d->e);
}

static void too_many_wrong_ones_wait(void **state)
{
	struct service_env *d = *state;
	struct session s;
	int wait = 0;
	make(d, "dora", "case-worker", GOOD);
	for (int i = 0; i < 3; i++)
		assert_int_equal(log_in(d, &s, "dora", OTHER, NULL), LOGIN_WRONG);
	/* Now even the right one waits, from anywhere. */
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_WAIT);
	assert_int_equal(from(d, "dora", GOOD, "10.0.0.2", &wait), LOGIN_WAIT);
	assert_int_equal(wait, 5);
	d->now += 5;
	assert_int_equal(log_in(d, &s, "dora", OTHER, NULL), LOGIN_WRONG);
	d->now += 9;
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_WAIT);
	d->now += 1;
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	/* It is forgotten then. */
	assert_int_equal(log_in(d, &s, "dora", OTHER, NULL), LOGIN_WRONG);
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	/* A name that is not there waits the same way. */
	for (int i = 0; i < 3; i++)
		assert_int_equal(log_in(d, &s, "ghost", OTHER, NULL), LOGIN_WRONG);
	assert_int_equal(log_in(d, &s, "ghost", OTHER, NULL), LOGIN_WAIT);
}

/* Wrong passwords of one kept everybody out who comes from the same address: a whole office. */
static void one_keeps_no_colleague_out(void **state)
{
	struct service_env *d = *state;
	struct session s;
	int wait = 0;
	make(d, "dora", "case-worker", GOOD);
	make(d, "besnik", "case-worker", OTHER);
	for (int i = 0; i < 3; i++)
		assert_int_equal(from(d, "dora", OTHER, "10.9.9.9", &wait), LOGIN_WRONG);
	assert_int_equal(from(d, "dora", GOOD, "10.9.9.9", &wait), LOGIN_WAIT);
	assert_int_equal(from(d, "besnik", OTHER, "10.9.9.9", &wait), LOGIN_OK); /* the first time from there */
	/* A crowd of names from one address waits at last; who has logged in from there before does not. */
	char name[16];
	enum login_result r = LOGIN_WRONG;
	int n = 0;
	for (; r == LOGIN_WRONG && n < 200; n++) {
		snprintf(name, sizeof name, "ghost%d", n);
		r = from(d, name, OTHER, "10.9.9.9", &wait);
	}
	assert_int_equal(r, LOGIN_WAIT);
	assert_in_range(n, 30, 60);
	make(d, "hana", "case-worker", GOOD);
	assert_int_equal(from(d, "hana", GOOD, "10.9.9.9", &wait), LOGIN_WAIT);
	assert_int_equal(from(d, "besnik", OTHER, "10.9.9.9", &wait), LOGIN_OK);
	/* That does not clear what the crowd has typed, and an hour does. */
	assert_int_equal(from(d, "hana", GOOD, "10.9.9.9", &wait), LOGIN_WAIT);
	d->now += 3600;
	assert_int_equal(from(d, "hana", GOOD, "10.9.9.9", &wait), LOGIN_OK);
	/* Nor does anybody at a login keep a locked page shut. */
	assert_int_equal(log_in(d, &s, "besnik", OTHER, NULL), LOGIN_OK);
	for (int i = 0; i < 3; i++)
		assert_int_equal(from(d, "besnik", GOOD, "10.0.0.7", &wait), LOGIN_WRONG);
	assert_int_equal(from(d, "besnik", OTHER, "10.0.0.7", &wait), LOGIN_WAIT);
	assert_int_equal(account_unlock(&s, OTHER, &wait, &d->e), LOGIN_OK);
}

/* A clock that ran ahead, and was put right: the wait was as long as the clock had been wrong. */
static void a_clock_set_back_makes_no_longer_wait(void **state)
{
	struct service_env *d = *state;
	int wait = 0;
	make(d, "dora", "case-worker", GOOD);
	d->now += 400L * 24 * 3600;
	for (int i = 0; i < 4; i++) {
		assert_int_equal(from(d, "dora", OTHER, "10.0.0.2", &wait), LOGIN_WRONG);
		d->now += 10;
	}
	d->now -= 400L * 24 * 3600;
	assert_int_equal(from(d, "dora", GOOD, "10.0.0.2", &wait), LOGIN_WAIT);
	assert_in_range(wait, 1, 10);
	d->now += wait;
	assert_int_equal(from(d, "dora", GOOD, "10.0.0.2", &wait), LOGIN_OK);
}

/* Sixty at once had sixty guesses, for each looked at the count before any had written it. */
static void sixty_at_once_have_three_guesses(void **state)
{
	struct service_env *d = *state;
	int begin[2], looked_at = 0, waited = 0;
	make(d, "dora", "case-worker", GOOD);
	assert_int_equal(pipe(begin), 0);
	for (int i = 0; i < 60; i++) {
		pid_t pid = fork();
		assert_true(pid >= 0);
		if (pid)
			continue;
		struct service_env own;
		char c;
		int wait = 0;
		close(begin[1]);
		service_env_beside(&own, d, "");
		if (read(begin[0], &c, 1) != 0) /* until the parent lets all go */
			_exit(9);
		_exit(from(&own, "dora", OTHER, "10.0.0.2", &wait));
	}
	close(begin[0]);
	close(begin[1]);
	for (int i = 0; i < 60; i++) {
		int status;
		wait(&status);
		assert_true(WIFEXITED(status));
		looked_at += WEXITSTATUS(status) == LOGIN_WRONG;
		waited += WEXITSTATUS(status) == LOGIN_WAIT;
	}
	assert_int_equal(looked_at, 3);
	assert_int_equal(waited, 57);
}

static int failures_kept(struct service_env *d)
{
	char path[128];
	sqlite3 *db;
	sqlite3_stmt *st;
	snprintf(path, sizeof path, "%s/sarai.db", d->folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "select count(*) from login_failure", -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	int n = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return n;
}

/* Names that nobody has filled the database, a row each; those of an account stay. */
static void names_nobody_has_are_bounded(void **state)
{
	struct service_env *d = *state;
	struct login_try t;
	char name[32];
	int wait;
	make(d, "dora", "case-worker", GOOD);
	for (int i = 0; i < 3; i++)
		assert_int_equal(from(d, "dora", OTHER, "10.0.0.2", &wait), LOGIN_WRONG);
	good(d, store_begin(d->s.store, &d->e));
	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof name, "ghost%d", i);
		d->now += i % 2;
		good(d, login_try_begin(&d->s, name, name, &t, &wait, &d->e));
	}
	good(d, store_commit(d->s.store, &d->e));
	assert_in_range(failures_kept(d), 2, 1002);
	d->now -= 1500;
	assert_int_equal(from(d, "dora", GOOD, "10.0.0.2", &wait), LOGIN_WAIT);
}

/* One's own password is not guessed at the page where it is changed, either. */
static void the_present_password_is_not_guessed(void **state)
{
	struct service_env *d = *state;
	struct session s;
	make(d, "dora", "case-worker", GOOD);
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	for (int i = 0; i < 3; i++)
		refused(d, ERR_DENIED, account_set_password(&s, OTHER, "nine new words for it", &d->e));
	refused(d, ERR_DENIED, account_set_password(&s, GOOD, "nine new words for it", &d->e));
	assert_non_null(strstr(d->e.detail, "Wait"));
	d->now += 5;
	good(d, account_set_password(&s, GOOD, "nine new words for it", &d->e));
}

static void unlocking(void **state)
{
	struct service_env *d = *state;
	struct session s;
	int wait;
	make(d, "dora", "case-worker", GOOD);
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	assert_int_equal(account_unlock(&s, GOOD, &wait, &d->e), LOGIN_OK);
	for (int i = 0; i < 3; i++)
		assert_int_equal(account_unlock(&s, OTHER, &wait, &d->e), LOGIN_WRONG);
	assert_int_equal(account_unlock(&s, GOOD, &wait, &d->e), LOGIN_WAIT);
	d->now += wait;
	assert_int_equal(account_unlock(&s, GOOD, &wait, &d->e), LOGIN_OK);
}

static void changing_a_password(void **state)
{
	struct service_env *d = *state;
	struct session s;
	char once[PASSWORD_ONCE];
	make(d, "dora", "case-worker", GOOD);
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	refused(d, ERR_DENIED, account_set_password(&s, OTHER, OTHER, &d->e));
	refused(d, ERR_DATA, account_set_password(&s, GOOD, GOOD, &d->e));
	refused(d, ERR_DATA, account_set_password(&s, GOOD, "password123", &d->e));
	refused(d, ERR_DATA, account_set_password(&s, GOOD, "dora is mighty fine", &d->e));
	good(d, account_set_password(&s, GOOD, OTHER, &d->e));
	assert_int_equal(log_in(d, &s, "dora", OTHER, NULL), LOGIN_OK);
	/* Forgotten: a new one is handed out, and has to be changed. */
	good(d, account_reset(&d->s, "dora", once, &d->e));
	assert_int_equal(log_in(d, &s, "dora", OTHER, NULL), LOGIN_WRONG);
	assert_int_equal(log_in(d, &s, "dora", once, NULL), LOGIN_OK);
	assert_true(s.must_change);
}

static void the_authenticator(void **state)
{
	struct service_env *d = *state;
	struct session s;
	/* RFC 6238, appendix B: its secret and a code of its table. */
	static const char secret[] = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
	char key[96];
	bool has;
	snprintf(key, sizeof key, "%s/key", d->folder);
	make(d, "dora", "case-worker", GOOD);
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	s.key_file = key;
	d->now = 1111111109;
	refused(d, ERR_DATA, account_totp_confirm(&s, secret, "123456", &d->e));
	good(d, account_totp_confirm(&s, secret, "081804", &d->e));
	good(d, account_has_totp(&s, &has, &d->e));
	assert_true(has);
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_CODE);
	d->now = 2000000000;
	struct login_request r = {.name = "dora", .password = GOOD, .code = "279037", .source = "10.0.0.1"};
	int wait;
	session_init(&s, "", d->s.store, d->config, &d->clock);
	s.key_file = key;
	assert_int_equal(account_login(&s, &r, &wait, &d->e), LOGIN_OK);
	assert_int_equal(account_login(&s, &r, &wait, &d->e), LOGIN_WRONG); /* no code works twice */
	refused(d, ERR_DENIED, account_totp_off(&s, OTHER, &d->e));
	good(d, account_totp_off(&s, GOOD, &d->e));
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
}

static void keeping_accounts_needs_the_permission(void **state)
{
	struct service_env *d = *state;
	struct session s;
	struct account_list l;
	char once[PASSWORD_ONCE];
	make(d, "dora", "case-worker", GOOD);
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	struct account_facts f = {.name = "besnik", .role = "administrator"},
			     own = {.name = "dora", .role = "administrator"};
	refused(d, ERR_DENIED, account_add(&s, &f, once, &d->e));
	bool asked;
	refused(d, ERR_DENIED, account_change(&s, &own, &asked, &d->e));
	refused(d, ERR_DENIED, account_disable(&s, "dora", true, &d->e));
	refused(d, ERR_DENIED, account_reset(&s, "dora", once, &d->e));
	refused(d, ERR_DENIED, accounts_list(&s, &l, &d->e));
	refused(d, ERR_DATA,
		account_add(&d->s, &(struct account_facts){.name = "x", .role = "case-worker"}, once, &d->e));
	refused(d, ERR_DATA,
		account_add(&d->s, &(struct account_facts){.name = "dora", .role = "case-worker"}, once, &d->e));
	refused(d, ERR_DATA, account_add(&d->s, &(struct account_facts){.name = "carl", .role = "king"}, once, &d->e));
	refused(d, ERR_MISSING, account_disable(&d->s, "carl", true, &d->e));
	good(d, account_change(&d->s, &(struct account_facts){.name = "dora", .role = "supervisor"}, &asked, &d->e));
	assert_false(asked);
	good(d, accounts_list(&d->s, &l, &d->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.at[0].role, "supervisor");
	assert_string_equal(l.at[0].team, "north");
	assert_string_equal(l.at[0].password, "");
	account_list_fini(&l);
}

/* ---- a session ends with its rights ---- */

static void change_by_another(struct service_env *d, const char *name, const char *role, const char *team)
{
	bool asked;
	good(d, account_change(&d->s, &(struct account_facts){.name = name, .role = role, .team = team}, &asked, &d->e));
	assert_false(asked);
}

static void is_over(struct service_env *d, struct session *s, const char *words)
{
	struct err why = {0};
	bool own;
	assert_true(session_is_over(s, &why));
	assert_int_equal(why.code, ERR_ENDED);
	assert_non_null(strstr(why.detail, words));
	refused(d, ERR_ENDED, transaction_begin(s, &own, &d->e));
	/* What is being typed is kept all the same. */
	assert_true(session_leave(s));
	good(d, transaction_begin(s, &own, &d->e));
	transaction_end(s, own, false, NULL);
}

static void a_session_ends_with_the_rights_it_began_with(void **state)
{
	struct service_env *d = *state;
	struct session s;
	struct err why = {0};
	char once[PASSWORD_ONCE];
	make(d, "dora", "case-worker", GOOD);
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	assert_false(session_is_over(&s, &why));
	good(d, account_disable(&d->s, "dora", true, &d->e));
	is_over(d, &s, "disabled");
	good(d, account_disable(&d->s, "dora", false, &d->e));
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	change_by_another(d, "dora", "supervisor", NULL);
	is_over(d, &s, "has been changed");
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	change_by_another(d, "dora", NULL, "south");
	is_over(d, &s, "has been changed");
	assert_int_equal(log_in(d, &s, "dora", GOOD, NULL), LOGIN_OK);
	good(d, account_reset(&d->s, "dora", once, &d->e));
	is_over(d, &s, "has been changed");
}

static void a_new_password_ends_the_other_sessions_of_the_account(void **state)
{
	struct service_env *d = *state;
	struct session here, there;
	struct err why = {0};
	make(d, "dora", "case-worker", GOOD);
	assert_int_equal(log_in(d, &there, "dora", GOOD, NULL), LOGIN_OK);
	assert_int_equal(log_in(d, &here, "dora", GOOD, NULL), LOGIN_OK);
	good(d, account_set_password(&here, GOOD, OTHER, &d->e));
	assert_false(session_is_over(&here, &why));
	is_over(d, &there, "has been changed");
}

static void what_was_and_what_is_stands_in_the_audit_log(void **state)
{
	struct service_env *d = *state;
	struct audit_list l;
	make(d, "dora", "case-worker", GOOD);
	change_by_another(d, "dora", "supervisor", "south");
	good(d, audit_read(&d->s, &(struct audit_filter){0}, &l, &d->e));
	assert_string_equal(l.at[0].action, "account-changed");
	assert_string_equal(l.at[0].detail, "dora, role case-worker -> supervisor, team north -> south");
	audit_list_fini(&l);
}

static void nobody_gives_themselves_cases(void **state)
{
	struct service_env *d = *state;
	struct session admin, supervisor;
	struct account_request_list l;
	struct account a;
	bool asked;
	make(d, "adam", "administrator", GOOD);
	make(d, "dora", "supervisor", GOOD);
	assert_int_equal(log_in(d, &admin, "adam", GOOD, NULL), LOGIN_OK);
	assert_int_equal(log_in(d, &supervisor, "dora", GOOD, NULL), LOGIN_OK);
	struct account_facts more = {.name = "adam", .role = "all-in-one"}, name = {.name = "adam", .full_name = "Adam A."};
	good(d, account_change(&admin, &name, &asked, &d->e));
	assert_false(asked);
	good(d, account_change(&admin, &more, &asked, &d->e));
	assert_true(asked);
	good(d, store_account_get(d->s.store, "adam", &a, &d->e));
	assert_string_equal(a.role, "administrator");
	refused(d, ERR_DENIED, account_request_answer(&admin, "adam", true, &d->e));
	good(d, account_requests(&supervisor, &l, &d->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.at[0].account, "adam");
	assert_string_equal(l.at[0].role, "all-in-one");
	account_request_list_fini(&l);
	good(d, account_request_answer(&supervisor, "adam", false, &d->e));
	refused(d, ERR_MISSING, account_request_answer(&supervisor, "adam", true, &d->e));
	good(d, account_change(&admin, &more, &asked, &d->e));
	good(d, account_request_answer(&supervisor, "adam", true, &d->e));
	good(d, store_account_get(d->s.store, "adam", &a, &d->e));
	assert_string_equal(a.role, "all-in-one");
	is_over(d, &admin, "has been changed");
}

/* An administrator asks, and answers with an account whose password they have made. */
static void the_second_person_is_no_puppet(void **state)
{
	struct service_env *d = *state;
	struct session adam, puppet, puppets_puppet;
	struct account_facts more = {.name = "adam", .role = "all-in-one"};
	char once[PASSWORD_ONCE];
	bool asked;
	make(d, "adam", "administrator", GOOD);
	make(d, "dora", "supervisor", GOOD);
	assert_int_equal(log_in(d, &adam, "adam", GOOD, NULL), LOGIN_OK);
	good(d, account_change(&adam, &more, &asked, &d->e));
	assert_true(asked);
	/* One made for it. */
	good(d, account_add(&adam, &(struct account_facts){.name = "puppet", .role = "administrator"}, once, &d->e));
	assert_int_equal(log_in(d, &puppet, "puppet", once, NULL), LOGIN_OK);
	good(d, account_set_password(&puppet, "", OTHER, &d->e));
	refused(d, ERR_DENIED, account_request_answer(&puppet, "adam", true, &d->e));
	/* One made by that one. */
	good(d, account_add(&puppet, &(struct account_facts){.name = "second", .role = "administrator"}, once, &d->e));
	assert_int_equal(log_in(d, &puppets_puppet, "second", once, NULL), LOGIN_OK);
	refused(d, ERR_DENIED, account_request_answer(&puppets_puppet, "adam", true, &d->e));
	/* A supervisor's, with a new password. */
	good(d, account_reset(&adam, "dora", once, &d->e));
	assert_int_equal(log_in(d, &puppet, "dora", once, NULL), LOGIN_OK);
	refused(d, ERR_DENIED, account_request_answer(&puppet, "adam", true, &d->e));
	good(d, account_request_answer(&puppet, "adam", false, &d->e)); /* a no is nobody's gain */
	/* A month later she has noticed, or it is hers. */
	good(d, account_change(&adam, &more, &asked, &d->e));
	d->now += SECOND_PERSON_DAYS * 24 * 3600;
	good(d, account_request_answer(&puppet, "adam", true, &d->e));
}

static void somebody_who_keeps_accounts_is_left(void **state)
{
	struct service_env *d = *state;
	struct session admin;
	bool asked;
	make(d, "adam", "administrator", GOOD);
	make(d, "dora", "supervisor", GOOD);
	assert_int_equal(log_in(d, &admin, "adam", GOOD, NULL), LOGIN_OK);
	struct account_facts less = {.name = "adam", .role = "auditor"};
	refused(d, ERR_DATA, account_change(&d->s, &less, &asked, &d->e));
	assert_non_null(strstr(d->e.detail, "last account"));
	refused(d, ERR_DATA, account_disable(&d->s, "adam", true, &d->e));
	make(d, "eva", "administrator", GOOD);
	good(d, account_disable(&d->s, "adam", true, &d->e));
	refused(d, ERR_DATA, account_disable(&d->s, "eva", true, &d->e));
}

/* ---- the trail ---- */

static void run_sql(struct service_env *d, const char *sql)
{
	char path[128];
	sqlite3 *db;
	char *why = NULL;
	snprintf(path, sizeof path, "%s/sarai.db", d->folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(db);
}

static struct audit_state verify(struct service_env *d, int64_t seq, const char *anchor)
{
	struct audit_state a;
	good(d, audit_verify(d->s.store, seq, anchor, NULL, NULL, &a, &d->e));
	return a;
}

static void every_save_is_in_the_trail(void **state)
{
	struct service_env *d = *state;
	struct audit_list l;
	char id[ID_TEXT];
	register_as(d, "Trail Example", id);
	fill(d, id, "screening", NULL, "consent", "consents", "decision", "assess");
	fill(d, id, "status-change", NULL, "status", "on-hold", "look_again_on", "2026-12-01", "reason",
	     "Waiting for word");
	good(d, audit_read(&d->s, &(struct audit_filter){.case_id = id}, &l, &d->e));
	assert_int_equal(l.n, 5); /* three saves; the screening has moved the case, and so has the last */
	assert_string_equal(l.at[0].action, "status");
	assert_string_equal(l.at[2].action, "status");
	assert_string_equal(l.at[4].kind, "person");
	for (int i = 0; i < l.n; i++)
		assert_null(strstr(l.at[i].detail, "Trail Example"));
	audit_list_fini(&l);
	struct audit_state a = verify(d, 0, NULL);
	assert_int_equal(a.bad, 0);
	assert_int_equal(a.rows, 5);
	d->s.permits &= ~PERMIT_BIT(PERMIT_AUDIT);
	refused(d, ERR_DENIED, audit_read(&d->s, &(struct audit_filter){0}, &l, &d->e));
}

static void a_change_shows_where_it_was_made(void **state)
{
	static const struct {
		const char *sql;
		int bad;
	} rows[] = {
		{"update audit set who = 'nobody' where seq = 3", 3},
		{"update audit set at = '2020-01-01T00:00:00Z' where seq = 1", 1},
		{"update audit set detail = detail || '.' where seq = 5", 5},
		{"delete from audit where seq = 4", 4},
		{"update audit set seq = 99 where seq = 6", 6},
		{"insert into audit (seq, at, who, action, digest) values (7, '', '', '', '')", 7},
	};
	struct service_env *d = *state;
	char id[ID_TEXT], sql[400];
	for (int i = 0; i < 6; i++)
		register_as(d, "Trail Example", id);
	char *keep = mem_strdup("create table keep as select * from audit");
	run_sql(d, keep);
	free(keep);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		snprintf(sql, sizeof sql,
			 "drop trigger if exists audit_no_update; drop trigger if exists audit_no_delete; delete from "
			 "audit; "
			 "insert into audit select * from keep; %s",
			 rows[i].sql);
		run_sql(d, sql);
		struct audit_state a = verify(d, 0, NULL);
		if (a.bad != rows[i].bad)
			fail_msg("%s: bad row %d", rows[i].sql, (int)a.bad);
	}
	/* Cut off at the end, the chain is whole; a head noted down before tells. */
	run_sql(d, "delete from audit; insert into audit select * from keep");
	struct audit_state whole = verify(d, 0, NULL);
	assert_int_equal(whole.bad, 0);
	assert_int_equal(verify(d, whole.rows, whole.head).bad, 0);
	run_sql(d, "delete from audit where seq > 4");
	assert_int_equal(verify(d, 0, NULL).bad, 0);
	assert_int_equal(verify(d, whole.rows, whole.head).bad, 5);
}

static void the_trail_is_only_added_to(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], path[128];
	sqlite3 *db;
	register_as(d, "Trail Example", id);
	snprintf(path, sizeof path, "%s/sarai.db", d->folder);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "update audit set who = 'x'", NULL, NULL, NULL), SQLITE_OK);
	assert_int_not_equal(sqlite3_exec(db, "delete from audit", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(verify(d, 0, NULL).rows, 1);
}

static void logins_are_in_it_without_what_was_typed(void **state)
{
	struct service_env *d = *state;
	struct session s;
	struct audit_list l;
	make(d, "dora", "case-worker", GOOD);
	log_in(d, &s, "dora", OTHER, NULL);
	log_in(d, &s, "four-wet-ducks", GOOD, NULL); /* a password in the wrong line */
	good(d, audit_read(&d->s, &(struct audit_filter){0}, &l, &d->e));
	int refusals = 0;
	for (int i = 0; i < l.n; i++) {
		refusals += !strcmp(l.at[i].action, "login-refused");
		assert_null(strstr(l.at[i].who, "ducks"));
		assert_null(strstr(l.at[i].detail, "ducks"));
	}
	assert_int_equal(refusals, 2);
	audit_list_fini(&l);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_first_one_is_made_once, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_password_that_was_handed_out_expires, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(right_and_wrong, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_role_that_is_gone_may_nothing, service_env_set_up, service_env_tear_down),
		cmocka_unit_test(waiting_grows),
		cmocka_unit_test_setup_teardown(too_many_wrong_ones_wait, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(one_keeps_no_colleague_out, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_clock_set_back_makes_no_longer_wait, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(sixty_at_once_have_three_guesses, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(names_nobody_has_are_bounded, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(the_present_password_is_not_guessed, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(unlocking, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(changing_a_password, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(the_authenticator, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(keeping_accounts_needs_the_permission, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_session_ends_with_the_rights_it_began_with, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_new_password_ends_the_other_sessions_of_the_account, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(what_was_and_what_is_stands_in_the_audit_log, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(nobody_gives_themselves_cases, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(the_second_person_is_no_puppet, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(somebody_who_keeps_accounts_is_left, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(every_save_is_in_the_trail, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(a_change_shows_where_it_was_made, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(the_trail_is_only_added_to, service_env_set_up, service_env_tear_down),
		cmocka_unit_test_setup_teardown(logins_are_in_it_without_what_was_typed, service_env_set_up, service_env_tear_down),
	};
	return cmocka_run_group_tests_name("accounts", tests, NULL, NULL);
}
