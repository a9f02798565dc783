/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <sarai/base/list.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>

static struct ini_doc *read_text(const char *text, struct diags *d)
{
	return inidoc_read_text("t.ini", text, strlen(text), d);
}

static const char *value(const struct ini_doc *doc, const char *section, const char *key)
{
	const struct ini_entry *e = inidoc_entry(inidoc_section(doc, section), key);
	return e ? e->value : NULL;
}

static void good_files_are_read(void **state)
{
	struct diags d = {0};
	struct ini_doc *doc = read_text("\xef\xbb\xbf; comment\n# too\n\n[a b]\r\nx = 1 ; c\n  more ; cc\n\n  "
					"and;this\n ; not\nk: v = w\nempty =\n"
					"[ c ] ; behind\n  ind = 3\nlast = \u00e9",
					&d);
	assert_int_equal(d.n, 0);
	assert_int_equal(doc->n, 2);
	assert_string_equal(value(doc, "a b", "x"), "1 more and;this");
	assert_string_equal(value(doc, "a b", "k"), "v = w");
	assert_string_equal(value(doc, "a b", "empty"), "");
	assert_string_equal(value(doc, "c", "ind"), "3");
	assert_string_equal(value(doc, "c", "last"), "\u00e9");
	assert_int_equal(inidoc_entry(inidoc_section(doc, "c"), "ind")->line, 13);
	assert_null(value(doc, "c", "none"));
	assert_null(value(doc, "none", "none"));
	const char *name;
	assert_true(inidoc_is(&doc->at[0], "a", &name));
	assert_string_equal(name, "b");
	assert_true(inidoc_is(&doc->at[1], "c", NULL));
	assert_false(inidoc_is(&doc->at[0], "a", NULL));
	assert_false(inidoc_is(&doc->at[1], "c", &name));
	inidoc_free(&doc);
	assert_null(doc);
	inidoc_free(&doc);
	doc = read_text("", &d);
	assert_int_equal(doc->n + d.n, 0);
	inidoc_free(&doc);
}

static void every_bad_line_is_found(void **state)
{
	struct str text = {0};
	struct diags d = {0};
	static const int lines[] = {1, 3, 4, 5, 6, 7, 9, 11, 13, 14, 16, 18, 19};
	str_add(&text, "early = 1\n[s]\n= nothing\nno sign\nbad \xff = 1\nx\x01 = 1\nlong = ");
	for (int i = 0; i < INIDOC_LINE_MAX; i++)
		str_add_char(&text, 'x');
	str_add(&text, "\n  = continues what was refused\n[open\ny = belongs to it\n[]\n[t]\ni"
		       "iiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiiii = 1\nk ; = 2\na = 1\na = 2\n  and "
		       "more\n[s]\n[u] x\n");
	struct ini_doc *doc = inidoc_read_text("t.ini", str_text(&text), text.len, &d);
	assert_int_equal(d.n, sizeof lines / sizeof *lines);
	for (int i = 0; i < d.n; i++) {
		assert_string_equal(d.at[i].file, "t.ini");
		assert_int_equal(d.at[i].line, lines[i]);
	}
	assert_string_equal(value(doc, "t", "a"), "1");
	inidoc_free(&doc);
	diags_fini(&d);
	doc = inidoc_read_text("t.ini", "[s]\na = \0b\n", 11, &d);
	assert_int_equal(d.n, 1);
	assert_int_equal(d.at[0].line, 2);
	inidoc_free(&doc);
	diags_fini(&d);
	str_fini(&text);
}

static void the_longest_line_is_whole(void **state)
{
	struct diags d = {0};
	struct str text = {0};
	(void)state;
	str_add(&text, "[s]\nkey = ");
	while (text.len < 4 + INIDOC_LINE_MAX)
		str_add(&text, "v");
	str_add(&text, "\r\n");
	struct ini_doc *doc = read_text(str_text(&text), &d);
	assert_int_equal(d.n, 0);
	assert_int_equal(strlen(value(doc, "s", "key")), INIDOC_LINE_MAX - 6);
	inidoc_free(&doc);
	str_clear(&text);
	str_add(&text, "[s]\nkey = ");
	while (text.len < 5 + INIDOC_LINE_MAX)
		str_add(&text, "v");
	doc = read_text(str_text(&text), &d);
	assert_int_equal(d.n, 1);
	assert_int_equal(d.at[0].line, 2);
	inidoc_free(&doc);
	diags_fini(&d);
	str_fini(&text);
}

