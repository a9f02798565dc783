/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The whole program on a headless terminal: keys in, text and cursor out, with a clock that stands still.
 */
#ifndef SARAI_TESTS_RIG_H
#define SARAI_TESTS_RIG_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/config/config.h>
#include <sarai/edit/open.h>
#include <sarai/screen/app.h>
#include <sarai/store/store.h>
#include <sarai/term/term.h>

struct screen_env {
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

void screen_env_open(struct screen_env *r, int rows, int cols); /* an empty database of its own, 23 Nov 2026 09:00 UTC */
void screen_env_close(struct screen_env *r);			  /* and removes it */
int screen_env_set_up(void **state);			  /* for cmocka: a rig of 24 rows and 80 columns for each test */
int screen_env_tear_down(void **state);
/* The line drops: every screen hears it, the program ends; then another login on the same database. */
void screen_env_drop(struct screen_env *r);
/* The program is killed: nothing hears of it; then another login. */
void screen_env_kill(struct screen_env *r);
/* A file of the site's configuration, then another login with it; fails the test when it has findings. */
void screen_env_site(struct screen_env *r, const char *name, const char *text);
/* The pages from the beginning, for whom the session says now. */
void screen_env_restart(struct screen_env *r);
/* Back to the first page, which is read again: after a service has been called. */
void screen_env_home(struct screen_env *r);
/* A second person at work on the same database; close with rig_close (which leaves the database alone), and when the
 * first one types no more: curses gives up the windows of both. */
void screen_env_second(struct screen_env *r, const struct screen_env *first, const char *actor);

/* What a test needs to be there and does not type; each fails the test, saying why, unless it goes well. */
struct edit *screen_env_begin(struct screen_env *r, const char *kind, const char *case_id, const char *parent);
void screen_env_put(struct edit *w, const char *field, const char *value);
/* Saves and closes; the ids of the record and of its case go to record and case_id (either may be NULL). */
void screen_env_save(struct screen_env *r, struct edit *w, char *record, char *case_id);
void screen_env_fill_in(struct screen_env *r, const char *kind, const char *case_id, char *case_out, const char *const *pairs);
/* All three in one: fields and values in turn. */
#define screen_env_fill(r, kind, case_id, case_out, ...)                                                                      \
	screen_env_fill_in(r, kind, case_id, case_out, (const char *const[]){__VA_ARGS__, NULL})
void screen_env_directory(struct screen_env *r, const char *csv); /* these services, imported */

/* Type: characters stand for themselves, <Enter> <F2> <Down> <^S> <Esc> ... for keys, <lt> for '<'. Repaints at the
 * end, as after type-ahead. */
void screen_env_keys(struct screen_env *r, const char *script);
void screen_env_wait(struct screen_env *r, int seconds); /* the clock moves on, and the tick comes */

char *screen_env_screen(struct screen_env *r); /* all rows, each with a newline; owned */
bool screen_env_has(struct screen_env *r, const char *text);
/* Fail the test, showing the screen, unless the text is (not) on it; the cursor stands on this row; the top is this. */
void screen_env_sees(struct screen_env *r, const char *text);
void screen_env_sees_not(struct screen_env *r, const char *text);
void screen_env_cursor_on(struct screen_env *r, const char *text); /* the cursor's row has this text */
void screen_env_top(struct screen_env *r, const char *name);

#endif
