/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole program on a headless terminal: keys in, text and cursor out, with a clock that stands still.
 */
#ifndef SARAI_TESTS_RIG_H
#define SARAI_TESTS_RIG_H

#include <sarai/screen/app.h>

struct rig {
	char folder[64];
	int64_t now;	    /* the clock: move it by adding seconds */
	uint64_t seed;
	struct clock clock;
	struct config *config;
	struct store *store;
	struct session session;
	struct term *term;
	struct app *app;
	bool with_accounts;   /* set it, then rig_kill: the page can be locked, not only covered */
	int keys, free_text; /* typed so far: all, and those that were characters of a free-text field */
};

void rig_open(struct rig *r, int rows, int cols); /* an empty database of its own, 23 Nov 2026 09:00 UTC */
void rig_close(struct rig *r);			  /* and removes it */
/* The line drops: every screen hears it, the program ends; then another login on the same database. */
void rig_drop(struct rig *r);
/* The program is killed: nothing hears of it; then another login. */
void rig_kill(struct rig *r);
/* A second person at work on the same database; close with rig_close (which leaves the database alone), and when the
 * first one types no more: curses gives up the windows of both. */
void rig_second(struct rig *r, const struct rig *first, const char *actor);

/* Type: characters stand for themselves, <Enter> <F2> <Down> <^S> <Esc> ... for keys, <lt> for '<'. Repaints at the
 * end, as after type-ahead. */
void rig_keys(struct rig *r, const char *script);
void rig_wait(struct rig *r, int seconds); /* the clock moves on, and the tick comes */

char *rig_screen(struct rig *r);		  /* all rows, each with a newline; owned */
bool rig_has(struct rig *r, const char *text);
/* Fail the test, showing the screen, unless the text is (not) on it; the cursor stands on this row; the top is this. */
void rig_sees(struct rig *r, const char *text);
void rig_sees_not(struct rig *r, const char *text);
void rig_cursor_on(struct rig *r, const char *text); /* the cursor's row has this text */
void rig_top(struct rig *r, const char *name);

#endif