/* The parser below reads 200 bytes at a time: where a line is longer, nothing is lost and nothing becomes a key. */
static void every_length_of_line_reads_alike(void **state)
{
	(void)state;
	for (int n = 150; n < 450; n++) {
		struct diags d = {0};
		struct str text = {0}, want = {0};
		for (int i = 0; i < n; i++)
			str_add_char(&want, i % 7 == 3 ? ' ' : i % 11 == 5 ? '=' : (char)('a' + i % 26));
		str_add(&text, "[one] ; ");
		str_add(&text, str_text(&want));
		str_addf(&text, "\nkey = %s.; kept ; a comment = %s\n  more %s. ; %s\n; %s\nnext = 1\n", str_text(&want),
			 str_text(&want), str_text(&want), str_text(&want), str_text(&want));
		struct ini_doc *doc = read_text(str_text(&text), &d);
		assert_int_equal(d.n, 0);
		str_clear(&text);
		str_addf(&text, "%s.; kept more %s.", str_text(&want), str_text(&want));
		assert_string_equal(value(doc, "one", "key"), str_text(&text));
		assert_string_equal(value(doc, "one", "next"), "1");
		assert_int_equal(inidoc_section(doc, "one")->n, 2);
		inidoc_free(&doc);
		str_fini(&text);
		str_fini(&want);
	}
}

static void any_bytes_end_well(void **state)
{
	static const char bits[] = "[]=:; #\n\n\r\tab\xc3\xa9\xff\x01";
	uint32_t x = 3;
	for (int round = 0; round < 4000; round++) {
		char text[120];
		size_t n = 0;
		for (; n < sizeof text && (x = x * 1664525 + 1013904223) >> 25; n++)
			text[n] = bits[(x >> 10) % sizeof bits];
		struct diags d = {0};
		struct ini_doc *doc = inidoc_read_text("t", text, n, &d);
		assert_non_null(doc);
		inidoc_free(&doc);
		diags_fini(&d);
	}
}

static void what_is_no_file_is_said(void **state)
{
	char dir[] = "/tmp/sarai-ini-XXXXXX", path[64];
	struct diags d = {0};
	struct str large = {0};
	assert_non_null(mkdtemp(dir));
	assert_null(inidoc_read(dir, &d));
	snprintf(path, sizeof path, "%s/none.ini", dir);
	assert_null(inidoc_read(path, &d));
	snprintf(path, sizeof path, "%s/pipe", dir);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_null(inidoc_read(path, &d));
	unlink(path);
	snprintf(path, sizeof path, "%s/large.ini", dir);
	FILE *f = fopen(path, "w");
	assert_int_equal(ftruncate(fileno(f), INIDOC_FILE_MAX + 1), 0);
	fclose(f);
	assert_null(inidoc_read(path, &d));
	assert_int_equal(d.n, 4);
	f = fopen(path, "w");
	fputs("[a]\nb = c\n", f);
	fclose(f);
	struct ini_doc *doc = inidoc_read(path, &d);
	assert_int_equal(d.n, 4);
	assert_string_equal(value(doc, "a", "b"), "c");
	inidoc_free(&doc);
	unlink(path);
	rmdir(dir);
	diags_fini(&d);
	str_fini(&large);
}

static void a_site_is_laid_over(void **state)
{
	struct diags d = {0};
	struct ini_doc *base = inidoc_read_text("base", "[a]\nx = 1\ny = 2\n", 16, &d);
	struct ini_doc *site = inidoc_read_text("site", "[a]\ny = 3\nz = 4\n[b]\nw = 5\n", 26, &d);
	inidoc_overlay(base, site);
	inidoc_free(&site);
	assert_string_equal(value(base, "a", "x"), "1");
	assert_string_equal(value(base, "a", "y"), "3");
	assert_string_equal(value(base, "a", "z"), "4");
	assert_string_equal(value(base, "b", "w"), "5");
	assert_string_equal(inidoc_entry(inidoc_section(base, "a"), "y")->file, "site");
	assert_int_equal(inidoc_entry(inidoc_section(base, "a"), "y")->line, 2);
	assert_string_equal(inidoc_entry(inidoc_section(base, "a"), "x")->file, "base");
	inidoc_free(&base);
}

struct filled {
	char *text, *word;
	int number, choice;
	bool yes;
};
static const struct ini_key keys[] = {
	{"text", INI_TEXT, offsetof(struct filled, text), 0, 5, false, NULL, ""},
	{"word", INI_WORD, offsetof(struct filled, word), 0, 0, true, NULL, ""},
	{"number", INI_INT, offsetof(struct filled, number), -3, 9, false, NULL, ""},
	{"choice", INI_CHOICE, offsetof(struct filled, choice), 0, 0, false, "none ascii line", ""},
	{"yes", INI_BOOL, offsetof(struct filled, yes), 0, 0, false, NULL, ""},
};
static bool extra_ok(const char *key)
{
	return !strcmp(key, "extra");
}

