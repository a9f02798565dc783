/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Consent in a case: what may be shared with whom (ask this before anything leaves the office), and what must go where
 * a person does not want to be named. Rules: model/consent.h.
 */
#ifndef SARAI_KIND_CONSENT_CHECK_H
#define SARAI_KIND_CONSENT_CHECK_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/model/consent.h>

struct consent_answer {
	bool allowed;
	bool by_consent; /* allowed, and it is the person's own yes: what may be asked for where no other basis will do
			  */
	enum consent_reason reason;
	char record_id[ID_TEXT]; /* the consent (or the screening) that says so; "" when none does */
	char why[400];		 /* for the worker, in words, without names of people */
	char limits[400];	 /* "Not: Police, Family", " ..." at the end where there are more; "" for none: what the
				    receiver must be told too */
};

/* May this case's data be used for this purpose (a code of lists/consent-purposes.ini) towards this recipient (a code
 * of lists/consent-recipients.ini, or "CODE:Name" for one organisation)? Inside a transaction it sees what is being
 * saved. PERMIT_VIEW. false only when it cannot be read; a no is an answer. */
bool consent_ask(struct session *s, const char *case_id, const char *purpose, const char *recipient,
		 struct consent_answer *out, struct err *e);

/* In one line: "given 3 Nov 2026. Not: Police. For Referral; towards UNHCR." Added to *out. */
bool consent_line(struct session *s, const char *case_id, struct str *out, struct err *e);

/* As consent_ask, for a rule that holds whoever saves. */
bool consent_gather(struct session *s, const char *case_id, const char *purpose, const char *recipient,
		    struct consent_answer *out, struct err *e);

#endif
