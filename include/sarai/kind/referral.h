/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Referrals of a case: records of kind "referral", what has become of each as records of kind "referral-step" under it,
 * and what cannot be had as records of kind "gap". A referral is written, and changed until it is sent, through
 * edit_open; each step is a record that stays. Sending needs the person's consent towards that receiver, or, with the
 * permission for it, the reason why a life is in danger. The plan's action it was made of follows it.
 */
#ifndef SARAI_KIND_REFERRAL_H
#define SARAI_KIND_REFERRAL_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/kind/referral_beside.h>
#include <sarai/model/referral.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

struct edit;

#define STEP_UNSEEN "unseen" /* state of the step that sent without consent, until then */

/* State and due of a referral, from its answers and what is beside them. */
enum referral_state referral_state_of(const struct record *r);

enum referral_priority referral_priority_of(const struct record *r);

void referral_set_due(struct session *s, struct record *r);

/* What must be answered before it can be sent: labels with commas. */
void referral_missing(struct session *s, const struct pairs *a, struct str *out);

/* The referral goes on to a state: beside, due, the plan's action. r is the stored one and is written. */
bool referral_move(struct session *s, struct record *r, enum referral_state to, const char *at, const char *next,
		   const char *words, struct case_row *c, struct err *e);

#endif
