/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <sarai/base/diag.h>
#include <sarai/base/names.h>

static void few_and_many_names_are_found(void **state)
{
	static char name[3000][16];
	struct names x = {0};
	assert_int_equal(names_find(&x, "a"), -1);
	for (int i = 0; i < 3000; i++) {
		snprintf(name[i], sizeof name[i], "n%d", i);
		assert_int_equal(names_find(&x, name[i]), -1);
		names_put(&x, name[i], 7 * i);
		for (int k = i < 40 ? 0 : i - 3; k <= i; k++)
			assert_int_equal(names_find(&x, name[k]), 7 * k);
	}
	for (int i = 0; i < 3000; i++)
		assert_int_equal(names_find(&x, name[i]), 7 * i);
	assert_int_equal(names_find(&x, "n3000"), -1);
	assert_int_equal(names_find(&x, ""), -1);
	names_fini(&x);
	assert_int_equal(names_find(&x, "n1"), -1);
}

static void of_equal_names_the_first_counts(void **state)
{
	struct names x = {0};
	names_put(&x, "a", 1);
	names_put(&x, "a", 2);
	assert_int_equal(names_find(&x, "a"), 1);
	names_fini(&x);
}

static void findings_stand_by_file_then_line_then_as_found(void **state)
{
	struct diags d = {0};
	for (int i = 0; i < 60; i++)
		diag_add(&d, i % 2 ? "z.ini" : "a.ini", i * 7 % 5, "%d", i);
	diags_sort(&d);
	for (int i = 1; i < d.n; i++) {
		const struct diag *a = &d.at[i - 1], *b = &d.at[i];
		int file = strcmp(a->file, b->file), x = 0, y = 0;
		assert_true(file <= 0); /* "a.ini" was mentioned first */
		if (file == 0)
			assert_true(a->line <= b->line);
		sscanf(a->reason, "%d", &x);
		sscanf(b->reason, "%d", &y);
		if (file == 0 && a->line == b->line)
			assert_true(x < y);
	}
	diags_fini(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(few_and_many_names_are_found),
		cmocka_unit_test(of_equal_names_the_first_counts),
		cmocka_unit_test(findings_stand_by_file_then_line_then_as_found),
	};
	return cmocka_run_group_tests_name("base_names", tests, NULL, NULL);
}
