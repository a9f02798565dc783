/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/term/widget.h>

#include "stack.h"

#define SAID_COLS 150 /* what two rows of 80 hold for certain */
#define REST_MS 400   /* without a key: the cursor rests, and what is said about its place is painted */
#define IDLE_MS 30000 /* clocks on the page move on */

struct stack *stack_new(struct term *t, const struct stack_options *o)
{
	struct stack *s = mem_alloc(sizeof *s);
	s->term = t;
	s->options = *o;
	s->key_at = clock_millis(o->clock);
	if (o->idle)
		s->idle_next = o->idle(o->ctx, s, 0);
	return s;
}

static void close_screen(struct screen *top)
{
	if (top->class->close)
		top->class->close(top);
	free(top);
}

void stack_free(struct stack **s)
{
	if (!*s)
		return;
	while ((*s)->n > 0)
		close_screen((*s)->at[--(*s)->n]);
	str_fini(&(*s)->said);
	str_fini(&(*s)->hint);
	free((*s)->at);
	free(*s);
	*s = NULL;
}

static void show_top(struct stack *s)
{
	struct screen *top = stack_top(s);
	if (top && top->class->shown)
		top->class->shown(top);
}

struct screen *stack_push(struct stack *s, const struct screen_class *class, void *data)
{
	struct screen *screen = mem_alloc(sizeof *screen);
	*screen = (struct screen){class, s, data};
	s->at = mem_grow(s->at, &s->cap, s->n + 1, sizeof(struct screen *));
	s->at[s->n++] = screen;
	show_top(s);
	return screen;
}

void stack_pop(struct stack *s)
{
	if (s->n == 0)
		return;
	close_screen(s->at[--s->n]);
	if (s->n == 0)
		s->ended = true;
	show_top(s);
}

void stack_pop_to(struct stack *s, const struct screen *keep)
{
	bool there = false;
	for (int i = 0; i < s->n; i++)
		there = there || s->at[i] == keep;
	if (!there || stack_top(s) == keep)
		return;
	while (s->at[s->n - 1] != keep)
		close_screen(s->at[--s->n]);
	show_top(s);
}

struct screen *stack_top(const struct stack *s)
{
	return s->n ? s->at[s->n - 1] : NULL;
}

struct screen *stack_below(const struct screen *screen)
{
	const struct stack *s = screen->stack;
	for (int i = 1; i < s->n; i++) {
		if (s->at[i] == screen)
			return s->at[i - 1];
	}
	return NULL;
}

int stack_depth(const struct stack *s)
{
	return s->n;
}

void *stack_ctx(const struct stack *s)
{
	return s->options.ctx;
}

const struct keymap *stack_keys(const struct stack *s)
{
	return s->options.keys;
}

struct term *stack_term(const struct stack *s)
{
	return s->term;
}

void stack_end(struct stack *s)
{
	s->ended = true;
}

bool stack_ended(const struct stack *s)
{
	return s->ended;
}

/* ---- the message row ---- */

void stack_say(struct stack *s, enum role role, const char *fmt, ...)
{
	char text[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	str_clear(&s->said);
	str_add(&s->said, text);
	s->said_role = role;
	s->said_count++;
}

void stack_say_err(struct stack *s, const struct err *e)
{
	const char *advice = err_advice(e->code), *detail = e->detail;
	struct str t = {0};
	str_addf(&t, "Error: %s", *detail ? detail : advice);
	if (*detail && !strchr(".!?", detail[strlen(detail) - 1]))
		str_add(&t, ".");
	/* Two rows are there: half a sentence of advice helps nobody. */
	if (*detail && text_width(str_text(&t)) + 1 + text_width(advice) <= SAID_COLS)
		str_addf(&t, " %s", advice);
	stack_say(s, ROLE_ERROR, "%s", str_text(&t));
	str_fini(&t);
}

const char *stack_said(const struct stack *s)
{
	return str_text(&s->said);
}

/* ---- events ---- */

int stack_tables(const struct screen *s, const struct action_table *tables[3])
{
	int n = 0;
	if (s->class->actions)
		tables[n++] = s->class->actions;
	if (s->class->widget)
		tables[n++] = s->class->widget;
	tables[n++] = &actions_global;
	return n;
}

static bool go_back(struct stack *s, struct screen *top)
{
	if (!top->class->may_close || top->class->may_close(top))
		stack_pop(s);
	return true;
}

/* What a screen did not want. */
static bool act_anyway(struct stack *s, struct screen *top, int action)
{
	switch (action) {
	case ACT_BACK:
		return go_back(s, top);
	case ACT_HELP:
		dialog_help(s);
		return true;
	case ACT_REDRAW:
		term_redraw(s->term);
		return true;
	default:
		/* A dialog is answered before anything else opens; covering the page works always. */
		if (top->class->overlay && action != ACT_LOCK)
			return false;
		return s->options.act && s->options.act(s->options.ctx, s, action);
	}
}

/* Where no text is typed, a digit is a digit in whatever script it comes. */
static void digit_key(struct event *ev)
{
	size_t n;
	int digit = text_digit(ev->text, &n);
	if (digit < 0)
		return;
	ev->key = '0' + digit;
	snprintf(ev->text, sizeof ev->text, "%d", digit);
}

static bool moves(int action)
{
	static const int all[] = {ACT_UP, ACT_DOWN, ACT_NEXT, ACT_PREV, ACT_PAGE_UP, ACT_PAGE_DOWN, ACT_HOME, ACT_END, ACT_ENTER};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		if (all[i] == action)
			return true;
	}
	return false;
}

