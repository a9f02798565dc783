/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_ERASURE_REMOVAL_H
#define SARAI_KIND_ERASURE_REMOVAL_H

#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/crypto/digest.h>
#include <sarai/model/erasure.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define ERASURE_KIND "erasure"
#define ERASURE_CERTIFICATE "=certificate"

struct taking {
	struct session *s;
	struct case_row case_row; /* as it was */
	struct record proposal;
	enum erasure_how how;
	struct pairs figures; /* what stays where it is kept without a name */
	char closed_at[TIME_TEXT];
	const char *comment;
	int parts, answers;
};

/* With s, kase, proposal, how and comment set, in the open transaction: all of it, and the certificate into the
 * proposal. */
bool erasure_take(struct taking *t, char digest[DIGEST_TEXT], struct err *e);
void taking_fini(struct taking *t);

#endif
