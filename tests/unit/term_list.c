/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists, menus, and pages of text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "term_rig.h"

static struct scene stage;

static void row(void *ctx, int i, struct canvas *line, bool focus)
{
	paintf(line, 0, 2, -1, ROLE_TEXT, "row %d %s", i, i % 3 ? "other" : "third");
}

static void match(void *ctx, int i, struct str *text)
{
	str_addf(text, "row %d %s", i, i % 3 ? "other" : "third");
}

static int set_up(void **state)
{
	struct list_view *l = mem_alloc(sizeof *l);
	stage_open(&stage);
	list_init(l, NULL, row, match);
	*state = l;
	return 0;
}

static int tear_down(void **state)
{
	list_fini(*state);
	free(*state);
	stage_close(&stage);
	return 0;
}

/* Painted in ten rows: the first and the last, and where the cursor is. */
static void shows(struct list_view *l, const char *first, const char *last, int cursor)
{
	int at, col;
	struct canvas all = term_paint_begin(stage.term);
	struct canvas box = canvas_cut(&all, 0, 0, 10, 80);
	list_draw(l, &box);
	term_paint_end(stage.term);
	char *a = term_row(stage.term, 0), *b = term_row(stage.term, 9);
	term_cursor(stage.term, &at, &col);
	if (strcmp(a, first) || strcmp(b, last) || at != cursor)
		fail_msg("'%s' to '%s', cursor in %d", a, b, at);
	char *c = term_row(stage.term, cursor);
	assert_true(!*c || c[0] == '>' || l->narrowing);
	free(a);
	free(b);
	free(c);
}

static void rows_are_gone_through(void **state)
{
	struct list_view *l = *state;
	list_set_count(l, 30);
	shows(l, "> row 0 third", "1 of 30", 0);
	assert_true(list_act(l, ACT_UP, 10));
	shows(l, "> row 0 third", "1 of 30", 0);
	list_act(l, ACT_DOWN, 10);
	shows(l, "  row 0 third", "2 of 30", 1);
	list_act(l, ACT_PAGE_DOWN, 10);
	shows(l, "  row 2 other", "11 of 30", 8);
	list_act(l, ACT_END, 10);
	shows(l, "  row 21 third", "30 of 30", 8);
	list_act(l, ACT_DOWN, 10);
	list_act(l, ACT_PAGE_DOWN, 10);
	shows(l, "  row 21 third", "30 of 30", 8);
	list_act(l, ACT_PAGE_UP, 10);
	shows(l, "> row 20 other", "21 of 30", 0);
	list_act(l, ACT_HOME, 10);
	shows(l, "> row 0 third", "1 of 30", 0);
	assert_false(list_act(l, ACT_ENTER, 10)); /* the page opens it */
	assert_false(list_act(l, ACT_BACK, 10));
	assert_false(list_text(l, "x"));
	list_set_count(l, 9); /* they all fit: no foot */
	shows(l, "> row 0 third", "", 0);
}

static void the_place_is_kept_when_rows_go(void **state)
{
	struct list_view *l = *state;
	list_set_count(l, 30);
	list_focus(l, 25);
	list_set_count(l, 28);
	assert_int_equal(list_index(l), 25);
	list_set_count(l, 10);
	assert_int_equal(list_index(l), 9);
	list_set_count(l, 0);
	assert_int_equal(list_index(l), -1);
	shows(l, "", "", 0);
	list_act(l, ACT_DOWN, 10);
	list_act(l, ACT_END, 10);
	list_act(l, ACT_PAGE_UP, 10);
	assert_int_equal(list_index(l), -1);
	list_set_count(l, 3);
	assert_int_equal(list_index(l), 0);
}

static void slash_narrows(void **state)
{
	struct list_view *l = *state;
	list_set_count(l, 30);
	list_focus(l, 16);
	assert_true(list_act(l, ACT_NARROW, 10));
	assert_true(list_typing(l));
	list_text(l, "t");
	list_text(l, "h");
	shows(l, "  row 0 third", "Narrow to: th                              10 of 30. Enter opens, Esc shows all.",
	      9);
	assert_int_equal(list_index(l), 15); /* the nearest before */
	list_text(l, " ");
	list_text(l, "2"); /* each word begins a word of the row */
	list_text(l, "1");
	assert_int_equal(list_index(l), 21);
	list_text(l, "x");
	assert_int_equal(list_index(l), -1);
	shows(l, "", "Narrow to: th 21x                          0 of 30. Enter opens, Esc shows all.", 9);
	assert_true(list_act(l, ACT_BACKSPACE, 10));
	assert_int_equal(list_index(l), 21);
	assert_false(list_act(l, ACT_ENTER, 10)); /* opens the row; the narrowing stays for coming back */
	assert_false(list_typing(l));
	shows(l, "> row 21 third", "1 of 30, narrowed to 'th 21'. Esc shows all.", 0);
	assert_true(list_act(l, ACT_BACK, 10));
	assert_int_equal(l->n_shown, 30);
	assert_int_equal(list_index(l), 21);
	assert_false(list_act(l, ACT_BACK, 10));
	/* Backspace over nothing ends it. */
	list_act(l, ACT_NARROW, 10);
	list_act(l, ACT_BACKSPACE, 10);
	assert_false(list_typing(l));
	/* Rows that cannot be searched have no narrowing. */
	l->match = NULL;
	assert_false(list_act(l, ACT_NARROW, 10));
}

static int asked;

