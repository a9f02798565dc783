/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Referrals of a case: records of kind "referral", what has become of each as records of kind "referral-step" under it,
 * and what cannot be had as records of kind "gap". A referral is written, and changed until it is sent, through
 * work_open; each step is a record that stays. Sending needs the person's consent towards that receiver, or, with the
 * permission for it, the reason why a life is in danger. The plan's action it was made of follows it.
 */
#ifndef SARAI_SERVICE_REFERRAL_H
#define SARAI_SERVICE_REFERRAL_H

#include <sarai/model/referral.h>
#include <sarai/service/records.h>

/* ---- consent ---- */

struct referral_consent {
	bool allowed;
	char record_id[ID_TEXT]; /* the consent that says so; "" */
	char why[400];		 /* in words, no names of people */
	char limits[400];	 /* whom else it must not reach: the receiver is told so; "" for none */
};
/* May what a referral tells be told to its receiver? false only when it cannot be read. */
bool referral_consent_ask(struct session *s, const char *case_id, const struct pairs *referral,
			  struct referral_consent *out, struct err *e);

/* ---- one referral ---- */

struct referral_step {
	char what[24]; /* a state, or "reminder", "feedback", "override-seen" */
	char at[TIME_TEXT], noted_at[TIME_TEXT], noted_by[64];
	char *who, *text; /* owned: who said it; why, what came of it */
	char *override;	  /* owned; "" but where it was sent without consent */
};
struct referral_view {
	struct record record;
	struct case_row kase;
	enum referral_state state;
	enum referral_priority priority;
	struct referral_step *steps; /* oldest first */
	int n_steps;
	struct referral_consent consent; /* as it stands now */
	char *missing;			 /* what must be answered before it can be sent, in words; owned, "" */
	bool names;			 /* may whoever reads see names in this case? */
	bool unseen;			 /* sent without consent, and no supervisor has taken note */
	char again_of[ID_TEXT], again[ID_TEXT], gap[ID_TEXT]; /* the one before, the one after; "" */
};
bool referral_read(struct session *s, const char *id, struct referral_view *out, struct err *e);
void referral_view_fini(struct referral_view *v);

/* New ones for filling in, owned; NULL on failure. Of a plan's action: with its service, risks, provider. Again: as the
 * one before, to somebody else. A step: what is one of the above, or a state. */
struct work *referral_open_new(struct session *s, const char *case_id, const char *action_id, struct err *e);
struct work *referral_open_again(struct session *s, const char *referral_id, struct err *e);
struct work *referral_open_step(struct session *s, const char *referral_id, const char *what, struct err *e);
struct work *referral_open_gap(struct session *s, const char *referral_id, struct err *e);
/* The newest referral of an action; id "" when there is none. */
bool referral_of_action(struct session *s, const char *case_id, const char *action_id, struct record *out,
			struct err *e);
/* An entry of the directory as the receiver of what is filled in (a referral, or the provider of a plan's action). */
bool referral_take_entry(struct session *s, struct work *w, const char *entry_id, struct err *e);

/* What this referral tells about the person, and nothing more: words and values, in order. */
bool referral_told(struct session *s, const struct referral_view *v, struct pairs *out, struct err *e);
/* It has been printed: noted in the history. Inside a transaction. */
bool referral_note_print(struct session *s, const struct referral_view *v, struct err *e);

/* ---- lists ---- */

struct referral_row {
	char id[ID_TEXT], case_id[ID_TEXT], number[32], owner[64];
	char service[48], place[84], why[32]; /* place, why: of gaps */
	char *receiver;			      /* owned */
	enum referral_state state;
	enum referral_priority priority;
	char due[TIME_TEXT], since[TIME_TEXT], sent[TIME_TEXT];
	bool late, unseen, gap;
	char *detail; /* of gaps; owned */
};
struct referral_list {
	struct referral_row *at;
	int n, cap;
};
enum referral_choice { REFERRALS_LATE, REFERRALS_OPEN, REFERRALS_ALL, REFERRALS_GAPS };
/* Most urgent first: by what is due; nothing due last, newest first. Of one case, or of those of an owner, or of all
 * that the person reaches (both NULL). */
bool referrals_list(struct session *s, enum referral_choice which, const char *case_id, const char *owner,
		    struct referral_list *out, struct err *e);
void referral_list_fini(struct referral_list *l);

#endif
