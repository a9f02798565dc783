/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Figures: columns, age bands, and that too few are never told, nor how few.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <sarai/model/statistics.h>

static void columns_are_named_once(void **state)
{
	static const struct {
		const char *names;
		int n;
		const char *bad;
	} rows[] = {
		{"year sex age", 3, ""},
		{"  level  country ", 2, ""},
		{"sex", 1, ""},
		{"year year", 0, "year"},
		{"sex name", 0, "name"},
		{"sex birth_date age", 0, "birth_date age"},
		{"", 0, ""},
		{"   ", 0, ""},
		{"Sex", 0, "Sex"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum stat_column out[STAT_COUNT];
		const char *bad;
		assert_int_equal(stat_columns(rows[i].names, out, &bad), rows[i].n);
		assert_string_equal(bad, rows[i].bad);
	}
	for (int i = 0; i < STAT_COUNT; i++) {
		enum stat_column c;
		assert_true(stat_from_name(stat_name((enum stat_column)i), &c));
		assert_int_equal(c, i);
		assert_true(*stat_words(c));
	}
}

static void ages_become_bands(void **state)
{
	static const struct {
		const char *birth, *band;
	} rows[] = {
		{"", "unknown"},	 {"2026-11-23", "0-8"},	  {"2017-11-24", "0-8"},   {"2017-11-23", "9-17"},
		{"2008-11-24", "9-17"},	 {"2008-11-23", "18-20"}, {"2005-11-23", "21-23"}, {"2002-11-23", "24-26"},
		{"1999-11-23", "27-29"}, {"1996-11-23", "30-38"}, {"1987-11-23", "39-47"}, {"1978-11-23", "48+"},
		{"1926", "48+"},	 {"2006", "18-20"},	  {"2017", "child"},	   {"1996", "adult"},
		{"2008", "unknown"}, /* 17 or 18 */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date birth = {0};
		if (*rows[i].birth)
			assert_true(date_from_iso(rows[i].birth, &birth));
		const char *band = stat_age_band(birth, (struct date){2026, 11, 23, false});
		if (strcmp(band, rows[i].band))
			fail_msg("%s: %s, not %s", rows[i].birth, band, rows[i].band);
	}
}

static void add(struct stat_case *at, int *n, int times, const char *sex, const char *level)
{
	for (int i = 0; i < times; i++) {
		at[*n] = (struct stat_case){0};
		stat_case_set(&at[*n], STAT_SEX, sex);
		stat_case_set(&at[*n], STAT_LEVEL, level);
		(*n)++;
	}
}

static void fewer_than_k_are_not_told(void **state)
{
	static const enum stat_column both[] = {STAT_SEX, STAT_LEVEL};
	struct stat_case at[60];
	struct stat_table t;
	int n = 0;
	add(at, &n, 11, "female", "high");
	add(at, &n, 10, "female", "low");
	add(at, &n, 12, "male", "high");
	add(at, &n, 1, "male", "");
	add(at, &n, 5, "female", "high"); /* they need not stand together */
	stat_count(at, n, both, 2, 11, &t);
	assert_int_equal(t.n, 2);
	assert_string_equal(t.at[0].value[0], "female");
	assert_string_equal(t.at[0].value[1], "high");
	assert_int_equal(t.at[0].cases, 16);
	assert_string_equal(t.at[1].value[0], "male");
	assert_int_equal(t.at[1].cases, 12);
	assert_int_equal(t.total, 39);
	assert_int_equal(t.kept_back, 11);
	assert_int_equal(t.combinations, 2);
	assert_true(t.told);
	stat_table_fini(&t);
	/* By one column: the one case without a level could be told from the total. */
	stat_count(at, n, both + 1, 1, 10, &t);
	assert_int_equal(t.n, 2);
	assert_int_equal(t.kept_back, 1);
	assert_false(t.told);
	stat_table_fini(&t);
	stat_count(at, n, both, 2, 1, &t);
	assert_int_equal(t.n, 4);
	assert_int_equal(t.kept_back, 0);
	assert_true(t.told);
	stat_table_fini(&t);
	stat_count(at, 0, both, 2, 11, &t);
	assert_int_equal(t.n, 0);
	stat_table_fini(&t);
	for (int i = 0; i < n; i++)
		stat_case_fini(&at[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(columns_are_named_once),
		cmocka_unit_test(ages_become_bands),
		cmocka_unit_test(fewer_than_k_are_not_told),
	};
	return cmocka_run_group_tests_name("model: figures", tests, NULL, NULL);
}
