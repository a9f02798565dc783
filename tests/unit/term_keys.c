/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <locale.h>
#include <string.h>

#include <sarai/screen/tables.h>
#include <sarai/term/term.h>

static const struct action_def own_rows[] = {
	{ACT_OWN, "contact", "c F9", "Contact", "Record a contact."},
	{ACT_OWN + 1, "settle", "F11 ^E", "Ask next", "Go to a question."},
};
static const struct action_table own = {"page", own_rows, 2};
static const struct action_table *const all[] = {&actions_global, &actions_list, &actions_form, &own};
static const struct action_table *const on_page[] = {&own, &actions_list, &actions_global};

static struct keymap *with(const char *text, struct diags *d)
{
	struct ini_doc *doc = inidoc_read_text("keys.ini", text, strlen(text), d);
	struct keymap *m = keymap_new(all, 4, doc, d);
	inidoc_free(&doc);
	return m;
}

static void names_go_both_ways(void **state)
{
	static const char *const names[] = {"F1", "F10", "F12", "^S", "^A", "^_", "Up", "Shift-Tab", "Space", "Esc", "a", "?", "/", "\u00e9", "\u20ac"};
	static const char *const bad[] = {"", "F0", "F13", "F1x", "^1", "^s", "up", "ab", "e\u0301", "\xff", " "};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		int key;
		assert_true(key_from_name(names[i], &key));
		assert_string_equal(key_name(key), names[i]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		int key;
		assert_false(key_from_name(bad[i], &key));
	}
}

static void the_first_table_wins(void **state)
{
	struct diags d = {0};
	struct keymap *m = with("", &d);
	assert_int_equal(d.n, 0);
	assert_int_equal(keymap_action(m, on_page, 3, TKEY_CTRL('E'), false), ACT_OWN + 1);
	assert_int_equal(keymap_action(m, on_page + 1, 2, TKEY_CTRL('E'), false), ACT_END);
	assert_int_equal(keymap_action(m, on_page, 3, TKEY_F1, false), ACT_HELP);
	assert_int_equal(keymap_action(m, on_page, 3, 'c', false), ACT_OWN);
	assert_int_equal(keymap_action(m, on_page, 3, 'C', false), ACT_OWN);
	assert_int_equal(keymap_action(m, on_page, 3, 'c', true), ACT_NONE);
	assert_int_equal(keymap_action(m, on_page, 3, '?', true), ACT_NONE);
	assert_int_equal(keymap_action(m, on_page, 3, TKEY_BACKSPACE, true), ACT_BACKSPACE);
	assert_int_equal(keymap_action(m, on_page, 3, 'q', false), ACT_NONE);
	assert_string_equal(keymap_shown(m, &actions_global, ACT_HELP), "F1");
	assert_string_equal(keymap_keys(m, &actions_global, ACT_HELP), "F1 ^_ ?");
	assert_string_equal(keymap_shown(m, &own, ACT_HELP), "");
	keymap_free(&m);
}

static void every_action_has_a_plain_twin(void **state)
{
	/* Terminals without function keys, or that keep them to themselves, can do everything too. */
	for (size_t t = 0; t < 3; t++) {
		for (int i = 0; i < all[t]->n; i++) {
			struct diags d = {0};
			const struct action_def *a = &all[t]->at[i];
			struct keymap *m = with("", &d);
			bool plain = false;
			for (int key = 1; key < 127; key++)
				plain = plain || keymap_action(m, &all[t], 1, key, false) == a->id;
			/* vt100 has the arrows, and F1 to F4. */
			if (!plain && a->id != ACT_LEFT && a->id != ACT_RIGHT && a->id != ACT_UP && a->id != ACT_BACKSPACE)
				fail_msg("%s of [keys %s] has no plain key", a->name, all[t]->name);
			keymap_free(&m);
		}
	}
}

