/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a level below the calculated one needs, and which level counts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/model/level.h>

enum { NONE = -1, LOW, MEDIUM, HIGH };

static void what_a_lower_level_needs(void **state)
{
	static const struct {
		struct level_facts f;
		enum level_need need;
	} rows[] = {
		{{HIGH, NONE, NONE, NONE, HIGH}, LEVEL_NEEDS_NOTHING},
		{{HIGH, HIGH, HIGH, HIGH, HIGH}, LEVEL_NEEDS_NOTHING},
		{{LOW, HIGH, NONE, LOW, HIGH}, LEVEL_NEEDS_NOTHING},
		{{HIGH, MEDIUM, NONE, NONE, HIGH}, LEVEL_NEEDS_REASON},
		{{HIGH, MEDIUM, MEDIUM, MEDIUM, HIGH}, LEVEL_NEEDS_REASON},
		{{HIGH, MEDIUM, HIGH, NONE, HIGH}, LEVEL_NEEDS_APPROVAL},	/* under a floor */
		{{MEDIUM, LOW, MEDIUM, NONE, HIGH}, LEVEL_NEEDS_APPROVAL},
		{{HIGH, LOW, NONE, NONE, HIGH}, LEVEL_NEEDS_APPROVAL},		/* two steps */
		{{HIGH, MEDIUM, NONE, HIGH, HIGH}, LEVEL_NEEDS_APPROVAL},	/* down from the highest */
		{{MEDIUM, LOW, NONE, HIGH, HIGH}, LEVEL_NEEDS_APPROVAL},
		{{MEDIUM, LOW, NONE, MEDIUM, HIGH}, LEVEL_NEEDS_REASON},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (level_need(&rows[i].f) != rows[i].need)
			fail_msg("row %zu: %s", i, level_need_name(level_need(&rows[i].f)));
	}
}

/* For every case: no need is dropped by assigning lower, and only an approval lets a level count that needs one. */
static void it_never_gets_easier_by_going_lower(void **state)
{
	(void)state;
	for (int calculated = LOW; calculated <= HIGH; calculated++) {
		for (int floor = NONE; floor <= calculated; floor++) {
			for (int before = NONE; before <= HIGH; before++) {
				enum level_need last = LEVEL_NEEDS_APPROVAL;
				for (int assigned = LOW; assigned <= HIGH; assigned++) {
					struct level_facts f = {calculated, assigned, floor, before, HIGH};
					enum level_need need = level_need(&f);
					assert_true(need <= last);
					last = need;
					assert_int_equal(level_counts(calculated, assigned, need, true), assigned);
					assert_int_equal(level_counts(calculated, assigned, need, false),
							 need == LEVEL_NEEDS_APPROVAL ? calculated : assigned);
				}
			}
		}
	}
}

static void names_come_back(void **state)
{
	(void)state;
	assert_int_equal(level_need_from_name("approval"), LEVEL_NEEDS_APPROVAL);
	assert_int_equal(level_need_from_name("reason"), LEVEL_NEEDS_REASON);
	assert_int_equal(level_need_from_name(""), LEVEL_NEEDS_NOTHING);
	assert_int_equal(level_need_from_name("whatever"), LEVEL_NEEDS_NOTHING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_lower_level_needs),
		cmocka_unit_test(it_never_gets_easier_by_going_lower),
		cmocka_unit_test(names_come_back),
	};
	return cmocka_run_group_tests_name("levels below the calculated one", tests, NULL, NULL);
}
