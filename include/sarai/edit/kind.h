/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening and saving anything that is filled in through a form. One way for all kinds: permission, definition
 * archived, record and history in one transaction, the case's head recomputed in it, the draft dropped in it.
 *
 * The list of all kinds is in kind/kinds.h; each stands in its own file. A kind names its form, its permission, whether a case has one or
 * many, what happens to the case after a save.
 */
#ifndef SARAI_EDIT_KIND_H
#define SARAI_EDIT_KIND_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

struct edit;

/* What a hook of a kind is given: one opening or saving. */
struct save {
	struct session *session;
	struct edit *edit;
	struct record *next;           /* `before`: the record as it will be saved */
	struct case_row *case_row;     /* `before`, `after`: the case as it stands */
	struct history_entry *history; /* `after`: of this save */
};

/* The fields that a kind's code works with, as an X-list of (NAME, "field"): a constant for each, which the compiler
 * checks, and the list of them for `needs`. */
#define KIND_FIELD_CONSTANT(id, field) static const char id[] __attribute__((unused)) = field;
#define KIND_FIELD_WORD(id, field) field " "
#define KIND_FIELDS(LIST) LIST(KIND_FIELD_CONSTANT)
#define KIND_NEEDS(LIST) LIST(KIND_FIELD_WORD)

/* Where in a case file records of a kind are found. */
#define SECTION_TABLE(X)                                                                                               \
	X(NONE, "") /* reached from elsewhere */                                                                       \
	X(PERSON, "Person")                                                                                            \
	X(CONSENT, "Consent and sharing")                                                                              \
	X(SCREENING, "Screening")                                                                                      \
	X(ASSESSMENT, "Assessment")                                                                                    \
	X(PLAN, "Plan")                                                                                                \
	X(FOLLOW_UP, "Follow-up")                                                                                      \
	X(SAFETY, "Safety and urgent response")                                                                        \
	X(STATUS, "Status and approvals")                                                                              \
	X(NOTES, "Notes and conferences")                                                                              \
	X(FAMILY, "Household and family")                                                                              \
	X(JOURNEY, "Papers, journey, contacts")                                                                        \
	X(CHILD, "Child protection")                                                                                   \
	X(TRAFFICKING, "Trafficking")                                                                                  \
	X(REFERRALS, "Referrals")                                                                                      \
	X(RIGHTS, "Rights of the person")

enum case_section {
#define X(id, words) SECTION_##id,
	SECTION_TABLE(X)
#undef X
	SECTION_COUNT
};

const char *section_words(enum case_section s);

/* Which records of a kind, with what is due of them, stand in *Today* and in the agenda. */
enum agenda_rule {
	AGENDA_NONE,
	AGENDA_EACH,   /* every one */
	AGENDA_NEWEST, /* the newest of a case takes the place of those before, but for what is urgent in them */
};

