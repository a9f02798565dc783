/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of codes with a blank between.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include <sarai/base/codes.h>

static void a_code_is_in_a_list_as_a_whole(void **state)
{
	static const struct {
		const char *codes, *code;
		bool in;
	} rows[] = {
		{"rent food", "rent", true},  {"rent food", "food", true},   {"rent food", "foo", false},
		{"rent food", "ent", false},  {"rent food", "rent food", false}, {"rent", "rent", true},
		{"", "rent", false},	      {NULL, "rent", false},	     {"rent", "", false},
		{"", "", false},	      {"  a   b ", "b", true},	     {"aa a", "a", true},
		{"a-b a", "a", true},	      {"a-b", "a", false},
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (codes_have(rows[i].codes, rows[i].code) != rows[i].in)
			fail_msg("\"%s\" in \"%s\"", rows[i].code, rows[i].codes ? rows[i].codes : "(none)");
	}
}

static void each_code_comes_once_in_order(void **state)
{
	const char *at = " one  two three ", *code;
	char found[64] = "";
	size_t n;
	(void)state;
	while (codes_next(&at, &code, &n)) {
		strncat(found, code, n);
		strcat(found, "|");
	}
	assert_string_equal(found, "one|two|three|");
	assert_false(codes_next(&at, &code, &n));
	at = NULL;
	assert_false(codes_next(&at, &code, &n));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_code_is_in_a_list_as_a_whole),
		cmocka_unit_test(each_code_comes_once_in_order),
	};
	return cmocka_run_group_tests_name("lists of codes", tests, NULL, NULL);
}
