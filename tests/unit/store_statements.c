/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Every statement of tui/store/statements/: it fits the schema, its parameters have the number and types it declares,
 * it uses an index, and only engine.sql holds what only SQLite understands.
 */
#include "store_rig.h"

#include <ctype.h>
#include <sqlite3.h>

#include "../../tui/store/connection.h"

static sqlite3_stmt *prepare(struct store *s, const char *sql, const char *name)
{
	sqlite3_stmt *st;
	if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) != SQLITE_OK)
		fail_msg("%s: %s: %s", name, sqlite3_errmsg(s->db), sql);
	return st;
}

static void statement_has_the_parameters_it_declares(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_stmt *st = prepare(s, statements[i].sql, statements[i].name);
		if (sqlite3_bind_parameter_count(st) != (int)strlen(statements[i].types))
			fail_msg("%s: %d parameters, declared %zu", statements[i].name,
				 sqlite3_bind_parameter_count(st), strlen(statements[i].types));
		bool rows = sqlite3_column_count(st) > 0;
		if (rows != (!strncmp(statements[i].sql, "select", 6) || !strncmp(statements[i].sql, "with ", 5) ||
			     !strncmp(statements[i].sql, "pragma", 6) || strstr(statements[i].sql, " returning ")))
			fail_msg("%s: statements.awk does not see rightly whether it returns rows", statements[i].name);
		sqlite3_finalize(st);
	}
}

/* ---- types, compared with those of the columns ---- */

/* "i" or "t" as the columns of this name are declared, 0 where none is or tables differ. */
static char column_type(struct store *s, const char *column)
{
	sqlite3_stmt *st =
		prepare(s,
			"select min(c.type), max(c.type) from sqlite_schema t join pragma_table_xinfo(t.name) c where "
			"t.type = 'table' and c.name = ?1",
			"column_type");
	sqlite3_bind_text(st, 1, column, -1, SQLITE_STATIC);
	char type = 0;
	if (sqlite3_step(st) == SQLITE_ROW && sqlite3_column_type(st, 0) != SQLITE_NULL &&
	    !strcmp(column_text(st, 0), column_text(st, 1)))
		type = !strcmp(column_text(st, 0), "TEXT") ? 't' : 'i';
	sqlite3_finalize(st);
	return type;
}

/* The next word of SQL: a name, ?number, or one sign. */
static const char *word(const char *sql, char out[64])
{
	size_t n = 0;
	while (*sql == ' ')
		sql++;
	if (*sql == '\'') {
		do {
			sql++;
		} while (*sql && *sql != '\'');
		out[n++] = '\'';
		sql += *sql == '\'';
	} else if (isalnum((unsigned char)*sql) || *sql == '_' || *sql == '?') {
		do {
			if (n < 63)
				out[n++] = *sql;
			sql++;
		} while (isalnum((unsigned char)*sql) || *sql == '_' || *sql == '.');
	} else if (*sql) {
		do {
			out[n++] = *sql++;
		} while (n < 3 && strchr("<>=", out[n - 1]) && *sql && strchr("<>=", *sql));
	}
	out[n] = '\0';
	return sql;
}

static int compare_one(struct store *s, const struct statement_text *t, const char *column, const char *parameter)
{
	const char *dot = strrchr(column, '.');
	char type = !strcmp(column, "limit") ? 'i' : column_type(s, dot ? dot + 1 : column);
	int n = atoi(parameter + 1);
	if (!type || n < 1 || n > (int)strlen(t->types))
		return 0;
	char declared = strchr("tn", t->types[n - 1]) ? 't' : 'i';
	if (declared != type)
		fail_msg("%s: parameter %d is compared with %s, which has another type", t->name, n, column);
	return 1;
}

/* insert into T (a, b, c) values (?1, ?2, 1) */
static int compare_inserted(struct store *s, const struct statement_text *t)
{
	char columns[40][64], w[64];
	int n = 0, at = 0, depth = 0, seen = 0;
	const char *sql = strchr(t->sql, '(') + 1, *values = strstr(t->sql, " values (");
	for (sql = word(sql, w); *w && strcmp(w, ")"); sql = word(sql, w))
		if (strcmp(w, ",") && n < 40)
			snprintf(columns[n++], sizeof columns[0], "%s", w);
	for (sql = word(values + 9, w); *w && (depth || strcmp(w, ")")); sql = word(sql, w)) {
		depth += !strcmp(w, "(") - !strcmp(w, ")");
		if (!depth && !strcmp(w, ","))
			at++;
		if (!depth && *w == '?')
			seen += compare_one(s, t, columns[at], w);
	}
	return seen;
}

static void parameter_has_the_type_of_its_column(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	int seen = 0;
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		const struct statement_text *t = &statements[i];
		char before[2][64] = {"", ""}, w[64];
		if (!strncmp(t->sql, "insert", 6))
			seen += compare_inserted(s, t);
		for (const char *sql = word(t->sql, w); *w; sql = word(sql, w)) {
			if (*w == '?' && strchr("<>=", *before[1]) && *before[1])
				seen += compare_one(s, t, before[0], w);
			if (*w == '?' && !strcmp(before[1], "limit"))
				seen += compare_one(s, t, before[1], w);
			memcpy(before[0], before[1], sizeof before[0]);
			memcpy(before[1], w, sizeof w);
		}
	}
	assert_true(seen > 300); /* it looks at something */
}

/* ---- plans ---- */

/* A connection on the empty tables that plans as the program does, where nobody runs ANALYZE, or (large) with what
 * ANALYZE says of a database of 100,000 cases. */
