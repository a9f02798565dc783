/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/text.h>

#include "term_rig.h"

#define E_ACUTE "\xc3\xa9"
#define ACUTE "\xcc\x81"
#define HAN "\xe6\xbc\xa2\xe5\xad\x97"			      /* two letters, two columns each */
#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7" /* woman, joiner, girl: one character */

static struct scene stage;

static int set_up(void **state)
{
	stage_open(&stage);
	return 0;
}

static int tear_down(void **state)
{
	stage_close(&stage);
	return 0;
}

static void put(struct editor *ed, const char *text)
{
	/* As keys come: one character at a time. */
	while (*text) {
		char one[8] = "";
		size_t n = (unsigned char)*text < 0x80	 ? 1
			   : (unsigned char)*text < 0xe0 ? 2
			   : (unsigned char)*text < 0xf0 ? 3
							 : 4;
		memcpy(one, text, n);
		editor_insert(ed, one);
		text += n;
	}
}

static void draw(struct editor *ed, int rows, int cols)
{
	struct canvas all = term_paint_begin(stage.term);
	struct canvas box = canvas_cut(&all, 0, 0, rows, cols);
	editor_draw(ed, &box, ROLE_VALUE, true);
	term_paint_end(stage.term);
}

static void is(struct editor *ed, int rows, int cols, const char *first, int row, int col)
{
	int at_row, at_col;
	draw(ed, rows, cols);
	char *line = term_row(stage.term, 0);
	term_cursor(stage.term, &at_row, &at_col);
	if (strcmp(line, first) || at_row != row || at_col != col)
		fail_msg("'%s' with the cursor at %d,%d; not '%s' and %d,%d", line, at_row, at_col, first, row, col);
	free(line);
}

static void accents_belong_to_their_letter(void **state)
{
	struct editor ed;
	editor_init(&ed, "", 0, false);
	put(&ed, "caf"
		 "e" ACUTE "s");
	assert_string_equal(ed.text, "caf" E_ACUTE "s");
	editor_act(&ed, ACT_LEFT, 80);
	editor_act(&ed, ACT_LEFT, 80);
	is(&ed, 1, 80, "caf" E_ACUTE "s", 0, 3);
	editor_act(&ed, ACT_DELETE, 80);
	assert_string_equal(ed.text, "cafs");
	editor_act(&ed, ACT_LEFT, 80);
	editor_act(&ed, ACT_LEFT, 80);
	editor_act(&ed, ACT_RIGHT, 80);
	put(&ed, ACUTE); /* no letter has both: it stays a mark, and one character with its letter */
	assert_int_equal(text_length(ed.text), 4);
	editor_act(&ed, ACT_BACKSPACE, 80);
	assert_string_equal(ed.text, "cfs");
	editor_fini(&ed);
}

static void wide_letters_take_two_columns(void **state)
{
	struct editor ed;
	editor_init(&ed, "", 0, false);
	put(&ed, "a" HAN "b");
	is(&ed, 1, 80, "a" HAN "b", 0, 6);
	editor_act(&ed, ACT_LEFT, 80);
	editor_act(&ed, ACT_LEFT, 80);
	is(&ed, 1, 80, "a" HAN "b", 0, 3);
	editor_act(&ed, ACT_BACKSPACE, 80);
	is(&ed, 1, 80,
	   "a\xe5\xad\x97"
	   "b",
	   0, 1);
	editor_act(&ed, ACT_CLEAR, 80);
	put(&ed, FAMILY);
	assert_int_equal(text_length(ed.text), 1);
	editor_act(&ed, ACT_BACKSPACE, 80);
	assert_string_equal(ed.text, "");
	editor_fini(&ed);
}

