/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include <sarai/base/text.h>
#include <sarai/term/screen.h>

/* A page that notes what reaches it. */
struct page {
	int acts[16], n_acts;
	char typed[64];
	int shown, ticks, hangups, closed;
	bool typing, stay, wants;
	const char *text;
};

static void page_title(const struct screen *s, struct str *out)
{
	str_add(out, ((struct page *)s->data)->text);
}
static void page_draw(const struct screen *s, struct canvas *body)
{
	paint_text(body, 0, 0, -1, ROLE_TEXT, ((struct page *)s->data)->text);
	paintf(body, body->rows - 1, 0, -1, ROLE_TEXT, "last of %d", body->rows);
	paint_cursor(body, 3, 4);
}
static bool page_act(struct screen *s, int action)
{
	struct page *p = s->data;
	p->acts[p->n_acts++ % 16] = action;
	return p->wants;
}
static bool page_text(struct screen *s, const char *utf8)
{
	struct page *p = s->data;
	strncat(p->typed, utf8, sizeof p->typed - strlen(p->typed) - 1);
	return true;
}
static bool page_typing(const struct screen *s)
{
	return ((struct page *)s->data)->typing;
}
static bool page_may_close(struct screen *s)
{
	return !((struct page *)s->data)->stay;
}
static void page_shown(struct screen *s)
{
	((struct page *)s->data)->shown++;
}
static void page_tick(struct screen *s)
{
	((struct page *)s->data)->ticks++;
}
static void page_hangup(struct screen *s)
{
	((struct page *)s->data)->hangups++;
}
static void page_close(struct screen *s)
{
	((struct page *)s->data)->closed++;
}
static void page_hint(const struct screen *s, struct str *out)
{
	str_add(out, "hint of the line");
}
static const struct screen_class page_class = {
	.name = "page", .help = "A page for tests.", .title = page_title, .draw = page_draw, .act = page_act, .text = page_text,
	.typing = page_typing, .may_close = page_may_close, .shown = page_shown, .tick = page_tick, .hangup = page_hangup,
	.close = page_close, .hint = page_hint, .widget = &actions_list,
};

struct fixture {
	struct term *term;
	struct keymap *keys;
	struct stack *stack;
	struct clock clock;
	int64_t now;
	int everywhere;
};

static bool anywhere(void *ctx, struct stack *s, int action)
{
	((struct fixture *)ctx)->everywhere = action;
	return true;
}

static void status(void *ctx, struct str *right)
{
	str_add(right, "amina");
}

static int set_up(void **state)
{
	static const struct action_table *const tables[] = {&actions_global, &actions_list, &actions_form};
	struct fixture *f = calloc(1, sizeof *f);
	struct diags d = {0};
	struct err e = {0};
	f->now = 1795000000;
	f->clock = clock_fixed(&f->now);
	f->term = term_open(&(struct term_options){.headless = true, .rows = 24, .cols = 80, .borders = 1}, &e);
	f->keys = keymap_new(tables, 3, NULL, &d);
	assert_non_null(f->term);
	assert_non_null(f->keys);
	f->stack = stack_new(f->term, &(struct stack_options){.keys = f->keys, .clock = &f->clock, .tick_ms = 1000, .act = anywhere,
							       .status = status, .ctx = f});
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	stack_free(&f->stack);
	keymap_free(&f->keys);
	term_close(&f->term);
	free(f);
	return 0;
}

static void key(struct fixture *f, int k)
{
	struct event ev;
	term_feed(f->term, k);
	term_next(f->term, 0, &ev);
	stack_feed(f->stack, &ev);
}

static void row_is(struct fixture *f, int row, const char *want)
{
	stack_paint(f->stack);
	char *got = term_row(f->term, row);
	assert_string_equal(got, want);
	free(got);
}

static void the_page_has_its_frame(void **state)
{
	struct fixture *f = *state;
	static struct page one, two; /* the stack closes them after the test */
	one = (struct page){.text = "One"};
	two = (struct page){.text = "Two"};
	int row, col;
	stack_push(f->stack, &page_class, &one);
	stack_push(f->stack, &page_class, &two);
	stack_say(f->stack, ROLE_GOOD, "Saved.");
	row_is(f, 0, "Sarai > One > Two                                                          amina");
	row_is(f, 1, "--------------------------------------------------------------------------------");
	row_is(f, 2, "Two");
	row_is(f, 20, "last of 19");
	row_is(f, 21, "Saved.");
	row_is(f, 22, "hint of the line");
	row_is(f, 23, "F1 Help  Enter Open  / Narrow  F3 Find  F4 Go to  F10 Back");
	term_cursor(f->term, &row, &col);
	assert_int_equal(row, 5);
	assert_int_equal(col, 4);
	one.text = "A very long name of a page that takes nearly all there is in the row";
	row_is(f, 0, "Sarai > .. > Two                                                           amina");
	stack_say(f->stack, ROLE_ERROR, "Error: %s", "this says so much that it does not fit into one row of eighty, and so it goes on below.");
	row_is(f, 21, "Error: this says so much that it does not fit into one row of eighty, and so it");
	row_is(f, 22, "goes on below.");
}

