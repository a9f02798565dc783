/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A worker at the keys: finds a question by its label, fills it in, saves, goes from page to page. Nothing here asks a
 * service for what a screen can do. What goes wrong fails the test and shows the screen.
 */
#ifndef SARAI_TESTS_TYPIST_H
#define SARAI_TESTS_TYPIST_H

#include "screen_env.h"

#define TYPIST_DAY 86400

/* cmocka's set-up and tear-down: an empty database, 80x24, and amina, a case worker with her own cases. */
int keys_set_up(void **state);
int keys_tear_down(void **state);

/* Another person sits down at the terminal, on the first page. */
void keys_as(struct screen_env *r, const char *actor, const char *role);

void keys_home(struct screen_env *r);		     /* back, page by page */
void keys_case(struct screen_env *r, const char *number); /* any case, by the last figures of its number */
void keys_part(struct screen_env *r, const char *key);    /* from anywhere in a case to one of its parts: "k", "7" */
void keys_add(struct screen_env *r, const char *label);   /* on a part's page: a new one of this kind */
void keys_to(struct screen_env *r, const char *row);	     /* in a list: to the row with this text */
void keys_open(struct screen_env *r, const char *row);    /* ... and open it */

/* In a form: to the question with this label, wherever one stands; then type. */
void keys_go(struct screen_env *r, const char *label);
void keys_fill(struct screen_env *r, const char *const *pairs); /* label, keys, ..., NULL */
#define FILL(r, ...) keys_fill(r, (const char *const[]){__VA_ARGS__, NULL})
void keys_save(struct screen_env *r, const char *top);    /* F2; this page is then on top */
void keys_refused(struct screen_env *r, const char *why); /* F2; the form stays and says this */

/* The main steps, each from the page of the case and back to it. */
void keys_register(struct screen_env *r, const char *name, const char *const *pairs); /* from home */
#define REGISTER(r, name, ...) keys_register(r, name, (const char *const[]){__VA_ARGS__, NULL})
/* `consent` is the digit of the answer: "1" consents, "2" assents; this flag alone is raised (or NULL). */
void keys_screening(struct screen_env *r, const char *consent, const char *flag, const char *exposure);
void keys_assess(struct screen_env *r, const char *const *factors, const char *level); /* label, digit, ..., NULL */
#define ASSESS(r, level, ...) keys_assess(r, (const char *const[]){__VA_ARGS__, NULL}, level)
void keys_plan(struct screen_env *r, const char *wishes, const char *action); /* an action for each risk; agreed today */
void keys_actions_done(struct screen_env *r);				 /* all that are open */
void keys_ask_to_close(struct screen_env *r, const char *reason);		 /* the whole checklist with yes */
void keys_approve(struct screen_env *r,
		    const char *what); /* sara, who supervises, says yes; amina is back on her first page */

/* On no page where many look: Today, agenda, lists, the case's summary, parts, timeline and history. Case `number`. */
void keys_shows_nowhere(struct screen_env *r, const char *number, const char *word);
/* In the bytes of the database and what lies beside it. */
bool keys_file_has(struct screen_env *r, const char *word);

#endif
