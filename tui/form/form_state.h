/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: what a definition owns, conditions, and the state of a form.
 */
#ifndef FORM_FORM_STATE_H
#define FORM_FORM_STATE_H

#include <sarai/base/str.h>
#include <sarai/form/form.h>

#define TEXT_MAX_USUAL 200
#define LONG_MAX_USUAL 4000
#define NOTE_MAX 4000
#define CASE_LIST "case-" /* lists named so are made when a form of a case is opened */

/* ---- what a definition owns beside what the door shows ---- */

struct form_memory {
	char **kept; /* texts that fields and checks point to */
	int n, cap;
	struct option_list **own; /* n_fields: from `options`; NULL where the options are in a list of their own */
	struct option_list *yesno, *factor;
};
struct form_memory *form_memory_new(void);
void form_memory_free(struct form_memory *m, int n_fields);
const char *form_keep_text(struct form_memory *m, const char *s); /* a copy that lives with the definition */

/* Where a definition stands in its file, for findings; all NULL for a built-in one. */
struct form_origin {
	const struct ini_doc *doc;
	const struct ini_section **field, **check; /* one per field and check */
	const struct option_lists *lists;
};
/* Check the whole and compile its conditions. Findings in d. */
void form_def_finish(struct form_def *def, const struct form_origin *o, struct diags *d);

bool form_field_takes_value(const struct field_def *field);
bool form_list_is_of_case(const char *list);

/* The definition as it was asked: its file, and behind it, as comments, the words it took from elsewhere. Owned. */
char *form_def_source(const struct form_def *def, const struct form_origin *o);

/* ---- conditions ---- */

/* NULL and *why (owned) when it is not one. lists may be NULL: then codes of lists are not checked. */
struct cond *cond_compile(struct form_def *def, const char *text, const struct option_lists *lists, char **why);
bool cond_holds(const struct cond *c, const struct form *f);
/* Call each for every field it names, until one says false; that is then the answer. */
bool cond_each_field(const struct cond *c, bool (*each)(void *ctx, int field), void *ctx);

/* ---- a form being filled in ---- */

enum form_part { FORM_VALUE, FORM_STAGE, FORM_NOTE };

/* An answer as it was before a change. */
struct form_change {
	int field;
	enum form_part part; /* what was changed */
	char *value, *note;  /* owned; NULL: nothing */
	unsigned stage;
};

struct form {
	const struct form_def *def;
	const struct option_lists *lists; /* borrowed; may be NULL */
	struct option_lists own;
	struct option_list *none; /* for a choice whose list is not there */
	struct date today, birth, opened; /* the latter two: year 0 where nobody has said */
	enum calendar calendar;
	char **value, **note; /* n_fields; NULL: nothing */
	unsigned *stage;
	struct pairs others; /* names that are not of this form */
	bool hide_restricted;
	bool *left_out, *touched; /* n_fields */
	unsigned revision;
	struct form_change *past; /* the latest last */
	int n_past, past_cap;
	char why[200];
};

const struct option_list *form_def_options(const struct form_def *def, int field, const struct option_lists *own,
					   const struct option_lists *lists); /* NULL when there is none */

bool form_shown(const struct form *f, int field);	      /* by its condition, whoever looks at it */
const char *form_counts(const struct form *f, int field);     /* its value, "" while it is not shown */
void form_put(struct form *f, int field, const char *value); /* no check; counts a change when it is one */

/* undo.c: call before a change; and when the answers are replaced as a whole. */
void form_remember(struct form *f, int field, enum form_part part);
void form_forget_past(struct form *f);

/* enter_date.c: like the others of enter.c; false with what to type instead in why. */
bool enter_date(struct form *f, int field, const char *typed, struct str *value, struct str *why);

/* The value in the one way it is written; NULL when it is not one. Owned. */
char *form_canonical(const struct form_def *def, int field, const struct option_list *options, const char *value);
/* Is this code among codes with blanks between? */
bool form_codes_have(const char *codes, const char *code, size_t n);

#endif