static void small_terminals_are_told(void **state)
{
	struct fixture *f = *state;
	static struct page one; /* the stack closes them after the test */
	one = (struct page){.text = "One"};
	stack_push(f->stack, &page_class, &one);
	term_resize(f->term, 20, 60);
	row_is(f, 0, "Sarai needs 80x23; this is 60x20. Make the window larger;");
	row_is(f, 1, "until then no key works.");
	row_is(f, 2, "");
	/* What is not seen is not typed into, chosen, or left. */
	key(f, 'x');
	key(f, TKEY_ENTER);
	key(f, TKEY_ESC);
	struct event pasted;
	term_feed_paste(f->term, "pasted", &pasted);
	stack_feed(f->stack, &pasted);
	assert_ptr_equal(stack_top(f->stack)->data, &one);
	term_resize(f->term, 43, 132);
	row_is(f, 39, "last of 38");
	assert_string_equal(one.typed, "");
	key(f, 'x');
	assert_string_equal(one.typed, "x");
	term_resize(f->term, 10, 20);
	row_is(f, 0, "Sarai needs 80x23;");
	row_is(f, 1, "this is 20x10. Make");
	row_is(f, 4, "works.");
	term_resize(f->term, 1, 1);
	stack_paint(f->stack);
	/* One row less than usual, which a multiplexer takes, is enough. */
	term_resize(f->term, 23, 80);
	row_is(f, 19, "last of 18");
	key(f, 'y');
	assert_string_equal(one.typed, "xy");
	stack_paint(f->stack);
}

static void keys_reach_the_page(void **state)
{
	struct fixture *f = *state;
	static struct page one; /* the stack closes them after the test */
	one = (struct page){.text = "One", .wants = true};
	stack_push(f->stack, &page_class, &one);
	key(f, TKEY_UP);
	key(f, 'q');
	key(f, 0xe9);
	key(f, 0x202e);
	assert_int_equal(one.acts[0], ACT_UP);
	assert_string_equal(one.typed, "q\u00e9");
	one.typing = true;
	key(f, '/');
	assert_string_equal(one.typed, "q\u00e9/");
	assert_int_equal(one.n_acts, 1);
	one.wants = false;
	key(f, TKEY_F1 + 2);
	assert_int_equal(f->everywhere, ACT_FIND);
}

static void keys_that_do_nothing_say_so(void **state)
{
	struct fixture *f = *state;
	static struct page one; /* the stack closes them after the test */
	one = (struct page){.text = "One"};
	stack_push(f->stack, &page_class, &one);
	stack_say(f->stack, ROLE_GOOD, "Saved.");
	key(f, TKEY_F1 + 11);
	assert_string_equal(stack_said(f->stack), "Saved.");
	key(f, 'x');
	assert_string_equal(stack_said(f->stack), "");
	key(f, TKEY_F1 + 11);
	assert_string_equal(stack_said(f->stack), "F12 does nothing here. F1 shows the keys that do.");
}

static void back_closes_unless_told_not_to(void **state)
{
	struct fixture *f = *state;
	static struct page one, two; /* the stack closes them after the test */
	one = (struct page){.text = "One"};
	two = (struct page){.text = "Two", .stay = true};
	stack_push(f->stack, &page_class, &one);
	struct screen *top = stack_push(f->stack, &page_class, &two);
	assert_ptr_equal(stack_below(top)->data, &one);
	key(f, TKEY_F1 + 9);
	assert_int_equal(stack_depth(f->stack), 2);
	two.stay = false;
	key(f, TKEY_ESC);
	assert_int_equal(stack_depth(f->stack), 1);
	assert_int_equal(two.closed, 1);
	assert_int_equal(one.shown, 2);
	key(f, TKEY_CTRL('C'));
	assert_true(stack_ended(f->stack));
}

