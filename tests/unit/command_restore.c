/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai restore --in-place`: after a crash, with a session open, over a damaged database, cut short.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <dirent.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sarai/access/audit.h>
#include <sarai/base/clock.h>
#include <sarai/base/mem.h>
#include <sarai/command/backup.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/store/audit.h>
#include <sarai/store/draft.h>
#include <sarai/store/store.h>
#include <sarai/view/audit_log.h>

#include "lib/output.h"

/* A database with one person, a key pair, a backup of it. */
static int set_up(void **state)
{
	struct service_env *d = mem_alloc(sizeof *d);
	char id[ID_TEXT];
	service_env_open(d);
	*state = d;
	register_as(d, "Before Example", id);
	assert_int_equal(RUN(d, command_keys, path(d, "office")), 0);
	assert_int_equal(RUN(d, command_backup, "--db", path(d, "sarai.db"), "--to", path(d, "b"), "--key",
			     path(d, "office.public")),
			 0);
	return 0;
}

static int restore(struct service_env *d)
{
	return RUN(d, command_restore, "--from", path(d, "b"), "--key", path(d, "office.secret"), "--in-place", "--db",
		   path(d, "sarai.db"));
}

/* As somebody else's process: locks are between processes. */
static int restore_from_outside(struct service_env *d, bool close_sessions)
{
	int status;
	pid_t pid = fork();
	if (pid == 0) {
		const char *words[] = {"x",	       "--from",     path(d, "b"), "--key", path(d, "office.secret"),
				       "--in-place", "--db", path(d, "sarai.db"), close_sessions ? "--close-sessions" : NULL,
				       NULL};
		_exit(run(d, command_restore, words));
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static int count(const char *file, const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_open_v2(file, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		fail_msg("%s: %s: %s", file, sql, sqlite3_errmsg(db));
	int n = sqlite3_step(st) == SQLITE_ROW ? sqlite3_column_int(st, 0) : -1;
	sqlite3_finalize(st);
	sqlite3_close(db);
	return n;
}

static int people(const char *file, const char *name)
{
	char sql[200];
	snprintf(sql, sizeof sql, "select count(*) from person where name = '%s'", name);
	return count(file, sql);
}

/* The one file of the folder that begins and ends so; fails unless there is one. */
static const char *find(struct service_env *d, const char *begins, const char *ends)
{
	static char found[2][200];
	static int next;
	char *out = found[next++ % 2];
	int n = 0;
	DIR *dir = opendir(d->folder);
	for (struct dirent *f; (f = readdir(dir));) {
		size_t length = strlen(f->d_name), end = strlen(ends);
		if (!strncmp(f->d_name, begins, strlen(begins)) && length >= end &&
		    !strcmp(f->d_name + length - end, ends)) {
			snprintf(out, sizeof found[0], "%.90s/%.100s", d->folder, f->d_name);
			n++;
		}
	}
	closedir(dir);
	if (n != 1)
		fail_msg("%d files %s...%s", n, begins, ends);
	return out;
}

static bool there(struct service_env *d, const char *name)
{
	return access(path(d, name), F_OK) == 0;
}

/* A process that saves and is killed leaves its log beside the database: it must go with the old database, never into
 * the restored one. */
static void after_a_crash_the_old_log_goes_with_the_old_database(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	int status;
	service_env_leave(d);
	pid_t pid = fork();
	if (pid == 0) {
		service_env_seat(d, "amina");
		for (int i = 0; i < 40; i++)
			register_as(d, "After Example", id);
		_exit(0); /* without closing: as a crash leaves it */
	}
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
	assert_true(there(d, "sarai.db-wal"));
	assert_int_equal(chmod(path(d, "sarai.db"), 0640), 0);
	assert_int_equal(restore(d), 0);
	said(d, "Restored and checked");
	assert_int_equal(people(path(d, "sarai.db"), "Before Example"), 1);
	assert_int_equal(people(path(d, "sarai.db"), "After Example"), 0);
	assert_int_equal(count(path(d, "sarai.db"), "select count(*) from pragma_integrity_check where integrity_check = 'ok'"),
			 1);
	struct stat st;
	assert_int_equal(stat(path(d, "sarai.db"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_false(there(d, "sarai.db.restoring"));
	/* The old set is whole, what was saved last is in its log. */
	const char *aside = find(d, "sarai.db.replaced-", "-wal");
	assert_true(stat(aside, &st) == 0 && st.st_size > 0);
	char old[200];
	snprintf(old, sizeof old, "%.*s", (int)(strlen(aside) - 4), aside);
	assert_int_equal(people(old, "After Example"), 40);
	/* And the audit log tells of it. */
	service_env_seat(d, "amina");
	struct audit_list l;
	good(d, audit_read(&d->s, &(struct audit_filter){.limit = 1}, &l, &d->e));
	assert_string_equal(l.at[0].action, "restore");
	assert_non_null(strstr(l.at[0].detail, "sarai.db.replaced-"));
	assert_non_null(strstr(l.at[0].detail, "its audit log: 4"));
	audit_list_fini(&l);
	struct audit_state trail;
	good(d, audit_check(&d->s, &trail, &d->e));
	assert_int_equal(trail.bad, 0);
}

static void with_a_session_open_it_is_refused_or_ends_the_session(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	register_as(d, "After Example", id);
	assert_int_equal(restore_from_outside(d, false), 75);
	said(d, "is in use (process ");
	said(d, "the database is as it was");
	register_as(d, "Still At Work", id);
	assert_int_equal(restore_from_outside(d, true), 0);
	said(d, "Open sessions end");
	/* Nothing of it is saved into either. */
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Too Late");
	assert_false(edit_save(&d->s, w, NULL, &d->e));
	assert_int_equal(d->e.code, ERR_MOVED);
	/* What was being typed is a draft of the restored database. */
	assert_false(store_still_current(d->s.store, &d->e));
	store_follow(d->s.store);
	d->s.leaving = true;
	memset(&d->e, 0, sizeof d->e);
	good(d, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	edit_close(&w);
	service_env_leave(d);
	assert_int_equal(people(path(d, "sarai.db"), "Before Example"), 1);
	assert_int_equal(people(path(d, "sarai.db"), "After Example"), 0);
	assert_int_equal(people(path(d, "sarai.db"), "Too Late"), 0);
	assert_int_equal(count(path(d, "sarai.db"), "select count(*) from draft where instr(content, 'Too Late')"), 1);
	assert_int_equal(count(path(d, "sarai.db"), "select count(*) from pragma_integrity_check where integrity_check = 'ok'"),
			 1);
}

static void drafts_that_are_newer_are_carried_over(void **state)
{
	struct service_env *d = *state;
	struct draft a = {.id = "01ARZ3NDEKTSV4RRFFQ69G5FAV", .owner = "amina", .kind = "note", .updated_at = "2026-11-23T09:00:00Z",
			  .title = (char *)"Note", .content = (char *)"text=of amina"};
	good(d, store_draft_put(d->s.store, &a, &d->e));
	service_env_leave(d);
	assert_int_equal(restore(d), 0);
	said(d, "1 draft was newer than the backup");
	assert_int_equal(count(path(d, "sarai.db"), "select count(*) from draft where owner = 'amina' and content = 'text=of amina'"),
			 1);
}

static void over_a_damaged_or_missing_database(void **state)
{
	struct service_env *d = *state;
	service_env_leave(d);
	FILE *f = fopen(path(d, "sarai.db"), "r+");
	for (int i = 0; i < 3000; i++)
		fputc(0xa5, f);
	fclose(f);
	assert_int_equal(restore(d), 0);
	assert_int_equal(people(path(d, "sarai.db"), "Before Example"), 1);
	find(d, "sarai.db.replaced-", "");
	assert_int_equal(unlink(path(d, "sarai.db")), 0);
	assert_int_equal(restore(d), 0);
	assert_int_equal(people(path(d, "sarai.db"), "Before Example"), 1);
}

/* Killed between the two moves: the database is away, its log is there. Nobody may begin a new database on that log. */
static void cut_short_nothing_new_is_made_on_the_old_log(void **state)
{
	struct service_env *d = *state;
	service_env_leave(d);
	assert_int_equal(rename(path(d, "sarai.db"), path(d, "sarai.db.replaced-1")), 0);
	FILE *f = fopen(path(d, "sarai.db-wal"), "w");
	fputs("of the old one", f);
	fclose(f);
	assert_null(store_open(path(d, "sarai.db"), STORE_CREATE, &d->e));
	assert_int_equal(d->e.code, ERR_DATA);
	assert_false(there(d, "sarai.db"));
	f = fopen(path(d, "sarai.db.restoring"), "w");
	fclose(f);
	assert_int_equal(restore(d), 0);
	assert_int_equal(people(path(d, "sarai.db"), "Before Example"), 1);
	assert_false(there(d, "sarai.db.restoring"));
}

static void a_backup_that_is_not_whole_changes_nothing(void **state)
{
	struct service_env *d = *state;
	struct stat before, after;
	assert_int_equal(stat(path(d, "b"), &before), 0);
	assert_int_equal(truncate(path(d, "b"), before.st_size - 1), 0);
	service_env_leave(d);
	assert_int_equal(stat(path(d, "sarai.db"), &before), 0);
	assert_int_equal(restore(d), 65);
	said(d, "nothing was restored");
	assert_int_equal(stat(path(d, "sarai.db"), &after), 0);
	assert_true(before.st_ino == after.st_ino);
	assert_false(there(d, "sarai.db.restoring"));
	assert_false(there(d, "sarai.db.restoring.part"));
	assert_int_equal(RUN(d, command_restore, "--from", path(d, "b"), "--key", path(d, "office.secret"), "--in-place",
			     "--to", path(d, "x")),
			 64);
}

/* The folder is renamed while somebody works in it: nothing is saved as if nothing had happened, the draft is in the
 * files that were moved, and no new database is made in the old place. */
static void a_moved_folder_is_noticed(void **state)
{
	struct service_env *d = *state;
	char moved[160], file[200];
	snprintf(moved, sizeof moved, "%s.moved", d->folder);
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Typed Meanwhile");
	assert_int_equal(rename(d->folder, moved), 0);
	assert_false(edit_save(&d->s, w, NULL, &d->e));
	assert_int_equal(d->e.code, ERR_MOVED);
	assert_false(store_still_current(d->s.store, &d->e));
	assert_int_equal(d->e.code, ERR_MOVED);
	store_follow(d->s.store);
	d->s.leaving = true;
	memset(&d->e, 0, sizeof d->e);
	good(d, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	edit_close(&w);
	assert_int_not_equal(access(d->folder, F_OK), 0);
	assert_int_equal(rename(moved, d->folder), 0);
	service_env_leave(d);
	snprintf(file, sizeof file, "%s/sarai.db", d->folder);
	assert_int_equal(count(file, "select count(*) from draft where instr(content, 'Typed Meanwhile')"), 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, service_env_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(after_a_crash_the_old_log_goes_with_the_old_database),
		TEST(with_a_session_open_it_is_refused_or_ends_the_session),
		TEST(drafts_that_are_newer_are_carried_over),
		TEST(over_a_damaged_or_missing_database),
		TEST(cut_short_nothing_new_is_made_on_the_old_log),
		TEST(a_backup_that_is_not_whole_changes_nothing),
		TEST(a_moved_folder_is_noticed),
	};
	return cmocka_run_group_tests_name("restore", tests, NULL, NULL);
}
