/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Terminals without UTF-8: every character there and back, and what stands for those they lack.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/text.h>
#include <sarai/config/settings.h>

#include "../../tui/term/charset.h"

/* Of each that the settings can name: 128 and more signs, none of them twice, and back to the byte each came from. */
static void every_charset_goes_both_ways(void **state)
{
	struct settings s = {0};
	char name[16];
	(void)state;
	for (s.charset = 1; settings_charset(&s, name), *name; s.charset++) {
		struct charset c;
		int signs = 0;
		if (!charset_open(&c, name))
			fail_msg("%s is not known", name);
		assert_true(c.on);
		for (int i = 0x80; i < 0x100; i++) {
			const char *utf8 = charset_character(&c, (unsigned char)i);
			size_t n;
			if (!*utf8)
				continue;
			signs++;
			assert_int_equal(text_length(utf8), 1);
			char *back = charset_bytes(&c, utf8, strlen(utf8), &n);
			if (n != 1 || (unsigned char)back[0] != i)
				fail_msg("%s: %02x came back as %02x", name, i, (unsigned char)back[0]);
			free(back);
		}
		if (signs < 60)
			fail_msg("%s has %d signs", name, signs);
		if (s.charset > 40)
			break;
	}
	assert_true(s.charset > 5 && s.charset < 40);
}

static void utf8_is_left_alone(void **state)
{
	struct charset c;
	(void)state;
	assert_true(charset_open(&c, NULL));
	assert_false(c.on);
	assert_true(charset_open(&c, "utf-8"));
	assert_false(c.on);
	assert_false(charset_open(&c, "no-such-characters"));
}

static void what_is_missing_keeps_its_columns(void **state)
{
	static const struct {
		const char *utf8, *bytes;
	} rows[] = {
		{"\033[1mAmina\033[0m", "\033[1mAmina\033[0m"}, {"Jos\u00e9", "Jos\xe9"}, {"\u674e\u660e.", "????."},
		{"\u0410\u043d\u043d\u0430", "????"}, {"d\u2019Ivoire \u2013 \u201cx\u201d", "d'Ivoire - \"x\""},
		{"e\u0323", "e"}, {"\u2500\u2500", "--"},
	};
	struct charset c;
	(void)state;
	assert_true(charset_open(&c, "latin1"));
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t n;
		char *out = charset_bytes(&c, rows[i].utf8, strlen(rows[i].utf8), &n);
		if (n != strlen(rows[i].bytes) || memcmp(out, rows[i].bytes, n))
			fail_msg("%s became %.*s", rows[i].utf8, (int)n, out);
		free(out);
	}
}

static void pasted_bytes_become_text(void **state)
{
	struct charset c;
	struct str s = {0};
	(void)state;
	assert_true(charset_open(&c, "cp1251"));
	str_add(&s, "a \xc0\xed\xed\xe0\n");
	charset_text(&c, &s);
	assert_string_equal(str_text(&s), "a \u0410\u043d\u043d\u0430\n");
	str_fini(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_charset_goes_both_ways),
		cmocka_unit_test(utf8_is_left_alone),
		cmocka_unit_test(what_is_missing_keeps_its_columns),
		cmocka_unit_test(pasted_bytes_become_text),
	};
	return cmocka_run_group_tests_name("term: charset", tests, NULL, NULL);
}
