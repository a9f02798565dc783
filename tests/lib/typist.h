/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A worker at the keys: finds a question by its label, fills it in, saves, goes from page to page. Nothing here asks a
 * service for what a screen can do. What goes wrong fails the test and shows the screen.
 */
#ifndef SARAI_TESTS_TYPIST_H
#define SARAI_TESTS_TYPIST_H

#include "rig.h"

#define TYPIST_DAY 86400

/* cmocka's set-up and tear-down: an empty database, 80x24, and amina, a case worker with her own cases. */
int typist_set_up(void **state);
int typist_tear_down(void **state);

/* Another person sits down at the terminal, on the first page. */
void typist_as(struct rig *r, const char *actor, const char *role);

void typist_home(struct rig *r);		     /* back, page by page */
void typist_case(struct rig *r, const char *number); /* any case, by the last figures of its number */
void typist_part(struct rig *r, const char *key);    /* from anywhere in a case to one of its parts: "k", "7" */
void typist_add(struct rig *r, const char *label);   /* on a part's page: a new one of this kind */
void typist_to(struct rig *r, const char *row);	     /* in a list: to the row with this text */
void typist_open(struct rig *r, const char *row);    /* ... and open it */

/* In a form: to the question with this label, wherever one stands; then type. */
void typist_go(struct rig *r, const char *label);
void typist_fill(struct rig *r, const char *const *pairs); /* label, keys, ..., NULL */
#define FILL(r, ...) typist_fill(r, (const char *const[]){__VA_ARGS__, NULL})
void typist_save(struct rig *r, const char *top);    /* F2; this page is then on top */
void typist_refused(struct rig *r, const char *why); /* F2; the form stays and says this */

/* The main steps, each from the page of the case and back to it. */
void typist_register(struct rig *r, const char *name, const char *const *pairs); /* from home */
#define REGISTER(r, name, ...) typist_register(r, name, (const char *const[]){__VA_ARGS__, NULL})
/* `consent` is the digit of the answer: "1" consents, "2" assents; this flag alone is raised (or NULL). */
void typist_screening(struct rig *r, const char *consent, const char *flag, const char *exposure);
void typist_assess(struct rig *r, const char *const *factors, const char *level); /* label, digit, ..., NULL */
#define ASSESS(r, level, ...) typist_assess(r, (const char *const[]){__VA_ARGS__, NULL}, level)
void typist_plan(struct rig *r, const char *wishes, const char *action); /* an action for each risk; agreed today */
void typist_actions_done(struct rig *r);				 /* all that are open */
void typist_ask_to_close(struct rig *r, const char *reason);		 /* the whole checklist with yes */
void typist_approve(struct rig *r,
		    const char *what); /* sara, who supervises, says yes; amina is back on her first page */

/* On no page where many look: Today, agenda, lists, the case's summary, parts, timeline and history. Case `number`. */
void typist_shows_nowhere(struct rig *r, const char *number, const char *word);
/* In the bytes of the database and what lies beside it. */
bool typist_file_has(struct rig *r, const char *word);

#endif