static sqlite3 *planner(const char *path, bool large)
{
	char sql[16000];
	FILE *f = fopen("tests/large/stat1.sql", "r");
	assert_non_null(f);
	size_t n = fread(sql, 1, sizeof sql - 1, f);
	fclose(f);
	sql[n] = '\0';
	assert_in_range(n, 1000, sizeof sql - 2);
	sqlite3 *db;
	for (int i = large ? 0 : 1; i < 2; i++) { /* what is in the table is read when a connection opens */
		assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
		if (i == 0) {
			assert_int_equal(sqlite3_exec(db, "analyze; delete from sqlite_stat1", NULL, NULL, NULL),
					 SQLITE_OK);
			assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
			sqlite3_close(db);
		}
	}
	return db;
}

static void plan_of(sqlite3 *db, const struct statement_text *t, char *to, size_t size)
{
	char explain[6000];
	size_t n = 0;
	snprintf(explain, sizeof explain, "explain query plan %s", t->sql);
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_prepare_v2(db, explain, -1, &st, NULL), SQLITE_OK);
	*to = '\0';
	while (sqlite3_step(st) == SQLITE_ROW)
		n += (size_t)snprintf(to + n, n < size ? size - n : 0, "%s\n", column_text(st, 3));
	sqlite3_finalize(st);
}

/* Wanted: what reads a whole table, and why. */
static const struct {
	const char *statement, *line; /* NULL: any line */
} wanted[] = {
	{"records_all", NULL}, /* everything, for exports */
	{"records_all_newest", NULL},
	{"signal_counts", "SCAN s"}, /* what the statement has just put together */
	{"draft_all", NULL},
	{"draft_forget", NULL},	 /* drafts are few */
	{"record_insert", NULL}, /* only with a link in the transaction that leads nowhere yet */
	{"definition_put", NULL},
	/* Erasure, once in the life of a case: drafts, grants, and who else refers to what goes. */
	{"case_drafts_drop", NULL},
	{"case_grants_forget", NULL},
	{"record_drop", NULL},
	{"person_drop", NULL},
};

static bool is_wanted(const char *name, const char *line)
{
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		if (!strcmp(wanted[i].statement, name) && (!wanted[i].line || !strcmp(wanted[i].line, line)))
			return true;
	return !strcmp(line, "SCAN CONSTANT ROW");
}

/* Lists of all cases, and what is read one after the other, are never sorted: all of it would have to be there at once.
 */
static bool is_in_order(const char *name)
{
	return !strcmp(name, "current_assessments") ||
	       (!strncmp(name, "cases_", 6) && !strstr(name, "_owner") && !strstr(name, "_status"));
}

static void expect_no_scan(const char *path, bool large)
{
	sqlite3 *db = planner(path, large);
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		const char *name = statements[i].name;
		char plan[6000];
		plan_of(db, &statements[i], plan, sizeof plan);
		for (char *line = strtok(plan, "\n"); line; line = strtok(NULL, "\n")) {
			if (!strncmp(line, "SCAN", 4) && !strstr(line, "USING") && !is_wanted(name, line))
				fail_msg("%s: %s", name, line);
			if (is_in_order(name) && strstr(line, "TEMP B-TREE"))
				fail_msg("%s: %s", name, line);
		}
	}
	sqlite3_close(db);
}

static void no_statement_scans_a_table(void **state)
{
	expect_no_scan(((struct screen_env *)*state)->path, false);
	expect_no_scan(((struct screen_env *)*state)->path, true);
}

/* A case is opened in the same time however many there are: each step begins at the case or at what it found there. */
static void expect_begin_at_case(const char *path, bool large)
{
	sqlite3 *db = planner(path, large);
	int found = 0;
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		char plan[6000];
		if (strcmp(statements[i].name, "stale_of_case"))
			continue;
		plan_of(db, &statements[i], plan, sizeof plan);
		assert_null(strstr(plan, "record_in_state")); /* all finished ones of a kind */
		assert_null(strstr(plan, "SCAN"));
		found++;
	}
	assert_int_equal(found, 1);
	sqlite3_close(db);
}

static void opening_a_case_begins_at_the_case(void **state)
{
	expect_begin_at_case(((struct screen_env *)*state)->path, false);
	expect_begin_at_case(((struct screen_env *)*state)->path, true);
}

/* ---- a second engine ---- */

static void only_engine_sql_holds_what_only_sqlite_understands(void **state)
{
	static const char *const only[] = {"pragma",  "insert or ",    "immediate",	"deferred", " glob ",
					   "rowid",   "json_",	       "strftime(",	"sqlite_",  "indexed by",
					   "ifnull(", "total_changes", "group_concat(", "instr(",   "sum(a.value in",
					   "where 1", "max(last",      " regexp ",	"||= "};
	for (int i = 0; i < STATEMENT_COUNT; i++)
		for (size_t k = 0; k < sizeof only / sizeof *only; k++)
			if (strcmp(statements[i].file, "engine.sql") && strstr(statements[i].sql, only[k]))
				fail_msg("%s in %s: '%s' belongs in engine.sql", statements[i].name, statements[i].file,
					 only[k]);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, screen_env_setup, screen_env_teardown)
	const struct CMUnitTest tests[] = {
		TEST(statement_has_the_parameters_it_declares),
		TEST(parameter_has_the_type_of_its_column),
		TEST(no_statement_scans_a_table),
		TEST(opening_a_case_begins_at_the_case),
		TEST(only_engine_sql_holds_what_only_sqlite_understands),
	};
	return cmocka_run_group_tests_name("store: statements", tests, NULL, NULL);
}
