/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Characters that one cannot see, or that a terminal obeys: kept out where something is typed, and not shown where they
 * are there already, in a database that another program has written into or in a site's configuration.
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

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/config/settings.h>
#include <sarai/crypto/password.h>
#include <sarai/screen/login.h>
#include <sarai/term/screen.h>
#include <sarai/term/script.h>

#include "lib/screen_env.h"

/* An override, isolates, a zero width space, a soft hyphen, a tag, a private character, and what clears a screen, names
 * a window, shifts the character set (C1 too). */
#define UNSEEN                                                                                                         \
	"\u202e\u2066\u200b\u00ad\U000e0041\ue000\xc2\x9b"                                                             \
	"2J\x1b]0;x\x07\x1b[2J\x0e\x7f"
#define TYPED "\u202e\u2066\u200b\u00ad\ue000\xc2\x9b"

static void home(struct screen_env *r)
{
	for (int i = 0; strcmp(stack_top(r->app->stack)->class->name, "home"); i++) {
		if (i == 10)
			fail_msg("no way home");
		screen_env_keys(r, "<Esc>");
	}
}

/* None of them in any cell of the page. */
static void clean(struct screen_env *r, const char *where)
{
	static const char *const bad[] = {"\u202e",   "\u2066", "\u200b", "\u00ad", "\U000e0041", "\ue000",
					  "\xc2\x9b", "\x1b",	"\x07",	  "\x0e",   "\x7f"};
	char *all = screen_env_screen(r);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		if (strstr(all, bad[i]))
			fail_msg("%s: bad character %zu on the page:\n%s", where, i, all);
	}
	free(all);
}

static sqlite3 *file(struct screen_env *r)
{
	char path[96];
	sqlite3 *db = NULL;
	snprintf(path, sizeof path, "%s/sarai.db", r->folder);
	assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
	return db;
}

/* How many texts of the whole file hold one of them. */
static int stored(struct screen_env *r)
{
	sqlite3 *db = file(r);
	sqlite3_stmt *tables, *rows;
	int n = 0;
	assert_int_equal(
		sqlite3_prepare_v2(
			db,
			"select m.name, c.name from sqlite_schema m, pragma_table_info(m.name) c where m.type = "
			"'table' and c.type = 'TEXT' and m.name <> 'definition'",
			-1, &tables, NULL),
		SQLITE_OK);
	while (sqlite3_step(tables) == SQLITE_ROW) {
		char *sql = sqlite3_mprintf(
			"select count(*) from \"%w\" where instr(\"%w\", char(8238)) or instr(\"%w\", "
			"char(8203)) or instr(\"%w\", char(155)) or instr(\"%w\", char(57344))",
			sqlite3_column_text(tables, 0), sqlite3_column_text(tables, 1), sqlite3_column_text(tables, 1),
			sqlite3_column_text(tables, 1), sqlite3_column_text(tables, 1));
		assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_step(rows), SQLITE_ROW);
		n += sqlite3_column_int(rows, 0);
		sqlite3_finalize(rows);
		sqlite3_free(sql);
	}
	sqlite3_finalize(tables);
	sqlite3_close(db);
	return n;
}

static void typed_into_a_form_a_search_a_dialog(void **state)
{
	struct screen_env *r = *state;
	screen_env_keys(r, "1Nad" TYPED "ia Te" TYPED "st");
	screen_env_sees(r, "Nadia Test");
	clean(r, "search");
	screen_env_keys(r, "<F9><Enter><Enter>f");
	screen_env_sees(r, "Nadia Test");
	screen_env_keys(r, "<F2>");
	home(r);
	screen_env_keys(r, "1Nadia" TYPED " Test");
	screen_env_sees(r, "HR-2026-0001");
	screen_env_keys(r, "<Down><Enter>6n1<F2>");
	home(r);
	screen_env_keys(r, "<F4>00" TYPED "01");
	screen_env_sees(r, "0001");
	clean(r, "dialog");
	screen_env_keys(r, "<Enter>");
	screen_env_top(r, "case");
	/* A long text, and a draft of it. */
	screen_env_keys(r, "4");
	screen_env_keys(r, "2<End><Up><Up><Up>She said" TYPED " no.");
	screen_env_sees(r, "She said no.");
	clean(r, "form");
	screen_env_drop(r);
	screen_env_keys(r, "<Enter><F2>");
	screen_env_sees(r, "She said no.");
	assert_int_equal(stored(r), 0);
}

struct typing {
	struct screen_env *r;
	bool clean;
};

static void at_login(void *ctx, struct stack *s)
{
	struct typing *t = ctx;
	assert_true(script_type(s, "be" TYPED "snik<Enter>wrong<Enter>"));
	t->clean = screen_env_has(t->r, "besnik");
	clean(t->r, "login");
}

