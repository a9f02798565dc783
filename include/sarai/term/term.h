/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The terminal: opening and restoring it, events in, one write per repaint out. The only module that knows curses.
 */
#ifndef SARAI_TERM_TERM_H
#define SARAI_TERM_TERM_H

#include <stdbool.h>

#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/term/key.h>

struct term;

struct term_options {
	bool headless;        /* no terminal at all: rows x cols cells in memory, keys by term_feed */
	int rows, cols;       /* headless only */
	const char *type;     /* NULL: $TERM, with the fall-back chain */
	int esc_delay_ms, esc_digit_ms;
	const char *esc_digit_types; /* where a lone Escape waits for a digit: "vt100 vt102"; NULL: everywhere */
	const char *charset;  /* of a terminal without UTF-8: "latin1"; NULL or "utf-8": none is converted */
	bool flow_control;
	int borders;          /* 0 none, 1 ascii, 2 line */
	bool colour;          /* wanted; NO_COLOR and terminals without colour win */
	const struct ini_doc *theme_mono, *theme_colour; /* borrowed while opening */
};

struct term *term_open(const struct term_options *o, struct err *e); /* owned */
void term_close(struct term **t); /* restores the terminal; erases it (and scrollback where possible) */
int term_rows(const struct term *t);
int term_cols(const struct term *t);

enum event_type { EVENT_NONE, EVENT_KEY, EVENT_PASTE, EVENT_RESIZE, EVENT_TICK, EVENT_NOISE, EVENT_HANGUP };
struct event {
	enum event_type type;
	int key;        /* KEY */
	char text[32];  /* KEY: the character as UTF-8 when it is printable, else "" */
	const char *pasted; /* PASTE: the bytes as they came; borrowed, valid until the next event is asked for */
};

/* The next event; waits at most timeout_ms (-1: for ever), then EVENT_TICK. NOISE: bytes that are no character, as from a
 * terminal that is set to something other than UTF-8. HANGUP: the line is gone or a signal asked
 * the program to end; every later call returns it again. */
void term_next(struct term *t, int timeout_ms, struct event *ev);
bool term_waiting(struct term *t);              /* is there type-ahead? then do not repaint yet */
void term_feed(struct term *t, int key);        /* headless: as if typed */
void term_feed_paste(struct term *t, const char *text, struct event *ev); /* headless: the event of a paste */
void term_resize(struct term *t, int rows, int cols); /* headless */
void term_redraw(struct term *t);               /* the next paint sends everything */
void term_wipe(struct term *t);                 /* likewise, and what has scrolled away is cleared too, where it can be */

/* What is on it, for tests and for printing: row as text without trailing blanks. Owned. */
char *term_row(struct term *t, int row);
void term_cursor(struct term *t, int *row, int *col);

/* ---- painting ---- */

/* What a piece of text is; the theme decides how it looks. Mono is a full theme. */
#define ROLE_TABLE(X)                                                                                                  \
	X(TEXT, "text") X(TITLE, "title") X(RULE, "rule") X(LABEL, "label") X(VALUE, "value") X(FOCUS, "focus")        \
	X(HINT, "hint") X(ERROR, "error") X(GOOD, "good") X(HIGH, "high") X(MEDIUM, "medium") X(LOW, "low")            \
	X(URGENT, "urgent") X(DIM, "dim") X(KEY, "key") X(HEADING, "heading")
enum role {
#define X(id, name) ROLE_##id,
	ROLE_TABLE(X)
#undef X
	ROLE_COUNT
};

/* Say to d what is wrong in a theme: "bold white on red" per role, in [theme]. */
void theme_check(const struct ini_doc *doc, struct diags *d);

/* A rectangle of the terminal. Coordinates are relative to it; what does not fit is cut at a whole character,
 * and "~" stands in its place. */
struct canvas {
	struct term *term;
	int top, left, rows, cols;
	bool focus; /* a cursor was placed through this canvas or one cut from it */
};
struct canvas canvas_cut(const struct canvas *c, int top, int left, int rows, int cols);
/* Paint text in at most width columns (-1: to the edge); returns columns used. Text is cleaned on its way out. */
int paint_text(struct canvas *c, int row, int col, int width, enum role role, const char *text);
int paintf(struct canvas *c, int row, int col, int width, enum role role, const char *fmt, ...)
	__attribute__((format(printf, 6, 7)));
/* What only tells more about the place of the cursor is painted when the cursor rests: while it moves on these rows keep
 * what stands in them, and a key costs a few bytes. false: paint them now. */
bool paint_later(struct canvas *c, int row, int rows);
void paint_rule(struct canvas *c, int row); /* a horizontal line, by the borders setting */
void paint_clear(struct canvas *c, int row, int rows);
void paint_cursor(struct canvas *c, int row, int col); /* where the hardware cursor goes; every screen must */

struct canvas term_paint_begin(struct term *t); /* the whole terminal, blank */
void term_paint_end(struct term *t);            /* one write with what has changed */
void term_moving(struct term *t, bool moving);  /* the cursor moves on: paint_later may leave rows as they are */
bool term_late(const struct term *t);           /* the last page has such rows: paint again when it rests */
unsigned long term_writes(const struct term *t);  /* so far */
unsigned long term_bytes(const struct term *t);

#endif
