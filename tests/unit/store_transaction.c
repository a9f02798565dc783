/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Transactions: all or nothing, one writer at a time, and what happens when something goes wrong.
 */
#include "store_rig.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/sem.h>
#include <sys/stat.h>

#include "../../tui/store/connection.h"

static struct store *another(struct screen_env *r, int deadline_ms)
{
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_OPEN, &e);
	must(s != NULL);
	store_set_deadline(s, deadline_ms);
	return s;
}

static bool there(struct store *s, int n)
{
	struct case_row c;
	struct err e = {0};
	char number[32];
	snprintf(number, sizeof number, "HR-2026-%04d", n);
	bool found = store_case_by_number(s, number, &c, &e);
	if (!found)
		assert_int_equal(e.code, ERR_MISSING);
	case_row_fini(&c);
	return found;
}

static struct record a_record(int n)
{
	struct record r = {.kind = "note", .state = "open"};
	screen_env_id(r.id, 'R', n);
	return r;
}

static void one_at_a_time(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	store_rollback(s);
	must_fail(store_commit(s, &e), ERR_INTERNAL);
	must(store_begin(s, &e));
	assert_true(store_in_transaction(s));
	must_fail(store_begin(s, &e), ERR_INTERNAL);
	assert_true(store_in_transaction(s));
	must(store_commit(s, &e));
	assert_false(store_in_transaction(s));
	must_fail(store_commit(s, &e), ERR_INTERNAL);
}

static void rollback_leaves_no_trace(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	must(store_begin(r->store, &e));
	screen_env_add_case(r->store, 1, "Amina", NULL, NULL);
	assert_true(there(r->store, 1));
	store_rollback(r->store);
	assert_false(there(r->store, 1));
	must(store_begin(r->store, &e));
	screen_env_add_case(r->store, 1, "Amina", NULL, NULL);
	must(store_commit(r->store, &e));
	struct store *b = another(r, 100);
	assert_true(there(b, 1));
	store_close(&b);
}

static void closing_is_a_rollback(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct store *b = another(r, 100);
	must(store_begin(b, &e));
	screen_env_add_case(b, 1, "Amina", NULL, NULL);
	store_close(&b);
	assert_false(there(r->store, 1));
	must(store_begin(r->store, &e));
	must(store_commit(r->store, &e));
}

static void the_second_writer_waits_until_the_deadline(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct store *b = another(r, 30);
	must(store_begin(r->store, &e));
	must_fail(store_begin(b, &e), ERR_BUSY);
	struct draft d = {.owner = "amina", .title = (char *)"Screening", .content = (char *)"a=1\n"};
	screen_env_id(d.id, 'D', 1);
	must_fail(store_draft_put(b, &d, &e), ERR_BUSY);
	assert_false(store_in_transaction(b));
	/* Reading waits for nobody. */
	assert_false(there(b, 1));
	must(store_commit(r->store, &e));
	must(store_draft_put(b, &d, &e));
	store_close(&b);
}

/* A program that knows nothing of the queue, like the sqlite3 shell. */
static void strangers_are_waited_for_too(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	sqlite3 *db;
	store_set_deadline(r->store, 30);
	assert_int_equal(sqlite3_open(r->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "begin immediate", NULL, NULL, NULL), SQLITE_OK);
	must_fail(store_begin(r->store, &e), ERR_BUSY);
	assert_false(store_in_transaction(r->store));
	sqlite3_exec(db, "rollback", NULL, NULL, NULL);
	must(store_begin(r->store, &e));
	must(store_commit(r->store, &e));
	sqlite3_close(db);
}

static int times_told;

static void told(void *ctx)
{
	times_told++;
	if (ctx) /* what held us up is done while we are told */
		store_rollback(ctx);
}

/* Whoever waits is told once, and then goes on waiting. */
static void a_long_wait_is_told(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct store *b = another(r, 60);
	times_told = 0;
	store_on_wait(b, 10, told, NULL);
	must(store_begin(b, &e)); /* nobody in the way: nothing to tell */
	must(store_commit(b, &e));
	assert_int_equal(times_told, 0);
	must(store_begin(r->store, &e));
	must_fail(store_begin(b, &e), ERR_BUSY);
	assert_int_equal(times_told, 1);
	store_on_wait(b, 10, told, r->store);
	must(store_begin(b, &e));
	assert_int_equal(times_told, 2);
	must(store_commit(b, &e));
	/* A wait that is over before: nothing is told. */
	must(store_begin(r->store, &e));
	assert_int_equal(store_set_deadline(b, 5), 60);
	must_fail(store_begin(b, &e), ERR_BUSY);
	assert_int_equal(times_told, 2);
	store_rollback(r->store);
	/* The same where a program holds the file that knows of no queue. */
	sqlite3 *db;
	store_set_deadline(b, 60);
	store_on_wait(b, 10, told, NULL);
	assert_int_equal(sqlite3_open(r->path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "begin immediate", NULL, NULL, NULL), SQLITE_OK);
	must_fail(store_begin(b, &e), ERR_BUSY);
	assert_int_equal(times_told, 3);
	sqlite3_close(db);
	store_close(&b);
}

