/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Care windows: what runs, what is over, what is left; and never more than there is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <sarai/base/units.h>
#include <sarai/model/clinical.h>

#define AT(text) at_time(text)

static const int hours[CARE_COUNT] = {72, 120};

static int64_t at_time(const char *iso)
{
	int64_t t;
	assert_true(time_from_iso(iso, &t));
	return t;
}

static void windows_run_until_they_are_answered_or_over(void **state)
{
	static const struct {
		int since_h; /* now, in hours after it happened */
		bool pep, contraception;
		enum care_phase phase[CARE_COUNT];
		int next;
		bool closed;
		int due_h; /* after it happened; 0: nothing */
	} rows[] = {
		{0, false, false, {CARE_RUNNING, CARE_RUNNING}, CARE_PEP, false, 72},
		{71, false, false, {CARE_RUNNING, CARE_RUNNING}, CARE_PEP, false, 72},
		{72, false, false, {CARE_OVER, CARE_RUNNING}, CARE_CONTRACEPTION, false, 120},
		{119, false, false, {CARE_OVER, CARE_RUNNING}, CARE_CONTRACEPTION, false, 120},
		{120, false, false, {CARE_OVER, CARE_OVER}, -1, true, 120},
		{500, false, false, {CARE_OVER, CARE_OVER}, -1, true, 120},
		{10, true, false, {CARE_ANSWERED, CARE_RUNNING}, CARE_CONTRACEPTION, false, 120},
		{10, false, true, {CARE_RUNNING, CARE_ANSWERED}, CARE_PEP, false, 72},
		{80, false, true, {CARE_OVER, CARE_ANSWERED}, -1, true, 72},
		{10, true, true, {CARE_ANSWERED, CARE_ANSWERED}, -1, false, 0},
		{500, true, true, {CARE_ANSWERED, CARE_ANSWERED}, -1, false, 0},
	};
	int64_t then = AT("2026-11-20T22:00:00Z");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct care_facts f = {then, {rows[i].pep, rows[i].contraception}};
		struct care_clock c;
		care_evaluate(hours, &f, then + rows[i].since_h * (int64_t)HOUR, &c);
		for (int k = 0; k < CARE_COUNT; k++) {
			assert_int_equal(c.phase[k], rows[i].phase[k]);
			assert_int_equal(c.until[k], then + hours[k] * (int64_t)HOUR);
		}
		assert_int_equal(c.next, rows[i].next);
		assert_int_equal(c.closed, rows[i].closed);
		assert_int_equal(c.due, rows[i].due_h ? then + rows[i].due_h * (int64_t)HOUR : 0);
	}
}

static void without_a_time_no_clock_runs(void **state)
{
	struct care_facts f = {0};
	struct care_clock c;
	care_evaluate(hours, &f, AT("2026-11-20T22:00:00Z"), &c);
	assert_int_equal(c.next, -1);
	assert_false(c.closed);
	assert_int_equal(c.due, 0);
}

static void the_clock_never_shows_more_than_there_is(void **state)
{
	static const struct {
		struct date day;
		int hour;
		const char *happened;
	} rows[] = {
		{{2026, 11, 22, false}, 21, "2026-11-22T21:00:00Z"}, {{2026, 11, 22, false}, 0, "2026-11-22T00:00:00Z"},
		{{2026, 11, 22, false}, -1, "2026-11-22T00:00:00Z"}, /* the hour is not known */
		{{2026, 11, 0, false}, -1, "2026-11-01T00:00:00Z"},  {{2026, 11, 23, false}, 8, "2026-11-23T08:00:00Z"},
		{{2026, 11, 23, false}, 23, "2026-11-23T09:30:00Z"}, /* later than now: now */
	};
	int64_t now = AT("2026-11-23T09:30:00Z");
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(care_happened(rows[i].day, rows[i].hour, now), AT(rows[i].happened));
}

static void what_is_left_is_rounded_down_and_counted_in_minutes_at_the_end(void **state)
{
	static const struct {
		int seconds;
		const char *words;
	} rows[] = {
		{58 * HOUR, "58h"},	   {15 * HOUR - 1, "14h"},	    {2 * HOUR, "2h"},
		{2 * HOUR - 1, "119 min"}, {95 * 60 + 59, "95 min"},	    {59, "0 min"},
		{0, "over since 0 min"},   {-90 * 60, "over since 90 min"}, {-3 * HOUR, "over since 3h"},
	};
	int64_t now = AT("2026-11-23T09:30:00Z");
	char left[DATE_TEXT];
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		care_left(now + rows[i].seconds, now, left);
		assert_string_equal(left, rows[i].words);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(windows_run_until_they_are_answered_or_over),
		cmocka_unit_test(without_a_time_no_clock_runs),
		cmocka_unit_test(the_clock_never_shows_more_than_there_is),
		cmocka_unit_test(what_is_left_is_rounded_down_and_counted_in_minutes_at_the_end),
	};
	return cmocka_run_group_tests_name("model_clinical", tests, NULL, NULL);
}
