/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: opening and saving.
 */
#ifndef SARAI_EDIT_OPEN_H
#define SARAI_EDIT_OPEN_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/kind.h>
#include <sarai/form/form.h>
#include <sarai/model/score.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit {
	const struct kind *kind;
	struct record record;       /* as it was read or last saved; a new one has its id from the start, and version 0 */
	struct form *form;          /* the answers as they stand; owned */
	struct pairs base;          /* the answers as they were when opened: for conflicts */
	/* What whoever works may not see is in none of the three above (the form keeps it hidden), and is put back at
	 * the save. Of the record as it was read, and of the one that a conflict was with. */
	struct pairs hidden, hidden_theirs;
	bool sees_restricted;       /* may whoever works see what is restricted in this case? */
	struct case_row case_row;       /* the case it belongs to; number "" for a person not yet registered */
	char draft_id[ID_TEXT];
	struct pairs pending;       /* from a draft: "field" and "text", what was being typed when it was kept */
	unsigned saved_revision, draft_revision;
	bool is_new;
};

/* Open for filling in. case_id NULL only for a kind that opens its case (a new person) or is shared. record_id NULL: a
 * new record, or for one_per_case the one there is in this episode. parent_id may be NULL. Refused where the case has
 * ended and takes nothing new of this kind. Owned; NULL on failure. */
struct edit *edit_open(struct session *s, const char *kind, const char *case_id, const char *record_id,
		       const char *parent_id, struct err *e);

void edit_close(struct edit **w);

/* The answers as they stand, as far as whoever works may see them. *to is replaced. */
void edit_answers(const struct session *s, const struct edit *w, struct pairs *to);

/* The score of the answers as they stand: all count, also those that whoever works may not see; of these there is no
 * reason, no question and no answer in it. *answers (initialised) is filled. Owned. */
struct score *edit_score(const struct session *s, const struct edit *w, struct answers *answers);

/* Why it can only be read (signed, case ended, of an earlier episode), in words for the worker; NULL: it can be changed.
 * Saving refuses with the same words. Borrowed, constant. */
const char *edit_readonly_reason(const struct edit *w);
bool edit_dirty(const struct edit *w); /* changed since opened or saved */

/* For a draft: the record named, or (NULL) a new one whatever there is already. */
struct edit *edit_open_blank(struct session *s, const char *kind, const char *case_id, const char *record_id,
			     struct err *e);

/* Is the case still worked on? An unknown status counts as open. */
bool case_is_open(const struct case_row *c);

/* Has its file been erased, or everything with a name taken out of it? */
bool case_is_gone(const struct case_row *c);

/* The episode a case is in. */
bool case_episode(struct session *s, const char *case_id, int *episode, struct err *e);

/* Only those of one episode stay. */
void records_keep_episode(struct record_list *l, int episode);

/* The record of a kind that a new one would stand beside: the one there is (one_per_case), the last round. Its id is ""
 * when there is none. */
bool edit_existing(struct session *s, const struct kind *kind, const char *case_id, struct record *out,
		     struct err *e);

/* May this kind be opened, kept, saved by whoever works? */
bool edit_allowed(struct session *s, const struct kind *kind, const char *case_id, struct err *e);

/* Fill the form with all the answers of a record; what may not be seen goes into w->sealed, the rest into *open (may be
 * NULL; replaced). */
void edit_load(const struct session *s, struct edit *w, const struct pairs *whole, struct pairs *open);

/* The answers as they stand, with those that whoever works may not see: as they are saved. *to is replaced. */
void edit_all_answers(const struct edit *w, struct pairs *to);

/* The record as it was read, with all its answers. *to is replaced. */
void edit_original(const struct edit *w, struct pairs *to);

#endif
