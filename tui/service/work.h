/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the room: opening and saving.
 */
#ifndef SERVICE_WORK_H
#define SERVICE_WORK_H

#include <sarai/model/household.h>
#include <sarai/service/cases.h>
#include <sarai/service/shared.h>
#include <sarai/base/str.h>
#include <sarai/service/records.h>

/* A row in a list: of what one does not reach only the number; the name only where one may see names. */
void case_row_show(const struct session *s, struct case_row *c);
/* The row of a case that is open: the name is for those who may see names; access for a time counts. */
void case_row_mask(struct session *s, struct case_row *c);

/* A date of a form as a point in time: its end (something due then), or noon (something that happened then; now, when
 * that is today). "" when it is not a date. */
void date_as_due(const char *iso_date, char out[TIME_TEXT]);
void date_as_happened(const char *iso_date, int64_t now, char out[TIME_TEXT]);

/* What several cases share is reached by whoever reaches the case of a member; without any case, and profiles of places,
 * by everybody with the permission. */
bool shared_reach(struct session *s, enum permit p, const struct record *r, struct err *e);

/* For a draft: the record named, or (NULL) a new one whatever there is already. */
struct work *work_open_blank(struct session *s, const char *kind, const char *case_id, const char *record_id,
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
bool work_forerunner(struct session *s, const struct record_kind *kind, const char *case_id, struct record *out,
		     struct err *e);

/* May this kind be opened, kept, saved by whoever works? */
bool work_may(struct session *s, const struct record_kind *kind, const char *case_id, struct err *e);

/* Fill the form with all the answers of a record; what may not be seen goes into w->sealed, the rest into *open (may be
 * NULL; replaced). */
void work_load(const struct session *s, struct work *w, const struct pairs *whole, struct pairs *open);
/* The answers as they stand, with those that whoever works may not see: as they are saved. *to is replaced. */
void work_whole(const struct work *w, struct pairs *to);
/* The record as it was read, with all its answers. *to is replaced. */
void work_was(const struct work *w, struct pairs *to);

/* Store columns from the form's fields. */
void work_fill_columns(const struct session *s, const struct work *w, struct record *r, int64_t now);

/* inherit_read with all that is restricted in it. */
bool inherit_read_whole(struct session *s, const struct work *w, struct inherit_sources *out, struct err *e);

/* The weights with this digest, as stored with the assessments made with them. NULL where they are not known. Owned. */
struct catalogue *catalogue_stored(struct session *s, const char *digest);
/* With all that is restricted in it: for rules, not to be handed out before assessment_mask. */
bool assessment_read_whole(struct session *s, const char *case_id, struct assessment *out, struct err *e);
void assessment_mask(const struct config *c, bool seen, struct assessment *a);

/* A stored answer as a person reads it; "" where there is none. Owned. */
char *work_shown(const struct work *w, const struct record *r, const char *field);
/* The record's title, as lists show it: one line, cut. Empties *line. */
void work_set_title(struct record *r, struct str *line);

/* Hooks of the kinds. */
bool lists_action(struct session *s, struct work *w, struct err *e);
bool lists_referral(struct session *s, struct work *w, struct err *e);
bool lists_no_action(struct session *s, struct work *w, struct err *e);
bool lists_urgent(struct session *s, struct work *w, struct err *e);
bool before_screening(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_consent(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_document(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_journey(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_contact(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_assessment(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_plan(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_action(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_person(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_bia(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_bid(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool lists_bid(struct session *s, struct work *w, struct err *e);
char *warns_child(struct session *s, const struct work *w);
char *warns_action(struct session *s, const struct work *w);
bool after_person(struct session *s, struct work *w, struct case_row *c, struct history_entry *h, struct err *e);

bool lists_colleagues(struct session *s, struct work *w, struct err *e);
bool lists_status(struct session *s, struct work *w, struct err *e);
bool before_follow_up(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_approval(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_decision(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool after_decision(struct session *s, struct work *w, struct case_row *c, struct history_entry *h, struct err *e);
bool before_closure(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool after_closure(struct session *s, struct work *w, struct case_row *c, struct history_entry *h, struct err *e);
bool before_assignment(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool after_assignment(struct session *s, struct work *w, struct case_row *c, struct history_entry *h, struct err *e);
bool before_transfer(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_transfer_answer(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool after_transfer_answer(struct session *s, struct work *w, struct case_row *c, struct history_entry *h,
			   struct err *e);
bool before_correction(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_keep_longer(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool after_keep_longer(struct session *s, struct work *w, struct case_row *c, struct history_entry *h, struct err *e);
bool start_keep_longer(struct session *s, struct work *w, struct err *e);
bool start_erasure(struct session *s, struct work *w, struct err *e);
bool before_erasure(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_status_change(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool after_status_change(struct session *s, struct work *w, struct case_row *c, struct history_entry *h, struct err *e);

/* What actions of a case and of a household have in common: a state, and nothing due once they are over. */
void action_settle(struct record *next);
/* The factors that live actions name; n_factors, owned. */
bool *plan_cover_of(const struct catalogue *c, const struct record_list *actions);
/* Actions of a household, with their answers, oldest first. */
bool household_actions_read(struct session *s, const char *household_id, struct record_list *out, struct err *e);
/* Whose history it stands in, and whose Today. */
#define HOUSEHOLD_ACTION "household-action"
void household_action_of(struct record *r, const struct case_row *c);
bool before_household_action(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool lists_household_action(struct session *s, struct work *w, struct err *e);

bool before_intervention(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool lists_intervention(struct session *s, struct work *w, struct err *e);

/* The locks of gates.h: the facts, whoever asks; and the rule when an action is saved. */
struct gate_facts;
bool gates_gather(struct session *s, const struct case_row *k, struct gate_facts *f, struct err *e);
bool gates_concern(const struct pairs *action);
bool gates_before_action(struct session *s, const struct work *w, const struct record *next, struct err *e);
bool before_household(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_member(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_household_assessment(struct session *s, struct work *w, struct record *next, struct case_row *c,
				 struct err *e);
bool before_context(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_group(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool after_assessment(struct session *s, struct work *w, struct case_row *c, struct history_entry *h, struct err *e);
bool start_assessment(struct session *s, struct work *w, struct err *e);
bool lists_assessment(struct session *s, struct work *w, struct err *e);

/* A shared assessment: its state from its answers; a finished one stays as it is. */
bool shared_round_settle(struct work *w, struct record *next, struct err *e);

/* Name the profiles of the place in the form, where one alone fits and none is named. */
bool inherit_suggest(struct session *s, struct work *w, enum inherit_how how, struct err *e);
/* A finished round must say why it differs from what it inherited. */
bool inherit_check(struct session *s, const struct pairs *answers, bool sees_restricted, struct err *e);
/* The household of this type that a case is in now; "" when it is in none. */
bool household_id_of(struct session *s, const char *case_id, enum household_type type, char out[ID_TEXT],
		     struct err *e);
/* Without the right to see names, the changes of kinds that hold names are hidden. */
void history_mask(bool names, struct history_list *l);

/* A person saved without a name: what was there before goes from this entry and all earlier ones, and from drafts. */
bool person_forget_old(struct session *s, const struct record *r, const char *case_id, struct history_entry *h,
		       struct err *e);

/* For a hook of another record's save, in its transaction: write this one too, without what it does to the case. */
bool work_save_beside(struct session *s, struct work *w, struct err *e);

/* Begin a transaction unless one is open; *own says which. End it as it went. */
bool work_begin(struct session *s, bool *own, struct err *e);
bool work_end(struct session *s, bool own, bool good, struct err *e);

#endif