static bool feed_key(struct stack *s, struct screen *top, const struct event *pressed)
{
	const struct action_table *tables[3];
	int n = stack_tables(top, tables);
	bool typing = top->class->typing && top->class->typing(top);
	struct event meant = *pressed, *ev = &meant;
	if (!typing)
		digit_key(ev);
	s->moving = ev->text[0];
	int latin = typing ? 0 : keymap_latin(s->options.keys, ev->key);
	int action = keymap_action(s->options.keys, tables, n, ev->key, typing);
	if (!action && latin)
		action = keymap_action(s->options.keys, tables, n, latin, typing);
	if (action)
		s->moving = moves(action);
	if (action) {
		if (top->class->act && top->class->act(top, action))
			return true;
		/* A letter bound somewhere that means nothing here may still be an answer. */
		if (!ev->text[0] || stack_top(s) != top)
			return act_anyway(s, top, action);
		if (act_anyway(s, top, action))
			return true;
	}
	if (!ev->text[0] || !top->class->text)
		return false;
	return top->class->text(top, ev->text) || (latin && top->class->text(top, (char[]){(char)latin, 0}));
}

const char *stack_latin(const struct stack *s, const char *utf8)
{
	static char letter[2];
	int key;
	letter[0] = key_from_name(utf8, &key) ? (char)keymap_latin(s->options.keys, key) : 0;
	return letter;
}

/* Where layouts compose syllables no key stands for a letter: then something else does the same. */
static void say_nothing_done(struct stack *s, const struct event *ev)
{
	const char *help = keymap_shown(s->options.keys, &actions_global, ACT_HELP);
	if (ev->text[0] && ev->key >= 0x80)
		stack_say(s, ROLE_HINT, "%s does nothing here: the keyboard is set to another script. Digits, arrows with Enter and "
					"function keys work with any; %s shows them.",
			  ev->text, help);
	else
		stack_say(s, ROLE_HINT, "%s does nothing here. %s shows the keys that do.", key_name(ev->key), help);
}

/* While the page cannot be seen, only covering it works. */
static void feed_unseen(struct stack *s, struct screen *top, const struct event *ev)
{
	const struct action_table *const global = &actions_global;
	if (keymap_action(s->options.keys, &global, 1, ev->key, true) == ACT_LOCK && !top->class->alone)
		act_anyway(s, top, ACT_LOCK);
}

/* Text, and nothing but text: where none is typed it does nothing, rather than act as keys. */
static void feed_paste(struct stack *s, struct screen *top, const char *pasted)
{
	bool noise = text_invalid_at(pasted, strlen(pasted)) >= 0;
	char *text = text_clean(pasted, strlen(pasted), true);
	size_t n = strlen(text);
	while (n > 0 && strchr(" \n", text[n - 1])) /* a copied line brings its end with it */
		text[--n] = 0;
	if (!n)
		stack_say(s, ROLE_HINT, "There is no text in what was pasted.");
	else if (!top->class->typing || !top->class->typing(top) || !top->class->text || !top->class->text(top, text))
		stack_say(s, ROLE_HINT, "Nothing was pasted: text can be pasted only where text is typed.");
	else if (noise)
		stack_say(s, ROLE_ERROR, "Some of what was pasted is not UTF-8 and is missing. Look through it.");
	mem_wipe(text, n);
	free(text);
}

