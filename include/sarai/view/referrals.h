/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_REFERRALS_H
#define SARAI_VIEW_REFERRALS_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/kind/referral_consent.h>
#include <sarai/model/referral.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct referral_step {
	char what[24]; /* a state, or "reminder", "feedback", "override-seen" */
	char at[TIME_TEXT], noted_at[TIME_TEXT], noted_by[64];
	char *who, *text; /* owned: who said it; why, what came of it */
	char *override;	  /* owned; "" but where it was sent without consent */
};

struct referral_view {
	struct record record;
	struct case_row case_row;
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

/* The newest referral of an action; id "" when there is none. */
bool referral_of_action(struct session *s, const char *case_id, const char *action_id, struct record *out,
			struct err *e);

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
