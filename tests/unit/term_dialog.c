/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Dialogs, the picker and help: each answers once, whatever becomes of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "term_rig.h"

static struct scene stage;
static int answers, choice;
static char *text;

static void base_draw(const struct screen *s, struct canvas *body)
{
	paint_text(body, 0, 0, -1, ROLE_TEXT, "the page below");
	paint_text(body, body->rows - 1, 0, -1, ROLE_TEXT, "its last line");
	paint_cursor(body, 0, 0);
}
static const struct screen_class base = {
	.name = "base", .widget = &actions_form, .help = "What one does on this page.", .draw = base_draw};

static int set_up(void **state)
{
	stage_open(&stage);
	stack_push(stage.stack, &base, NULL);
	answers = 0;
	choice = -2;
	return 0;
}

static int tear_down(void **state)
{
	stage_close(&stage);
	free(text);
	text = NULL;
	return 0;
}

static void chosen(void *ctx, int id)
{
	assert_ptr_equal(ctx, &stage);
	answers++;
	choice = id;
}

static void told(void *ctx, const char *s)
{
	assert_ptr_equal(ctx, &stage);
	answers++;
	free(text);
	text = s ? mem_strdup(s) : NULL;
}

static const struct choice choices[] = {{'y', "Yes, leave"}, {'n', "No, stay"}, {'3', "Later"}};

static void ask_choice(void)
{
	answers = 0;
	choice = -2;
	dialog_choose(stage.stack, "Leave",
		      "Leave the program? What is typed is kept, and you can go on with it at the next "
		      "login, on any terminal.",
		      choices, 3, chosen, &stage);
	stack_paint(stage.stack);
}

static void a_choice_is_made_by_letter_digit_or_place(void **state)
{
	static const struct {
		const char *keys;
		int choice;
	} rows[] = {{"n", 1},		{"Y", 0},      {"3", 2},      {"<Enter>", 0}, {"<Down><Enter>", 1},
		    {"<Up><Enter>", 2}, {"<Esc>", -1}, {"<F10>", -1}, {"<^C>", -1}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		ask_choice();
		sees(&stage, " Leave ");
		sees(&stage, "Leave the program?");
		sees(&stage, "> y Yes, leave");
		cursor_at(&stage, "> y Yes", -1);
		sees(&stage, "its last line"); /* what lies below is seen still */
		type(&stage, rows[i].keys);
		assert_int_equal(answers, 1);
		assert_int_equal(choice, rows[i].choice);
		assert_int_equal(stack_depth(stage.stack), 1);
	}
}

static void what_is_no_choice_changes_nothing(void **state)
{
	ask_choice();
	type(&stage, "q");
	sees(&stage, "q does nothing here.");
	type(&stage, "<F3>"); /* nothing else opens before it is answered */
	type(&stage, "7<Left>");
	assert_int_equal(answers, 0);
	assert_int_equal(stack_depth(stage.stack), 2);
	type(&stage, "<F1>"); /* but help does */
	sees(&stage, "Choose one by its digit or letter.");
	type(&stage, "<Esc>");
	assert_int_equal(answers, 0);
	stack_free(&stage.stack); /* the end of the program is an answer too */
	assert_int_equal(answers, 1);
	assert_int_equal(choice, -1);
}

static void a_line_is_asked_for(void **state)
{
	dialog_ask(stage.stack, "Go to", "Number or name:", "HR-", 12, 1, told, &stage);
	stack_paint(stage.stack);
	sees(&stage, "HR-");
	cursor_at(&stage, "HR-", -1);
	type(&stage, "2026?/ 1");
	sees(&stage, "HR-2026?/ 1");
	type(&stage, "234");
	sees(&stage, "There is room for 12 characters.");
	type(&stage, "<Enter>");
	assert_string_equal(text, "HR-2026?/ 12");
	assert_int_equal(answers, 1);
	dialog_ask(stage.stack, "Go to", "Number or name:", NULL, 0, 1, told, &stage);
	type(&stage, "x<Esc>");
	assert_null(text);
	assert_int_equal(answers, 2);
	/* Long text: still Enter answers, F2 too. */
	dialog_ask(stage.stack, "Note", "Why:", "a", 200, 4, told, &stage);
	type(&stage, " b<F2>");
	assert_string_equal(text, "a b");
	assert_int_equal(answers, 3);
	dialog_ask(stage.stack, "Note", "Why:", "a", 200, 4, told, &stage);
	stack_free(&stage.stack);
	assert_int_equal(answers, 4);
	assert_null(text);
}

/* ---- the picker ---- */

static void pick(bool several, const char *now, int more)
{
	struct option_list *l = option_list_new("land");
	option_list_add(l, "GH", "Ghana");
	option_list_add(l, "GN", "Guinea");
	option_list_add(l, "CI", "C\xc3\xb4te d'Ivoire");
	option_list_add(l, "GW", "Guinea-Bissau");
	for (int i = 0; i < more; i++) {
		char code[24], label[24];
		snprintf(code, sizeof code, "Z%d", i);
		snprintf(label, sizeof label, "Zone %d", i);
		option_list_add(l, code, label);
	}
	dialog_pick(stage.stack, "Nationality", l, several, now, told, &stage);
	option_list_free(&l); /* it may go */
	stack_paint(stage.stack);
}

