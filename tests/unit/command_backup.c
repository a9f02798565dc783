/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Backing up while others work, and the drill: what is restored is what was there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include <sarai/base/clock.h>
#include <sarai/base/str.h>
#include <sarai/command/backup.h>
#include <sarai/demo/demo.h>
#include <sarai/store/store.h>

#include "lib/output.h"

static int tear_down(void **state)
{
	service_env_close(*state);
	free(*state);
	return 0;
}

/* Every row of every table as text, in order. */
static char *dump(const char *file)
{
	struct str all = {0};
	sqlite3 *db;
	sqlite3_stmt *tables, *rows;
	assert_int_equal(sqlite3_open_v2(file, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	sqlite3_prepare_v2(
		db, "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by 1", -1,
		&tables, NULL);
	while (sqlite3_step(tables) == SQLITE_ROW) {
		char sql[200];
		const char *name = (const char *)sqlite3_column_text(tables, 0);
		str_addf(&all, "[%s]\n", name);
		snprintf(sql, sizeof sql, "select * from \"%s\" order by 1, 2", name);
		assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
		while (sqlite3_step(rows) == SQLITE_ROW) {
			for (int i = 0; i < sqlite3_column_count(rows); i++) {
				const char *value = (const char *)sqlite3_column_text(rows, i);
				str_addf(&all, "%s|", value ? value : "(null)");
			}
			str_add(&all, "\n");
		}
		sqlite3_finalize(rows);
	}
	sqlite3_finalize(tables);
	sqlite3_close(db);
	return str_take(&all);
}

static void the_drill(void **state)
{
	struct service_env *d = *state;
	struct stat st;
	good(d, demo_fill(&d->s, 6, &d->e));
	assert_int_equal(RUN(d, command_keys, path(d, "office")), 0);
	assert_int_equal(RUN(d, command_backup, "--db", path(d, "sarai.db"), "--to", path(d, "b"), "--key",
			     path(d, "office.public")),
			 0);
	said(d, "sealed");
	assert_int_equal(stat(path(d, "b"), &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_not_equal(stat(path(d, "b.plain"), &st), 0); /* nothing readable is left behind */
	assert_int_equal(RUN(d, command_restore, "--from", path(d, "b"), "--key", path(d, "office.secret"), "--to",
			     path(d, "new.db")),
			 0);
	said(d, "Restored and checked");
	char *was = dump(path(d, "sarai.db")), *is = dump(path(d, "new.db"));
	assert_string_equal(was, is);
	assert_true(strlen(was) > 10000);
	free(was);
	free(is);
	/* What was restored can be worked with. */
	struct store *s = store_open(path(d, "new.db"), STORE_OPEN, &d->e);
	assert_non_null(s);
	store_close(&s);
}

static void nothing_is_written_over(void **state)
{
	struct service_env *d = *state;
	char before[64], after[64];
	assert_int_equal(RUN(d, command_keys, path(d, "office")), 0);
	assert_int_not_equal(RUN(d, command_keys, path(d, "office")), 0);
	assert_int_equal(RUN(d, command_backup, "--db", path(d, "sarai.db"), "--to", path(d, "b"), "--key",
			     path(d, "office.public")),
			 0);
	struct stat st;
	stat(path(d, "b"), &st);
	snprintf(before, sizeof before, "%ld %ld", (long)st.st_ino, (long)st.st_size);
	assert_int_not_equal(RUN(d, command_backup, "--db", path(d, "sarai.db"), "--to", path(d, "b"), "--key",
				 path(d, "office.public")),
			     0);
	said(d, "already");
	stat(path(d, "b"), &st);
	snprintf(after, sizeof after, "%ld %ld", (long)st.st_ino, (long)st.st_size);
	assert_string_equal(before, after);
	/* Never over the database in use. */
	assert_int_not_equal(RUN(d, command_restore, "--from", path(d, "b"), "--key", path(d, "office.secret"), "--to",
				 path(d, "sarai.db")),
			     0);
	said(d, "already");
}

static void bad_ones_are_refused(void **state)
{
	struct service_env *d = *state;
	struct stat st;
	assert_int_equal(RUN(d, command_keys, path(d, "office")), 0);
	assert_int_equal(RUN(d, command_backup, "--db", path(d, "sarai.db"), "--to", path(d, "b"), "--key",
			     path(d, "office.public")),
			 0);
	assert_int_equal(stat(path(d, "b"), &st), 0);
	assert_int_equal(truncate(path(d, "b"), st.st_size - 1), 0);
	assert_int_equal(RUN(d, command_restore, "--from", path(d, "b"), "--key", path(d, "office.secret"), "--to",
			     path(d, "new.db")),
			 65);
	said(d, "not whole");
	assert_int_not_equal(stat(path(d, "new.db"), &st), 0);
	assert_int_not_equal(stat(path(d, "new.db.part"), &st), 0);
	assert_int_equal(RUN(d, command_backup, "--to", path(d, "b")), 64);
	assert_int_not_equal(RUN(d, command_backup, "--db", path(d, "none.db"), "--to", path(d, "c"), "--key",
				 path(d, "office.public")),
			     0);
	assert_int_not_equal(
		RUN(d, command_backup, "--db", path(d, "sarai.db"), "--to", path(d, "c"), "--key", path(d, "none")), 0);
	assert_int_not_equal(stat(path(d, "c.plain"), &st), 0);
}

/* Others save while it is made: all that they were told is saved before it began is in it, and it is sound. */
static void under_load(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	int told[2];
	assert_int_equal(pipe(told), 0);
	register_as(d, "Before Example", id);
	assert_int_equal(RUN(d, command_keys, path(d, "office")), 0);
	pid_t pid = fork();
	if (pid == 0) {
		struct service_env own;
		service_env_beside(&own, d, "besnik");
		for (int i = 0; i < 100000; i++) {
			char other[ID_TEXT];
			register_as(&own, "Meanwhile Example", other);
			if (i == 0 && write(told[1], "x", 1) != 1)
				_exit(1);
		}
		_exit(0);
	}
	char c;
	assert_int_equal(read(told[0], &c, 1), 1); /* it is at work */
	int status = RUN(d, command_backup, "--db", path(d, "sarai.db"), "--to", path(d, "b"), "--key",
			 path(d, "office.public"));
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	close(told[0]);
	close(told[1]);
	assert_int_equal(status, 0);
	assert_int_equal(RUN(d, command_restore, "--from", path(d, "b"), "--key", path(d, "office.secret"), "--to",
			     path(d, "new.db")),
			 0);
	char *is = dump(path(d, "new.db"));
	assert_non_null(strstr(is, "Before Example"));
	assert_non_null(strstr(is, "Meanwhile Example"));
	free(is);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(the_drill, service_env_set_up, tear_down),
		cmocka_unit_test_setup_teardown(nothing_is_written_over, service_env_set_up, tear_down),
		cmocka_unit_test_setup_teardown(bad_ones_are_refused, service_env_set_up, tear_down),
		cmocka_unit_test_setup_teardown(under_load, service_env_set_up, tear_down),
	};
	return cmocka_run_group_tests_name("backup", tests, NULL, NULL);
}
