/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Opening and saving anything that is filled in through a form. One way for all kinds: permission, definition
 * archived, record and history in one transaction, the case's head recomputed in it, the draft dropped in it.
 *
 * The kinds stand in the table record_kinds in tui/service/kinds.c. A kind names its form, its permission, whether a case has one or
 * many, what happens to the case after a save.
 */
#ifndef SARAI_SERVICE_RECORDS_H
#define SARAI_SERVICE_RECORDS_H

#include <sarai/base/str.h>
#include <sarai/form/form.h>
#include <sarai/model/score.h>
#include <sarai/service/session.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

struct work; /* a record being filled in */

struct record_kind;
typedef bool (*record_after_save)(struct session *s, struct work *w, struct case_row *c, struct history_entry *h,
				  struct err *e);
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

struct record_kind {
	const char *name, *label;  /* "follow-up", "Follow-up contact" */
	const char *form;          /* id in config/forms */
	enum permit permit;
	enum case_section section;
	bool restricted;           /* as a whole: what it is and its answers only for those with PERMIT_RESTRICTED; it
				    * has no title in lists for anybody */
	bool opens_case;           /* what a case is about, a person or a group: a new one opens its case */
	bool shared;               /* of several cases or none: opened without one. It stands under parent_id, and its
				    * rounds are counted there; the first of a kind with rounds may stand under itself */
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
	record_after_save after;   /* runs in the transaction before the head is recomputed; may be NULL */
	/* form values that lists need: field names, NULL for none */
	const char *title_field, *state_field, *due_field, *happened_field;
	const char *reason_field; /* says why, where a save moves the status or gives the case to somebody; NULL */
	/* Fields that hold typed reasons, blanks between, judged at a save (service/reasons.h); "?" behind one: only where
	 * the form requires it, a comment otherwise. NULL: none. */
	const char *reasons;
	/* lists made for this record's form (open goals, risks, urgent flags); may be NULL */
	bool (*lists)(struct session *s, struct work *w, struct err *e);
	/* Runs in the transaction before anything is written: checks, and what is stored beside the answers. `next` is
	 * the record as it will be saved; c the case as it stands; may be NULL. */
	bool (*before)(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
	/* What the worker should know of the answers as they stand, and may not see in them: one or two sentences, owned, or
	 * NULL. Said at opening, as it changes, and after a save; keeps nobody from saving. May be NULL. */
	char *(*warns)(struct session *s, const struct work *w);
	/* A new one has been begun, copied from the last round where there is one: what it takes over from elsewhere. */
	bool (*start)(struct session *s, struct work *w, struct err *e);
	const char *round_word;    /* what its rounds are called; NULL: "round" */
	/* What is due (due_field, or set by `before`) stands in *Today*, in the agenda and in the head of the case; under
	 * these words, which passers-by may read: of a restricted kind they do not say what it is. */
	enum agenda_rule agenda;
	const char *agenda_words;
	/* What runs on such a record now and stands in the head of its case (and, when urgent, in *Today* whatever its
	 * hour); false: nothing. r with its answers; pure but for the configuration. May be NULL. */
	bool (*clock)(const struct session *s, const struct record *r, int64_t now, struct case_clock *out);
	/* One line on what the answers come to as they stand, above the form, also while it is filled in. May be NULL. */
	void (*says)(const struct session *s, const struct work *w, struct str *out);
	const char *needs; /* fields the program works with, blanks between: a site's form must have them */
};
extern const struct record_kind record_kinds[];
extern const int record_kind_count;
const struct record_kind *record_kind_get(const char *name); /* NULL when there is none */
/* Its label for pages that passers-by may read: restricted ones all look alike. */
const char *record_kind_words(const struct record_kind *k);

struct work {
	const struct record_kind *kind;
	struct record record;       /* as it was read or last saved; a new one has its id from the start, and version 0 */
	struct form *form;          /* the answers as they stand; owned */
	struct pairs base;          /* the answers as they were when opened: for conflicts */
	/* What whoever works may not see is in none of the three above (the form keeps it hidden), and is put back at
	 * the save. Of the record as it was read, and of the one that a conflict was with. */
	struct pairs sealed, sealed_theirs;
	bool sees_restricted;       /* may whoever works see what is restricted in this case? */
	struct case_row kase;       /* the case it belongs to; number "" for a person not yet registered */
	char draft_id[ID_TEXT];
	struct pairs pending;       /* from a draft: "field" and "text", what was being typed when it was kept */
	unsigned saved_revision, draft_revision;
	bool is_new;
};

const char *record_round_word(const struct record_kind *k);

/* Open for filling in. case_id NULL only for a kind that opens its case (a new person) or is shared. record_id NULL: a
 * new record, or for one_per_case the one there is in this episode. parent_id may be NULL. Refused where the case has
 * ended and takes nothing new of this kind. Owned; NULL on failure. */
struct work *work_open(struct session *s, const char *kind, const char *case_id, const char *record_id,
		       const char *parent_id, struct err *e);
struct work *work_open_draft(struct session *s, const char *draft_id, struct err *e);
void work_close(struct work **w);

/* The answers as they stand, as far as whoever works may see them. *to is replaced. */
void work_answers(const struct session *s, const struct work *w, struct pairs *to);
/* The score of the answers as they stand: all count, also those that whoever works may not see; of these there is no
 * reason, no question and no answer in it. *answers (initialised) is filled. Owned. */
struct score *work_score(const struct session *s, const struct work *w, struct answers *answers);
/* Why it can only be read (signed, case ended, of an earlier episode), in words for the worker; NULL: it can be changed.
 * Saving refuses with the same words. Borrowed, constant. */
const char *work_fixed(const struct work *w);

bool work_dirty(const struct work *w); /* changed since opened or saved */

/* Save. ERR_CONFLICT: nothing written; *theirs (may be NULL; a zeroed struct) is what the other has saved, for
 * work_merge. A new person is saved together with the case opened for them. */
bool work_save(struct session *s, struct work *w, struct record *theirs, struct err *e);

/* After a conflict: take `answers` as chosen field by field and continue on top of `theirs`. */
void work_rebase(struct work *w, const struct record *theirs, const struct pairs *answers);

/* Keep what has been typed (and `pending`, the text of the field being typed in, under its name; may be NULL). No-op
 * when there is nothing new. */
bool work_keep_draft(struct session *s, struct work *w, const char *pending_field, const char *pending, struct err *e);
bool work_drop_draft(struct session *s, struct work *w, struct err *e);
/* What a draft holds, as text: for one whose case is not in this database (any more). Owned. */
char *draft_text(struct session *s, const char *draft_id, struct err *e);
/* Discards a draft of one's own, whatever it was for. */
bool draft_discard(struct session *s, const char *draft_id, struct err *e);
bool drafts_list(struct session *s, struct draft_list *out, struct err *e);

#endif
