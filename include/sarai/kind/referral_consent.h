/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_REFERRAL_CONSENT_H
#define SARAI_KIND_REFERRAL_CONSENT_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>

struct referral_consent {
	bool allowed;
	char record_id[ID_TEXT]; /* the consent that says so; "" */
	char why[400];		 /* in words, no names of people */
	char limits[400];	 /* whom else it must not reach: the receiver is told so; "" for none */
};

/* May what a referral tells be told to its receiver? false only when it cannot be read. */
bool referral_consent_ask(struct session *s, const char *case_id, const struct pairs *referral,
			  struct referral_consent *out, struct err *e);

#endif
