/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The file: making, opening and refusing it.
 */
#include "store_rig.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "../../tui/store/connection.h"

static void write_file(const char *path, const void *data, size_t n)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, n, f), n);
	fclose(f);
}

static char *read_file(const char *path, size_t *n)
{
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	char *data = malloc(1 << 20);
	*n = fread(data, 1, 1 << 20, f);
	fclose(f);
	return data;
}

static void raw(const char *path, const char *sql)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	char *why = NULL;
	if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", sql, why);
	sqlite3_close(db);
}

static mode_t mode_of(const char *path)
{
	struct stat st;
	assert_int_equal(lstat(path, &st), 0);
	return st.st_mode & 07777;
}

/* Refused with this error in every mode, and not a byte of it changed. */
static void refused(const char *path, enum err_code code)
{
	struct err e = {0};
	struct stat st;
	size_t before = 0, after = 0;
	bool regular = lstat(path, &st) == 0 && S_ISREG(st.st_mode);
	char *was = regular ? read_file(path, &before) : NULL;
	for (int mode = STORE_OPEN; mode <= STORE_READ; mode++)
		must_fail(store_open(path, mode, &e), code);
	if (regular) {
		char *is = read_file(path, &after);
		assert_int_equal(before, after);
		assert_memory_equal(was, is, before);
		free(is);
	}
	free(was);
}

static void names_that_are_none(void **state)
{
	struct screen_env *r = *state;
	char path[256];
	refused("", ERR_DATA);
	refused("/", ERR_DATA);
	refused(".", ERR_DATA);
	refused("..", ERR_DATA);
	snprintf(path, sizeof path, "%s/", r->folder);
	refused(path, ERR_DATA);
	refused(r->folder, ERR_DATA);
}

static void missing_is_said_and_not_made(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	char deep[256];
	must_fail(store_open(r->path, STORE_OPEN, &e), ERR_MISSING);
	must_fail(store_open(r->path, STORE_READ, &e), ERR_MISSING);
	snprintf(deep, sizeof deep, "%s/none/at/all/sarai.db", r->folder);
	must_fail(store_open(deep, STORE_OPEN, &e), ERR_MISSING);
	assert_int_equal(access(r->path, F_OK), -1);
	/* No one has to look at the error. */
	assert_null(store_open(r->path, STORE_OPEN, NULL));
}

static void made_for_its_owner_alone(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	char path[256], folder[300];
	mode_t mask = umask(0);
	snprintf(path, sizeof path, "%s/a/b//c/sarai.db", r->folder);
	struct store *s = store_open(path, STORE_CREATE, &e);
	must(s != NULL);
	assert_string_equal(store_path(s), path);
	assert_int_equal(mode_of(path), 0600);
	const char *const made[] = {"a", "a/b", "a/b/c"};
	for (int i = 0; i < 3; i++) {
		snprintf(folder, sizeof folder, "%s/%s", r->folder, made[i]);
		assert_int_equal(mode_of(folder), 0700);
	}
	/* The files SQLite keeps beside it too. */
	screen_env_add_case(s, 1, "Amina", NULL, NULL);
	snprintf(folder, sizeof folder, "%s-wal", path);
	assert_int_equal(mode_of(folder), 0600);
	store_close(&s);
	assert_null(s);
	store_close(&s);
	umask(mask);
}

static void what_was_saved_is_there_again(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct case_row c;
	const enum store_mode modes[] = {STORE_CREATE, STORE_OPEN, STORE_CREATE, STORE_READ};
	for (int i = 0; i < 4; i++) {
		struct store *s = store_open(r->path, modes[i], &e);
		must(s != NULL);
		assert_int_equal(store_schema_version(s), store_schema_newest());
		if (i == 0)
			screen_env_add_case(s, 7, "Amina", NULL, NULL);
		must(store_case_by_number(s, "HR-2026-0007", &c, &e));
		assert_string_equal(c.name, "Amina");
		case_row_fini(&c);
		store_close(&s);
	}
}

static void a_relative_name_and_a_linked_folder(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	char link[256], path[512], here[512];
	assert_non_null(getcwd(here, sizeof here));
	snprintf(link, sizeof link, "%s/other", r->folder);
	assert_int_equal(symlink(r->folder, link), 0);
	snprintf(path, sizeof path, "%s/sarai.db", link);
	struct store *s = store_open(path, STORE_CREATE, &e);
	must(s != NULL);
	store_close(&s);
	assert_int_equal(chdir(r->folder), 0);
	s = store_open("sarai.db", STORE_OPEN, &e);
	assert_int_equal(chdir(here), 0);
	must(s != NULL);
	/* Where the program stands later does not matter. */
	screen_env_add_case(s, 1, "Amina", NULL, NULL);
	connection_drop(s);
	must(store_begin(s, &e));
	store_close(&s);
}

