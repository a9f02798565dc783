/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The one form engine: definitions (from config/forms, or C tables for built-in dialogs), the state of a form being
 * filled in, and its rules. Knows nothing of terminals and of storage: answers go in and out as pairs of canonical
 * text. Nothing is ever refused because something is missing: partial answers can be kept; what is missing is said.
 *
 * Canonical values: text as cleaned; number "12"; date ISO with "~" for estimated; time "14:05"; choice: its code; several
 * choices: codes in list order with one blank between; yes/no: yes no unknown declined; factor: an answer name, with
 * "<name>.stage" = "before during after" (those that hold) and "<name>.note" = text beside it.
 */
#ifndef SARAI_FORM_FORM_H
#define SARAI_FORM_FORM_H

#include <stdbool.h>

#include <sarai/base/calendar.h>
#include <sarai/base/calendar.h>
#include <sarai/base/clock.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/list.h>
#include <sarai/base/pairs.h>
#include <sarai/model/catalogue.h>

#define FIELD_TYPE_TABLE(X)                                                                                            \
	X(HEADING, "heading")  /* a line between fields; no value */                                                   \
	X(NOTE, "note")        /* text to read out or know; no value */                                                \
	X(TEXT, "text")        /* one line */                                                                          \
	X(LONG, "long")        /* several lines */                                                                     \
	X(NUMBER, "number")                                                                                            \
	X(DATE, "date")                                                                                                \
	X(TIME, "time")        /* of a day, in hours and minutes */                                                    \
	X(CHOICE, "choice")    /* one (or, with several = yes, some) of a list */                                      \
	X(YESNO, "yesno")      /* yes, no, unknown, declined */                                                        \
	X(FACTOR, "factor")    /* the one scale, with stage and note */
enum field_type {
#define X(id, name) FIELD_##id,
	FIELD_TYPE_TABLE(X)
#undef X
	FIELD_TYPE_COUNT
};

struct cond; /* compiled show_if and the like */

struct field_def {
	const char *name;         /* [a-z][a-z0-9_]* */
	enum field_type type;
	const char *label, *help; /* help: one or two sentences for row 23 and F1 */
	const char *list;         /* CHOICE: name of an option list ("country", "language", "services", ...) */
	const char *options;      /* CHOICE, instead of list: "code:Label|code:Label" */
	bool several;             /* CHOICE: any number of them */
	bool others;              /* CHOICE: a value that is not in the list may be typed */
	long min, max;            /* NUMBER: range (both 0: any); TEXT, LONG: max characters (0: 200 and 4000) */
	bool partial;             /* DATE: month, year or age only, and "about", are accepted */
	bool ages;                /* DATE: of a birth: a bare number is an age */
	const char *not_before;   /* DATE: "birth" or "opening" (of the case): an earlier day is asked about; NULL any */
	const char *when;         /* DATE: "past" (not after today), "future" (not before today), NULL any */
	const char *show_if, *required_if; /* conditions; required_if "always" */
	bool restricted;          /* only for those with the permission; never in lists, prints, exports by default.
				   * What is shown by a condition on a restricted field is restricted too */
	const char *initial;      /* value of a new form: a canonical value, or "today" */
	const char *risk_when, *protection_when; /* FACTOR */
	int group;                /* FACTOR: level index, -1 otherwise */
	bool search;              /* a case is found by it */
	bool list_shown;          /* shown in lists: in the title of the record; of a person in lists of cases */
	bool exported;            /* in `sarai export records` */
	struct cond *show, *required; /* compiled by form_def_finish */
};

struct check_def {
	const char *name;
	const char *assert;  /* condition that should hold when everything it names is answered */
	const char *message; /* what to say when it does not */
	const char *field;   /* at which field to say it */
	struct cond *cond;
};

/* [kind]: a form of a site as a kind of record of its own. Names as in the file; what they mean is judged in kind/. */
struct form_kind {
	const char *label, *section, *permission;
	const char *title, *due, *date; /* fields; "" for none */
	bool many, restricted, is_signed;
	const char *file; /* of the section, for findings; kept by the form */
	int line;
};

struct form_def {
	char *id, *title, *help;
	int version;
	struct field_def *fields;
	struct check_def *checks;
	int n_fields, n_checks;
	struct form_kind *kind; /* NULL: the form belongs to a kind of the program, or to none */
	char *source; /* the definition as text: kept with the answers so that an old record reads as it was asked */
	void *memory; /* what the engine allocated for it */
};

/* Conditions: "a = x", "a != x", "<" "<=" ">" ">=" (numbers, dates, factor answers by their place on the scale: more
 * risk is more), "a" (answered), "!a" (not answered), "," is and, "|" is or (weaker than and). The right side is a
 * literal, "today", or another field in braces: "left_on <= {arrived_on}". For several choices "=" means "has". */

/* A form from config/forms. `type = factors` with `level = NAME` becomes one FACTOR field for every factor of that
 * level, under its own name, label and question; `type = flags` one YESNO field per urgent flag; `type = country` and
 * `type = language` are choices of those lists. Findings in d and NULL when there is one. Owned. */
struct form_def *form_def_parse(const struct ini_doc *doc, const struct catalogue *c, const struct option_lists *lists,
				struct diags *d);