static enum list_fit fit(void *ctx, int i, const char *typed)
{
	asked++;
	assert_string_equal(typed, "row"); /* folded */
	return i == 40 ? FIT_BEGINS : i % 10 == 0 ? FIT_HOLDS : FIT_NOT;
}

/* Thousands of rows: each is looked at when a letter is typed, and none when one only moves about. */
static void a_long_list_is_searched_once(void **state)
{
	struct list_view *l = *state;
	l->fit = fit;
	list_set_count(l, 7000);
	list_act(l, ACT_NARROW, 10);
	asked = 0;
	list_text(l, "R\u00d6W");
	assert_in_range(asked, 7000, 14000);
	assert_int_equal(l->n_shown, 700);
	assert_int_equal(list_index(l), 40);
	asked = 0;
	shows(l, "> row 40 other", "Narrow to: R\u00d6W                             700 of 7000", 9);
	list_act(l, ACT_PAGE_DOWN, 10);
	list_act(l, ACT_END, 10);
	list_act(l, ACT_UP, 10);
	assert_int_equal(list_index(l), 6980);
	assert_int_equal(asked, 0);
}

/* ---- menus ---- */

static const struct menu_item items[] = {
	{'1', "Screening", NULL, 11}, {'2', "Planning", NULL, 12}, {'x', "Leave", NULL, 13}};

static void a_menu_acts_at_its_digit(void **state)
{
	struct menu m = {items, 3, 0};
	int chosen;
	assert_true(menu_text(&m, "2", &chosen));
	assert_int_equal(chosen, 12);
	assert_int_equal(m.at, 1);
	assert_true(menu_text(&m, "X", &chosen)); /* Caps Lock */
	assert_int_equal(chosen, 13);
	assert_false(menu_text(&m, "3", &chosen));
	assert_false(menu_text(&m, "", &chosen));
	assert_false(menu_text(&m, "12", &chosen));
	assert_int_equal(chosen, -1);
	assert_true(menu_act(&m, ACT_DOWN, &chosen)); /* round */
	assert_int_equal(m.at, 0);
	assert_int_equal(chosen, -1);
	menu_act(&m, ACT_UP, &chosen);
	assert_int_equal(m.at, 2);
	menu_act(&m, ACT_HOME, &chosen);
	assert_true(menu_act(&m, ACT_ENTER, &chosen));
	assert_int_equal(chosen, 11);
	assert_false(menu_act(&m, ACT_SAVE, &chosen));
	m.at = -1; /* a menu beside a list has no mark of its own */
	assert_false(menu_act(&m, ACT_ENTER, &chosen));
	assert_true(menu_text(&m, "1", &chosen));
	assert_int_equal(m.at, -1);
}

static void a_menu_marks_its_place(void **state)
{
	struct menu m = {items, 3, 1};
	int at, col;
	struct canvas all = term_paint_begin(stage.term);
	menu_draw(&m, &all);
	term_paint_end(stage.term);
	sees(&stage, "  1 Screening\n> 2 Planning\n  x Leave\n");
	term_cursor(stage.term, &at, &col);
	assert_int_equal(at, 1);
	assert_int_equal(col, 0);
}

/* ---- pages of text ---- */

static void read_page(struct text_view *v, int rows)
{
	struct canvas all = term_paint_begin(stage.term);
	struct canvas box = canvas_cut(&all, 0, 0, rows, 20);
	text_view_draw(v, &box);
	term_paint_end(stage.term);
}

static void a_text_is_read_by_pages(void **state)
{
	struct text_view v = {0};
	struct str s = {0};
	for (int i = 1; i <= 12; i++)
		str_addf(&s, "line %d\n", i);
	str_add(&s, "the last is long and wraps");
	text_view_set(&v, str_text(&s));
	read_page(&v, 6);
	sees(&stage, "line 1\nline 2\nline 3\nline 4\nline 5\n-- 1 to 5 of 14 lin~\n");
	assert_true(text_view_act(&v, ACT_PAGE_DOWN, 6, 20));
	read_page(&v, 6);
	sees(&stage, "line 5\nline 6\n"); /* one line again, to find one's place */
	text_view_act(&v, ACT_END, 6, 20);
	read_page(&v, 6);
	sees(&stage, "line 12\nthe last is long and\nwraps\n");
	text_view_act(&v, ACT_DOWN, 6, 20);
	text_view_act(&v, ACT_UP, 6, 20);
	read_page(&v, 6);
	sees(&stage, "line 9\nline 10\n");
	text_view_act(&v, ACT_HOME, 6, 20);
	text_view_act(&v, ACT_UP, 6, 20);
	read_page(&v, 6);
	sees(&stage, "line 1\nline 2\n");
	text_view_act(&v, ACT_END, 6, 20);
	read_page(&v, 20); /* the window has grown: all of it is seen */
	sees(&stage, "line 1\nline 2\n");
	sees_not(&stage, "-- ");
	assert_false(text_view_act(&v, ACT_SAVE, 6, 20));
	text_view_set(&v, NULL);
	read_page(&v, 6);
	str_fini(&s);
	text_view_fini(&v);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(rows_are_gone_through),	TEST(the_place_is_kept_when_rows_go), TEST(slash_narrows), TEST(a_long_list_is_searched_once),
		TEST(a_menu_acts_at_its_digit), TEST(a_menu_marks_its_place),	      TEST(a_text_is_read_by_pages),
	};
	return cmocka_run_group_tests_name("term_list", tests, NULL, NULL);
}
