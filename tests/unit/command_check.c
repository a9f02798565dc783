/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai check`: each kind of finding, made and found. (Owners and groups: tests/session/sshd.c.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include <sarai/access/account_admin.h>
#include <sarai/access/audit.h>
#include <sarai/base/clock.h>
#include <sarai/base/confine.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/command/backup.h>
#include <sarai/command/check.h>
#include <sarai/store/audit.h>
#include <sarai/store/store.h>
#include <sarai/view/audit_log.h>

#include "lib/output.h"

static int set_up(void **state)
{
	struct service_env *d = mem_alloc(sizeof *d);
	char id[ID_TEXT];
	service_env_open(d);
	*state = d;
	register_as(d, "Nadia Test", id);
	assert_int_equal(mkdir(path(d, "site"), 0755), 0);
	return 0;
}

static int check(struct service_env *d)
{
	return RUN(d, command_check, "--db", path(d, "sarai.db"), "--config", path(d, "site"));
}

static void not_said(struct service_env *d, const char *what)
{
	char text[8192] = "";
	FILE *f = fopen(path(d, "output"), "r");
	text[fread(text, 1, sizeof text - 1, f)] = 0;
	fclose(f);
	if (strstr(text, what))
		fail_msg("said: \"%s\" in: %s", what, text);
}

/* As another program would, with nothing in its way. */
static void change(struct service_env *d, const char *sql)
{
	sqlite3 *db;
	char *why = NULL;
	assert_int_equal(sqlite3_open(path(d, "sarai.db"), &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(db);
}

static void a_sound_one_is_said_to_be(void **state)
{
	struct service_env *d = *state;
	assert_int_equal(check(d), 0);
	said(d, "ok: The database is whole, and everything in it belongs to something.");
	said(d, "ok: The audit trail is whole: 1 rows. Its head: 1:");
	said(d, ", the newest this program knows.");
	said(d, "without the program, only ");
	said(d, "ok: Configuration: ");
	said(d, "nobody else can write it.");
	said(d, " GB free of ");
	said(d, confine_landlock_version() ? "ok: The kernel has Landlock" : "warning: The kernel has no Landlock");
	said(d, "The list of common passwords ");
	said(d, "warning: When the last backup was made is not known here.");
	said(d, "0 errors, ");
	assert_int_equal(RUN(d, command_check, "--as=amina"), 64);
}

static void a_missing_or_newer_one(void **state)
{
	struct service_env *d = *state;
	assert_int_equal(RUN(d, command_check, "--db", path(d, "none.db"), "--config", path(d, "site")), 66);
	said(d, "error: ");
	said(d, "There is no database file of this name.");
	service_env_leave(d);
	change(d, "pragma user_version = 999");
	assert_int_equal(check(d), 69);
	said(d, "error: ");
	said(d, "version 999");
}

static void a_damaged_one(void **state)
{
	struct service_env *d = *state;
	service_env_leave(d);
	change(d, "pragma journal_mode = delete");
	FILE *f = fopen(path(d, "sarai.db"), "r+");
	/* From the third page on: the schema can still be read. */
	assert_int_equal(fseek(f, 4096 * 12, SEEK_SET), 0);
	for (int i = 0; i < 4096 * 20; i++)
		fputc(0xa5, f);
	fclose(f);
	assert_int_equal(check(d), 65);
	said(d, "error: ");
}

static void what_belongs_to_nothing(void **state)
{
	struct service_env *d = *state;
	change(d, "insert into answer (record_id, name, place, value) values ('nobody', 'note', 1, 'x')");
	assert_int_equal(check(d), 65);
	said(d, "Something in 'answer' belongs to nothing.");
	said(d, "ok: The audit trail is whole");
}

static void a_changed_trail(void **state)
{
	struct service_env *d = *state;
	good(d, audit_add(&d->s, &(struct audit_note){.action = "one"}, &d->e));
	good(d, audit_add(&d->s, &(struct audit_note){.action = "two"}, &d->e));
	change(d, "drop trigger audit_no_update; update audit set action = 'other' where seq = 2");
	assert_int_equal(check(d), 65);
	said(d, "error: The audit trail has been changed: row 2");
	said(d, "ok: The database is whole");
}

static void a_bad_configuration(void **state)
{
	struct service_env *d = *state;
	FILE *f = fopen(path(d, "site/sarai.ini"), "w");
	fputs("[office]\nname = \"x\u202ey\nnonsense = 1\n", f);
	fclose(f);
	assert_int_equal(check(d), 78);
	said(d, "error: ");
	said(d, "sarai.ini:3: ");
	not_said(d, "\u202e");
	not_said(d, "ok: Configuration");
}

static void who_could_open_it(void **state)
{
	struct service_env *d = *state;
	static const struct {
		const char *file;
		mode_t mode, folder;
		int status;
		const char *says;
	} rows[] = {
		{"sarai.db", 0644, 0755, 77, "/sarai.db: everybody on this server can open the database (mode 0644)."},
		{"sarai.db", 0602, 0711, 77, "everybody on this server can open the database (mode 0602)."},
		{"sarai.db", 0644, 0700, 0, "warning: "},
		{"sarai.db", 0644, 0700, 0, "but for its folder, everybody could open the database"},
		{"sarai.db", 0600, 0755, 0, "ok: "},
		{"sarai.db", 0600, 0777, 77, ": everybody can replace what is in this folder (mode 0777)."},
		{"sarai.key", 0604, 0755, 77, "/sarai.key: everybody on this server can open the server's key"},
		{"sarai.db-wal", 0644, 0755, 77, "/sarai.db-wal: everybody on this server can open its log"},
		{"site", 0757, 0700, 77, "/site: everybody can write it, and so give themselves any right."},
		{"site/roles.ini", 0646, 0700, 77, "/site/roles.ini: everybody can write it"},
	};
	char command[300];
	snprintf(command, sizeof command, "cp config/roles.ini %s/site/ && touch %s/sarai.key", d->folder, d->folder);
	assert_int_equal(system(command), 0);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		chmod(path(d, "sarai.db"), 0600);
		chmod(path(d, "sarai.db-wal"), 0600);
		chmod(path(d, "sarai.db-shm"), 0600);
		chmod(path(d, "sarai.key"), 0600);
		chmod(path(d, "site"), 0755);
		chmod(path(d, "site/roles.ini"), 0644);
		assert_int_equal(chmod(path(d, rows[i].file), rows[i].mode), 0);
		assert_int_equal(chmod(d->folder, rows[i].folder), 0);
		int status = check(d);
		said(d, rows[i].says);
		if (status != rows[i].status)
			fail_msg("row %zu: status %d", i, status);
	}
}

static void a_folder_above_that_is_open(void **state)
{
	struct service_env *d = *state;
	assert_int_equal(mkdir(path(d, "open"), 0700), 0);
	assert_int_equal(mkdir(path(d, "open/in"), 0700), 0);
	struct store *s = store_open(path(d, "open/in/sarai.db"), STORE_CREATE, &d->e);
	assert_non_null(s);
	store_close(&s);
	assert_int_equal(RUN(d, command_check, "--db", path(d, "open/in/sarai.db"), "--config", path(d, "site")), 0);
	assert_int_equal(chmod(path(d, "open"), 0777), 0);
	assert_int_equal(RUN(d, command_check, "--db", path(d, "open/in/sarai.db"), "--config", path(d, "site")), 77);
	said(d, "/open: everybody can replace what is in this folder.");
	assert_int_equal(chmod(path(d, "open"), 01777), 0); /* as /tmp */
	assert_int_equal(RUN(d, command_check, "--db", path(d, "open/in/sarai.db"), "--config", path(d, "site")), 0);
}

static void a_list_of_its_own(void **state)
{
	/* Version 2; owner rw, user 1000 r, group none, mask r, others none. */
	static const unsigned char acl[] = {2,	  0,	0,    0,    1,	0, 6, 0, 0xff, 0xff, 0xff, 0xff, 2,  0, 4, 0,
					    0xe8, 3,	0,    0,    4,	0, 0, 0, 0xff, 0xff, 0xff, 0xff, 16, 0, 4, 0,
					    0xff, 0xff, 0xff, 0xff, 32, 0, 0, 0, 0xff, 0xff, 0xff, 0xff};
	struct service_env *d = *state;
	if (setxattr(path(d, "sarai.db"), "system.posix_acl_access", acl, sizeof acl, 0) != 0) {
		assert_int_equal(errno, EOPNOTSUPP); /* nothing to find on this file system */
		return;
	}
	check(d);
	said(d, "/sarai.db: has a list of its own of who may open it (getfacl)");
}

static void room_and_backups(void **state)
{
	struct service_env *d = *state;
	static const struct {
		uint64_t left, all;
		int warnings;
	} rooms[] = {
		{1000000000, 2000000000, 0},
		{999999999, 2000000000, 1},
		{2000000000, 20000000000, 0},
		{1999999999, 20000000000, 1},
		{0, 0, 1},
	};
	static const struct {
		const char *at;
		int warnings, errors;
	} backups[] = {
		{"", 1, 0},
		{"yesterday", 1, 0},
		{"2026-11-23T08:00:00Z", 0, 0},
		{"2026-11-21T09:00:00Z", 0, 0},
		{"2026-11-21T08:59:59Z", 0, 1},
	};
	for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++) {
		struct check c = {0};
		check_room(&c, "/x", rooms[i].left, rooms[i].all);
		assert_int_equal(c.warnings, rooms[i].warnings);
		assert_int_equal(c.errors, 0);
	}
	for (size_t i = 0; i < sizeof backups / sizeof backups[0]; i++) {
		struct check c = {0};
		check_backup(&c, backups[i].at, 2, d->now);
		assert_int_equal(c.warnings, backups[i].warnings);
		assert_int_equal(c.errors, backups[i].errors);
	}
	/* And one that is made is known of; the trail tells of it. */
	assert_int_equal(RUN(d, command_keys, path(d, "office")), 0);
	assert_int_equal(mkdir(path(d, "kept"), 0700), 0);
	assert_int_equal(RUN(d, command_backup, "--db", path(d, "sarai.db"), "--to", path(d, "kept"), "--key",
			     path(d, "office.public")),
			 0);
	said(d, "/kept/sarai-20");
	assert_int_equal(check(d), 0);
	said(d, "ok: The last backup was made 20");
	said(d, ": the last backup is there.");
	struct audit_list l;
	good(d, audit_read(&d->s, &(struct audit_filter){.limit = 1}, &l, &d->e));
	assert_string_equal(l.at[0].action, "backup");
	audit_list_fini(&l);
	char command[200];
	snprintf(command, sizeof command, "rm %s/kept/*", d->folder);
	assert_int_equal(system(command), 0);
	assert_int_equal(check(d), 66);
	said(d, ": the last backup is not there any more.");
	assert_int_equal(rmdir(path(d, "kept")), 0);
	assert_int_equal(check(d), 0);
	said(d, "warning: ");
	said(d, "Is its disk mounted?");
}

static void account(struct service_env *d, const char *name)
{
	char once[PASSWORD_ONCE];
	good(d, account_add(&d->s, &(struct account_facts){.name = name, .role = "case-worker"}, once, &d->e));
}

static void accounts_that_cannot_work_and_their_cases(void **state)
{
	struct service_env *d = *state;
	account(d, "amina"); /* who has a case */
	account(d, "besnik");
	assert_int_equal(check(d), 0);
	said(d, "ok: 2 accounts are enabled");
	good(d, account_disable(&d->s, "besnik", true, &d->e)); /* without cases */
	assert_int_equal(check(d), 0);
	struct session keeper = d->s;
	snprintf(keeper.actor, sizeof keeper.actor, "system:root");
	good(d, account_disable(&keeper, "amina", true, &d->e));
	assert_int_equal(check(d), 65);
	said(d, "error: 1 open case is assigned to amina, whose account is disabled: nobody works on it.");
	struct account_list l;
	struct check c = {.output = CHECK_JSON};
	char *const members[] = {(char *)"besnik", (char *)"zoe", NULL};
	good(d, accounts_list(&d->s, &l, &d->e));
	check_staff(&c, members, &l);
	assert_int_equal(c.warnings, 2);
	assert_non_null(strstr(c.rows[0].text, "the account besnik is disabled"));
	assert_non_null(strstr(c.rows[1].text, "the account zoe is not there"));
	check_fini(&c);
	account_list_fini(&l);
	change(d, "update account set disabled = 0; update fact set value = '2020-01-01T00:00:00Z' where name = 'account-once.besnik'");
	assert_int_equal(check(d), 0);
	said(d, "warning: besnik cannot log in: the password for the first login has expired.");
	change(d, "update account set disabled = 0, role = 'ghost' where name = 'amina'");
	assert_int_equal(check(d), 78);
	said(d, "error: amina has the role 'ghost', which is not in roles.ini");
}

static void keys_of_accounts_that_cannot_log_in(void **state)
{
	struct service_env *d = *state;
	char file[200];
	struct check c = {.output = CHECK_JSON};
	struct check_at at = {.db = path(d, "sarai.db")};
	account(d, "amina");
	account(d, "besnik");
	good(d, account_disable(&d->s, "besnik", true, &d->e));
	snprintf(file, sizeof file, "%s", path(d, "keys"));
	FILE *f = fopen(file, "w");
	fputs("# a comment\n"
	      "command=\"/usr/local/bin/sarai --as=amina\",restrict,pty ssh-ed25519 AAAA amina\n"
	      "command=\"/usr/local/bin/sarai --as=besnik\",restrict,pty ssh-ed25519 AAAA besnik\n"
	      "command=\"/usr/local/bin/sarai --as=nobody --db x\",restrict,pty ssh-ed25519 AAAA nobody\n"
	      "ssh-ed25519 AAAA shell\n",
	      f);
	fclose(f);
	chmod(file, 0644);
	check_keys(&c, &at, file);
	int n = c.n;
	const struct check_row *last = c.rows + n;
	assert_true(n == 3 || getuid() != 0);
	assert_non_null(strstr(last[-3].text, "keys:3: the account besnik is disabled. Remove the key."));
	assert_non_null(strstr(last[-2].text, "keys:4: the account nobody is not there. Remove the key."));
	assert_non_null(strstr(last[-1].text, "keys:5: a key without command="));
	check_fini(&c);
	check_at_fini(&at);
}

/* As the program's own user would find the files. */
static void what_the_program_cannot_open(void **state)
{
	static const struct {
		const char *file;
		mode_t mode, right;
		const char *said; /* NULL: nothing */
	} rows[] = {
		{"sarai.db", 0600, 0606, "cannot read and write it"},
		{"sarai.db", 0604, 0606, "cannot read and write it"},
		{"sarai.db-wal", 0600, 0606, "sarai.db-wal: nobody cannot read and write it"},
		{"sarai.key", 0600, 0604, "sarai.key: nobody cannot read it"},
		{"site", 0700, 0755, "/site: nobody cannot read it (mode 0700)"},
		{"site/roles.ini", 0600, 0644, "roles.ini: nobody cannot read it"},
		{"", 0706, 0707, "cannot enter this folder (mode 0706)"},
		{"", 0705, 0707, "cannot read and write it (mode 0705)"},
	};
	struct service_env *d = *state;
	struct check_user nobody = {.name = "nobody", .uid = 54321};
	struct check_at at = {.config_folder = path(d, "site")};
	struct check c = {.output = CHECK_JSON};
	char command[300], db[200];
	if (strncmp(d->folder, "/tmp/", 5) != 0)
		skip(); /* folders above that are not everybody's */
	snprintf(db, sizeof db, "%s", path(d, "sarai.db"));
	snprintf(command, sizeof command, "cp config/roles.ini %s/site/ && touch %s/sarai.key", d->folder, d->folder);
	assert_int_equal(system(command), 0);
	const struct config *config = check_config(&c, &at);
	assert_non_null(config);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		chmod(path(d, rows[i].file), rows[i].right);
	chmod(path(d, "sarai.db-shm"), 0606);
	check_access(&c, &nobody, db, config);
	assert_int_equal(c.errors, 0);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		check_fini(&c);
		chmod(path(d, rows[i].file), rows[i].mode);
		int before = c.errors;
		check_access(&c, &nobody, db, config);
		assert_true(c.errors > before);
		if (!strstr(c.rows[0].text, rows[i].said))
			fail_msg("row %zu: %s", i, c.rows[0].text);
		chmod(path(d, rows[i].file), rows[i].right);
	}
	check_fini(&c);
	check_at_fini(&at);
}

static void what_upgrades_and_restores_left(void **state)
{
	static const char *const names[] = {"sarai.db.before-3", "sarai.db.replaced-20261127T090000Z",
					    "sarai.db.replaced-20261127T090000Z-wal", "sarai.db.restoring", "sarai.db.part",
					    "sarai.db.plain"};
	struct service_env *d = *state;
	char command[200];
	assert_int_equal(check(d), 0);
	said(d, "nothing is left of upgrades");
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		snprintf(command, sizeof command, "touch '%s'", path(d, names[i]));
		assert_int_equal(system(command), 0);
		assert_int_equal(check(d), 0);
		said(d, names[i]);
		not_said(d, "nothing is left");
		unlink(path(d, names[i]));
	}
	assert_int_equal(mkdir(path(d, ".local"), 0700) + mkdir(path(d, ".local/share"), 0700) +
				 mkdir(path(d, ".local/share/sarai"), 0700),
			 0);
	struct check c = {.output = CHECK_JSON};
	check_private(&c, "amina", d->folder);
	assert_int_equal(c.n, 0);
	snprintf(command, sizeof command, "touch '%s'", path(d, ".local/share/sarai/sarai.db"));
	assert_int_equal(system(command), 0);
	check_private(&c, "amina", d->folder);
	assert_int_equal(c.errors, 1);
	assert_non_null(strstr(c.rows[0].text, "amina has a database of their own"));
	check_fini(&c);
}

static void overdue_urgent_flags_are_counted(void **state)
{
	struct service_env *d = *state;
	assert_int_equal(check(d), 0);
	said(d, "ok: No urgent flags are overdue.");
	change(d, "update case_file set urgent_due = '2020-01-01T00:00:00Z'");
	assert_int_equal(check(d), 0);
	said(d, "warning: 1 urgent flag is overdue.");
	not_said(d, "Nadia Test");
}

static int check_with(struct service_env *d, const char *one, const char *two)
{
	return RUN(d, command_check, "--db", path(d, "sarai.db"), "--config", path(d, "site"), one, two);
}

static void one_check_and_the_forms_of_the_result(void **state)
{
	struct service_env *d = *state;
	for (int i = 0; i < check_count(); i++) {
		assert_int_equal(check_with(d, check_name(i), NULL), 0);
		said(d, "0 errors, ");
		if (strcmp(check_name(i), "database") != 0)
			not_said(d, "The database is whole");
	}
	assert_int_equal(check_with(d, "acounts", NULL), 64);
	said(d, "Did you mean 'accounts'?");
	assert_int_equal(check_with(d, "--json", "--quiet"), 64);
	/* Good: quiet prints nothing. */
	assert_int_equal(check_with(d, "--quiet", "database"), 0);
	not_said(d, ":");
	assert_int_equal(check_with(d, "--nagios", "database"), 0);
	said(d, "SARAI OK - 0 errors, 0 warnings | errors=0 warnings=0\n");
	assert_int_equal(check_with(d, "--json", "audit"), 0);
	said(d, "{\"errors\":0,\"warnings\":0,\"findings\":[{\"check\":\"audit\",\"grade\":\"ok\",\"text\":\"The audit trail is whole");
	/* A warning, then an error. */
	assert_int_equal(check_with(d, "--nagios", "backup"), 1);
	said(d, "SARAI WARNING - 0 errors, 1 warning: When the last backup was made is not known here. | errors=0 warnings=1\n");
	chmod(path(d, "sarai.db"), 0644);
	chmod(d->folder, 0755);
	assert_int_equal(check_with(d, "--nagios", "files"), 2);
	said(d, "SARAI CRITICAL - 1 error, 0 warnings: ");
	assert_int_equal(check_with(d, "--quiet", "files"), 77);
	said(d, "error: ");
	said(d, "1 error, 0 warnings.");
	assert_int_equal(check_with(d, "--json", "files"), 77);
	said(d, "\"grade\":\"error\"");
}

static void the_first_error_is_the_status(void **state)
{
	struct check c = {0};
	(void)state;
	check_say(&c, GRADE_WARNING, ERR_CORRUPT, "w");
	assert_int_equal(c.status, 0);
	check_say(&c, GRADE_ERROR, ERR_DENIED, "one\x1b[2J%s", "\u202e");
	check_say(&c, GRADE_ERROR, ERR_CONFIG, "two");
	assert_int_equal(c.status, err_exit_status(ERR_DENIED));
	assert_int_equal(c.errors, 2);
	assert_int_equal(c.warnings, 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, service_env_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_sound_one_is_said_to_be),
		TEST(a_missing_or_newer_one),
		TEST(a_damaged_one),
		TEST(what_belongs_to_nothing),
		TEST(a_changed_trail),
		TEST(a_bad_configuration),
		TEST(who_could_open_it),
		TEST(a_folder_above_that_is_open),
		TEST(a_list_of_its_own),
		TEST(room_and_backups),
		TEST(accounts_that_cannot_work_and_their_cases),
		TEST(keys_of_accounts_that_cannot_log_in),
		TEST(what_the_program_cannot_open),
		TEST(what_upgrades_and_restores_left),
		TEST(overdue_urgent_flags_are_counted),
		TEST(one_check_and_the_forms_of_the_result),
		TEST(the_first_error_is_the_status),
	};
	return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