static void without_semaphores_it_works_too(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct store *b = another(r, 30);
	b->queue.set = r->store->queue.set = -1;
	must(store_begin(r->store, &e));
	must_fail(store_begin(b, &e), ERR_BUSY);
	must(store_commit(r->store, &e));
	must(store_begin(b, &e));
	screen_env_add_case(b, 1, "Amina", NULL, NULL);
	must(store_commit(b, &e));
	assert_true(there(r->store, 1));
	store_close(&b);
}

/* Files of their own (here: a mode of their own, so a set of their own) so that nobody else's queue is removed. */
static void a_removed_queue_is_made_again(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct stat st;
	if (r->store->queue.set < 0)
		skip();
	assert_int_equal(chmod(r->path, 0640), 0);
	assert_int_equal(stat(r->path, &st), 0);
	st.st_uid = 54321; /* nobody's key */
	queue_find(&r->store->queue, &st);
	int set = r->store->queue.set;
	if (set < 0)
		skip();
	must(store_begin(r->store, &e));
	must(store_commit(r->store, &e));
	assert_int_equal(semctl(set, 0, IPC_RMID), 0);
	must(store_begin(r->store, &e));
	if (geteuid() == 0)
		assert_true(r->store->queue.held);
	assert_int_not_equal(r->store->queue.set, set);
	must(store_commit(r->store, &e));
	if (r->store->queue.set >= 0)
		semctl(r->store->queue.set, 0, IPC_RMID);
}

static void a_failed_step_fails_the_save(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct record a = a_record(1), b = a_record(2), same = a_record(1), out;
	must(store_begin(s, &e));
	must(store_record_insert(s, &a, &e));
	must_fail(store_record_insert(s, &same, &e), ERR_DATA);
	assert_int_equal(same.version, 0);
	/* Nothing may follow, or half of it would be saved. */
	must_fail(store_record_insert(s, &b, &e), ERR_IO);
	must_fail(store_commit(s, &e), ERR_IO);
	assert_false(store_in_transaction(s));
	must_fail(store_record_get(s, a.id, &out, &e), ERR_MISSING);
	must(store_begin(s, &e));
	a.version = 0;
	must(store_record_insert(s, &a, &e));
	must(store_commit(s, &e));
}

static void what_belongs_to_nothing_is_refused_at_the_end(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct record a = a_record(1), out;
	screen_env_id(a.case_id, 'C', 99);
	must(store_begin(s, &e));
	must(store_record_insert(s, &a, &e));
	must_fail(store_commit(s, &e), ERR_DATA);
	assert_false(store_in_transaction(s));
	must_fail(store_record_get(s, a.id, &out, &e), ERR_MISSING);
	/* The order inside a transaction does not matter. */
	must(store_begin(s, &e));
	must(store_record_insert(s, &a, &e));
	screen_env_add_case(s, 99, "Amina", NULL, NULL);
	must(store_commit(s, &e));
}

static void some_things_need_a_transaction(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct record a = a_record(1);
	struct history_entry h = {.who = "amina"};
	char number[32];
	must_fail(store_record_insert(s, &a, &e), ERR_INTERNAL);
	must_fail(store_record_update(s, &a, &e), ERR_INTERNAL);
	must_fail(store_history_add(s, &h, &e), ERR_INTERNAL);
	must_fail(store_case_number(s, "HR", 2026, number, &e), ERR_INTERNAL);
}

static void changes_by_others_are_noticed(void **state)
{
	struct screen_env *r = *state;
	struct store *b = another(r, 100);
	assert_false(store_changed_elsewhere(b));
	screen_env_add_case(r->store, 1, "Amina", NULL, NULL);
	assert_false(store_changed_elsewhere(r->store));
	assert_true(store_changed_elsewhere(b));
	assert_false(store_changed_elsewhere(b));
	screen_env_add_case(b, 2, "Samira", NULL, NULL);
	assert_false(store_changed_elsewhere(b));
	assert_true(store_changed_elsewhere(r->store));
	store_close(&b);
}

static void statements_are_prepared_once(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	unsigned long runs, prepares, runs_after, prepares_after;
	screen_env_add_case(r->store, 1, "Amina Yusuf", NULL, "0612345678");
	assert_true(there(r->store, 1));
	store_counts(r->store, &runs, &prepares);
	assert_true(runs >= prepares && prepares > 0);
	for (int i = 2; i <= 50; i++) {
		screen_env_add_case(r->store, i, "Amina Yusuf", NULL, "0612345678");
		assert_true(there(r->store, i));
	}
	store_counts(r->store, &runs_after, &prepares_after);
	assert_int_equal(prepares_after, prepares);
	assert_true(runs_after > runs + 49 * 5);
	must(store_check(r->store, &e));
}