static void letters_of_other_layouts_are_keys(void **state)
{
	static const char *const wrong[] = {"[layout x]\nqw = \u0439\n", "[layout x]\nq = \u0439 \u0446\n", "[layout x]\nq = z\n",
					    "[layout x]\nQ = \u0439\n", "[layout x]\nq = \u0439\u0446\n"};
	struct diags d = {0};
	assert_non_null(setlocale(LC_CTYPE, "C.UTF-8")); /* as every terminal does */
	struct keymap *m = with("[layout one]\nqwe = \u0439 - \u0443\n[layout two]\nzq = \u0439 \u03b8\n", &d);
	assert_int_equal(d.n, 0);
	assert_int_equal(keymap_latin(m, 0x439), 'q'); /* the first wins */
	assert_int_equal(keymap_latin(m, 0x419), 'q'); /* with Caps Lock too */
	assert_int_equal(keymap_latin(m, 0x443), 'e');
	assert_int_equal(keymap_latin(m, 0x3b8), 'q');
	assert_int_equal(keymap_latin(m, 0x446), 0);
	assert_int_equal(keymap_latin(m, 'q'), 0);
	assert_int_equal(keymap_latin(m, TKEY_F1), 0);
	keymap_free(&m);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		d = (struct diags){0};
		assert_null(with(wrong[i], &d));
		assert_int_equal(d.n, 1);
		diags_fini(&d);
	}
}

/* Is one of these keys of that kind: 'F' a function key, '^' a letter with Ctrl, 'a' one character? */
static bool has_key(const char *keys, char kind)
{
	for (; *keys; keys += strcspn(keys, " "), keys += strspn(keys, " ")) {
		size_t n = strcspn(keys, " ");
		if (kind == 'a' ? n == 1 : n > 1 && *keys == kind)
			return true;
	}
	return false;
}

/* What a function key does everywhere, a letter with Ctrl does as well, also while a text is typed. On a page where
 * nothing is typed a plain letter will do. */
static void every_function_key_has_a_ctrl_twin(void **state)
{
	static const struct action_table *const toolkit[] = {&actions_global, &actions_list, &actions_menu, &actions_page,
							     &actions_form};
	int found = 0;
	for (int t = 0; t < 5 + screen_table_count; t++) {
		const struct action_table *table = t < 5 ? toolkit[t] : screen_tables[t - 5];
		for (int i = 0; i < table->n; i++) {
			const struct action_def *a = &table->at[i];
			if (!has_key(a->keys, 'F'))
				continue;
			found++;
			if (!has_key(a->keys, '^') && (t < 5 || !has_key(a->keys, 'a')))
				fail_msg("%s of [keys %s], %s, has no Ctrl twin", a->name, table->name, a->keys);
		}
	}
	assert_true(found > 10);
}

/* ... and on no page the twin of one of the keys that hold everywhere means something else. */
static void no_page_takes_another_s_twin(void **state)
{
	struct diags d = {0};
	struct keymap *m = keymap_new(screen_tables, screen_table_count, NULL, &d);
	for (int t = 0; t < screen_table_count; t++) {
		const struct action_table *const page[] = {screen_tables[t], &actions_global};
		for (int i = 0; i < actions_global.n && screen_tables[t] != &actions_global; i++) {
			const struct action_def *a = &actions_global.at[i];
			for (const char *k = a->keys; has_key(a->keys, 'F') && *k; k += strcspn(k, " "), k += strspn(k, " ")) {
				int own_one = k[0] == '^' ? keymap_action(m, page, 1, TKEY_CTRL(k[1]), true) : ACT_NONE;
				if (own_one && own_one != a->id)
					fail_msg("[keys %s] takes ^%c, which is %s everywhere", screen_tables[t]->name, k[1], a->name);
			}
		}
	}
	keymap_free(&m);
}