struct kind {
	const char *name, *label;  /* "follow-up", "Follow-up contact" */
	const char *form;          /* id in config/forms */
	enum permit permit;
	enum case_section section;
	bool restricted;           /* as a whole: what it is and its answers only for those with PERMIT_RESTRICTED; it
				    * has no title in lists for anybody */
	bool opens_case;           /* what a case is about, a person or a group: a new one opens its case */
	bool shared;               /* of several cases or none: opened without one. It stands under parent_id, and its
				    * rounds are counted there; the first of a kind with rounds may stand under itself */
	/* May the session do this to one that is shared? NULL: that goes by its case. */
	bool (*access)(struct session *s, enum permit p, const struct record *r, struct err *e);
	bool names;                /* its answers name people: opened again, and its changes seen, with PERMIT_NAMES only */
	bool day_in_title;         /* its title says when, as exactly as that is known */
	bool one_per_case;         /* opening it again opens the same one */
	bool rounds;               /* a new one is copied from the last finished one (assessment, determination) */
	const char *anew;          /* rounds: fields that are not copied, blanks between */
	bool final;                /* signed by saving: never changed afterwards; a correction is a new one beside it */
	bool when_ended;           /* may be added and changed also when the case is closed, handed over, a duplicate */
	bool when_gone;            /* may be added also when the file has been taken out of the case */
	bool made_by_program;      /* never begun by hand: not offered where entries are added */
	bool any_episode;          /* belongs to the person through all episodes of the case */
	bool (*after)(struct save *save, struct err *e); /* runs in the transaction before the head is recomputed; may be NULL */
	/* form values that lists need: field names, NULL for none */
	const char *title_field, *state_field, *due_field, *happened_field;
	const char *reason_field; /* says why, where a save moves the status or gives the case to somebody; NULL */
	/* Fields that hold typed reasons, blanks between, judged at a save (service/reasons.h); "?" behind one: only where
	 * the form requires it, a comment otherwise. NULL: none. */
	const char *reasons;
	/* lists made for this record's form (open goals, risks, urgent flags); may be NULL */
	bool (*lists)(struct save *save, struct err *e);
	/* Runs in the transaction before anything is written: checks, and what is stored beside the answers. May be NULL. */
	bool (*before)(struct save *save, struct err *e);
	/* What the worker should know of the answers as they stand, and may not see in them: one or two sentences, owned, or
	 * NULL. Said at opening, as it changes, and after a save; keeps nobody from saving. May be NULL. */
	char *(*warns)(const struct save *save);
	/* What whoever saves it as it stands can no longer do afterwards, as a question to be answered first; owned, or NULL
	 * where nothing is lost. May be NULL. */
	char *(*gives_up)(const struct save *save);
	/* A new one has been begun, copied from the last round where there is one: what it takes over from elsewhere. */
	bool (*start)(struct save *save, struct err *e);
	const char *round_word;    /* what its rounds are called; NULL: "round" */
	/* What is due (due_field, or set by `before`) stands in *Today*, in the agenda and in the head of the case; under
	 * these words, which passers-by may read: of a restricted kind they do not say what it is. */
	enum agenda_rule agenda;
	const char *agenda_words;
	/* What runs on such a record now and stands in the head of its case (and, when urgent, in *Today* whatever its
	 * hour); false: nothing. r with its answers; pure but for the configuration. May be NULL. */
	bool (*clock)(const struct session *s, const struct record *r, int64_t now, struct case_clock *out);
	/* One line on what the answers come to as they stand, above the form, also while it is filled in. May be NULL. */
	void (*says)(const struct save *save, struct str *out);
	/* What must be done at once by the answers as they stand, saved or not: in the line above the form while it is
	 * filled in. May be NULL. */
	void (*alarms)(const struct save *save, struct str *out);
	const char *needs; /* fields the program works with, blanks between: a site's form must have them */
};

const struct kind *kind_at(int i); /* all of them, in the order in which pages offer them; NULL past the last */
const struct kind *kind_get(const char *name); /* NULL when there is none */

/* Its label for pages that passers-by may read: restricted ones all look alike. */
const char *kind_public_label(const struct kind *k);
const char *kind_round_word(const struct kind *k);

/* After the head is worked out: an agreed plan that needs approval asks for it. */
bool approvals_follow(struct session *s, const struct edit *w, const struct case_row *c, struct err *e);
/* ... and what of this case supervisors must now learn, and what is over. c as it will be stored. */
bool notifications_follow(struct session *s, const struct edit *w, const struct case_row *c, struct err *e);

/* After a save: a case is found by the answers that its form names `search`. */
bool search_follow(struct session *s, const struct edit *w, const struct case_row *c, struct err *e);

/* Fill c's head; `kind` is the kind of record just saved ("" for none): it may move the status. Not written here. */
bool case_row_recompute(struct session *s, struct case_row *c, const char *kind, struct err *e);

/* The kind that all restricted ones look like to those who may not know. */
#define RESTRICTED_KIND "restricted-note"

#endif