static void ticks_and_hang_ups_reach_all(void **state)
{
	struct fixture *f = *state;
	static struct page one, two, three; /* the stack closes them after the test */
	one = (struct page){.text = "One"};
	two = (struct page){.text = "Two"};
	three = (struct page){.text = "Three"};
	struct screen *first = stack_push(f->stack, &page_class, &one);
	stack_push(f->stack, &page_class, &two);
	stack_push(f->stack, &page_class, &three);
	stack_feed(f->stack, &(struct event){.type = EVENT_TICK});
	assert_int_equal(one.ticks + two.ticks + three.ticks, 3);
	stack_pop_to(f->stack, first);
	assert_int_equal(two.closed + three.closed, 2);
	assert_int_equal(stack_depth(f->stack), 1);
	stack_feed(f->stack, &(struct event){.type = EVENT_HANGUP});
	assert_int_equal(one.hangups, 1);
	assert_true(stack_ended(f->stack));
}

static void painting_is_cut_and_cleaned(void **state)
{
	struct fixture *f = *state;
	struct canvas all = term_paint_begin(f->term);
	struct canvas cut = canvas_cut(&all, 5, 70, 3, 100);
	assert_int_equal(cut.cols, 10);
	assert_int_equal(paint_text(&cut, 0, 0, -1, ROLE_TEXT, "0123456789abc"), 10);
	assert_int_equal(paint_text(&cut, 1, 0, -1, ROLE_TEXT, "x\u202ey\x1b[31m"), 6);
	assert_int_equal(paint_text(&cut, 2, 8, -1, ROLE_TEXT, "a\u6f22"), 2); /* "a~" */
	assert_int_equal(paint_text(&cut, 3, 0, -1, ROLE_TEXT, "out"), 0);
	assert_int_equal(paint_text(&cut, 0, -1, -1, ROLE_TEXT, "out"), 0);
	term_paint_end(f->term);
	char *row = term_row(f->term, 5), *next = term_row(f->term, 6);
	assert_string_equal(row + 70, "012345678~");
	assert_string_equal(next + 70, "xy[31m");
	free(row);
	free(next);
}

/* Names in many scripts: the column behind one begins where its width says, and a name cut short ends in "~" within its
 * column. */
static void every_script_keeps_its_columns(void **state)
{
	static const char *const names[] = {
		"Amina Diallo", "\u1019\u102d\u102f\u1038\u1019\u102d\u102f\u1038\u1001\u103b\u102d\u102f", /* Burmese */
		"\u179f\u17bb\u1781\u17b6 \u1785\u17b6\u1793\u17cb\u1790\u17be", /* Khmer */
		"\u0932\u0915\u094d\u0937\u094d\u092e\u0940 \u0915\u0941\u092e\u093e\u0930\u0940", /* Hindi, Nepali */
		"\u09b8\u09c1\u09ae\u09be\u0987\u09af\u09bc\u09be \u0996\u09be\u09a4\u09c1\u09a8", /* Bengali */
		"\u0b95\u0bcb\u0b95\u0bbf\u0bb2\u0bbe \u0b9a\u0bc6\u0bb2\u0bcd\u0bb5\u0bae\u0bcd", /* Tamil */
		"\u0e19\u0e49\u0e33\u0e1d\u0e19 \u0e28\u0e23\u0e35\u0e2a\u0e38\u0e02", /* Thai */
		"\u674e\u5c0f\u9f99", "\u0645\u062d\u0645\u064e\u0651\u062f", "e\u0301\u0323o\u0302", "\U0001f469\u200d\U0001f467",
		"\U0001f600", "\u0301", "a\u0300\u0301\u0302\u0303\u0304\u0305\u0306", "\u1161"};
	struct fixture *f = *state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		for (int width = 1; width < 16; width++) {
			struct canvas all = term_paint_begin(f->term);
			int used = paint_text(&all, 0, 5, width, ROLE_TEXT, names[i]);
			assert_true(used <= width);
			paint_text(&all, 0, 5 + used, -1, ROLE_TEXT, "|end");
			term_paint_end(f->term);
			char *row = term_row(f->term, 0), *mark = strstr(row, "|end");
			assert_non_null(mark); /* else it ran into it */
			assert_true(strchr(row, '|') == mark);
			assert_int_equal(mark[-1] == '~', text_width(names[i]) > width);
			if (mark[-1] != '~')
				assert_int_equal(used, text_width(names[i]));
			/* Nothing between: the width was not too large. */
			if (mark[-1] == ' ')
				fail_msg("a blank behind %s", names[i]);
			free(row);
		}
	}
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(every_script_keeps_its_columns), TEST(the_page_has_its_frame), TEST(small_terminals_are_told), TEST(keys_reach_the_page), TEST(keys_that_do_nothing_say_so),
		TEST(back_closes_unless_told_not_to), TEST(ticks_and_hang_ups_reach_all), TEST(painting_is_cut_and_cleaned),
	};
	return cmocka_run_group_tests_name("term_stack", tests, NULL, NULL);
}