static void links_are_refused(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	char link[256], target[256];
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	store_close(&s);
	snprintf(link, sizeof link, "%s/link.db", r->folder);
	assert_int_equal(symlink(r->path, link), 0);
	refused(link, ERR_DATA);
	/* One that points nowhere must not make a file there. */
	snprintf(link, sizeof link, "%s/dangling.db", r->folder);
	snprintf(target, sizeof target, "%s/elsewhere.db", r->folder);
	assert_int_equal(symlink(target, link), 0);
	refused(link, ERR_DATA);
	assert_int_equal(access(target, F_OK), -1);
}

static void other_kinds_of_file_are_refused(void **state)
{
	struct screen_env *r = *state;
	assert_int_equal(mkfifo(r->path, 0600), 0);
	refused(r->path, ERR_DATA);
	refused("/dev/null", ERR_DATA);
}

static void garbage_is_refused(void **state)
{
	struct screen_env *r = *state;
	char block[8192];
	write_file(r->path, "hello\n", 6);
	refused(r->path, ERR_CORRUPT);
	memset(block, 0, sizeof block);
	write_file(r->path, block, sizeof block);
	refused(r->path, ERR_CORRUPT);
	unsigned seed = 20260;
	for (size_t i = 0; i < sizeof block; i++)
		block[i] = (char)((seed = seed * 1103515245u + 12345u) >> 16);
	write_file(r->path, block, sizeof block);
	refused(r->path, ERR_CORRUPT);
	memcpy(block, "SQLite format 3", 16);
	write_file(r->path, block, sizeof block);
	refused(r->path, ERR_CORRUPT);
}

static void a_cut_file_is_refused(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	must(store_begin(s, &e));
	for (int i = 1; i <= 50; i++)
		screen_env_add_case(s, i, "Somebody", NULL, NULL);
	must(store_commit(s, &e));
	store_close(&s);
	size_t n;
	char *data = read_file(r->path, &n);
	assert_true(n > 20 * 4096);
	const size_t lengths[] = {1, 2, 50, 99, 100, 512, 4095, 4096, 5000, n / 2, n - 4096};
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		write_file(r->path, data, lengths[i]);
		refused(r->path, ERR_CORRUPT);
	}
	write_file(r->path, data, n);
	s = store_open(r->path, STORE_OPEN, &e);
	must(s != NULL);
	must(store_check(s, &e));
	store_close(&s);
	free(data);
}

static void damage_inside_is_found(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	must(store_begin(s, &e));
	for (int i = 1; i <= 200; i++)
		screen_env_add_case(s, i, "Somebody", NULL, NULL);
	must(store_commit(s, &e));
	must(store_check(s, &e));
	store_close(&s);
	size_t n;
	char *data = read_file(r->path, &n);
	memset(data + n - n / 4, 0xa5, 6000); /* among the cases: the front half holds the schema */
	write_file(r->path, data, n);
	free(data);
	s = store_open(r->path, STORE_OPEN, &e);
	must(s != NULL);
	must_fail(store_check(s, &e), ERR_CORRUPT);
	store_close(&s);
}