static void typing_shortens_the_list(void **state)
{
	pick(false, "", 0);
	sees(&stage, " Nationality ");
	sees(&stage, "> Ghana");
	cursor_at(&stage, "Narrow to:", -1);
	type(&stage, "gui");
	sees(&stage, "> Guinea\n");
	sees_not(&stage, "Ghana");
	sees(&stage, "2 of 4");
	type(&stage, "<Down><Enter>");
	assert_string_equal(text, "GW");
	pick(false, "", 0);
	type(&stage, "ivo"); /* any word, accents or not */
	sees(&stage, "> C\xc3\xb4te d'Ivoire");
	type(&stage, "<^U>cot<Enter>");
	assert_string_equal(text, "CI");
	pick(false, "GN", 0); /* begins where the answer is */
	sees(&stage, "> Guinea\n");
	type(&stage, "xyz<Enter>");
	sees(&stage, "Nothing fits what you typed.");
	assert_int_equal(answers, 2);
	type(&stage, "<Backspace><Backspace><Backspace><Backspace><Backspace>");
	sees(&stage, "4 of 4");
	type(&stage, "<Esc>");
	assert_int_equal(answers, 3);
	assert_null(text);
	assert_int_equal(stack_depth(stage.stack), 1);
}

static void several_are_marked(void **state)
{
	pick(true, "CI GH", 0);
	sees(&stage, "> [x] Ghana");
	sees(&stage, "[x] C\xc3\xb4te");
	type(&stage, " <Down> "); /* one out, one in */
	sees(&stage, "[ ] Ghana");
	sees(&stage, "> [x] Guinea\n");
	type(&stage, "biss <^U>"); /* found by typing, marked, all shown again */
	type(&stage, "<Enter>");
	assert_string_equal(text, "GN CI GW"); /* in the order of the list */
	pick(true, "", 0);
	type(&stage, "<Down><Enter>"); /* none marked: the one at the mark */
	assert_string_equal(text, "GN");
	stack_free(&stage.stack);
	assert_int_equal(answers, 2);
}

/* What begins so stands before what has it inside, wherever it stands in the list; codes are found too. */
static void what_begins_so_comes_first(void **state)
{
	struct option_list *l = option_list_new("tongue");
	option_list_add(l, "arb", "Standard Arabic");
	option_list_add(l, "apc", "Levantine Arabic");
	option_list_add(l, "ara", "Arabic");
	option_list_add(l, "arc", "Aramaic");
	dialog_pick(stage.stack, "Language", l, false, "arb", told, &stage);
	option_list_free(&l);
	type(&stage, "ara");
	sees(&stage, "> Arabic\n");
	sees(&stage, "4 of 4");
	type(&stage, "b");
	sees(&stage, "> Arabic\n");
	type(&stage, "<Down>");
	sees(&stage, "> Standard Arabic");
	type(&stage, "<^U>apc<Enter>");
	assert_string_equal(text, "apc");
}

static void a_long_list_is_gone_through(void **state)
{
	pick(false, "", 300);
	type(&stage, "<PgDn>");
	sees_not(&stage, "Ghana");
	type(&stage, "<End>");
	sees(&stage, "> Zone 299");
	type(&stage, "<PgUp><Home>");
	sees(&stage, "> Ghana");
	type(&stage, "zone 29");
	sees(&stage, "11 of 304");
	type(&stage, "<Enter>");
	assert_string_equal(text, "Z29");
}

/* ---- texts and help ---- */

static void help_tells_every_key(void **state)
{
	type(&stage, "<F1>");
	sees(&stage, "Sarai > Help");
	sees(&stage, "What one does on this page.");
	sees(&stage, "Keys in a form");
	sees(&stage, "F2 ^S           Save. What is missing is said, not forced.");
	type(&stage, "<End>");
	sees(&stage, "Keys everywhere");
	sees(&stage, "Esc 2 is F2");
	type(&stage, "<F1>"); /* again closes it */
	sees(&stage, "the page below");
	dialog_text(stage.stack, "Reasons", "one\ntwo\n");
	stack_paint(stage.stack);
	sees(&stage, "Sarai > Reasons");
	sees(&stage, "\none\ntwo\n");
	sees_not(&stage, "the page below");
	type(&stage, "<Enter>");
	assert_int_equal(stack_depth(stage.stack), 1);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_choice_is_made_by_letter_digit_or_place),
		TEST(what_is_no_choice_changes_nothing),
		TEST(a_line_is_asked_for),
		TEST(typing_shortens_the_list),
		TEST(several_are_marked),
		TEST(what_begins_so_comes_first), TEST(a_long_list_is_gone_through),
		TEST(help_tells_every_key),
	};
	return cmocka_run_group_tests_name("term_dialog", tests, NULL, NULL);
}
