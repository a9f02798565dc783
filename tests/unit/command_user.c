/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai user`: many accounts at once, lists for other programs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/access/account.h>
#include <sarai/access/account_admin.h>
#include <sarai/base/mem.h>
#include <sarai/command/user.h>
#include <sarai/crypto/password.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>

#include "lib/output.h"

#define USER(d, ...) RUN(d, command_user, "--db", path(d, "sarai.db"), __VA_ARGS__)

static void write_file(struct service_env *d, const char *name, const char *text)
{
	FILE *f = fopen(path(d, name), "w");
	fputs(text, f);
	fclose(f);
}

static int accounts(struct service_env *d)
{
	int n = -1;
	good(d, store_account_count(d->s.store, &n, &d->e));
	return n;
}

/* The password in the strip of an account, from what was printed. */
static void password_of(struct service_env *d, const char *name, char out[PASSWORD_ONCE])
{
	char line[200];
	bool found = false;
	FILE *f = fopen(path(d, "output"), "r");
	*out = 0;
	while (!*out && fgets(line, sizeof line, f)) {
		found |= !strncmp(line, name, strlen(name));
		if (found)
			(void)sscanf(line, "  Password for the first login: %19s", out);
	}
	fclose(f);
}

static void a_table_of_accounts_is_added_with_a_strip_each(void **state)
{
	struct service_env *d = *state;
	char once[PASSWORD_ONCE];
	struct session s;
	int wait;
	write_file(d, "staff.csv",
		   "role,name,full_name,team,office\ncase-worker,Amina,\"Diallo, Amina\",north,city\nsupervisor,besnik,=1+1,,\n");
	assert_int_equal(USER(d, "add", "--from", path(d, "staff.csv"), "--dry-run"), 0);
	said(d, "2 accounts can be added.");
	assert_int_equal(accounts(d), 0);
	assert_int_equal(USER(d, "add", "--from", path(d, "staff.csv")), 0);
	said(d, "amina  Diallo, Amina\n");
	said(d, "2 accounts added.");
	assert_int_equal(accounts(d), 2);
	password_of(d, "besnik", once);
	session_init(&s, "", d->s.store, d->config, &d->clock);
	assert_int_equal(account_login(&s, &(struct login_request){.name = "besnik", .password = once, .source = "10.0.0.1"}, &wait, &d->e), LOGIN_OK);
	assert_true(s.must_change);
	assert_string_equal(s.role, "supervisor");
}

static void a_table_with_a_mistake_adds_nobody(void **state)
{
	static const struct {
		const char *text, *said;
		int status;
	} rows[] = {
		{"", "there are no accounts in it", 65},
		{"name,role\n", "there are no accounts in it", 65},
		{"name\namina\n", "the column \"role\" is missing", 65},
		{"name,role,name\namina,supervisor,x\n", ":1: the column \"name\" is there twice", 65},
		{"name,role,shoe\namina,supervisor,44\n", ":1: there is no column \"shoe\"", 65},
		{"name,role\nzoe,case-worker\n9x,case-worker\n", ":3: \"9x\" is no name", 65},
		{"name,role\nzoe,case-worker\ndora,none\n", ":3: there is no role \"none\"", 65},
		{"name,role\nzoe,case-worker\n ZOE ,case-worker\n", ":3: \"zoe\" is on line 2 already", 65},
		{"name,role\nzoe,case-worker\nTaken,case-worker\n", ":3: there is an account \"taken\" already", 65},
		{"name,role\nzoe,case-worker,north\n", ":2: there are more cells than columns", 65},
		{NULL, "Check the name or path", 66},
	};
	struct service_env *d = *state;
	char once[PASSWORD_ONCE];
	good(d, account_add(&d->s, &(struct account_facts){.name = "taken", .role = "supervisor"}, once, &d->e));
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (rows[i].text)
			write_file(d, "staff.csv", rows[i].text);
		int status = USER(d, "add", "--from", path(d, rows[i].text ? "staff.csv" : "none.csv"));
		said(d, rows[i].said);
		if (status != rows[i].status || accounts(d) != 1)
			fail_msg("row %zu: status %d, %d accounts", i, status, accounts(d));
	}
}

static void the_list_is_a_table_for_other_programs(void **state)
{
	struct service_env *d = *state;
	char once[PASSWORD_ONCE];
	good(d, account_add(&d->s, &(struct account_facts){.name = "nadia", .role = "supervisor", .full_name = "A \"B\", C", .team = "=x"},
			    once, &d->e));
	good(d, account_disable(&d->s, "nadia", true, &d->e));
	assert_int_equal(USER(d, "list", "--csv"), 0);
	said(d, "name,full_name,role,team,office,disabled,new_password,created_at,last_login_at,last_login_from\r\n");
	said(d, "nadia,\"A \"\"B\"\", C\",supervisor,\"'=x\",,yes,yes,2026-11-23T09:00:00Z,,\r\n");
	assert_int_equal(USER(d, "list", "--json"), 0);
	said(d, "[{\"name\":\"nadia\",\"full_name\":\"A \\\"B\\\", C\",\"role\":\"supervisor\",\"team\":\"=x\",\"office\":\"\",\"disabled\":true,");
}

static void owner_of(struct service_env *d, const char *id, char out[64])
{
	struct case_row c = {0};
	good(d, store_case_get(d->s.store, id, &c, &d->e));
	snprintf(out, 64, "%s", c.owner);
	case_row_fini(&c);
}

static bool is_disabled(struct service_env *d, const char *name)
{
	struct account a;
	good(d, store_account_get(d->s.store, name, &a, &d->e));
	return a.disabled;
}

static void whoever_leaves_leaves_no_case_behind(void **state)
{
	struct service_env *d = *state;
	char once[PASSWORD_ONCE], one[ID_TEXT], two[ID_TEXT], owner[64];
	static const char *const names[] = {"amina", "besnik"};
	for (int i = 0; i < 2; i++)
		good(d, account_add(&d->s, &(struct account_facts){.name = names[i], .role = "case-worker"}, once, &d->e));
	good(d, account_add(&d->s, &(struct account_facts){.name = "dora", .role = "administrator"}, once, &d->e));
	register_as(d, "Nadia Test", one);
	register_as(d, "Omar Test", two);
	struct draft draft = {.owner = "amina", .kind = "note", .title = mem_strdup("Note, HR-2026-0001"), .content = mem_strdup("")};
	id_new(&d->s.ids, draft.id);
	memcpy(draft.case_id, one, sizeof one);
	session_now(&d->s, draft.updated_at);
	good(d, store_draft_put(d->s.store, &draft, &d->e));
	draft_fini(&draft);
	/* Refused: nothing has changed. */
	assert_int_equal(USER(d, "leave", "amina"), 65);
	said(d, "2 open cases are assigned to this account. Say to whom: --cases-to NAME.");
	assert_int_equal(USER(d, "leave", "amina", "--cases-to=nobody"), 65);
	assert_int_equal(USER(d, "leave", "amina", "--cases-to=dora"), 65);
	assert_int_equal(USER(d, "leave", "amina", "--cases-to=amina"), 65);
	assert_int_equal(USER(d, "leave", "nobody", "--cases-to=besnik"), 67);
	assert_false(is_disabled(d, "amina"));
	owner_of(d, two, owner);
	assert_string_equal(owner, "amina");
	/* Done. */
	assert_int_equal(USER(d, "leave", "Amina", "--cases-to=Besnik"), 0);
	said(d, "amina can no longer log in");
	said(d, "2 open cases are assigned to besnik.");
	said(d, "1 draft of amina is stored:\n  Note, HR-2026-0001, ");
	assert_true(is_disabled(d, "amina"));
	owner_of(d, one, owner);
	assert_string_equal(owner, "besnik");
	owner_of(d, two, owner);
	assert_string_equal(owner, "besnik");
	/* Again, and one without cases. */
	assert_int_equal(USER(d, "leave", "amina"), 0);
	said(d, "No open case was assigned to amina.");
	assert_int_equal(USER(d, "leave", "dora"), 65); /* the last who keeps accounts */
	assert_false(is_disabled(d, "dora"));
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_table_of_accounts_is_added_with_a_strip_each),
		TEST(a_table_with_a_mistake_adds_nobody),
		TEST(whoever_leaves_leaves_no_case_behind),
		TEST(the_list_is_a_table_for_other_programs),
	};
	return cmocka_run_group_tests_name("user", tests, NULL, NULL);
}
