/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is restricted, and taking it out of what is handed to somebody without PERMIT_RESTRICTED. Every service that
 * hands out records, history or scores does it here, so that screens, prints and exports get what they may show and no
 * more.
 *
 * Restricted are: whole kinds; fields of forms; answers, notes and reasons of factors marked so in factors.ini, and
 * such a factor where it is named as a risk (the code is taken out; a record that is about it alone is restricted as a
 * whole); and answers whose question the form does not have any more, because they may have been.
 */
#ifndef SARAI_EDIT_MASK_H
#define SARAI_EDIT_MASK_H

#include <sarai/access/session.h>
#include <sarai/base/pairs.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/form/form.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/score.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

/* The permission, and it reaches this case (NULL or "": what belongs to no case). Asked once; what it says is `seen`
 * below. */
bool restricted_seen(struct session *s, const char *case_id);

/* Is a field never to stand in lists, heads and summaries, whoever looks? */
bool restricted_field(const struct form_def *def, const char *name);

/* ... and an answer, also one kept beside those of the form ("=..."). */
bool restricted_answer(const struct form_def *def, const char *name);

/* A restricted record as a whole: by its kind, or by what it is about. */
bool restricted_record(const struct config *c, const struct record *r);

/* Answers of a kind in two: what may be seen, and the rest (of codes: those taken out); all is open where it may be
 * seen. Both are replaced. */
void mask_split(const struct config *c, bool seen, const struct kind *k, const struct pairs *whole,
		      struct pairs *open, struct pairs *hidden);

/* Put the rest back: all of it; only the codes that were taken out of answers; or only the answers as a whole. */
enum restricted_part { RESTRICTED_ALL, RESTRICTED_CODES, RESTRICTED_ANSWERS };

void mask_join(const struct form_def *def, struct pairs *answers, const struct pairs *hidden,
		     enum restricted_part part);

/* Where it may not be seen: take out what is not to be handed out. */
void record_mask(const struct config *c, bool seen, struct record *r);
void record_list_mask(const struct config *c, bool seen, struct record_list *l);
void history_mask_restricted(struct session *s, bool seen, struct history_list *l);

/* The score stays; answers, reasons, rules, questions and services that tell of a restricted factor go. */
void score_mask(const struct catalogue *c, bool seen, struct answers *a, struct score *score);

/* Without the right to see names, the changes of kinds that hold names are hidden. */
void history_mask(bool names, struct history_list *l);

#endif
