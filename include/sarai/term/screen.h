/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Screens and the stack they stand on. A screen is a const table of functions and a private struct. The frame (title
 * row, rule, message row, hint row, footer from the key tables) is painted by the stack; a screen paints its body.
 */
#ifndef SARAI_TERM_SCREEN_H
#define SARAI_TERM_SCREEN_H

#include <sarai/base/clock.h>
#include <sarai/base/str.h>
#include <sarai/term/term.h>

struct stack;
struct screen;

struct screen_class {
	const char *name;                              /* for tests and help */
	unsigned need;                                 /* permission bit, opaque here; 0: none */
	const struct action_table *actions;            /* its own; may be NULL */
	const struct action_table *widget;             /* actions_list, actions_form or NULL */
	bool overlay;                                  /* painted over the screen below (dialog, picker) */
	bool alone;                                    /* says nothing of where one was or who one is (locked) */
	const char *help;                              /* paragraphs for F1: what one does here */
	void (*title)(const struct screen *s, struct str *out);      /* the breadcrumb's part */
	void (*draw)(const struct screen *s, struct canvas *body);   /* never reads the database */
	bool (*act)(struct screen *s, int action);     /* false: not mine (the stack may handle it) */
	bool (*text)(struct screen *s, const char *utf8); /* a character nobody bound; false: not wanted */
	bool (*typing)(const struct screen *s);        /* a text field has the focus; NULL: never */
	void (*hint)(const struct screen *s, struct str *out); /* help of the field or row in focus; may be NULL */
	void (*about)(const struct screen *s, struct str *out); /* more of it, for F1; may be NULL */
	bool (*may_close)(struct screen *s);           /* BACK: false when it asked something first; may be NULL */
	void (*shown)(struct screen *s);               /* it is on top (again): read what may have changed; may be NULL */
	void (*tick)(struct screen *s);                /* now and then, and after typing: drafts; may be NULL */
	void (*hangup)(struct screen *s);              /* last moment: keep what was typed; may be NULL */
	void (*close)(struct screen *s);               /* frees its data */
};

struct screen {
	const struct screen_class *class;
	struct stack *stack;
	void *data;
};

struct stack_options {
	const struct keymap *keys;
	const struct clock *clock;
	int tick_ms;                                        /* at most this long between two ticks after a key */
	unsigned (*permits)(void *ctx);                     /* for class->need; may be NULL */
	void (*status)(void *ctx, struct str *right);       /* the right end of the title row: who, how many drafts */
	bool (*act)(void *ctx, struct stack *s, int action);/* actions that hold everywhere (find, jump, lock, ...) */
	/* Told now and then how long no key has come; returns in how many ms to tell again (0: when convenient). */
	int (*idle)(void *ctx, struct stack *s, int64_t idle_ms);
	void *ctx;
};

struct stack *stack_new(struct term *t, const struct stack_options *o); /* owned */
void stack_free(struct stack **s);                                      /* closes all screens */
struct screen *stack_push(struct stack *s, const struct screen_class *class, void *data);
void stack_pop(struct stack *s);              /* closes the top screen; the one below is shown */
void stack_pop_to(struct stack *s, const struct screen *keep); /* closes all above keep */
struct screen *stack_top(const struct stack *s);
struct screen *stack_below(const struct screen *screen);
int stack_depth(const struct stack *s);
void *stack_ctx(const struct stack *s);
const struct keymap *stack_keys(const struct stack *s);
struct term *stack_term(const struct stack *s);
void stack_end(struct stack *s);              /* leave the program after this event */
bool stack_ended(const struct stack *s);

/* The Latin letter on the key of this letter of another script; "" for none. Borrowed until the next call. */
const char *stack_latin(const struct stack *s, const char *utf8);

/* The message row: stays until the next key that does something. */
void stack_say(struct stack *s, enum role role, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void stack_say_err(struct stack *s, const struct err *e); /* "Error: detail. advice" */
const char *stack_said(const struct stack *s);

void stack_tick_again(struct stack *s); /* from a tick: it is to come again in tick_ms, also without a key */
void stack_keep_all(struct stack *s); /* every screen keeps what was typed, as when the line drops */
void stack_feed(struct stack *s, const struct event *ev); /* one event through the top screen */
void stack_paint(struct stack *s);
void stack_run(struct stack *s);                          /* until it is ended, empty, or hung up; repaints only when
                                                             no type-ahead is waiting */
#endif