static void a_long_line_scrolls_with_the_cursor(void **state)
{
	struct editor ed;
	editor_init(&ed, "", 0, false);
	put(&ed, "0123456789abcdef");
	is(&ed, 1, 10, "789abcdef", 0, 9);
	editor_act(&ed, ACT_HOME, 10);
	is(&ed, 1, 10, "0123456789", 0, 0);
	editor_act(&ed, ACT_END, 10);
	is(&ed, 1, 10, "789abcdef", 0, 9);
	/* A wide letter at the edge is never cut in half. */
	editor_set(&ed, HAN HAN HAN);
	is(&ed, 1, 6, HAN, 0, 4);
	editor_fini(&ed);
}

static void a_line_that_was_cleared_is_seen_again(void **state)
{
	struct editor ed;
	editor_init(&ed, "0123456789abcdef", 0, false);
	is(&ed, 1, 10, "789abcdef", 0, 9);
	editor_act(&ed, ACT_CLEAR, 10);
	put(&ed, "new"); /* typed ahead: painted once */
	is(&ed, 1, 10, "new", 0, 3);
	editor_fini(&ed);
}

static void no_more_than_there_is_room_for(void **state)
{
	struct editor ed;
	editor_init(&ed, "", 3, false);
	put(&ed, "ab");
	assert_true(editor_insert(&ed, "e"));
	assert_true(editor_insert(&ed, ACUTE)); /* no character more */
	assert_false(editor_insert(&ed, "x"));
	assert_string_equal(ed.text, "ab" E_ACUTE);
	assert_int_equal(ed.at, ed.len);
	editor_act(&ed, ACT_BACKSPACE, 80); /* taking away always works */
	assert_true(editor_insert(&ed, "x"));
	assert_string_equal(ed.text, "abx");
	editor_fini(&ed);
	/* Text that is longer already may be shortened. */
	editor_init(&ed, "abcdef", 3, false);
	editor_act(&ed, ACT_BACKSPACE, 80);
	assert_string_equal(ed.text, "abcde");
	editor_fini(&ed);
}

static void what_cannot_be_seen_does_not_come_in(void **state)
{
	struct editor ed;
	editor_init(&ed,
		    "a\x1b[2Jb\xe2\x80\xae"
		    "c\nd\te\xff",
		    0, false);
	assert_string_equal(ed.text, "a[2Jbc d e");
	editor_insert(&ed, "\xe2\x80\xae");
	editor_insert(&ed, "\x07");
	editor_insert(&ed, "\n");
	assert_string_equal(ed.text, "a[2Jbc d e ");
	editor_fini(&ed);
}

static void words_and_all_are_taken_back(void **state)
{
	struct editor ed;
	editor_init(&ed, "one two  three", 0, false);
	editor_act(&ed, ACT_WORD_BACK, 80);
	assert_string_equal(ed.text, "one two  ");
	editor_act(&ed, ACT_WORD_BACK, 80);
	assert_string_equal(ed.text, "one ");
	editor_act(&ed, ACT_HOME, 80);
	editor_act(&ed, ACT_WORD_BACK, 80);
	editor_act(&ed, ACT_BACKSPACE, 80);
	assert_string_equal(ed.text, "one ");
	editor_act(&ed, ACT_END, 80);
	editor_act(&ed, ACT_DELETE, 80);
	assert_string_equal(ed.text, "one ");
	editor_act(&ed, ACT_CLEAR, 80);
	assert_string_equal(ed.text, "");
	assert_false(editor_act(&ed, ACT_UP, 80));
	assert_false(editor_act(&ed, ACT_ENTER, 80));
	assert_false(editor_act(&ed, ACT_SAVE, 80));
	editor_fini(&ed);
}

