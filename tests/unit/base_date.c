/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include <sarai/base/calendar.h>
#include <sarai/base/clock.h>

/* A Monday. */
static const struct date today = {2026, 11, 23, false};

static void dates_are_read_as_typed(void **state)
{
	static const struct {
		const char *typed, *iso;
	} rows[] = {
		{"2026-11-23", "2026-11-23"}, {"23/11/2026", "2026-11-23"}, {"23.11.2026", "2026-11-23"}, {"23-11-2026", "2026-11-23"},
		{"1/2/2026", "2026-02-01"},   {"23 nov 2026", "2026-11-23"}, {"23. November 2026", "2026-11-23"},
		{"Nov 23, 2026", "2026-11-23"}, {"11/2026", "2026-11"}, {"2026-11", "2026-11"}, {"nov 2026", "2026-11"},
		{"2026", "2026"}, {"today", "2026-11-23"}, {" Today ", "2026-11-23"}, {"yesterday", "2026-11-22"},
		{"tomorrow", "2026-11-24"}, {"+7d", "2026-11-30"}, {"-2w", "2026-11-09"}, {"+1m", "2026-12-23"}, {"+3", "2026-11-26"},
		{"+1y", "2027-11-23"}, {"mon", "2026-11-30"}, {"tue", "2026-11-24"}, {"sunday", "2026-11-29"},
		{"~1994", "~1994"}, {"about 1994", "~1994"}, {"1994?", "~1994"}, {"age 32", "~1994"}, {"age 0", "~2026"},
		{"~may 1994", "~1994-05"}, {"29/2/2024", "2024-02-29"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date d;
		char iso[DATE_TEXT];
		const char *why = NULL;
		if (!date_parse(rows[i].typed, today, &d, &why))
			fail_msg("'%s' was refused: %s", rows[i].typed, why);
		date_to_iso(d, iso);
		assert_string_equal(iso, rows[i].iso);
	}
}

/* What somebody means: certain, or what is to be asked. "G" Gregorian, "S" Solar Hijri, "H" Hijri, "E" Ethiopian, "B"
 * Bikram Sambat, each with the Gregorian date. */
static void readings_are_certain_or_asked_about(void **state)
{
	static const struct {
		const char *typed;
		enum calendar own;
		bool ages;
		int when;
		const char *readings;
	} rows[] = {
		/* ages, where a birth is asked for */
		{"34", 0, true, -1, "G~1992"}, {"about 30", 0, true, -1, "G~1996"}, {"5 months", 0, true, -1, "G~2026-06"},
		{"18 months", 0, true, -1, "G~2025-05"}, {"3 weeks", 0, true, -1, "G~2026-11"}, {"1 year", 0, true, -1, "G~2025"},
		{"0", 0, true, -1, "G~2026"}, {"130", 0, true, -1, "G~1896"}, {"131", 0, true, -1, ""}, {"1994", 0, true, -1, "G1994"},
		{"34", 0, false, -1, ""}, {"age 34", 0, false, -1, "G~1992"}, {"about age 5 months", 0, true, -1, "G~2026-06"},
		/* nobody has said that they use another calendar */
		{"2010-08-12", 0, true, -1, "G2010-08-12"}, {"12/8/2010", 0, true, -1, "G2010-08-12"},
		{"1373-05-02", 0, true, -1, "S1994-07-24 H1954-01-07 G1373-05-02"}, {"1403/8/12", 0, true, -1, "S2024-11-02 H1983-05-25 G1403-08-12"},
		{"31/6/1403", 0, true, -1, "S2024-09-21"}, {"2081-03-05", 0, true, -1, "B2024-06-19 G2081-03-05"},
		{"30/2/2010", 0, true, -1, "E2017-11-09 B1953-06-12"}, {"2027", 0, false, -1, "G2027"}, {"1373", 0, true, -1, "S~1994 H~1954 G1373"},
		{"1850", 0, true, -1, ""}, {"1850", 0, false, -1, "G1850"},
		{"2060-01-01", 0, false, 1, "G2060-01-01"}, {"31/4/2026", 0, false, 0, ""}, {"31/4/2026", 0, true, -1, "B1969-08-15"},
		/* somebody's own calendar is always asked about beside the Gregorian one */
		{"12/1/2010", CALENDAR_ETHIOPIAN, true, -1, "E2017-09-22 G2010-01-12"}, {"1373-05-02", CALENDAR_SOLAR_HIJRI, true, -1, "S1994-07-24"},
		{"2050-10-10", CALENDAR_BIKRAM, true, -1, "B1994-01-23"}, {"2010", CALENDAR_ETHIOPIAN, true, -1, "E~2018 G2010"},
		/* past the end of the tables: never taken for a far Gregorian year */
		{"2084-01-05", CALENDAR_BIKRAM, false, 0, ""}, {"2084-01-05 gc", CALENDAR_BIKRAM, false, 0, "G2084-01-05"},
		{"1500-01-05", CALENDAR_SOLAR_HIJRI, false, 0, ""}, {"2084-01-05", 0, false, 0, "G2084-01-05"},
		{"34", CALENDAR_ETHIOPIAN, true, -1, "G~1992"}, {"today", CALENDAR_ETHIOPIAN, false, -1, "G2026-11-23"},
		/* said by the name of the month, or by letters behind it */
		{"12 meskerem 2010", 0, true, -1, "E2017-09-22"}, {"2 mordad 1373", 0, true, -1, "S1994-07-24"},
		{"1 tir 1380", 0, true, -1, "S2001-06-22"}, {"12 mar 2010", CALENDAR_ETHIOPIAN, true, -1, "G2010-03-12"},
		{"12/1/2010 gc", CALENDAR_ETHIOPIAN, true, -1, "G2010-01-12"}, {"12/1/2010 EC", 0, true, -1, "E2017-09-22"},
		{"1373 sh", 0, true, -1, "S~1994"}, {"about 1373 SH", 0, true, -1, "S~1994"}, {"3 ramadan 1415", 0, false, -1, "H1995-02-03"},
		{"2083-08-08 bs", 0, false, 0, "B2026-11-24"}, {"1/1/2090 bs", 0, false, 0, ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date_ask ask = {.today = today, .calendar = rows[i].own, .ages = rows[i].ages, .when = rows[i].when};
		struct date_reading r[DATE_READINGS];
		const char *why = NULL;
		char all[200] = "", iso[DATE_TEXT];
		int n = date_read(rows[i].typed, &ask, r, &why);
		for (int k = 0; k < n; k++) {
			date_to_iso(r[k].date, iso);
			snprintf(all + strlen(all), sizeof all - strlen(all), "%s%c%s", k ? " " : "", "GSHEB"[r[k].calendar], iso);
		}
		if (strcmp(all, rows[i].readings))
			fail_msg("'%s': %s, not %s", rows[i].typed, all, rows[i].readings);
		assert_true(n || why);
		assert_int_equal(date_reading_certain(r, n), n == 1 && all[0] == 'G');
	}
}

static void what_is_no_date_says_why(void **state)
{
	static const char *const rows[] = {"", " ", "x", "31/4/2026", "29/2/2026", "2026-13-01", "0/1/2026", "1/0/2026", "23/11/26",
					   "23 nov", "999999999999", "12345", "+7q", "+", "age", "age 200", "~", "1/2/3/4",
					   "\xff", "2026-11-23-", "0000", "today 2026", "+9999999d", "age 5 6",
					   "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date d = {1, 1, 1, false};
		const char *why = NULL;
		if (date_parse(rows[i], today, &d, &why))
			fail_msg("'%s' was taken for a date", rows[i]);
		assert_non_null(why);
		assert_int_equal(d.year, 1);
	}
}

static void iso_goes_both_ways(void **state)
{
	static const char *const good[] = {"2026-11-23", "2026-11", "2026", "~1994", "0001-01-01", "9999-12-31"};
	static const char *const bad[] = {"", "~", "2026-11-31", "2026-1-1", "2026-11-23 ", "0000", "2026-00", "2026-", "26", "2026-11-23T"};
	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct date d;
		char iso[DATE_TEXT];
		assert_true(date_from_iso(good[i], &d));
		date_to_iso(d, iso);
		assert_string_equal(iso, good[i]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct date d;
		assert_false(date_from_iso(bad[i], &d));
	}
}

static void days_count_without_gap(void **state)
{
	long before = date_days((struct date){1899, 12, 31, false});
	assert_int_equal(date_days((struct date){1970, 1, 1, false}), 0);
	for (long day = before; day < before + 73050; day++) {
		struct date d = date_from_days(day);
		assert_true(date_full(d));
		assert_int_equal(date_days(d), day);
	}
	assert_int_equal(date_days_last((struct date){2024, 2, 0, false}) - date_days((struct date){2024, 2, 0, false}), 28);
	assert_int_equal(date_days_last((struct date){2023, 0, 0, false}) - date_days((struct date){2023, 0, 0, false}), 364);
}

static void months_are_added_within_the_month(void **state)
{
	struct date d = date_add_months((struct date){2024, 1, 31, false}, 1);
	assert_int_equal(d.month * 100 + d.day, 229);
	d = date_add_months((struct date){2024, 1, 31, false}, -2);
	assert_int_equal(d.year * 10000 + d.month * 100 + d.day, 20231130);
}

static void ages_have_bounds(void **state)
{
	static const struct {
		struct date birth;
		int least, most;
	} rows[] = {
		{{2000, 11, 23, false}, 26, 26}, {{2000, 11, 24, false}, 25, 25}, {{2000, 0, 0, false}, 25, 26},
		{{2000, 11, 0, false}, 25, 26},	 {{2000, 5, 3, true}, 25, 26},	  {{2030, 0, 0, false}, 0, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int least, most;
		date_age(rows[i].birth, today, &least, &most);
		assert_int_equal(least, rows[i].least);
		assert_int_equal(most, rows[i].most);
	}
}

static void infants_have_an_age_in_months(void **state)
{
	static const struct {
		const char *birth;
		int months; /* -1: counted in years */
	} rows[] = {{"2026-11-23", 0}, {"2026-10-23", 1}, {"2026-10-24", 0}, {"2026-06", 5}, {"~2026-06", 5}, {"2025-01-30", 21},
		    {"2024-11-24", 23}, {"2024-11-23", -1}, {"2026", -1}, {"1994-06", -1}, {"2026-12-01", -1}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date birth;
		int months;
		assert_true(date_from_iso(rows[i].birth, &birth));
		assert_int_equal(date_age_months(birth, today, &months) ? months : -1, rows[i].months);
	}
}

static void dates_are_shown_in_words(void **state)
{
	char s[DATE_TEXT];
	date_show(today, s);
	assert_string_equal(s, "23 Nov 2026");
	date_show((struct date){2026, 11, 0, false}, s);
	assert_string_equal(s, "Nov 2026");
	date_show((struct date){1994, 0, 0, true}, s);
	assert_string_equal(s, "about 1994");
	date_show((struct date){0, 0, 0, false}, s);
	assert_string_equal(s, "");
}

static void times_go_both_ways(void **state)
{
	int64_t t;
	char s[DATE_TEXT];
	assert_true(time_from_iso("2026-11-23T21:28:40Z", &t));
	time_to_iso(t, s);
	assert_string_equal(s, "2026-11-23T21:28:40Z");
	assert_false(time_from_iso("2026-11-23T24:00:00Z", &t));
	assert_false(time_from_iso("2026-11-23 21:28:40Z", &t));
	assert_false(time_from_iso("2026-11-31T21:28:40Z", &t));
	assert_false(time_from_iso("", &t));
	setenv("TZ", "ASIA-6:30", 1);
	tzset();
	struct date local = time_date(t);
	int64_t end = time_of_day_end(local);
	assert_true(end >= t && end < t + 86400);
	struct date same = time_date(end), next = time_date(end + 1);
	assert_int_equal(date_days(same), date_days(local));
	assert_int_equal(date_days(next), date_days(local) + 1);
}

static void spans_are_short(void **state)
{
	static const struct {
		int64_t s;
		const char *want;
	} rows[] = {{0, "0 min"}, {2700, "45 min"}, {-2700, "45 min"}, {3600, "1h"}, {47 * 3600, "47h"}, {48 * 3600, "2 days"}, {3 * 86400 - 1, "3 days"}, {3 * 86400, "3 days"}, {60 * 3600 - 1, "2 days"}, {60 * 3600, "3 days"}, {21 * 86400 - 1, "21 days"}, {21 * 86400, "3 weeks"}, {35 * 86400, "5 weeks"}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char s[DATE_TEXT];
		time_span(rows[i].s, s);
		assert_string_equal(s, rows[i].want);
	}
}

static void ids_sort_by_their_making(void **state)
{
	int64_t now = 1795000000;
	uint64_t seed = 5;
	struct clock c = clock_fixed(&now);
	struct ids g;
	char before[ID_TEXT] = "", id[ID_TEXT];
	ids_init_seeded(&g, &c, &seed);
	for (int i = 0; i < 2000; i++) {
		id_new(&g, id);
		assert_int_equal(strlen(id), ID_TEXT - 1);
		assert_true(strcmp(before, id) < 0);
		strcpy(before, id);
		now += i % 50 == 0;
		now -= i % 500 == 0; /* a clock set back must not break the order */
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates_are_read_as_typed), cmocka_unit_test(what_is_no_date_says_why), cmocka_unit_test(readings_are_certain_or_asked_about),
		cmocka_unit_test(iso_goes_both_ways),	   cmocka_unit_test(days_count_without_gap),
		cmocka_unit_test(months_are_added_within_the_month), cmocka_unit_test(ages_have_bounds),
		cmocka_unit_test(infants_have_an_age_in_months), cmocka_unit_test(dates_are_shown_in_words), cmocka_unit_test(times_go_both_ways),
		cmocka_unit_test(spans_are_short),	   cmocka_unit_test(ids_sort_by_their_making),
	};
	return cmocka_run_group_tests_name("base_date", tests, NULL, NULL);
}
