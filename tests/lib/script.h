/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Runs a test written as lines of text (tests/cases/README.md): each line is a verb and its words. The whole program
 * stands behind it (rig.h): services for most verbs, keys and the screen for some.
 */
#ifndef SARAI_TESTS_SCRIPT_H
#define SARAI_TESTS_SCRIPT_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/edit/open.h>
#include <sarai/store/record.h>

#include "screen_env.h"

/* The words of one line. Quotes are taken off; quoted[i] says that a word began with one. */
struct words {
	char **at;
	bool *quoted;
	int n;
	char *text; /* the here-document below the line; NULL when there is none */
};

/* A record or a case that the script has given a name. */
struct script_name {
	char name[48], record[ID_TEXT], case_id[ID_TEXT];
};

/* Lines with a name, to be done several times. */
struct script_steps {
	char name[48];
	char *text; /* owned */
	int line;   /* of the first one */
};

struct script_account {
	char name[64], role[48], team[48], office[48];
	struct edit *form; /* left open while somebody else is at work; owned */
};

struct script {
	struct screen_env rig;
	struct session *s; /* of the rig */
	const char *path;
	int line;
	int from;	       /* while steps are done: the line that does them; 0 */
	struct err e;	       /* of the last service call */
	struct edit *form;     /* the open form; owned, NULL when there is none */
	struct record theirs;  /* what a save was in conflict with */
	char case_id[ID_TEXT]; /* the current case; "" */
	bool write;	       /* the pages of the script are replaced by what is shown */
	bool why;	       /* each refusal is printed with its message */
	bool in_text;	       /* reading a here-document */
	struct str copy;       /* of the script, where it is written */
	char *page;	       /* what a page shows now; owned, NULL */
	struct str was;	       /* what an expectation has found, for the message */
	struct script_name *names;
	int n_names, cap_names;
	struct script_steps *steps;
	int n_steps, cap_steps;
	struct script_account *accounts;
	int n_accounts, cap_accounts;
};

/* Reads and runs a script. Fails the test at the first line that does not go as it says, with file and line. */
void script_run(struct script *x, const char *path);
void script_fini(struct script *x);
/* Notes lines under a name; does them, with the words in the places of %1 to %9, and all of them in that of %*. */
void script_define(struct script *x, const char *name, const char *text);
void script_do(struct script *x, const char *name, const struct words *args);

/* ---- for the verbs ---- */

/* An action: false with x->e when the program refuses. What the script itself has wrong calls script_fail. */
struct script_verb {
	const char *name, *usage;
	bool (*run)(struct script *x, struct words *w);
};
/* Tables, each ended by a row without a name. */
extern const struct script_verb script_place[], script_forms[], script_acts[], script_households[], script_rights[],
	script_screen[];
/* The verb at a place of all tables; NULL after the last. */
const struct script_verb *script_verb_at(int i);

/* An expectation: is it so? What was found is added to x->was. */
struct script_check {
	const char *name, *usage;
	bool (*holds)(struct script *x, struct words *w);
};
extern const struct script_check script_expects_records[], script_expects_plan[], script_expects_pages[],
	script_expects_households[], script_expects_rights[], script_expects_screen[];
const struct script_check *script_check_at(int i);

/* Adds this field of the current case to x->was; false when a case has none of that name. */
bool script_case_field(struct script *x, const char *field);

void script_fail(struct script *x, const char *fmt, ...) __attribute__((format(printf, 2, 3), noreturn));
/* A service call that must go well: otherwise the test fails with what it says. */
#define script_must(x, call) ((void)((call) || (script_fail(x, "%s: %s", (x)->e.where, (x)->e.detail), 0)))

/* Takes the first word away; fails where there is none. Borrowed. */
const char *words_take(struct script *x, struct words *w, const char *what);
/* ... if it is this one. */
bool words_take_if(struct words *w, const char *word);
/* The next word where there is one, else `other`. */
const char *words_take_or(struct words *w, const char *other);
/* The rest, joined by blanks. Owned. */
char *words_rest(struct words *w);
void words_end(struct script *x, const struct words *w); /* fails where words are left */

/* "field=value": splits a word in place. False when there is no '=' in it. */
bool word_split(char *word, char **value);

/* The name's entry, made when it is new. script_known fails where there is none. */
struct script_name *script_name(struct script *x, const char *name, bool *is_new);
struct script_name *script_known(struct script *x, const char *name);
/* Fields for which the script stands: "$name" the id of a record, "$name.number" the number of a case, "$today+3" a
 * day, "$now-2h" a time, "$case" the id of the current case. Any other text is itself. Owned. */
char *script_value(struct script *x, const char *text);

/* Answers a field of a form; "*" is every factor. */
void script_put(struct script *x, struct edit *form, const char *field, const char *text);
/* Answers what the line says, saves and closes the form (NULL: could not be opened). The name, if any, is its record's.
 */
bool script_fill(struct script *x, struct edit *form, struct script_name *name, struct words *w);

/* Adds to what an expectation has found. */
void script_was(struct script *x, const char *text);
/* Is a text what the script says: "none" for "", "*part*more*" for a text that has these parts in order. */
bool script_text_is(const char *text, const char *wanted);
/* Takes a number from the line and compares. */
bool script_number_is(struct script *x, struct words *w, int n);
/* Compares FIELD=VALUE... of the line with these answers. */
bool script_answers_hold(struct script *x, struct words *w, const char *(*get)(const void *from, const char *name),
			 const void *from);
const char *script_answer_of(const void *pairs, const char *name);
enum case_section script_section(struct script *x, const char *name); /* "CHILD", "PLAN", ... */

#endif