static void typed_at_the_login(void **state)
{
	struct screen_env *r = *state;
	struct typing t = {r, false};
	struct login_options o = {.source = "10.0.0.1", .run = at_login, .ctx = &t};
	struct diags d = {0};
	struct err e = {0};
	struct session s;
	char once[PASSWORD_ONCE];
	struct account_facts f = {.name = "besnik", .role = "case-worker", .full_name = "Bes" UNSEEN "nik"};
	assert_true(account_add(&r->session, &f, once, &e));
	session_init(&s, "", r->store, r->config, &r->clock);
	assert_false(login_run(r->term, &s, &o, &d, &e));
	assert_true(t.clean);
	assert_int_equal(stored(r), 0);
}

/* All text that a person or a site has given, in every table. */
static void another_program_writes(struct screen_env *r)
{
	static const char *const changes[] = {
		"update person set name = name || ?1, other_names = ?1 || other_names, phone = phone || ?1",
		"update case_file set owner = owner || ?1, alert = 'Call' || ?1 || ' only at noon'",
		"update record set title = title || ?1, state = state || ?1",
		"update answer set value = value || ?1 where name in ('name', 'other_names', 'note', 'what', "
		"'summary')",
		"update history set summary = summary || ?1, who = who || ?1, action = action || ?1",
		"update history_change set old_value = ?1, new_value = new_value || ?1",
		"update draft set title = title || ?1",
		"update account set full_name = full_name || ?1, role = role || ?1, team = ?1, office = ?1",
		"insert into audit (seq, at, who, source, action, detail, digest) select max(seq) + 1, max(at), 'x' || "
		"?1, ?1, "
		"?1, ?1, ?1 from audit",
	};
	sqlite3 *db = file(r);
	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		sqlite3_stmt *st;
		if (sqlite3_prepare_v2(db, changes[i], -1, &st, NULL) != SQLITE_OK)
			fail_msg("%s: %s", changes[i], sqlite3_errmsg(db));
		sqlite3_bind_text(st, 1, UNSEEN, -1, SQLITE_STATIC);
		assert_int_equal(sqlite3_step(st), SQLITE_DONE);
		sqlite3_finalize(st);
	}
	sqlite3_close(db);
}

static void written_by_another_program(void **state)
{
	static const char *const pages[] = {"1", "2", "3",    "4",     "5",	"6",	"7",	"8",	"9",	"a",
					    "b", "c", "d",    "u",     "t",	"s",	"h",	"e",	"o",	"n",
					    "p", "x", "<F3>", "<F11>", "<F12>", "<F9>", "<F7>", "<F5>", "<F6>", "<F1>"};
	struct screen_env *r = *state;
	struct err e = {0};
	char once[PASSWORD_ONCE];
	struct account_facts f = {.name = "besnik", .role = "case-worker", .full_name = "Besnik"};
	assert_true(account_add(&r->session, &f, once, &e));
	screen_env_keys(r, "1Nadia Test<F9><Enter><Enter>f<F2>");
	screen_env_keys(r, "<F4>1<Enter>6n1<F2><F4>1<Enter>1<Enter>Nadja");
	screen_env_wait(r, 3);
	another_program_writes(r);
	assert_true(stored(r) > 10);
	screen_env_kill(r); /* reads anew, and begins with the draft */
	clean(r, "drafts");
	screen_env_keys(r, "<Enter>");
	clean(r, "draft");
	/* Whatever opens from the first page and from the case file by one key, and what that shows of it. */
	for (int from_case = 0; from_case < 2; from_case++) {
		for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
			screen_env_kill(r);
			home(r);
			if (from_case)
				screen_env_keys(r, "<F4>1<Enter>");
			clean(r, "before");
			screen_env_keys(r, pages[i]);
			if (stack_ended(r->app->stack))
				continue;
			clean(r, pages[i]);
			screen_env_keys(r, "<Down><Enter>");
			if (!stack_ended(r->app->stack))
				clean(r, pages[i]);
		}
	}
	/* Found and named, as it reads without them. */
	screen_env_kill(r);
	home(r);
	screen_env_keys(r, "1Nadia");
	screen_env_sees(r, "Nadia Test");
	screen_env_keys(r, "<Down><Enter>");
	screen_env_top(r, "case");
	screen_env_sees(r, "Nadia Test");
}

static void of_a_site_s_configuration(void **state)
{
	struct screen_env *r = *state;
	struct settings *s = &r->config->settings;
	free(s->office);
	s->office = mem_strdup("Off" UNSEEN "ice");
	screen_env_kill(r);
	clean(r, "home");
	struct typing t = {r, false};
	struct login_options o = {.source = "10.0.0.1", .name = "besnik", .run = at_login, .ctx = &t};
	struct diags d = {0};
	struct err e = {0};
	struct session n;
	session_init(&n, "", r->store, r->config, &r->clock);
	login_run(r->term, &n, &o, &d, &e);
	assert_true(t.clean);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(typed_into_a_form_a_search_a_dialog, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(typed_at_the_login, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(written_by_another_program, screen_env_set_up, screen_env_tear_down),
		cmocka_unit_test_setup_teardown(of_a_site_s_configuration, screen_env_set_up, screen_env_tear_down),
	};
	return cmocka_run_group_tests_name("unseen", tests, NULL, NULL);
}
