/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * At work while the database is restored, upgraded or moved, or the account changed: the session ends, and what was being typed is found again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sarai/access/account_admin.h>
#include <sarai/store/account.h>

#include "lib/screen_env.h"

static void file(const struct screen_env *r, const char *name, char out[160])
{
	snprintf(out, 160, "%s/%s", r->folder, name);
}

/* As another process does it. */
static void outside(const struct screen_env *r, bool (*work)(const struct screen_env *r, struct err *e))
{
	int status;
	pid_t pid = fork();
	if (pid == 0) {
		struct err e = {0};
		bool good = work(r, &e);
		if (!good)
			print_error("%s: %s\n", e.where, e.detail);
		_exit(good ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static bool copy(const struct screen_env *r, struct err *e)
{
	char db[160], to[160];
	file(r, "sarai.db", db);
	file(r, "backup", to);
	struct store *s = store_open(db, STORE_READ, e);
	bool good = s && store_copy(s, to, e);
	store_close(&s);
	return good;
}

static bool replace(const struct screen_env *r, struct err *e)
{
	char db[160], ready[160], aside[160];
	file(r, "sarai.db", db);
	file(r, "backup", ready);
	file(r, "aside", aside);
	return store_replace(db, ready, aside, NULL, e);
}

static bool upgrade(const struct screen_env *r, struct err *e)
{
	char db[160];
	sqlite3 *at;
	file(r, "sarai.db", db);
	bool good = sqlite3_open(db, &at) == SQLITE_OK &&
		    sqlite3_exec(at, "pragma user_version = 999", NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_close(at);
	return good || err_set(e, ERR_IO, db, "not upgraded");
}

static void what_is_typed_over_a_restore_is_a_draft_afterwards(void **state)
{
	struct screen_env *r = *state;
	outside(r, copy);
	screen_env_keys(r, "1Amara Beispiel<F9><Enter><Enter>f<Enter>age 27");
	screen_env_wait(r, 5); /* a draft of the old database by now */
	outside(r, replace);
	screen_env_keys(r, "<F2>");
	screen_env_sees(r, "replaced by another file");
	screen_env_wait(r, 5);
	assert_true(stack_ended(r->app->stack));
	assert_int_equal(r->app->ended.code, ERR_MOVED);
	screen_env_kill(r);
	screen_env_sees(r, "You have typing that is not saved yet");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "Amara Beispiel");
	screen_env_keys(r, "<F2>");
	screen_env_sees(r, "Saved.");
}

static void a_draft_of_a_case_that_is_not_restored_can_be_read(void **state)
{
	struct screen_env *r = *state;
	char id[ID_TEXT];
	outside(r, copy);
	screen_env_fill(r, "person", NULL, id, "name", "Amina Example");
	screen_env_keys(r, "<F4>1<Enter>0n1Home visit<Enter>She came back");
	screen_env_top(r, "form");
	outside(r, replace);
	screen_env_wait(r, 5);
	assert_true(stack_ended(r->app->stack));
	screen_env_kill(r);
	screen_env_top(r, "drafts");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "draft-text");
	screen_env_sees(r, "Home visit");
	screen_env_sees(r, "She came back");
	screen_env_keys(r, "<Esc>");
	screen_env_top(r, "drafts");
	screen_env_keys(r, "xy");
	screen_env_sees(r, "The draft is gone.");
	screen_env_sees(r, "No drafts");
}

static void over_an_upgrade_the_draft_is_kept_and_one_can_leave(void **state)
{
	struct screen_env *r = *state;
	char db[160];
	screen_env_keys(r, "1Amara Beispiel<F9><Enter><Enter>f<Enter>age 27");
	outside(r, upgrade);
	screen_env_wait(r, 5);
	assert_true(stack_ended(r->app->stack));
	assert_int_equal(r->app->ended.code, ERR_NEWER);
	sqlite3 *at;
	sqlite3_stmt *st;
	file(r, "sarai.db", db);
	assert_int_equal(sqlite3_open(db, &at), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(at, "select count(*) from draft where instr(content, 'Amara Beispiel')", -1,
					    &st, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	assert_int_equal(sqlite3_column_int(st, 0), 1);
	sqlite3_finalize(st);
	sqlite3_close(at);
}

/* Also from the locked page, under which somebody has typed. */
static void a_locked_page_ends_too(void **state)
{
	struct screen_env *r = *state;
	outside(r, copy);
	screen_env_keys(r, "1Amara Beispiel<F9><Enter><Enter>f<Enter>age 27<F8>");
	screen_env_top(r, "lock");
	outside(r, replace);
	screen_env_wait(r, 30);
	assert_true(stack_ended(r->app->stack));
	screen_env_kill(r);
	screen_env_sees(r, "You have typing that is not saved yet");
}

/* ---- the account is another one ---- */

/* The account behind the session, as a login leaves it. */
static void log_in_as_account(struct screen_env *r)
{
	char once[PASSWORD_ONCE];
	struct account a;
	struct err e = {0};
	struct account_facts f = {.name = r->session.actor, .role = "case-worker", .team = "north"};
	assert_true(account_add(&r->session, &f, once, &e));
	assert_true(store_account_get(r->store, r->session.actor, &a, &e));
	session_take_rights(&r->session, &a);
}

static bool disable(const struct screen_env *r, struct err *e)
{
	char db[160];
	struct session s;
	file(r, "sarai.db", db);
	struct store *store = store_open(db, STORE_OPEN, e);
	session_init(&s, "administrator", store, r->config, &r->clock);
	bool good = account_disable(&s, r->session.actor, true, e);
	store_close(&store);
	return good;
}

static void whoever_is_disabled_while_typing_is_logged_out_and_the_draft_is_kept(void **state)
{
	struct screen_env *r = *state;
	log_in_as_account(r);
	screen_env_keys(r, "1Amara Beispiel<F9><Enter><Enter>f<Enter>age 27");
	outside(r, disable);
	screen_env_keys(r, "<F2>");
	screen_env_sees(r, "has been disabled");
	screen_env_wait(r, 5);
	assert_true(stack_ended(r->app->stack));
	assert_int_equal(r->app->ended.code, ERR_ENDED);
	r->session.rights[0] = 0; /* another login */
	screen_env_kill(r);
	screen_env_sees(r, "You have typing that is not saved yet");
	screen_env_keys(r, "<Enter>");
	screen_env_sees(r, "Amara Beispiel");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, screen_env_set_up, screen_env_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(what_is_typed_over_a_restore_is_a_draft_afterwards),
		TEST(a_draft_of_a_case_that_is_not_restored_can_be_read),
		TEST(over_an_upgrade_the_draft_is_kept_and_one_can_leave),
		TEST(a_locked_page_ends_too),
		TEST(whoever_is_disabled_while_typing_is_logged_out_and_the_draft_is_kept),
	};
	return cmocka_run_group_tests_name("the database is another one", tests, NULL, NULL);
}