static void every_page_works_on_poor_terminals(void **state)
{
	/* Whatever a page does of its own can be done without a key above F10, which Esc and a digit stand for. */
	static const struct action_table *const widgets[] = {&actions_list, &actions_menu, &actions_form};
	struct diags d = {0};
	struct keymap *m = keymap_new(screen_tables, screen_table_count, NULL, &d);
	assert_non_null(m);
	for (int t = 0; t < screen_table_count; t++) {
		const struct action_table *own_page = screen_tables[t];
		for (int i = 0; i < own_page->n; i++) {
			const struct action_def *a = &own_page->at[i];
			bool plain = a->id == ACT_LEFT || a->id == ACT_RIGHT || a->id == ACT_UP;
			for (int key = 1; key < 128 && !plain; key++)
				plain = keymap_action(m, &own_page, 1, key, false) == a->id;
			for (int key = TKEY_F1; key < TKEY_F1 + 10 && !plain; key++)
				plain = keymap_action(m, &own_page, 1, key, false) == a->id;
			if (!plain)
				fail_msg("%s of [keys %s] has only a key that poor terminals lack", a->name, own_page->name);
			/* And no letter opens or changes anything while a text is typed. */
			for (int key = 32; key < 127; key++)
				assert_int_equal(keymap_action(m, &own_page, 1, key, true), ACT_NONE);
		}
		/* Help and back are reached from every page. */
		for (size_t w = 0; w < 3; w++) {
			const struct action_table *const page[] = {own_page, widgets[w], &actions_global};
			assert_int_equal(keymap_action(m, page, 3, TKEY_F1, true), ACT_HELP);
			assert_int_equal(keymap_action(m, page, 3, TKEY_F1 + 9, true), ACT_BACK);
			assert_int_equal(keymap_action(m, page, 3, TKEY_ESC, true), ACT_BACK);
		}
	}
	keymap_free(&m);
}

static void a_site_changes_keys(void **state)
{
	struct diags d = {0};
	struct keymap *m = with("[keys global]\nhelp = F12 !\n[keys page]\ncontact = k\n", &d);
	assert_int_equal(d.n, 0);
	assert_int_equal(keymap_action(m, on_page, 3, TKEY_F1, false), ACT_NONE);
	assert_int_equal(keymap_action(m, on_page, 3, '!', false), ACT_HELP);
	assert_int_equal(keymap_action(m, on_page, 3, 'k', false), ACT_OWN);
	assert_string_equal(keymap_shown(m, &actions_global, ACT_HELP), "F12");
	keymap_free(&m);
	assert_null(m);
	keymap_free(&m);
}

static void wrong_keys_are_found(void **state)
{
	static const struct {
		const char *text;
		int line;
		const char *says;
	} rows[] = {
		{"[keys nowhere]\na = b\n", 1, "not known"},   {"[other]\na = b\n", 1, "not known"},
		{"[keys global]\nfly = F2\n", 2, "not an action"}, {"[keys global]\nhelp = F99\n", 2, "is no key"},
		{"[keys global]\nhelp = F10\n", 0, "is the key of"}, {"[keys global]\nback =\n", 0, "needs a key"},
		{"[keys page]\ncontact = 1 2 3 4 5 6 7\n", 2, "at most"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct diags d = {0};
		assert_null(with(rows[i].text, &d));
		assert_true(d.n > 0);
		assert_string_equal(d.at[0].file, "keys.ini");
		assert_int_equal(d.at[0].line, rows[i].line);
		assert_non_null(strstr(d.at[0].reason, rows[i].says));
		diags_fini(&d);
	}
}

static void wrong_themes_are_found(void **state)
{
	static const char text[] = "[theme]\ntext = bold white on red\nnothing = bold\nfocus = shiny\n[more]\n";
	struct diags d = {0};
	struct ini_doc *doc = inidoc_read_text("theme.ini", text, sizeof text - 1, &d);
	theme_check(doc, &d);
	assert_int_equal(d.n, 3);
	assert_int_equal(d.at[0].line, 3);
	assert_int_equal(d.at[1].line, 4);
	assert_int_equal(d.at[2].line, 5);
	diags_fini(&d);
	inidoc_free(&doc);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_go_both_ways), cmocka_unit_test(the_first_table_wins),
		cmocka_unit_test(every_action_has_a_plain_twin), cmocka_unit_test(letters_of_other_layouts_are_keys), cmocka_unit_test(every_function_key_has_a_ctrl_twin), cmocka_unit_test(no_page_takes_another_s_twin),
		cmocka_unit_test(every_page_works_on_poor_terminals), cmocka_unit_test(a_site_changes_keys),
		cmocka_unit_test(wrong_keys_are_found), cmocka_unit_test(wrong_themes_are_found),
	};
	return cmocka_run_group_tests_name("term_keys", tests, NULL, NULL);
}
