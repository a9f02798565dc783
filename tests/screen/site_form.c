/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A field that a site adds to a shipped form with `search`, `list` and `export`: found by it, shown in lists, exported.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/builtin.h>
#include <sarai/base/str.h>
#include <sarai/model/permit.h>
#include <sarai/report/reporting_csv.h>

#include "lib/screen_env.h"

static void add_field(struct screen_env *r)
{
	const struct builtin_file *f = builtin_get("forms/person.ini");
	struct str s = {0};
	assert_non_null(f);
	str_add_n(&s, (const char *)f->data, f->size);
	str_add(&s, "\n[field unhcr_number]\ntype = text\nlabel = UNHCR number\nmax = 30\nsearch = yes\nlist = yes\n"
		    "export = yes\n");
	screen_env_site(r, "forms/person.ini", str_text(&s));
	str_fini(&s);
}

static void read_file(const char *path, char *out, size_t size)
{
	FILE *f = fopen(path, "re");
	assert_non_null(f);
	out[fread(out, 1, size - 1, f)] = 0;
	fclose(f);
}

static void a_number_of_another_agency_is_found_listed_and_exported(void **state)
{
	struct screen_env *r = *state;
	struct reporting_tally t;
	struct err e = {0};
	char id[ID_TEXT], other[ID_TEXT], path[128], text[512];
	add_field(r);
	screen_env_fill(r, "person", NULL, id, "name", "Amara Example", "unhcr_number", "123-45C00001");
	screen_env_fill(r, "person", NULL, other, "name", "Binta Example", "unhcr_number", "123-45C00002");
	screen_env_fill(r, "screening", id, NULL, "consent", "consents", "decision", "assess");
	screen_env_fill(r, "assessment", id, NULL, "assigned", "high", "assigned_reason", "He is near", "finished", "yes");
	screen_env_home(r);
	screen_env_keys(r, "1123-45C00001");
	screen_env_sees(r, "Amara Example");
	screen_env_keys(r, "<Esc>");
	screen_env_home(r);
	screen_env_keys(r, "2");
	screen_env_top(r, "cases");
	screen_env_keys(r, "<Home>");
	screen_env_sees(r, "123-45C0000");
	r->now += 3600;
	screen_env_fill(r, "consent", id, NULL, "consent", "consents", "given_on", "2026-11-23",
			"given_by", "person", "informed", "purpose withdraw", "purposes", "statistics", "recipients", "research", "method",
			"spoken", "certified", "yes");
	snprintf(path, sizeof path, "%s/out.csv", r->folder);
	assert_true(records_export(&r->session, "person", "research", path, &t, &e));
	read_file(path, text, sizeof text);
	assert_non_null(strstr(text, "CaseNumber,date,unhcr_number\r\n"));
	assert_non_null(strstr(text, ",123-45C00001\r\n"));
	assert_null(strstr(text, "123-45C00002"));
	assert_int_equal(t.refused, 1);
	assert_false(records_export(&r->session, "person", "nobody", path, &t, &e));
	r->session.permits &= ~PERMIT_BIT(PERMIT_EXPORT_CASES);
	assert_false(records_export(&r->session, "person", "research", path, &t, &e));
	assert_int_equal(e.code, ERR_DENIED);
}

/* Whoever may not see names sees no such number either. */
static void without_names_the_number_is_hidden_too(void **state)
{
	struct screen_env *r = *state;
	add_field(r);
	screen_env_fill(r, "person", NULL, NULL, "name", "Amara Example", "unhcr_number", "123-45C00001");
	screen_env_home(r);
	screen_env_keys(r, "3<Home>");
	screen_env_sees(r, "Amara Example");
	r->session.permits &= ~PERMIT_BIT(PERMIT_NAMES);
	r->session.scope[PERMIT_NAMES] = SCOPE_NONE;
	screen_env_restart(r);
	screen_env_keys(r, "3<Home>");
	screen_env_sees_not(r, "123-45C00001");
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, screen_env_set_up, screen_env_tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_number_of_another_agency_is_found_listed_and_exported),
		TEST(without_names_the_number_is_hidden_too),
	};
	return cmocka_run_group_tests_name("a site's own fields", tests, NULL, NULL);
}