static void changes_are_undone_step_by_step(void **state)
{
	struct editor ed;
	editor_init(&ed, "one", 0, false);
	assert_false(editor_act(&ed, ACT_UNDO, 80));
	put(&ed, " two th");
	editor_act(&ed, ACT_WORD_BACK, 80);
	editor_act(&ed, ACT_CLEAR, 80);
	assert_string_equal(ed.text, "");
	static const char *const back[] = {"one two ", "one two th", "one two", "one"};
	for (size_t i = 0; i < sizeof back / sizeof *back; i++) {
		assert_true(editor_can_undo(&ed));
		assert_true(editor_act(&ed, ACT_UNDO, 80));
		assert_string_equal(ed.text, back[i]);
		assert_int_equal(ed.at, ed.len);
	}
	assert_false(editor_act(&ed, ACT_UNDO, 80));
	/* What changes nothing is no step; a word begun elsewhere is one of its own. */
	editor_act(&ed, ACT_DELETE, 80);
	assert_false(editor_can_undo(&ed));
	put(&ed, "s");
	editor_act(&ed, ACT_HOME, 80);
	put(&ed, "x");
	editor_act(&ed, ACT_UNDO, 80);
	assert_string_equal(ed.text, "ones");
	/* However much is changed, the text as it was found comes back at last. */
	for (int i = 0; i < 300; i++)
		put(&ed, "a ");
	while (editor_act(&ed, ACT_UNDO, 80))
		;
	assert_string_equal(ed.text, "one");
	editor_fini(&ed);
	editor_init(&ed, "", 0, false); /* a password leaves no traces */
	ed.secret = true;
	put(&ed, "a b");
	assert_false(editor_can_undo(&ed));
	editor_fini(&ed);
}

static void a_note_is_cleared_line_by_line(void **state)
{
	struct editor ed;
	editor_init(&ed, "first\nsecond line\nthird", 0, true);
	editor_act(&ed, ACT_UP, 40);
	editor_act(&ed, ACT_CLEAR, 40);
	assert_string_equal(ed.text, "first\n\nthird");
	editor_act(&ed, ACT_CLEAR, 40);
	assert_string_equal(ed.text, "first\nthird");
	editor_act(&ed, ACT_UNDO, 40);
	editor_act(&ed, ACT_UNDO, 40);
	assert_string_equal(ed.text, "first\nsecond line\nthird");
	editor_set(&ed, "the quick brown fox"); /* a line as it is seen */
	editor_act(&ed, ACT_CLEAR, 11);
	assert_string_equal(ed.text, "the quick ");
	editor_set(&ed, "one\n");
	editor_act(&ed, ACT_CLEAR, 40); /* the last line, and empty */
	assert_string_equal(ed.text, "one");
	editor_act(&ed, ACT_CLEAR, 40);
	editor_act(&ed, ACT_CLEAR, 40);
	assert_string_equal(ed.text, "");
	editor_fini(&ed);
}

static void lines_wrap_at_words(void **state)
{
	struct editor ed;
	editor_init(&ed, "", 0, true);
	put(&ed, "the quick brown fox");
	is(&ed, 4, 11, "the quick", 1, 9); /* one column is the cursor's */
	char *second = term_row(stage.term, 1);
	assert_string_equal(second, "brown fox");
	free(second);
	assert_int_equal(editor_lines(&ed, 11), 2);
	editor_act(&ed, ACT_ENTER, 11);
	is(&ed, 4, 11, "the quick", 2, 0);
	assert_int_equal(editor_lines(&ed, 11), 3);
	put(&ed, "x");
	editor_act(&ed, ACT_HOME, 11);
	is(&ed, 4, 11, "the quick", 2, 0);
	editor_fini(&ed);
}

