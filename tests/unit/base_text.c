/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sarai/base/text.h>

static void invalid_bytes_are_found(void **state)
{
	static const struct {
		const char *s;
		size_t n;
		long at;
	} rows[] = {
		{"", 0, -1},		   {"abc", 3, -1},	      {"a\0b", 3, 1},	      {"\xc3\xa9", 2, -1},
		{"x\xc3", 2, 1},	   {"\xc0\xaf", 2, 0},	      {"ab\xed\xa0\x80", 5, 2}, {"\xf4\x90\x80\x80", 4, 0},
		{"\xe2\x82\xac", 3, -1},   {"\xf0\x9f\x98\x80", 4, -1}, {"\xff", 1, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(text_invalid_at(rows[i].s, rows[i].n), rows[i].at);
}

static void width_counts_columns(void **state)
{
	assert_int_equal(text_width(""), 0);
	assert_int_equal(text_width("abc"), 3);
	assert_int_equal(text_width("e\u0301"), 1);
	assert_int_equal(text_width("\u6f22\u5b57"), 4);
	assert_int_equal(text_width("\u0915\u093e"), 2); /* the vowel sign stands beside its letter */
	assert_int_equal(text_width("\u0915\u0941"), 1); /* and this one below */
	assert_int_equal(text_width("\u0301"), 1); /* a mark alone is shown on a blank */
	assert_int_equal(text_width("\u0645\u062d\u0645\u062f"), 4);
	assert_int_equal(text_length("e\u0301a\u6f22"), 3);
	assert_int_equal(text_length("a\xff"), 2);
}

static void graphemes_go_both_ways(void **state)
{
	const char *s = "ae\u0301\u6f22 \u0915\u094d\u0937x";
	size_t ends[16];
	int n = 0;
	for (size_t at = 0, step; (step = text_next(s + at)) > 0;) {
		at += step;
		ends[n++] = at;
	}
	for (size_t at = strlen(s); n > 0; n--) {
		assert_int_equal(at, ends[n - 1]);
		at -= text_prev(s, at);
	}
	assert_int_equal(text_prev("abc", 0), 0);
}

static void cut_keeps_whole_characters(void **state)
{
	static const struct {
		const char *s;
		int cols;
		const char *want;
	} rows[] = {
		{"", 5, ""}, {"abc", 3, "abc"}, {"abcd", 3, "ab~"}, {"\u6f22\u5b57", 3, "\u6f22~"},
		{"e\u0301bc", 2, "e\u0301~"}, {"abc", 0, ""}, {"abc", 1, "~"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *got = text_cut(rows[i].s, rows[i].cols);
		assert_string_equal(got, rows[i].want);
		free(got);
	}
}

static void what_is_dangerous_is_cleaned(void **state)
{
	static const struct {
		const char *s, *one, *many;
	} rows[] = {
		{"", "", ""},
		{"a\tb\x1b[31mc", "a b[31mc", "a b[31mc"},
		{"a\r\nb\rc\nd", "a b c d", "a\nb\nc\nd"},
		{"x\u202ey\u2066z\u200b!", "xyz!", "xyz!"},
		{"e\u0301", "\u00e9", "\u00e9"},
		{"\u06a9\u200c\u0627", "\u06a9\u200c\u0627", "\u06a9\u200c\u0627"},
		{"a \u200d b\u200c", "a  b", "a  b"},
		{"a\xff\xc3z", "az", "az"},
		{"\ue000\ufeff\u00adok", "ok", "ok"},
		{"a\u00a0b", "a b", "a b"},
		{"a\u2028b", "a b", "a\nb"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *one = text_clean(rows[i].s, strlen(rows[i].s), false), *many = text_clean(rows[i].s, strlen(rows[i].s), true);
		assert_string_equal(one, rows[i].one);
		assert_string_equal(many, rows[i].many);
		free(one);
		free(many);
	}
}

static uint32_t next_random(uint32_t *x)
{
	return *x = *x * 1664525 + 1013904223;
}

static void cleaning_is_sound_for_any_bytes(void **state)
{
	uint32_t x = 7;
	for (int round = 0; round < 3000; round++) {
		static const char *const bits[] = {"a", "e\u0301", "\u200d", "\u200c", "\u0627", "\n", "\r", "\xff", "\u6f22", "\x1b", "\u202e", " ", "\u0301"};
		char s[200] = "";
		int n = (int)(next_random(&x) >> 16) % 20;
		for (int i = 0; i < n; i++) {
			if ((next_random(&x) >> 20) % 8 == 0)
				strcat(s, (char[]){(char)(1 + (next_random(&x) >> 16) % 255), 0});
			else
				strcat(s, bits[(next_random(&x) >> 16) % (sizeof bits / sizeof *bits)]);
		}
		char *once = text_clean(s, strlen(s), true), *twice = text_clean(once, strlen(once), true);
		assert_int_equal(text_invalid_at(once, strlen(once)), -1);
		assert_string_equal(once, twice);
		/* Stepping forward and measuring agree, and wrapping loses nothing but blanks and newlines. */
		size_t shown = 0, kept = 0, next, len;
		for (const char *p = once; *p; p += next) {
			len = text_wrap(p, 5, &next);
			assert_true(next > 0 && len <= next);
			for (size_t i = 0; i < len; i++)
				shown += p[i] != ' ' && p[i] != '\n';
		}
		for (const char *p = once; *p; p++)
			kept += *p != ' ' && *p != '\n';
		assert_int_equal(shown, kept);
		free(once);
		free(twice);
	}
}

static void wrapping_breaks_at_blanks(void **state)
{
	static const struct {
		const char *s;
		int cols;
		const char *lines;
	} rows[] = {
		{"", 10, ""},
		{"one two three", 7, "one two|three|"},
		{"one two  three", 8, "one two|three|"},
		{"abcdefgh", 3, "abc|def|gh|"},
		{"a\n\nb", 5, "a||b|"},
		{"ab cdefgh", 4, "ab|cdef|gh|"},
		{"abcd\nef", 4, "abcd|ef|"},
		{"\u6f22\u5b57\u6f22", 4, "\u6f22\u5b57|\u6f22|"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char got[100] = "";
		size_t next;
		for (const char *p = rows[i].s; *p; p += next) {
			size_t n = text_wrap(p, rows[i].cols, &next);
			strncat(got, p, n);
			strcat(got, "|");
		}
		assert_string_equal(got, rows[i].lines);
	}
}

static void digits_are_digits_in_every_script(void **state)
{
	static const struct {
		const char *typed, *digits;
	} rows[] = {
		{"", ""}, {"Amina 34", "Amina 34"},
		{"\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669", "0123456789"}, /* Arabic */
		{"\u06f0\u06f1\u06f2\u06f3\u06f4\u06f5\u06f6\u06f7\u06f8\u06f9", "0123456789"}, /* Persian */
		{"\u0966\u0967\u096f", "019"}, {"\u09e6\u09e7\u09ef", "019"}, /* Devanagari, Bengali */
		{"\u17e0\u17e1\u17e9", "019"}, {"\u1040\u1041\u1049", "019"}, /* Khmer, Burmese */
		{"\u0e50\u0e51\u0e59", "019"}, {"\u1090\u1091\u1099", "019"}, /* Thai, Shan */
		{"\uff10\uff11\uff19", "019"}, {"\U0001d7ce\U0001d7cf\U0001d7d8\U0001d7ff", "0109"},
		{"\u06f1\u06f3\u06f7\u06f3/\u06f5/\u06f2", "1373/5/2"},
		{"\u1369", "1"}, {"\u1372", "10"}, {"\u1379\u136a", "82"}, {"\u137b", "100"}, /* Ethiopic */
		{"\u1372\u1371\u137b\u137a\u136c", "1994"}, {"\u136a\u137c\u136b\u137b", "20300"},
		{"12 \u1215\u12f3\u122d \u1373\u136a", "12 \u1215\u12f3\u122d 22"},
		{"\u1369\u136a", "\u1369\u136a"}, {"\u1369\u1372", "\u1369\u1372"}, /* no number: left as it is */
		{"\u2460\u00b2\u00bd", "\u2460\u00b2\u00bd"}, /* numbers, but no digits */
	};
	size_t n;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *digits = text_digits(rows[i].typed);
		if (strcmp(digits, rows[i].digits))
			fail_msg("%s became %s", rows[i].typed, digits);
		free(digits);
	}
	assert_int_equal(text_digit("\u0967x", &n), 1);
	assert_int_equal(n, 3);
	assert_int_equal(text_digit("x", &n), -1);
	assert_int_equal(text_digit("", &n), -1);
	assert_int_equal(n, 1);
	assert_int_equal(text_digit("\xff", &n), -1);
	assert_int_equal(n, 1);
}

static void folding_is_for_search(void **state)
{
	static const char *const rows[][2] = {
		{"", ""}, {"  José  O'Brien ", "jose o brien"}, {"STRASSE", "strasse"}, {"Straße", "strasse"}, {"Łódź", "lodz"},
		{"Søren", "soren"}, {"\u0623\u062d\u0645\u062f", "\u0627\u062d\u0645\u062f"}, {"\u0661\u0662\u06f3", "123"},
		{"HR-2026-0143", "hr 2026 0143"}, {"...", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char *got = text_fold(rows[i][0]);
		assert_string_equal(got, rows[i][1]);
		free(got);
	}
	assert_true(text_has_prefix_word("Viet Nam", "nam"));
	assert_true(text_has_prefix_word("Côte d'Ivoire", "cote"));
	assert_false(text_has_prefix_word("Viet Nam", "am"));
	assert_true(text_has_prefix_word("x", ""));
}

static void names_written_in_several_ways_are_found(void **state)
{
	static const char *const same[][2] = {
		{"mohamed", "muhammad"}, {"mohammed", "mohamad"}, {"yusuf", "youssef"}, {"fatima", "fatma"}, {"hussein", "hussain"},
		{"ahmed", "ahmad"}, {"khadija", "kadija"}, {"sherif", "cherif"}, {"philip", "filip"}, {"wanda", "vanda"},
	};
	static const char *const other[][2] = {{"fatima", "mohamed"}, {"nana", "na"}, {"ahmed", "hamid"}};
	for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
		char *a = text_sound(same[i][0]), *b = text_sound(same[i][1]);
		assert_string_equal(a, b);
		assert_true(*a);
		free(a);
		free(b);
	}
	for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
		char *a = text_sound(other[i][0]), *b = text_sound(other[i][1]);
		assert_string_not_equal(a, b);
		free(a);
		free(b);
	}
	char *none = text_sound("123");
	assert_string_equal(none, "");
	free(none);
}

static void likeness_has_bounds_and_no_order(void **state)
{
	static const char *const names[] = {"", "a", "fatima hassan", "hassan fatima", "fatma hasan", "mohamed ali", "ali",
					    "mohamed ali omar", "\u0645\u062d\u0645\u062f", "john smith"};
	int n = sizeof names / sizeof *names;
	for (int i = 0; i < n; i++) {
		assert_int_equal(text_likeness(names[i], names[i]), 1000);
		for (int k = 0; k < n; k++) {
			int like = text_likeness(names[i], names[k]);
			assert_in_range(like, 0, 1000);
			assert_int_equal(like, text_likeness(names[k], names[i]));
		}
	}
	assert_int_equal(text_likeness("fatima hassan", "hassan fatima"), 1000);
	assert_true(text_likeness("fatima hassan", "fatma hasan") > 900);
	assert_true(text_likeness("mohamed ali", "mohamed ali omar") > 900);
	assert_true(text_likeness("fatima hassan", "john smith") < 650);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(invalid_bytes_are_found),	 cmocka_unit_test(width_counts_columns),
		cmocka_unit_test(graphemes_go_both_ways),	 cmocka_unit_test(cut_keeps_whole_characters),
		cmocka_unit_test(what_is_dangerous_is_cleaned),	 cmocka_unit_test(cleaning_is_sound_for_any_bytes),
		cmocka_unit_test(wrapping_breaks_at_blanks),	 cmocka_unit_test(digits_are_digits_in_every_script), cmocka_unit_test(folding_is_for_search),
		cmocka_unit_test(names_written_in_several_ways_are_found), cmocka_unit_test(likeness_has_bounds_and_no_order),
	};
	return cmocka_run_group_tests_name("base_text", tests, NULL, NULL);
}
