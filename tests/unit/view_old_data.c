/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A database and a site's configuration of an earlier version (tests/data): opened by this one, with the same answers.
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
#include <unistd.h>

#include <sarai/access/audit.h>
#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/str.h>
#include <sarai/config/load.h>
#include <sarai/edit/kind.h>
#include <sarai/form/form.h>
#include <sarai/kind/plan.h>
#include <sarai/store/casefile.h>
#include <sarai/store/store.h>
#include <sarai/view/summary.h>

#define DUMP "tests/data/schema-4.sql.gz"
#define SITE "tests/data/schema-4-site"
#define CASES 40

struct old {
	char folder[64], db[96];
};

static void make_database(const char *path)
{
	struct str sql = {0};
	char block[65536];
	char *why = NULL;
	sqlite3 *db;
	size_t n;
	FILE *f = popen("gzip -dc " DUMP, "re");
	assert_non_null(f);
	while ((n = fread(block, 1, sizeof block, f)) > 0)
		str_add_n(&sql, block, n);
	assert_int_equal(pclose(f), 0);
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, str_text(&sql), NULL, NULL, &why) != SQLITE_OK)
		fail_msg("%s: %s", DUMP, why);
	assert_int_equal(sqlite3_exec(db, "pragma user_version = 4; pragma application_id = 1396789825", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	str_fini(&sql);
}

static int set_up(void **state)
{
	struct old *o = calloc(1, sizeof *o);
	snprintf(o->folder, sizeof o->folder, "/tmp/sarai-XXXXXX");
	if (!o || !mkdtemp(o->folder))
		return -1;
	snprintf(o->db, sizeof o->db, "%s/sarai.db", o->folder);
	make_database(o->db);
	*state = o;
	return 0;
}

static int tear_down(void **state)
{
	struct old *o = *state;
	char command[96];
	snprintf(command, sizeof command, "rm -rf '%s'", o->folder);
	int gone = system(command);
	free(o);
	return gone;
}

/* What a statement gives, every value of every row in one text. Owned by the caller. */
static char *all_of(const char *path, const char *sql)
{
	struct str out = {0};
	sqlite3 *db;
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
	if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	while (sqlite3_step(st) == SQLITE_ROW) {
		for (int i = 0; i < sqlite3_column_count(st); i++)
			str_addf(&out, "%s|", sqlite3_column_text(st, i) ? (const char *)sqlite3_column_text(st, i) : "");
		str_add_char(&out, '\n');
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
	char *text = str_take(&out);
	assert_non_null(text);
	return text;
}

static const char *const kept[] = {
	"select number, status, owner, band_calculated, band_assigned, level_rank, score, low, high, flags, urgent_due, due, "
	"due_kind, alert, episode from case_file order by number",
	"select record_id, name, value from answer order by 1, 2",
	"select id, case_id, kind, round, state, due, title from record order by id",
	"select id, name, other_names, birth, sex, phone from person order by id",
	"select seq, at, who, action, detail, digest from audit order by seq",
	"select * from case_source order by 1, 2, 3",
};

static void an_old_database_opens_with_the_same_answers(void **state)
{
	struct old *o = *state;
	struct err e = {0};
	char *before[sizeof kept / sizeof *kept];
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		before[i] = all_of(o->db, kept[i]);
	struct store *s = store_open(o->db, STORE_OPEN, &e);
	if (!s)
		fail_msg("%s: %s", e.where, e.detail);
	assert_int_equal(store_schema_version(s), store_schema_newest());
	assert_true(store_check(s, &e));
	struct audit_state audit;
	assert_true(audit_verify(s, 0, NULL, NULL, NULL, &audit, &e));
	assert_int_equal(audit.bad, 0);
	store_close(&s);
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		char *after = all_of(o->db, kept[i]);
		assert_string_equal(after, before[i]);
		free(after);
		free(before[i]);
	}
}

/* Worked out again from its records, each case comes to the level and the clocks that it had. */
static void every_level_is_worked_out_as_it_was(void **state)
{
	struct old *o = *state;
	struct err e = {0};
	struct diags d = {0};
	struct session s;
	struct case_list all = {0};
	struct store *store = store_open(o->db, STORE_OPEN, &e);
	struct config *config = config_load_builtin(&d);
	struct clock clock = clock_system();
	if (!store)
		fail_msg("%s: %s", e.where, e.detail);
	assert_non_null(config);
	session_init(&s, "amina", store, config, &clock);
	assert_true(store_case_list(store, &(struct case_filter){.order = CASE_BY_NUMBER}, &all, &e));
	assert_int_equal(all.n, CASES);
	for (int i = 0; i < all.n; i++) {
		struct case_row now = {0};
		case_row_copy(&now, &all.at[i]);
		if (!case_row_recompute(&s, &now, "", &e))
			fail_msg("%s: %s", all.at[i].number, e.detail);
		assert_string_equal(now.band_calculated, all.at[i].band_calculated);
		assert_string_equal(now.band_assigned, all.at[i].band_assigned);
		assert_int_equal(now.level_rank, all.at[i].level_rank);
		assert_int_equal(now.score, all.at[i].score);
		char *page = case_summary(&s, all.at[i].id, 80, &e);
		if (!page)
			fail_msg("%s: %s", all.at[i].number, e.detail);
		free(page);
		case_row_fini(&now);
	}
	case_list_fini(&all);
	config_free(&config);
	store_close(&store);
	diags_fini(&d);
}

static void a_site_s_files_of_that_time_are_still_good(void **state)
{
	struct diags d = {0};
	(void)state;
	struct config *c = config_load(SITE, &d);
	if (!c || d.n)
		fail_msg("%s:%d: %s", d.n ? d.at[0].file : "", d.n ? d.at[0].line : 0, d.n ? d.at[0].reason : "");
	assert_string_equal(c->settings.office, "Harbour office");
	assert_string_equal(c->settings.case_prefix, "HO");
	const struct form_def *def = config_form(c, "person");
	assert_string_equal(def->fields[form_def_field(def, "phone")].label, "Telephone");
	config_free(&c);
	diags_fini(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_old_database_opens_with_the_same_answers, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_level_is_worked_out_as_it_was, set_up, tear_down),
		cmocka_unit_test(a_site_s_files_of_that_time_are_still_good),
	};
	return cmocka_run_group_tests_name("data of earlier versions", tests, NULL, NULL);
}