static void tables_fill_structs(void **state)
{
	static const struct {
		const char *text;
		int findings;
	} rows[] = {
		{"[s]\nword = ab-c_1\ntext = h\u00e9llo\nnumber = -3\nchoice = line\nyes = on\nextra = 1\n", 0},
		{"[s]\nword = a\n", 0},
		{"[s]\n", 1},
		{"[s]\nword =\n", 1},
		{"[s]\nword = A\ntext = abcdef\nnumber = 10\nchoice = lin\nyes = perhaps\nunknown = 1\nnumbr = 2\n", 7},
		{"[s]\nword = a\nnumber = 1x\n", 1},
		{"[s]\nword = a\nnumber = --1\n", 1},
		{"[s]\nword = a\nnumber = 99999999999999999999\n", 1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diags d = {0};
		struct filled f = {0};
		struct ini_doc *doc = read_text(rows[i].text, &d);
		bool ok = inidoc_fill(doc, &doc->at[0], keys, 5, &f, extra_ok, &d);
		assert_int_equal(d.n, rows[i].findings);
		assert_int_equal(ok, d.n == 0);
		if (i == 0) {
			assert_string_equal(f.text, "h\u00e9llo");
			assert_string_equal(f.word, "ab-c_1");
			assert_int_equal(f.number, -3);
			assert_int_equal(f.choice, 2);
			assert_true(f.yes);
		}
		if (i == 4)
			assert_non_null(strstr(d.at[6].reason, "is number meant?"));
		free(f.text);
		free(f.word);
		inidoc_free(&doc);
		diags_fini(&d);
	}
}

static void findings_are_sorted(void **state)
{
	struct diags d = {0};
	diag_add(&d, "b", 5, "1");
	diag_add(&d, "a", 1, "2");
	diag_add(&d, "b", 2, "3");
	diag_add(&d, "a", 0, "4");
	diag_add(&d, "b", 2, "5");
	diags_sort(&d);
	static const char *const want[] = {"3", "5", "1", "4", "2"};
	for (int i = 0; i < 5; i++)
		assert_string_equal(d.at[i].reason, want[i]);
	diags_fini(&d);
}

static void lists_are_read(void **state)
{
	struct diags d = {0};
	struct option_lists ls = {0};
	struct ini_doc *doc = read_text("[list]\nf = Female\nm = Male\n", &d);
	option_lists_put(&ls, option_list_parse("sex", doc, &d));
	assert_int_equal(d.n, 0);
	assert_int_equal(option_list_find(option_lists_get(&ls, "sex"), "m"), 1);
	assert_int_equal(option_list_find(option_lists_get(&ls, "sex"), "x"), -1);
	assert_null(option_lists_get(&ls, "none"));
	option_lists_put(&ls, option_list_new("sex"));
	assert_int_equal(ls.n, 1);
	assert_int_equal(option_lists_get(&ls, "sex")->n, 0);
	inidoc_free(&doc);
	doc = read_text("[other]\na = b\n", &d);
	option_lists_put(&ls, option_list_parse("bad", doc, &d));
	assert_int_equal(d.n, 2);
	inidoc_free(&doc);
	diags_fini(&d);
	option_lists_fini(&ls);
}

static void pairs_keep_anything(void **state)
{
	struct pairs p = {0}, q = {0};
	pairs_set(&p, "a", "1");
	pairs_set(&p, "b=\\\n", "x=y\\n\n\\");
	pairs_set(&p, "c", "");
	assert_int_equal(p.n, 2);
	assert_false(pairs_has(&p, "c"));
	char *text = pairs_to_text(&p);
	assert_true(pairs_from_text(&q, text));
	assert_true(pairs_equal(&p, &q));
	assert_string_equal(pairs_get(&q, "b=\\\n"), "x=y\\n\n\\");
	free(text);
	pairs_set(&q, "a", pairs_get(&q, "a"));
	assert_string_equal(pairs_get(&q, "a"), "1");
	pairs_set(&q, "a", NULL);
	assert_false(pairs_equal(&p, &q));
	assert_string_equal(pairs_get(&q, "a"), "");
	assert_false(pairs_from_text(&q, "no newline"));
	assert_false(pairs_from_text(&q, "a=\\x\n"));
	assert_false(pairs_from_text(&q, "nothing\n"));
	pairs_clear(&p);
	pairs_clear(&q);
}

static void findings_are_printed_without_what_a_terminal_obeys(void **state)
{
	struct diags d = {0};
	char *text = NULL;
	size_t n = 0;
	FILE *f = open_memstream(&text, &n);
	diag_add(&d, "a\x1b[2J.ini", 3, "not known: \"%s\"", "x\u202ey\u200b\xc2\x9b\nb.ini:1: false");
	diag_add(&d, "b.ini", 0, "missing");
	diags_print(&d, f);
	fclose(f);
	assert_string_equal(text, "a[2J.ini:3: not known: \"xy b.ini:1: false\"\nb.ini: missing\n");
	free(text);
	diags_fini(&d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_files_are_read),
		cmocka_unit_test(every_bad_line_is_found),
		cmocka_unit_test(the_longest_line_is_whole),
		cmocka_unit_test(every_length_of_line_reads_alike),
		cmocka_unit_test(any_bytes_end_well),
		cmocka_unit_test(what_is_no_file_is_said),
		cmocka_unit_test(a_site_is_laid_over),
		cmocka_unit_test(tables_fill_structs),
		cmocka_unit_test(findings_are_sorted),
		cmocka_unit_test(findings_are_printed_without_what_a_terminal_obeys),
		cmocka_unit_test(lists_are_read),
		cmocka_unit_test(pairs_keep_anything),
	};
	return cmocka_run_group_tests_name("base_inidoc", tests, NULL, NULL);
}