static void note_key(struct stack *s)
{
	s->key_at = clock_millis(s->options.clock);
	if (!s->typed_at)
		s->typed_at = s->key_at;
}

static void tick_all(struct stack *s)
{
	for (int i = s->n - 1; i >= 0; i--) { /* a box first: what is typed in it belongs to the page below */
		if (s->at[i]->class->tick)
			s->at[i]->class->tick(s->at[i]);
	}
	s->typed_at = s->again ? clock_millis(s->options.clock) : 0;
	s->again = false;
}

void stack_tick_again(struct stack *s)
{
	s->again = true;
}

void stack_keep_all(struct stack *s)
{
	for (int i = s->n - 1; i >= 0; i--) {
		if (s->at[i]->class->hangup)
			s->at[i]->class->hangup(s->at[i]);
	}
}

void stack_feed(struct stack *s, const struct event *ev)
{
	struct screen *top = stack_top(s);
	unsigned said = s->said_count;
	if (!top)
		return;
	switch (ev->type) {
	case EVENT_KEY:
		note_key(s);
		if (!frame_fits(s)) {
			feed_unseen(s, top, ev);
			break;
		}
		if (feed_key(s, top, ev)) {
			if (said == s->said_count)
				str_clear(&s->said);
		} else if (!s->said.len) {
			say_nothing_done(s, ev);
		}
		s->moving = s->moving && stack_top(s) == top;
		break;
	case EVENT_PASTE:
		note_key(s);
		if (!frame_fits(s))
			break;
		feed_paste(s, top, ev->pasted);
		if (said == s->said_count)
			str_clear(&s->said);
		break;
	case EVENT_TICK:
		tick_all(s);
		if (s->options.idle)
			s->idle_next = s->options.idle(s->options.ctx, s, clock_millis(s->options.clock) - s->key_at);
		break;
	case EVENT_HANGUP:
		stack_keep_all(s);
		s->ended = true;
		break;
	case EVENT_NOISE:
		s->noise = true;
		break;
	case EVENT_RESIZE:
		s->moving = false;
		break;
	case EVENT_NONE:
		break;
	}
}

/* Said once, as such a terminal sends them with every accent; and not before the page is painted, or the next letter of
 * the same word would take the message away. */
static void tell_noise(struct stack *s)
{
	if (!s->noise || s->noise_told)
		return;
	s->noise_told = true;
	stack_say(s, ROLE_ERROR, "A character was not taken: this terminal does not send UTF-8. Set it to UTF-8, or have charset set "
				 "in the settings of this program.");
}

void stack_paint(struct stack *s)
{
	tell_noise(s);
	struct canvas all = term_paint_begin(s->term);
	if (s->n)
		frame_paint(s, &all);
	term_paint_end(s->term);
}

/* ms until the cursor has rested long enough. */
static int until_rest(const struct stack *s)
{
	int64_t left = s->moving ? s->key_at + REST_MS - clock_millis(s->options.clock) : 0;
	return left > 0 ? (int)left : 0;
}

/* How long to wait for a key; *rest: for less than otherwise, as the page is to be painted again then. */
static int wait_of(const struct stack *s, bool *rest)
{
	int wait = IDLE_MS;
	if (s->typed_at) {
		int64_t left = s->typed_at + s->options.tick_ms - clock_millis(s->options.clock);
		wait = left > 0 ? (int)left : 0;
	}
	if (s->idle_next > 0 && s->idle_next < wait)
		wait = s->idle_next;
	int left = until_rest(s);
	*rest = term_late(s->term) && wait > 0 && left < wait;
	return *rest ? left + 1 : wait;
}

void stack_run(struct stack *s)
{
	while (!s->ended && s->n) {
		struct event ev;
		bool rest;
		if (!term_waiting(s->term)) {
			term_moving(s->term, until_rest(s) > 0);
			stack_paint(s);
			term_moving(s->term, false);
		}
		int wait = wait_of(s, &rest);
		if (wait == 0)
			ev = (struct event){.type = EVENT_TICK}; /* somebody who never pauses is kept safe too */
		else
			term_next(s->term, wait, &ev);
		if (!rest || ev.type != EVENT_TICK)
			stack_feed(s, &ev);
	}
}
