/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Calendars: days that are known in both, no gap between days, and what does not exist.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sarai/base/calendar.h>

/* As ICU counts them; Bikram Sambat by published calendars (its new years). */
static void known_days_agree(void **state)
{
	static const struct {
		enum calendar c;
		int year, month, day;
		const char *iso;
	} rows[] = {
		{CALENDAR_SOLAR_HIJRI, 1309, 1, 1, "1930-03-21"},
		{CALENDAR_SOLAR_HIJRI, 1322, 12, 9, "1944-02-29"},
		{CALENDAR_SOLAR_HIJRI, 1348, 10, 10, "1969-12-31"},
		{CALENDAR_SOLAR_HIJRI, 1357, 11, 22, "1979-02-11"},
		{CALENDAR_SOLAR_HIJRI, 1374, 12, 29, "1996-03-19"},
		{CALENDAR_SOLAR_HIJRI, 1375, 1, 1, "1996-03-20"},
		{CALENDAR_SOLAR_HIJRI, 1378, 10, 11, "2000-01-01"},
		{CALENDAR_SOLAR_HIJRI, 1387, 6, 20, "2008-09-10"},
		{CALENDAR_SOLAR_HIJRI, 1387, 6, 21, "2008-09-11"},
		{CALENDAR_SOLAR_HIJRI, 1391, 6, 21, "2012-09-11"},
		{CALENDAR_SOLAR_HIJRI, 1398, 12, 29, "2020-03-19"},
		{CALENDAR_SOLAR_HIJRI, 1399, 1, 1, "2020-03-20"},
		{CALENDAR_SOLAR_HIJRI, 1402, 12, 29, "2024-03-19"},
		{CALENDAR_SOLAR_HIJRI, 1403, 1, 1, "2024-03-20"},
		{CALENDAR_SOLAR_HIJRI, 1403, 6, 21, "2024-09-11"},
		{CALENDAR_SOLAR_HIJRI, 1404, 4, 5, "2025-06-26"},
		{CALENDAR_SOLAR_HIJRI, 1405, 9, 2, "2026-11-23"},
		{CALENDAR_SOLAR_HIJRI, 1411, 10, 26, "2033-01-15"},
		{CALENDAR_HIJRI, 1348, 10, 20, "1930-03-21"},
		{CALENDAR_HIJRI, 1363, 3, 5, "1944-02-29"},
		{CALENDAR_HIJRI, 1389, 10, 21, "1969-12-31"},
		{CALENDAR_HIJRI, 1399, 3, 13, "1979-02-11"},
		{CALENDAR_HIJRI, 1416, 10, 28, "1996-03-19"},
		{CALENDAR_HIJRI, 1416, 10, 29, "1996-03-20"},
		{CALENDAR_HIJRI, 1420, 9, 24, "2000-01-01"},
		{CALENDAR_HIJRI, 1429, 9, 9, "2008-09-10"},
		{CALENDAR_HIJRI, 1429, 9, 10, "2008-09-11"},
		{CALENDAR_HIJRI, 1433, 10, 24, "2012-09-11"},
		{CALENDAR_HIJRI, 1441, 7, 24, "2020-03-19"},
		{CALENDAR_HIJRI, 1441, 7, 25, "2020-03-20"},
		{CALENDAR_HIJRI, 1445, 9, 9, "2024-03-19"},
		{CALENDAR_HIJRI, 1445, 9, 10, "2024-03-20"},
		{CALENDAR_HIJRI, 1446, 3, 7, "2024-09-11"},
		{CALENDAR_HIJRI, 1446, 12, 29, "2025-06-26"},
		{CALENDAR_HIJRI, 1448, 6, 12, "2026-11-23"},
		{CALENDAR_HIJRI, 1454, 10, 13, "2033-01-15"},
		{CALENDAR_ETHIOPIAN, 1922, 7, 12, "1930-03-21"},
		{CALENDAR_ETHIOPIAN, 1936, 6, 21, "1944-02-29"},
		{CALENDAR_ETHIOPIAN, 1962, 4, 22, "1969-12-31"},
		{CALENDAR_ETHIOPIAN, 1971, 6, 4, "1979-02-11"},
		{CALENDAR_ETHIOPIAN, 1988, 7, 10, "1996-03-19"},
		{CALENDAR_ETHIOPIAN, 1988, 7, 11, "1996-03-20"},
		{CALENDAR_ETHIOPIAN, 1992, 4, 22, "2000-01-01"},
		{CALENDAR_ETHIOPIAN, 2000, 13, 5, "2008-09-10"},
		{CALENDAR_ETHIOPIAN, 2001, 1, 1, "2008-09-11"},
		{CALENDAR_ETHIOPIAN, 2005, 1, 1, "2012-09-11"},
		{CALENDAR_ETHIOPIAN, 2012, 7, 10, "2020-03-19"},
		{CALENDAR_ETHIOPIAN, 2012, 7, 11, "2020-03-20"},
		{CALENDAR_ETHIOPIAN, 2016, 7, 10, "2024-03-19"},
		{CALENDAR_ETHIOPIAN, 2016, 7, 11, "2024-03-20"},
		{CALENDAR_ETHIOPIAN, 2017, 1, 1, "2024-09-11"},
		{CALENDAR_ETHIOPIAN, 2017, 10, 19, "2025-06-26"},
		{CALENDAR_ETHIOPIAN, 2019, 3, 14, "2026-11-23"},
		{CALENDAR_ETHIOPIAN, 2025, 5, 7, "2033-01-15"},
		{CALENDAR_BIKRAM, 1970, 1, 1, "1913-04-13"}, {CALENDAR_BIKRAM, 2000, 1, 1, "1943-04-14"},
		{CALENDAR_BIKRAM, 2051, 1, 1, "1994-04-14"}, {CALENDAR_BIKRAM, 2072, 1, 12, "2015-04-25"},
		{CALENDAR_BIKRAM, 2080, 1, 1, "2023-04-14"}, {CALENDAR_BIKRAM, 2081, 1, 1, "2024-04-13"},
		{CALENDAR_BIKRAM, 2082, 1, 1, "2025-04-14"}, {CALENDAR_BIKRAM, 2083, 1, 1, "2026-04-14"},
		{CALENDAR_GREGORIAN, 2024, 2, 29, "2024-02-29"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date d;
		char iso[DATE_TEXT];
		assert_true(calendar_date(rows[i].c, rows[i].year, rows[i].month, rows[i].day, &d));
		date_to_iso(d, iso);
		if (strcmp(iso, rows[i].iso))
			fail_msg("%s %d-%d-%d is %s, not %s", calendar_name(rows[i].c), rows[i].year, rows[i].month, rows[i].day, iso,
				 rows[i].iso);
	}
}

/* Each day is the one after the day before, over 130 years and the months and years between. */
static void days_follow_without_gap(void **state)
{
	static const int from[] = {1896, 1275, 1314, 1889, 1970}, to[] = {2026, 1405, 1448, 2019, 2083};
	for (int c = 0; c < CALENDAR_COUNT; c++) {
		struct date d;
		assert_true(calendar_date((enum calendar)c, from[c], 1, 1, &d));
		long expected = date_days(d);
		for (int y = from[c]; y <= to[c]; y++) {
			for (int m = 1; m <= CALENDAR_MONTHS; m++) {
				int days = calendar_days((enum calendar)c, y, m);
				for (int day = 1; day <= days; day++, expected++) {
					assert_true(calendar_date((enum calendar)c, y, m, day, &d));
					if (date_days(d) != expected)
						fail_msg("%s %d-%d-%d", calendar_name((enum calendar)c), y, m, day);
				}
				assert_false(calendar_date((enum calendar)c, y, m, days + 1, &d));
			}
		}
	}
}

static void what_does_not_exist_is_refused(void **state)
{
	struct date d;
	assert_false(calendar_date(CALENDAR_SOLAR_HIJRI, 1402, 12, 30, &d));
	assert_true(calendar_date(CALENDAR_SOLAR_HIJRI, 1403, 12, 30, &d)); /* a leap year */
	assert_false(calendar_date(CALENDAR_SOLAR_HIJRI, 1243, 1, 1, &d));
	assert_false(calendar_date(CALENDAR_SOLAR_HIJRI, 1473, 1, 1, &d));
	assert_false(calendar_date(CALENDAR_ETHIOPIAN, 2010, 13, 6, &d));
	assert_true(calendar_date(CALENDAR_ETHIOPIAN, 2011, 13, 6, &d));
	assert_false(calendar_date(CALENDAR_BIKRAM, 1969, 1, 1, &d));
	assert_false(calendar_date(CALENDAR_BIKRAM, 2084, 1, 1, &d)); /* not published yet */
	assert_false(calendar_date(CALENDAR_HIJRI, 1447, 2, 30, &d));
	assert_false(calendar_date(CALENDAR_HIJRI, 0, 1, 1, &d));
	assert_false(calendar_date(CALENDAR_HIJRI, 1447, 0, 3, &d));
}

static void months_and_years_are_estimates(void **state)
{
	struct date d;
	char iso[DATE_TEXT];
	assert_true(calendar_date(CALENDAR_SOLAR_HIJRI, 1373, 0, 0, &d));
	date_to_iso(d, iso);
	assert_string_equal(iso, "~1994");
	assert_true(calendar_date(CALENDAR_ETHIOPIAN, 2000, 1, 0, &d));
	date_to_iso(d, iso);
	assert_string_equal(iso, "~2007-09");
	assert_true(calendar_date(CALENDAR_GREGORIAN, 2000, 0, 0, &d));
	date_to_iso(d, iso);
	assert_string_equal(iso, "2000");
}

static void names_are_known(void **state)
{
	char text[CALENDAR_TEXT];
	enum calendar c;
	assert_int_equal(calendar_month_named(CALENDAR_SOLAR_HIJRI, "mord"), 5);
	assert_int_equal(calendar_month_named(CALENDAR_SOLAR_HIJRI, "asad"), 5); /* Afghanistan */
	assert_int_equal(calendar_month_named(CALENDAR_ETHIOPIAN, "pagume"), 13);
	assert_int_equal(calendar_month_named(CALENDAR_ETHIOPIAN, "pag"), 13);
	assert_int_equal(calendar_month_named(CALENDAR_ETHIOPIAN, "pa"), 0);
	assert_int_equal(calendar_month_named(CALENDAR_GREGORIAN, "sept"), 9);
	assert_int_equal(calendar_month_named(CALENDAR_GREGORIAN, "marchx"), 0);
	assert_int_equal(calendar_month_named(CALENDAR_BIKRAM, "mangsir"), 8);
	calendar_show(CALENDAR_SOLAR_HIJRI, 1373, 5, 2, text);
	assert_string_equal(text, "2 Mordad 1373");
	for (int i = 0; i < CALENDAR_COUNT; i++) {
		assert_true(calendar_from_name(calendar_name((enum calendar)i), &c));
		assert_int_equal(c, i);
		assert_true(*calendar_month((enum calendar)i, 12));
	}
	assert_string_equal(calendar_month(CALENDAR_HIJRI, 13), "");
	assert_false(calendar_from_name("julian", &c));
	assert_true(calendar_from_mark("ec", &c));
	assert_int_equal(c, CALENDAR_ETHIOPIAN);
	assert_false(calendar_from_mark("", &c));
	assert_false(calendar_from_mark("xx", &c));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_days_agree),		 cmocka_unit_test(days_follow_without_gap),
		cmocka_unit_test(what_does_not_exist_is_refused), cmocka_unit_test(months_and_years_are_estimates),
		cmocka_unit_test(names_are_known),
	};
	return cmocka_run_group_tests_name("base: calendars", tests, NULL, NULL);
}