/* Wherever a file is damaged: an error with a reason, or what it holds; never a crash. */
static void flipped_bytes_never_crash(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	unsigned seed = 99;
	int damaged = 0;
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	must(store_begin(s, &e));
	for (int i = 1; i <= 30; i++)
		screen_env_add_case(s, i, screen_env_texts[i % RIG_TEXTS], NULL, "0612345678");
	must(store_commit(s, &e));
	store_close(&s);
	size_t n;
	char *data = read_file(r->path, &n), wal[300];
	for (int round = 0; round < 150; round++) {
		char *bad = malloc(n);
		memcpy(bad, data, n);
		for (int flips = round % 32 + 1; flips; flips--) {
			seed = seed * 1103515245u + 12345u;
			/* Half of them where the file says what it is. */
			size_t at = flips % 2 ? (seed >> 8) % n : (seed >> 8) % 4096;
			bad[at] = (char)(bad[at] ^ (1 + (seed >> 4) % 255));
		}
		write_file(r->path, bad, n);
		free(bad);
		snprintf(wal, sizeof wal, "%s-wal", r->path);
		unlink(wal);
		e = (struct err){0};
		s = store_open(r->path, STORE_OPEN, &e);
		if (s) {
			struct case_list l;
			int likeness[10];
			bool good = store_case_list(s, &(struct case_filter){.order = CASE_BY_NAME}, &l, &e);
			case_list_fini(&l);
			good = good && store_case_search(s, "Robert", 10, &l, likeness, &e);
			case_list_fini(&l);
			good = good && store_begin(s, &e);
			store_rollback(s);
			good = good && store_check(s, &e);
			damaged += !good;
		} else {
			damaged++;
		}
		if (e.code != ERR_NONE && e.code != ERR_CORRUPT && e.code != ERR_DATA && e.code != ERR_NEWER &&
		    e.code != ERR_IO && e.code != ERR_DENIED)
			fail_msg("round %d: error %d, %s: %s", round, e.code, e.where, e.detail);
		assert_true(e.code == ERR_NONE || *e.detail);
		store_close(&s);
	}
	free(data);
	assert_true(damaged > 75);
}

static void other_programs_files_are_left_alone(void **state)
{
	struct screen_env *r = *state;
	raw(r->path, "create table t (a); insert into t values (1)");
	refused(r->path, ERR_DATA);
	raw(r->path, "pragma application_id = 77; pragma user_version = 1");
	refused(r->path, ERR_DATA);
}

static void an_empty_file_is_no_database_yet(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	write_file(r->path, "", 0);
	must_fail(store_open(r->path, STORE_OPEN, &e), ERR_DATA);
	must_fail(store_open(r->path, STORE_READ, &e), ERR_DATA);
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	store_close(&s);
	/* Killed after the file was made and before the tables were. */
	unlink(r->path);
	raw(r->path, "pragma journal_mode = wal");
	must_fail(store_open(r->path, STORE_OPEN, &e), ERR_DATA);
	s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	store_close(&s);
}

static void a_newer_schema_is_refused(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	store_close(&s);
	raw(r->path, "pragma user_version = 99");
	refused(r->path, ERR_NEWER);
	raw(r->path, "pragma user_version = -1");
	refused(r->path, ERR_CORRUPT);
}

static void reading_only(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct case_row c;
	struct store *w = store_open(r->path, STORE_CREATE, &e);
	must(w != NULL);
	screen_env_add_case(w, 3, "Amina", NULL, NULL);
	struct store *s = store_open(r->path, STORE_READ, &e);
	must(s != NULL);
	must(store_case_by_number(s, "HR-2026-0003", &c, &e));
	struct draft d = {.owner = "amina"};
	must_fail(store_begin(s, &e), ERR_DENIED);
	must_fail(store_draft_put(s, &d, &e), ERR_DENIED);
	must_fail(store_case_update(s, &c, &e), ERR_DENIED);
	assert_false(store_in_transaction(s));
	case_row_fini(&c);
	store_close(&s);
	store_close(&w);
}

/* A file that the system lets us read and not write. Root may write everything: so as someone else. */
static void a_file_we_may_only_read(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	screen_env_add_case(s, 3, "Amina", NULL, NULL);
	store_close(&s);
	assert_int_equal(chmod(r->path, 0444), 0);
	if (geteuid() == 0)
		assert_int_equal(chown(r->folder, 65534, 65534), 0);
	pid_t pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		struct case_row c;
		if (geteuid() == 0 && (setgid(65534) || setuid(65534)))
			_exit(9);
		s = store_open(r->path, STORE_OPEN, &e);
		if (!s)
			_exit(1);
		if (!store_case_by_number(s, "HR-2026-0003", &c, &e))
			_exit(2);
		if (store_case_update(s, &c, &e) || e.code != ERR_DENIED || !*e.detail)
			_exit(3);
		case_row_fini(&c);
		store_close(&s);
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	chmod(r->path, 0600);
}

/* ---- how it is opened ---- */

static int64_t number(struct store *s, const char *sql)
{
	struct err e = {0};
	int64_t n = -1;
	must(connection_number(s, sql, &n, &e));
	return n;
}

