/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: the terminal's own state, and the parts that make it up.
 */
#ifndef SARAI_TERM_TERMINAL_H
#define SARAI_TERM_TERMINAL_H

#include <curses.h>
#include <termios.h>

#include <sarai/base/str.h>
#include <sarai/term/term.h>

#include "charset.h"

#define AHEAD_MAX 4

/* What a terminal puts around pasted text (bracketed paste), as codes that curses itself does not use. */
#define KEY_PASTE_BEGIN (KEY_MAX + 1)
#define KEY_PASTE_END (KEY_MAX + 2)

struct term {
	SCREEN *curses;
	WINDOW *page;    /* what is painted */
	WINDOW *keys;    /* a pad that keys are read through: reading from it never repaints */
	FILE *in, *out;
	int tty;         /* where the bytes go; -1 when headless */
	int collect;     /* a file in memory that takes curses' bytes during a repaint */
	bool headless;
	struct termios before;
	bool have_before;

	struct charset charset;
	int esc_digit_ms;
	bool waits_digit; /* a lone Escape waits so long for its digit */
	bool maybe_more; /* curses may hold keys it has read already */
	struct event ahead[AHEAD_MAX]; /* read, and not yet asked for */
	int n_ahead;
	struct str pasted; /* of the paste event read last */
	bool ask_paste;    /* the terminal has not been asked yet to mark what is pasted */
	bool hung;
	int *typed;      /* headless: keys not read yet */
	int typed_n, typed_at, typed_cap;

	int borders;
	attr_t looks[ROLE_COUNT];
	short pairs[ROLE_COUNT];
	bool redraw, wipe;
	bool painted; /* curses has made the terminal its own, at the first page */
	bool moving, late; /* paint_later: asked for, used on this page */
	int cursor_row, cursor_col;
	unsigned long writes, bytes;
};

/* Make this terminal the one curses works on: tests hold several. */
void term_use(struct term *t);

/* theme.c: what the roles look like. Findings go to d (may be NULL). */
struct theme {
	struct look {
		attr_t attributes;
		short front, back; /* COLOR_..., -1: the terminal's own */
	} looks[ROLE_COUNT];
};
void theme_read(struct theme *th, const struct ini_doc *doc, struct diags *d);
void theme_apply(struct term *t, const struct theme *th, bool colour);

/* keys.c: sequences that terminals send whatever their type says, made known to curses; and what one of them is: a
 * KEY_... of curses, a character, or ERR. */
void keys_make_known(void);
int keys_of_sequence(const char *bytes);

/* signals.c */
void signals_take(const struct termios *before, int tty, const char *restore);
void signals_give_back(void);
int signals_fd(void);       /* readable when a signal came */
bool signals_hung(void);    /* one that ends the program */
bool signals_resized(void); /* since last asked */
bool signals_woken(void);   /* stopped and continued since last asked */

/* page.c: the page as it stands, on an empty screen, with the cursor in its place and all attributes off. false: this
 * terminal, or this page, is left to curses. */
bool page_whole(struct term *t, struct str *out);

/* output.c: what curses writes is collected, and goes to the terminal at once. false: the line is gone. */
bool output_repaint(struct term *t);
/* curses' last words, and then these; also to a line that may be gone, without waiting long. */
void output_last(struct term *t, const char *bytes);

#endif
