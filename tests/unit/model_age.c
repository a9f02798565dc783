/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who is presumed to be a child; when papers say otherwise; the band that is kept where nobody is named.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/model/age.h>

static const struct date today = {2026, 11, 23, false};

static struct date iso(const char *text)
{
	struct date d = {0};
	if (*text && !date_from_iso(text, &d))
		fail_msg("not a date: %s", text);
	return d;
}

static void a_child_is_who_says_so_or_may_be(void **state)
{
	static const struct {
		const char *declared;
		bool disputed, child;
		const char *band;
	} rows[] = {
		{"", false, false, "unknown"},
		{"", true, true, "child"},
		{"2010-05-01", false, true, "child"},
		{"2008-11-24", false, true, "child"},  /* 18 tomorrow */
		{"2008-11-23", false, false, "adult"}, /* 18 today */
		{"2008-11-22", false, false, "adult"},
		{"2008-11", false, true, "child"}, /* may be either: the benefit of the doubt */
		{"2008", false, true, "child"},
		{"~2008", false, true, "child"},
		{"2007", false, false, "adult"},
		{"~2008-01-01", false, true, "child"}, /* an estimate is good to the year at best */
		{"1999", true, true, "child"},	       /* says adult, somebody doubts it */
		{"2011", true, true, "child"},
		{"2030", false, true, "child"}, /* a slip of the pen takes nobody's protection away */
		{"1966-11-24", false, false, "adult"},
		{"1966-11-23", false, false, "older"},
		{"~1966", false, false, "adult"},
		{"1930", false, false, "older"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct date d = iso(rows[i].declared);
		if (age_is_child(d, rows[i].disputed, today) != rows[i].child)
			fail_msg("row %zu, %s", i, rows[i].declared);
		assert_string_equal(age_band(d, rows[i].disputed, today), rows[i].band);
	}
}

static void papers_differ_only_beyond_doubt(void **state)
{
	static const struct {
		const char *declared, *papers;
		bool differ;
	} rows[] = {
		{"", "", false},
		{"2010", "", false},
		{"", "1999", false},
		{"2010", "2000-01-01", true},
		{"2000-01-01", "2010", true},
		{"2010", "2009", false},
		{"1990", "1980", false},
		{"2008", "2000", false}, /* 17 or 18: no contradiction yet */
		{"2009-01-01", "2008", false},
		{"2009-01-01", "2007", true},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (age_papers_differ(iso(rows[i].declared), iso(rows[i].papers), today) != rows[i].differ)
			fail_msg("row %zu: %s and %s", i, rows[i].declared, rows[i].papers);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_child_is_who_says_so_or_may_be),
		cmocka_unit_test(papers_differ_only_beyond_doubt),
	};
	return cmocka_run_group_tests_name("model: age", tests, NULL, NULL);
}