static void up_and_down_keep_their_column(void **state)
{
	struct editor ed;
	editor_init(&ed, "a long line\nx\nanother one", 0, true);
	is(&ed, 4, 40, "a long line", 2, 11);
	assert_true(editor_act(&ed, ACT_UP, 40));
	is(&ed, 4, 40, "a long line", 1, 1);
	assert_true(editor_act(&ed, ACT_UP, 40));
	is(&ed, 4, 40, "a long line", 0, 11);
	assert_false(editor_act(&ed, ACT_UP, 40)); /* the form takes it: to the field before */
	assert_true(editor_act(&ed, ACT_DOWN, 40));
	assert_true(editor_act(&ed, ACT_DOWN, 40));
	is(&ed, 4, 40, "a long line", 2, 11);
	assert_false(editor_act(&ed, ACT_DOWN, 40));
	editor_act(&ed, ACT_UP, 40);
	editor_act(&ed, ACT_LEFT, 40); /* a new column from here */
	editor_act(&ed, ACT_DOWN, 40);
	is(&ed, 4, 40, "a long line", 2, 0);
	editor_act(&ed, ACT_END, 40);
	is(&ed, 4, 40, "a long line", 2, 11);
	editor_fini(&ed);
}

static void more_lines_than_rows_scroll(void **state)
{
	struct editor ed;
	editor_init(&ed, "1\n2\n3\n4\n5\n6", 0, true);
	is(&ed, 3, 20, "4", 2, 1);
	for (int i = 0; i < 2; i++)
		editor_act(&ed, ACT_UP, 20);
	is(&ed, 3, 20, "4", 0, 1); /* stays while it can */
	editor_act(&ed, ACT_UP, 20);
	is(&ed, 3, 20, "3", 0, 1);
	editor_fini(&ed);
}

/* Whatever is typed and done: valid text, the cursor between characters, inside what is drawn. */
static void any_keys_leave_it_whole(void **state)
{
	static const char *const bits[] = {"a",
					   " ",
					   "e",
					   ACUTE,
					   HAN,
					   FAMILY,
					   "\xe2\x80\x8d",
					   "\n",
					   "\xd9\x84",
					   "\xf0\x9f\x87\xb3",
					   "longword",
					   "\xe0\xb8\x99\xe0\xb8\xb3"};
	static const int acts[] = {ACT_LEFT, ACT_RIGHT,	    ACT_HOME,	ACT_END,       ACT_UP,
				   ACT_DOWN, ACT_BACKSPACE, ACT_DELETE, ACT_WORD_BACK, ACT_ENTER, ACT_UNDO, ACT_CLEAR};
	uint32_t x = 99;
	for (int round = 0; round < 40; round++) {
		struct editor ed;
		editor_init(&ed, "", round % 3 ? 0 : 30, round % 2);
		for (int i = 0; i < 120; i++) {
			x = x * 1664525 + 1013904223;
			int cols = 1 + (int)(x >> 8) % 23, row, col;
			if (x >> 31)
				editor_insert(&ed, bits[(x >> 16) % (sizeof bits / sizeof *bits)]);
			else
				editor_act(&ed, acts[(x >> 16) % (sizeof acts / sizeof *acts)], cols);
			assert_int_equal(ed.len, strlen(ed.text));
			assert_true(text_invalid_at(ed.text, ed.len) < 0);
			size_t at = 0;
			while (at < ed.at)
				at += text_next(ed.text + at);
			assert_int_equal(at, ed.at);
			draw(&ed, 3, cols);
			term_cursor(stage.term, &row, &col);
			assert_true(row < 3 && col < cols);
		}
		editor_fini(&ed);
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(accents_belong_to_their_letter),
		TEST(wide_letters_take_two_columns),
		TEST(a_long_line_scrolls_with_the_cursor),
		TEST(a_line_that_was_cleared_is_seen_again),
		TEST(no_more_than_there_is_room_for),
		TEST(what_cannot_be_seen_does_not_come_in),
		TEST(words_and_all_are_taken_back),
		TEST(changes_are_undone_step_by_step),
		TEST(a_note_is_cleared_line_by_line),
		TEST(lines_wrap_at_words),
		TEST(up_and_down_keep_their_column),
		TEST(more_lines_than_rows_scroll),
		TEST(any_keys_leave_it_whole),
	};
	return cmocka_run_group_tests_name("term_editor", tests, NULL, NULL);
}