/* The sections of a form's file and their keys. */
extern const struct ini_part form_file_parts[];
extern const int form_file_part_count;
/* A built-in form from a C array (n fields); compiles conditions; a mistake in it is a fault of the program. Owned. */
struct form_def *form_def_builtin(const char *id, const char *title, const struct field_def *fields, int n);
void form_def_free(struct form_def **def);
int form_def_field(const struct form_def *def, const char *name); /* -1 when there is none */

/* ---- A form being filled in ---- */

struct form; /* owns its values; borrows definition and lists */

struct form *form_new(const struct form_def *def, struct date today, const struct option_lists *lists);
void form_free(struct form **f);
const struct form_def *form_definition(const struct form *f);

/* A list only for this form (open goals, open risks, ...); takes l. Looked up before the shared ones. */
void form_add_list(struct form *f, struct option_list *l);
/* The options of a field: CHOICE, YESNO and FACTOR. Borrowed; NULL for others. */
const struct option_list *form_options(const struct form *f, int field);

void form_load(struct form *f, const struct pairs *answers); /* replaces all; unknown names are kept and given back */
/* The answers as they stand, fields not shown left out, unknown names kept. *to is replaced. */
void form_store(const struct form *f, struct pairs *to);
/* For a draft: like form_store with hidden fields kept too. */
void form_store_all(const struct form *f, struct pairs *to);

/* Answers under names that are not of this form, as form_load found them (borrowed), and setting one of them. */
const struct pairs *form_others(const struct form *f);
void form_set_other(struct form *f, const char *name, const char *value);

const char *form_value(const struct form *f, int field);    /* canonical, borrowed; "" when not answered */
const char *form_value_of(const struct form *f, const char *name);
char *form_show(const struct form *f, int field);           /* as a person reads it; owned */

/* What was typed, into the canonical value. "" clears. On failure the old value stays and *why (borrowed, valid until
 * the next call on f) says what is wrong and what to type instead. */
bool form_enter(struct form *f, int field, const char *typed, const char **why);
/* Dates. The calendar that whoever types uses beside the Gregorian one; and the days before which something is doubted:
 * the birth of the person, the opening of the case (year 0: not known). */
void form_set_calendar(struct form *f, enum calendar calendar);
void form_set_bounds(struct form *f, struct date birth, struct date opened);
/* The ways in which what was typed into a date field may be meant, where that is not certain and has to be asked; 0: it
 * is certain, or wrong, as form_enter will say. The one chosen goes in by form_enter_reading. */
int form_readings(const struct form *f, int field, const char *typed, struct date_reading out[DATE_READINGS]);
bool form_certain_reading(const struct form *f, int field, const char *typed, struct date_reading *out); /* the only one */
struct date form_today(const struct form *f);
bool form_enter_reading(struct form *f, int field, const struct date_reading *r, const char **why);
/* Is the day before one of the bounds of its field? Says so in a sentence; it can be kept all the same. */
#define FORM_DOUBT 160
bool form_date_doubt(const struct form *f, int field, struct date d, char text[FORM_DOUBT]);
/* A canonical value straight in (choice made, draft restored). false when it is not one. */
bool form_set(struct form *f, int field, const char *value);
/* Was this answer given here, if only the same again? Loading answers gives none. A repeated answer to a yes/no question
 * counts as a change: it says that it holds now. form_touch: as if it had been given (a draft restored). */
bool form_touched(const struct form *f, int field);
void form_touch(struct form *f, int field);
bool form_toggle(struct form *f, int field, const char *code); /* several choices: in or out */

/* Takes back the last change of an answer, its stage or note since form_new or form_load. Returns the field; -1: there
 * is nothing to undo. At least the last 100 changes are kept. */
int form_undo(struct form *f);

enum stage { STAGE_BEFORE = 1, STAGE_DURING = 2, STAGE_AFTER = 4 }; /* of migration */
unsigned form_stage(const struct form *f, int field);
void form_set_stage(struct form *f, int field, unsigned stages);
const char *form_note(const struct form *f, int field);
void form_set_note(struct form *f, int field, const char *note);

bool form_visible(const struct form *f, int field); /* false also for hidden fields */
bool form_required(const struct form *f, int field);
bool form_answerable(const struct form *f, int field); /* visible and takes a value */
/* Restricted fields, and those whose being asked tells of one (show_if), hidden from whoever fills the form in: they are
 * not visible, their values read as "" and take no change, and no problem speaks of them. They still steer conditions,
 * and form_store and form_store_all still give them to whoever keeps the answers: nothing is lost by such a save. */
void form_hide_restricted(struct form *f, bool hide);
bool form_hidden(const struct form *f, int field);
/* Not asked here (a choice with nothing to choose from); what it holds stays. */
void form_leave_out(struct form *f, int field);

/* Serial number of the last change of any value: a screen that remembers it knows whether there is something new. */
unsigned form_revision(const struct form *f);

struct form_problem {
	int field;
	bool missing;  /* required and not answered; otherwise something contradicts */
	char text[160];
};
/* What is missing or contradicts, in field order. Returns how many there are; writes at most max. */
int form_problems(const struct form *f, struct form_problem *out, int max);
/* Answered and answerable fields, for "12 of 30". */
void form_progress(const struct form *f, int *answered, int *answerable);

/* Take the factor and flag answers out of a record's pairs, or out of a form. Names the catalogue does not know are
 * passed over. */
struct answers;
void form_answers(const struct pairs *from, const struct catalogue *c, struct answers *to);

#endif