/* After a rollback that failed the connection is closed. */
static void a_lost_connection_comes_back(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	screen_env_add_case(r->store, 1, "Amina", NULL, NULL);
	connection_drop(r->store);
	assert_true(there(r->store, 1));
	must(store_begin(r->store, &e));
	screen_env_add_case(r->store, 2, "Samira", NULL, NULL);
	connection_drop(r->store);
	must_fail(store_commit(r->store, &e), ERR_IO);
	assert_false(store_in_transaction(r->store));
	assert_true(there(r->store, 1));
	assert_false(there(r->store, 2));
	screen_env_add_case(r->store, 2, "Samira", NULL, NULL);
	assert_true(there(r->store, 2));
}

static int no_rollback(void *ctx, int what, const char *a, const char *b, const char *c, const char *d)
{
	(void)ctx;
	(void)b;
	(void)c;
	(void)d;
	return what == SQLITE_TRANSACTION && !strcmp(a, "ROLLBACK") ? SQLITE_DENY : SQLITE_OK;
}

static void a_rollback_that_fails_closes_the_connection(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	must(store_begin(r->store, &e));
	screen_env_add_case(r->store, 1, "Amina", NULL, NULL);
	sqlite3_set_authorizer(r->store->db, no_rollback, NULL);
	store_rollback(r->store);
	assert_null(r->store->db);
	assert_false(store_in_transaction(r->store));
	assert_false(there(r->store, 1));
	must(store_begin(r->store, &e));
	must(store_commit(r->store, &e));
}

/* A disk that is full: here, files that may not grow. */
static void a_full_disk_is_said_and_survived(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct rlimit was, tight;
	struct draft d = {.owner = "amina", .title = (char *)"Screening"}, out;
	char *text = mem_alloc(900001);
	memset(text, 'x', 900000);
	d.content = (char *)"a=1\n";
	screen_env_id(d.id, 'D', 1);
	must(store_draft_put(r->store, &d, &e));
	screen_env_add_case(r->store, 1, "Amina", NULL, NULL);

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
	tight = was;
	tight.rlim_cur = 600000;
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
	d.content = text;
	bool kept = store_draft_put(r->store, &d, &e);
	bool again = store_draft_put(r->store, &d, NULL);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
	assert_false(kept || again);
	assert_int_equal(e.code, ERR_FULL);
	assert_false(store_in_transaction(r->store));

	must(store_draft_get(r->store, d.id, "amina", &out, &e));
	assert_string_equal(out.content, "a=1\n");
	draft_fini(&out);
	must(store_draft_put(r->store, &d, &e));
	must(store_draft_get(r->store, d.id, "amina", &out, &e));
	assert_int_equal(strlen(out.content), 900000);
	draft_fini(&out);
	assert_true(there(r->store, 1));
	must(store_check(r->store, &e));
	free(text);
}

static void results_have_their_own_errors(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	const struct {
		int rc;
		enum err_code code;
	} table[] = {
		{SQLITE_FULL, ERR_FULL},
		{SQLITE_BUSY, ERR_BUSY},
		{SQLITE_BUSY_SNAPSHOT, ERR_BUSY},
		{SQLITE_LOCKED, ERR_BUSY},
		{SQLITE_IOERR_WRITE, ERR_IO},
		{SQLITE_IOERR_NOMEM, ERR_NOMEM},
		{SQLITE_CORRUPT, ERR_CORRUPT},
		{SQLITE_CORRUPT_INDEX, ERR_CORRUPT},
		{SQLITE_NOTADB, ERR_CORRUPT},
		{SQLITE_READONLY_DBMOVED, ERR_DENIED},
		{SQLITE_NOMEM, ERR_NOMEM},
		{SQLITE_CONSTRAINT_FOREIGNKEY, ERR_DATA},
		{SQLITE_CONSTRAINT_NOTNULL, ERR_DATA},
		{SQLITE_TOOBIG, ERR_DATA},
		{SQLITE_ERROR, ERR_INTERNAL},
		{SQLITE_MISUSE, ERR_INTERNAL},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct err e = {0};
		assert_false(fault(s, table[i].rc, "here", &e));
		assert_int_equal(e.code, table[i].code);
		assert_string_equal(e.where, "here");
		assert_true(*e.detail);
		assert_false(fault(s, table[i].rc, "here", NULL));
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, screen_env_setup, screen_env_teardown)
	const struct CMUnitTest tests[] = {
		TEST(one_at_a_time),
		TEST(rollback_leaves_no_trace),
		TEST(closing_is_a_rollback),
		TEST(the_second_writer_waits_until_the_deadline),
		TEST(strangers_are_waited_for_too), TEST(a_long_wait_is_told),
		TEST(without_semaphores_it_works_too),
		TEST(a_removed_queue_is_made_again),
		TEST(a_failed_step_fails_the_save),
		TEST(what_belongs_to_nothing_is_refused_at_the_end),
		TEST(some_things_need_a_transaction),
		TEST(changes_by_others_are_noticed),
		TEST(statements_are_prepared_once),
		TEST(a_lost_connection_comes_back),
		TEST(a_rollback_that_fails_closes_the_connection),
		TEST(a_full_disk_is_said_and_survived),
		TEST(results_have_their_own_errors),
	};
	return cmocka_run_group_tests_name("store: transactions", tests, NULL, NULL);
}
