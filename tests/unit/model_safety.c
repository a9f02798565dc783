/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ratings of the safety assessment, and when the supervisor is told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include <sarai/model/safety.h>

static void the_whole_is_as_grave_as_its_gravest_part(void **state)
{
	static const struct {
		const char *parts[6];
		enum safety_rating overall;
	} rows[] = {
		{{"", "", "", "", "", ""}, SAFETY_NONE},
		{{"unknown", "not-applicable", "", "declined", "", "nonsense"}, SAFETY_NONE},
		{{"low", "low", "low", "low", "low", "low"}, SAFETY_LOW},
		{{"low", "low", "medium", "low", "unknown", ""}, SAFETY_MEDIUM},
		{{"low", "low", "low", "low", "low", "high"}, SAFETY_HIGH},
		{{"high", "low", "low", "low", "low", "low"}, SAFETY_HIGH},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		enum safety_rating parts[6];
		for (int k = 0; k < 6; k++)
			parts[k] = safety_rating_from(rows[i].parts[k]);
		assert_int_equal(safety_overall(parts, 6), rows[i].overall);
	}
	assert_int_equal(safety_overall(NULL, 0), SAFETY_NONE);
	assert_string_equal(safety_rating_words(SAFETY_NONE), "not rated");
}

static void the_supervisor_is_told_of_thoughts_plans_means_attempts(void **state)
{
	static const struct {
		struct self_harm_facts f;
		bool tell, stay;
	} rows[] = {
		{{"", "", "", ""}, false, false},
		{{"never", "no", "no", "no"}, false, false},
		{{"past", "no", "no", "no"}, false, false},
		{{"declined", "", "", ""}, false, false},
		{{"current", "no", "no", "no"}, true, false},
		{{"current", "unknown", "declined", ""}, true, false},
		{{"current", "yes", "no", "no"}, true, true},
		{{"past", "yes", "no", "no"}, true, true},
		{{"past", "no", "yes", "no"}, true, true},
		{{"declined", "no", "no", "yes"}, true, true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		assert_int_equal(self_harm_tell(&rows[i].f), rows[i].tell);
		assert_int_equal(self_harm_stay(&rows[i].f), rows[i].stay);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_whole_is_as_grave_as_its_gravest_part),
		cmocka_unit_test(the_supervisor_is_told_of_thoughts_plans_means_attempts),
	};
	return cmocka_run_group_tests_name("model_safety", tests, NULL, NULL);
}
