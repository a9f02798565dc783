/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The clock of an urgent flag, as tables: what a response does to it, what must agree, and that nothing sets it back.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <sarai/base/units.h>
#include <sarai/model/urgent.h>

#define T0 INT64_C(1795424400) /* 23 November 2026, 09:00 UTC */
#define TONIGHT 24

static void a_response_ends_the_clock_only_when_the_person_is_safe(void **state)
{
	static const struct {
		bool asked;
		const char *done, *outcome, *safe, *informed;
		bool ended;
		enum urgent_effect effect;
		bool not_safe;
	} rows[] = {
		{true, "Acted", "helped", "yes", "", false, URGENT_ENDS, false},
		{true, "Acted", "", "yes", "", false, URGENT_ENDS, false},
		{true, "Acted", "helped", "partly", "", false, URGENT_UNTIL, false},
		{true, "Acted", "helped", "no", "", false, URGENT_RUNS, true},
		{true, "Acted", "helped", "unknown", "", false, URGENT_RUNS, true},
		{true, "Acted", "helped", "declined", "", false, URGENT_RUNS, true},
		{true, "Acted", "helped", "", "", false, URGENT_RUNS, true},
		{true, "", "helped", "yes", "", false, URGENT_RUNS, false},
		{true, "Told", "care-declined", "yes", "yes", false, URGENT_ENDS, false},
		{true, "Told", "care-declined", "no", "yes", false, URGENT_ENDS, true},
		{true, "Told", "care-declined", "yes", "no", false, URGENT_RUNS, false},
		{true, "Told", "care-declined", "yes", "", false, URGENT_RUNS, false},
		{true, "Gone", "moved", "yes", "", false, URGENT_ENDS, false},
		{true, "Gone", "moved", "unknown", "", false, URGENT_ENDS, true},
		{true, "Gone", "contact-lost", "", "", false, URGENT_CONFIRM, false},
		{true, "Gone", "contact-lost", "", "", true, URGENT_ENDS, false},
		{true, "Gone", "died", "", "", false, URGENT_CONFIRM, false},
		{true, "Gone", "died", "", "", true, URGENT_ENDS, false},
		/* Answers to a form that had no outcome. */
		{false, "Acted", "", "", "", false, URGENT_RUNS, false},
		{false, "Acted", "", "yes", "", false, URGENT_ENDS, false},
		{false, "Acted", "", "no", "", false, URGENT_RUNS, false},
		{false, "Acted", "", "unknown", "", false, URGENT_RUNS, false},
		{false, "Acted", "", "partly", "", false, URGENT_UNTIL, false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct urgent_said said = {.asked = rows[i].asked,
					   .done = rows[i].done,
					   .outcome = rows[i].outcome,
					   .safe = rows[i].safe,
					   .informed = rows[i].informed,
					   .at = T0,
					   .ended = rows[i].ended};
		int64_t until;
		enum urgent_effect effect = urgent_effect_of(&said, TONIGHT, &until);
		if (effect != rows[i].effect || urgent_not_safe(&said) != rows[i].not_safe)
			fail_msg("row %zu: effect %d, not safe %d", i, effect, urgent_not_safe(&said));
	}
}

static void tonight_has_an_end(void **state)
{
	struct urgent_said said = {.asked = true, .done = "Shelter", .outcome = "helped", .safe = "partly", .at = T0};
	int64_t until;
	(void)state;
	said.until = T0 + 10 * HOUR;
	assert_int_equal(urgent_effect_of(&said, TONIGHT, &until), URGENT_UNTIL);
	assert_int_equal(until, T0 + 10 * HOUR);
	said.until = T0 + 300 * HOUR;
	urgent_effect_of(&said, TONIGHT, &until);
	assert_int_equal(until, T0 + TONIGHT * HOUR);
	said.until = 0;
	urgent_effect_of(&said, TONIGHT, &until);
	assert_int_equal(until, T0 + TONIGHT * HOUR);
}

/* ---- the clock ---- */

#define Y(h) {URGENT_YES, T0 + (h) * HOUR, URGENT_RUNS, 0, false, false}
#define N(h) {URGENT_NO, T0 + (h) * HOUR, URGENT_RUNS, 0, false, false}
#define R(h, effect) {URGENT_RESPONSE, T0 + (h) * HOUR, effect, 0, true, true}
#define UNTIL(h, end) {URGENT_RESPONSE, T0 + (h) * HOUR, URGENT_UNTIL, T0 + (end) * HOUR, true, true}

static void the_clock_runs_as_the_events_say(void **state)
{
	static const struct {
		const char *what;
		struct urgent_event events[6];
		int n, since, due; /* hours after T0; since -1: no clock runs */
	} rows[] = {
		{"never raised", {N(0)}, 1, -1, 0},
		{"raised", {Y(0)}, 1, 0, 4},
		{"raised again: the earliest counts", {Y(3), Y(0)}, 2, 0, 4},
		{"taken back", {Y(0), N(1)}, 2, -1, 0},
		{"of one time, yes counts", {N(1), Y(1)}, 2, 1, 5},
		{"safe", {Y(0), R(1, URGENT_ENDS)}, 2, -1, 0},
		{"not safe: nothing has changed", {Y(0), R(1, URGENT_RUNS)}, 2, 0, 4},
		{"waits for the supervisor", {Y(0), R(1, URGENT_CONFIRM)}, 2, 0, 4},
		{"safe, and raised again", {Y(0), R(1, URGENT_ENDS), Y(2)}, 3, 2, 6},
		{"carried over with its time", {Y(0), R(1, URGENT_ENDS), Y(0)}, 3, -1, 0},
		{"for tonight", {Y(0), UNTIL(1, 12)}, 2, 0, 12},
		{"for tonight, then not safe", {Y(0), UNTIL(1, 12), R(2, URGENT_RUNS)}, 3, 0, 4},
		{"for tonight, then safe", {Y(0), UNTIL(1, 12), R(2, URGENT_ENDS)}, 3, -1, 0},
		{"not safe after all", {Y(0), R(1, URGENT_ENDS), R(5, URGENT_RUNS)}, 3, 5, 9},
		{"a response before the flag", {R(0, URGENT_ENDS), Y(1)}, 2, 1, 5},
		{"of one time, the response answers", {R(1, URGENT_ENDS), Y(1)}, 2, -1, 0},
		{"about a flag taken back", {Y(0), N(1), R(2, URGENT_RUNS)}, 3, -1, 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct urgent_event events[6];
		struct urgent_clock c;
		memcpy(events, rows[i].events, sizeof events);
		urgent_clock_run(events, rows[i].n, &(struct urgent_rule){.seconds = 4 * HOUR}, &c);
		bool as_expected = rows[i].since < 0 ? !c.open
						     : c.open && c.since == T0 + rows[i].since * HOUR &&
							       c.due == T0 + rows[i].due * HOUR;
		if (!as_expected)
			fail_msg("%s: open %d, since %ld, due %ld", rows[i].what, c.open, (long)(c.since - T0) / HOUR,
				 (long)(c.due - T0) / HOUR);
	}
}

static void a_safe_response_waits_for_what_must_agree(void **state)
{
	static const struct {
		struct urgent_event response;
		bool own;
		int own_at; /* hours after T0; -1: not yet */
		bool contradicted, open;
	} rows[] = {
		{R(1, URGENT_ENDS), false, -1, false, false},
		{R(1, URGENT_ENDS), true, -1, false, true},
		{R(1, URGENT_ENDS), true, 0, false, false},
		{R(1, URGENT_ENDS), true, 3, false, false}, /* filled in afterwards */
		{R(1, URGENT_ENDS), true, 2, true, true},
		{R(1, URGENT_ENDS), false, -1, true, true},
		/* Care declined: the record of its own is waited for, and nobody has said that the person is safe. */
		{{URGENT_RESPONSE, T0 + HOUR, URGENT_ENDS, 0, true, false}, true, -1, true, true},
		{{URGENT_RESPONSE, T0 + HOUR, URGENT_ENDS, 0, true, false}, true, 1, true, false},
		/* Moved, died, or from before the questions were asked. */
		{{URGENT_RESPONSE, T0 + HOUR, URGENT_ENDS, 0, false, false}, true, -1, true, false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct urgent_event events[2] = {Y(0), rows[i].response};
		struct urgent_clock c;
		urgent_clock_run(events, 2,
				 &(struct urgent_rule){.seconds = HOUR,
						       .own = rows[i].own,
						       .own_at = rows[i].own_at < 0 ? 0 : T0 + rows[i].own_at * HOUR,
						       .contradicted = rows[i].contradicted},
				 &c);
		if (c.open != rows[i].open)
			fail_msg("row %zu: open %d", i, c.open);
	}
}

/* ---- records that must agree ---- */

static struct pairs answers_of(const char *const *fields)
{
	struct pairs a = {0};
	for (; *fields; fields += 2)
		pairs_set(&a, fields[0], fields[1]);
	return a;
}
#define ANSWERS(...) answers_of((const char *const[]){__VA_ARGS__, NULL})

static void suicide_and_sexual_violence_need_their_own_record(void **state)
{
	struct urgent_others o = {0};
	(void)state;
	assert_string_equal(urgent_own_kind("suicide_plan"), "self-harm");
	assert_string_equal(urgent_own_kind("suicide_self_harm"), "self-harm");
	assert_string_equal(urgent_own_kind("sexual_violence"), "sexual-violence-care");
	assert_null(urgent_own_kind("no_safe_place"));
	assert_false(urgent_own_complete("suicide_plan", &o));
	assert_false(urgent_own_complete("sexual_violence", &o));
	assert_true(urgent_own_complete("no_safe_place", &o));
	struct pairs talk = ANSWERS("thoughts", "current", "plan", "no", "means", "yes", "attempt", "no", "not_alone",
				    "yes", "specialist", "asked");
	o.self_harm = &talk;
	assert_false(urgent_own_complete("suicide_plan", &o)); /* and the means? */
	pairs_set(&talk, "means_away", "yes");
	assert_true(urgent_own_complete("suicide_plan", &o));
	pairs_set(&talk, "attempt", NULL);
	assert_false(urgent_own_complete("suicide_plan", &o));
	pairs_set(&talk, "thoughts", "past");
	assert_true(urgent_own_complete("suicide_plan", &o));
	pairs_set(&talk, "thoughts", "unknown"); /* could not be asked */
	assert_false(urgent_own_complete("suicide_plan", &o));
	struct pairs care = ANSWERS("happened_on", "2026-11-22", "pep", "arranged");
	o.care = &care;
	assert_false(urgent_own_complete("sexual_violence", &o));
	pairs_set(&care, "contraception", "declined");
	assert_true(urgent_own_complete("sexual_violence", &o));
	pairs_clear(&talk);
	pairs_clear(&care);
}

static void what_contradicts_safe_is_named(void **state)
{
	static const struct {
		const char *flag, *field, *value;
		bool child, contradicts;
	} rows[] = {
		{"suicide_plan", "means_away", "no", false, true},
		{"suicide_plan", "means_away", "unknown", false, true},
		{"suicide_plan", "means_away", "yes", false, false},
		{"suicide_self_harm", "means_away", "no", false, true},
		{"suicide_self_harm", "not_alone", "no", false, true},
		{"suicide_self_harm", "thoughts", "never", false, true},
		{"suicide_self_harm", "thoughts", "past", false, false},
		{"unaccompanied_child", "with_abuser", "yes", true, true},
		{"unaccompanied_child", "care", "none", true, true},
		{"unaccompanied_child", "care", "foster", true, false},
		{"no_safe_place", "means_away", "no", false, false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct pairs a = ANSWERS(rows[i].field, rows[i].value);
		struct urgent_others o = {0};
		*(rows[i].child ? &o.child : &o.self_harm) = &a;
		if ((urgent_contradiction(rows[i].flag, &o) != NULL) != rows[i].contradicts)
			fail_msg("row %zu", i);
		pairs_clear(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_response_ends_the_clock_only_when_the_person_is_safe),
		cmocka_unit_test(tonight_has_an_end),
		cmocka_unit_test(the_clock_runs_as_the_events_say),
		cmocka_unit_test(a_safe_response_waits_for_what_must_agree),
		cmocka_unit_test(suicide_and_sexual_violence_need_their_own_record),
		cmocka_unit_test(what_contradicts_safe_is_named),
	};
	return cmocka_run_group_tests_name("model_urgent", tests, NULL, NULL);
}
