/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <sarai/model/role.h>

static struct roles *parse(const char *text, struct diags *d)
{
	struct ini_doc *doc = inidoc_read_text("roles.ini", text, strlen(text), d);
	struct roles *r = roles_parse(doc, d);
	inidoc_free(&doc);
	return r;
}

static void roles_as_written(void **state)
{
	struct diags d = {0};
	(void)state;
	struct roles *r = parse(
		"[role worker]\nlabel = Worker\nview = own\nnames = none\n[role boss]\nlabel = Boss\nview = team\n"
		"configure = all\n",
		&d);
	assert_non_null(r);
	assert_int_equal(r->n, 2);
	const struct user_role *worker = roles_get(r, "worker");
	assert_string_equal(worker->label, "Worker");
	assert_int_equal(worker->may[PERMIT_VIEW], SCOPE_OWN);
	assert_int_equal(worker->may[PERMIT_NAMES], SCOPE_NONE);
	assert_int_equal(worker->may[PERMIT_ASSESS], SCOPE_NONE);
	assert_null(roles_get(r, "nobody"));
	roles_free(&r);
	diags_fini(&d);
}

static void mistakes_are_named(void **state)
{
	static const struct {
		const char *text;
		int line;
		const char *words;
	} rows[] = {
		{"[role a]\nlabel = A\nview = mine\nconfigure = all\n", 3, "\"mine\""},
		{"[role a]\nlabel = A\nfly = all\nconfigure = all\n", 3, "fly"},
		{"[role a]\nconfigure = all\n", 1, "label"},
		{"[role]\nlabel = A\nconfigure = all\n", 1, "[role]"},
		{"[role A b]\nlabel = A\nconfigure = all\n", 1, "name"},
		{"[group a]\nlabel = A\n", 1, "[group a]"},
		{"[role a]\nlabel = A\nview = all\n", 0, "configure"},
		{"", 0, "configure"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct diags d = {0};
		assert_null(parse(rows[i].text, &d));
		bool found = false;
		for (int k = 0; k < d.n; k++)
			found |= d.at[k].line == rows[i].line && strstr(d.at[k].reason, rows[i].words);
		if (!found)
			fail_msg("row %zu: %d findings, first: %d %s", i, d.n, d.n ? d.at[0].line : -1,
				 d.n ? d.at[0].reason : "");
		diags_fini(&d);
	}
}

static void how_far_one_reaches(void **state)
{
	static const struct {
		const char *owner, *team, *office;
		bool own, in_team, in_office, all;
	} rows[] = {
		{"amina", "north", "city", true, true, true, true},
		{"amina", "", "", true, true, true, true}, /* one's own, wherever it counts */
		{"besnik", "north", "city", false, true, true, true},
		{"besnik", "south", "city", false, false, true, true},
		{"besnik", "south", "harbour", false, false, false, true},
		{"besnik", "", "", false, false, false, true},
		{"", "north", "city", false, true, true, true}, /* nobody's, in the team */
		{"", "south", "city", false, false, true, true},
		{"", "", "", false, true, true, true},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct case_ties t = {rows[i].owner, rows[i].team, rows[i].office};
		const bool want[SCOPE_COUNT] = {false, rows[i].own, rows[i].in_team, rows[i].in_office, rows[i].all};
		for (int s = 0; s < SCOPE_COUNT; s++)
			if (scope_reaches((enum scope)s, "amina", "north", "city", &t) != want[s])
				fail_msg("row %zu, %s", i, scope_name((enum scope)s));
	}
	/* Without a team of one's own, a case without a team is not "the same team". */
	struct case_ties t = {"besnik", "", ""};
	assert_false(scope_reaches(SCOPE_TEAM, "amina", "", "", &t));
	assert_false(scope_reaches(SCOPE_OFFICE, "amina", "", "", &t));
}

static void a_wider_scope_never_reaches_less(void **state)
{
	static const char *const words[] = {"", "amina", "besnik", "north", "city"};
	(void)state;
	for (int i = 0; i < 125; i++) {
		struct case_ties t = {words[i % 5], words[i / 5 % 5], words[i / 25]};
		for (int s = 1; s < SCOPE_COUNT; s++)
			if (scope_reaches((enum scope)(s - 1), "amina", "north", "city", &t))
				assert_true(scope_reaches((enum scope)s, "amina", "north", "city", &t));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roles_as_written),
		cmocka_unit_test(mistakes_are_named),
		cmocka_unit_test(how_far_one_reaches),
		cmocka_unit_test(a_wider_scope_never_reaches_less),
	};
	return cmocka_run_group_tests_name("roles", tests, NULL, NULL);
}
