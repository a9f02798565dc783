/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole program on a headless terminal: keys in, text and cursor out, with a clock that stands still.
 */
#ifndef SARAI_TESTS_RIG_H
#define SARAI_TESTS_RIG_H

#include <sarai/screen/app.h>
#include <sarai/service/records.h>

struct rig {
	char folder[64];
	int64_t now; /* the clock: move it by adding seconds */
	uint64_t seed;
	struct clock clock;
	struct config *config;
	struct store *store;
	struct session session;
	struct term *term;
	struct app *app;
	bool with_accounts;  /* set it, then rig_kill: the page can be locked, not only covered */
	int keys, free_text; /* typed so far: all, and those that were characters of a free-text field */
};

void rig_open(struct rig *r, int rows, int cols); /* an empty database of its own, 23 Nov 2026 09:00 UTC */
void rig_close(struct rig *r);			  /* and removes it */
int rig_set_up(void **state);			  /* for cmocka: a rig of 24 rows and 80 columns for each test */
int rig_tear_down(void **state);
/* The line drops: every screen hears it, the program ends; then another login on the same database. */
void rig_drop(struct rig *r);
/* The program is killed: nothing hears of it; then another login. */
void rig_kill(struct rig *r);
/* A file of the site's configuration, then another login with it; fails the test when it has findings. */
void rig_site(struct rig *r, const char *name, const char *text);
/* Back to the first page, which is read again: after somebody else has logged in, or a service has been called. */
void rig_home(struct rig *r);
/* A second person at work on the same database; close with rig_close (which leaves the database alone), and when the
 * first one types no more: curses gives up the windows of both. */
void rig_second(struct rig *r, const struct rig *first, const char *actor);

/* What a test needs to be there and does not type; each fails the test, saying why, unless it goes well. */
struct work *rig_begin(struct rig *r, const char *kind, const char *case_id, const char *parent);
void rig_put(struct work *w, const char *field, const char *value);
/* Saves and closes; the ids of the record and of its case go to record and case_id (either may be NULL). */
void rig_save(struct rig *r, struct work *w, char *record, char *case_id);
void rig_fill_in(struct rig *r, const char *kind, const char *case_id, char *case_out, const char *const *pairs);
/* All three in one: fields and values in turn. */
#define rig_fill(r, kind, case_id, case_out, ...)                                                                      \
	rig_fill_in(r, kind, case_id, case_out, (const char *const[]){__VA_ARGS__, NULL})
void rig_directory(struct rig *r, const char *csv); /* these services, imported */

/* Type: characters stand for themselves, <Enter> <F2> <Down> <^S> <Esc> ... for keys, <lt> for '<'. Repaints at the
 * end, as after type-ahead. */
void rig_keys(struct rig *r, const char *script);
void rig_wait(struct rig *r, int seconds); /* the clock moves on, and the tick comes */

char *rig_screen(struct rig *r); /* all rows, each with a newline; owned */
bool rig_has(struct rig *r, const char *text);
/* Fail the test, showing the screen, unless the text is (not) on it; the cursor stands on this row; the top is this. */
void rig_sees(struct rig *r, const char *text);
void rig_sees_not(struct rig *r, const char *text);
void rig_cursor_on(struct rig *r, const char *text); /* the cursor's row has this text */
void rig_top(struct rig *r, const char *name);

#endif