static void the_connection_is_set_up(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	assert_int_equal(number(s, "pragma foreign_keys"), 1);
	assert_int_equal(number(s, "pragma synchronous"), 2);
	assert_int_equal(number(s, "pragma cache_size"), -256);
	assert_int_equal(number(s, "pragma temp_store"), 2);
	assert_int_equal(number(s, "pragma trusted_schema"), 0);
	assert_int_equal(number(s, "pragma secure_delete"), 1);
	assert_int_equal(number(s, "pragma journal_size_limit"), 8388608);
	assert_int_equal(number(s, "pragma busy_timeout"), 10000);
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_prepare_v2(s->db, "pragma journal_mode", -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	assert_string_equal(column_text(st, 0), "wal");
	sqlite3_finalize(st);
	/* A name in double quotes that does not exist is an error, not a text. */
	assert_false(connection_do(s, "select \"nothing\"", &e));
	assert_false(connection_do(s, "select load_extension('x')", &e));
	connection_do(s, "pragma writable_schema = on", &e);
	assert_false(connection_do(s, "update sqlite_schema set sql = ''", &e));
	store_close(&s);
}

static void every_table_is_strict(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	assert_true(
		number(s,
		       "select count(*) from pragma_table_list where schema = 'main' and name not like 'sqlite_%'") >=
		10);
	assert_int_equal(number(s, "select count(*) from pragma_table_list where schema = 'main' and name not like "
				   "'sqlite_%' and strict = 0"),
			 0);
	store_close(&s);
}

/* ---- migrations ---- */

static const struct migration later[] = {
	{1, NULL}, /* the program's own, filled in below */
	{2, "create table later (id text not null primary key) strict; insert into later values ('two')"},
	{3, "insert into later values ('three')"},
};

#define CASE_5                                                                                                         \
	"select count(*) from case_file c join person p on p.id = c.person_id where c.number = 'HR-2026-0005' and "    \
	"p.name = 'Amina'"

/* As the first version of the program wrote it: today's statements know more columns. */
static void add_as_at_first(struct store *s)
{
	static const char sql[] =
		"insert into person (id, name, name_folded) values ('01ARZ3NDEKTSV4RRFFQ69G5FAW', 'Amina', 'amina');"
		"insert into case_file (id, number, number_order, person_id, status, open, owner) values "
		"('01ARZ3NDEKTSV4RRFFQ69G5FAV', 'HR-2026-0005', 'HR-00002026-00000005', '01ARZ3NDEKTSV4RRFFQ69G5FAW', "
		"'new', 1, 'amina');";
	assert_int_equal(sqlite3_exec(s->db, sql, NULL, NULL, NULL), SQLITE_OK);
}

static void an_older_file_is_migrated_once(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct migration m[3];
	char copy[256];
	memcpy(m, later, sizeof m);
	m[0] = store_migrations[0];
	struct store *old = store_open_with(r->path, STORE_CREATE, m, 1, &e);
	must(old != NULL);
	add_as_at_first(old);
	assert_int_equal(store_schema_version(old), 1);

	/* To be read, copied and checked it may stay as it is. */
	struct store *s = store_open_with(r->path, STORE_READ, m, 3, &e);
	must(s != NULL);
	assert_int_equal(store_schema_version(s), 1);
	must(store_check(s, &e));
	store_close(&s);
	s = store_open_with(r->path, STORE_OPEN, m, 3, &e);
	must(s != NULL);
	assert_int_equal(store_schema_version(s), 3);
	assert_int_equal(number(s, "select count(*) from later"), 2);
	assert_int_equal(number(s, CASE_5), 1);

	/* The program that was running meanwhile does not write into what it does not know. */
	must_fail(store_begin(old, &e), ERR_NEWER);
	assert_false(store_in_transaction(old));
	store_close(&old);
	must_fail(store_open_with(r->path, STORE_OPEN, m, 1, &e), ERR_NEWER);
	store_close(&s);

	/* What there was before is kept, for its owner alone. */
	snprintf(copy, sizeof copy, "%s.before-3", r->path);
	assert_int_equal(mode_of(copy), 0600);
	s = store_open_with(copy, STORE_OPEN, m, 1, &e);
	must(s != NULL);
	assert_int_equal(store_schema_version(s), 1);
	assert_int_equal(number(s, CASE_5), 1);
	store_close(&s);

	/* Once. */
	unlink(copy);
	s = store_open_with(r->path, STORE_OPEN, m, 3, &e);
	must(s != NULL);
	assert_int_equal(number(s, "select count(*) from later"), 2);
	assert_int_equal(access(copy, F_OK), -1);
	store_close(&s);
}

static void a_migration_that_fails_changes_nothing(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct migration m[3];
	memcpy(m, later, sizeof m);
	m[0] = store_migrations[0];
	struct store *s = store_open_with(r->path, STORE_CREATE, m, 1, &e);
	must(s != NULL);
	store_close(&s);
	m[2].sql = "insert into later values ('three'); insert into later values ('three')";
	for (int i = 0; i < 2; i++)
		must_fail(store_open_with(r->path, STORE_OPEN, m, 3, &e), ERR_DATA);
	/* Each step is whole: the second is done, the third is not begun. */
	s = store_open_with(r->path, STORE_OPEN, m, 2, &e);
	must(s != NULL);
	assert_int_equal(number(s, "select count(*) from later"), 1);
	store_close(&s);
}

/* A file of the first schema, with what stood in it. */
static void a_file_of_the_first_schema_is_brought_up_to_date(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct case_row c;
	struct case_list duplicates;
	struct store *old = store_open_with(r->path, STORE_CREATE, store_migrations, 1, &e);
	must(old != NULL);
	add_as_at_first(old);
	store_close(&old);
	struct store *s = store_open(r->path, STORE_OPEN, &e);
	must(s != NULL);
	must(store_case_by_number(s, "HR-2026-0005", &c, &e));
	assert_int_equal(c.episode, 1);
	assert_string_equal(c.duplicate_of, "");
	must(store_case_duplicates(s, "", &duplicates, &e));
	assert_int_equal(duplicates.n, 0);
	case_list_fini(&duplicates);
	case_row_fini(&c);
	store_close(&s);
}

static void a_new_file_needs_no_copy(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	char copy[256];
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	store_close(&s);
	snprintf(copy, sizeof copy, "%s.before-%d", r->path, store_schema_newest());
	assert_int_equal(access(copy, F_OK), -1);
}

/* ---- copies ---- */

static void a_copy_is_whole(void **state)
{
	struct screen_env *r = *state;
	struct err e = {0};
	struct case_row c;
	char to[256], part[300];
	struct store *s = store_open(r->path, STORE_CREATE, &e);
	must(s != NULL);
	screen_env_add_case(s, 9, "Amina", NULL, NULL);
	snprintf(to, sizeof to, "%s/it's a copy.db", r->folder);
	snprintf(part, sizeof part, "%s.part", to);
	write_file(part, "cut short", 9);
	must(store_copy(s, to, &e));
	assert_int_equal(mode_of(to), 0600);
	assert_int_equal(access(part, F_OK), -1);
	must_fail(store_copy(s, to, &e), ERR_DATA);
	must(store_begin(s, &e));
	snprintf(part, sizeof part, "%s/second.db", r->folder);
	must_fail(store_copy(s, part, &e), ERR_INTERNAL);
	store_rollback(s);
	snprintf(part, sizeof part, "%s/nowhere/copy.db", r->folder);
	must_fail(store_copy(s, part, &e), ERR_MISSING);
	store_close(&s);
	s = store_open(to, STORE_OPEN, &e);
	must(s != NULL);
	must(store_check(s, &e));
	must(store_case_by_number(s, "HR-2026-0009", &c, &e));
	case_row_fini(&c);
	store_close(&s);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, screen_env_folder, screen_env_teardown)
	const struct CMUnitTest tests[] = {
		TEST(names_that_are_none),
		TEST(missing_is_said_and_not_made),
		TEST(made_for_its_owner_alone),
		TEST(what_was_saved_is_there_again),
		TEST(a_relative_name_and_a_linked_folder),
		TEST(links_are_refused),
		TEST(other_kinds_of_file_are_refused),
		TEST(garbage_is_refused),
		TEST(a_cut_file_is_refused),
		TEST(damage_inside_is_found),
		TEST(flipped_bytes_never_crash),
		TEST(other_programs_files_are_left_alone),
		TEST(an_empty_file_is_no_database_yet),
		TEST(a_newer_schema_is_refused),
		TEST(reading_only),
		TEST(a_file_we_may_only_read),
		TEST(the_connection_is_set_up),
		TEST(every_table_is_strict),
		TEST(a_file_of_the_first_schema_is_brought_up_to_date),
		TEST(an_older_file_is_migrated_once),
		TEST(a_migration_that_fails_changes_nothing),
		TEST(a_new_file_needs_no_copy),
		TEST(a_copy_is_whole),
	};
	return cmocka_run_group_tests_name("store: the file", tests, NULL, NULL);
}
