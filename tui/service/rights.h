/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the room: how the parts of a person's rights know each other.
 */
#ifndef SERVICE_RIGHTS_H
#define SERVICE_RIGHTS_H

#include <sarai/base/str.h>
#include <sarai/seal/digest.h>
#include <sarai/service/rights.h>

/* The closure of the episode a case is in, once it is closed; id "" when there is none. */
bool closure_in_force(struct session *s, const struct case_row *c, struct record *out, struct err *e);
/* The day until which a file is kept, into the closure's answers and among what is due. */
void retention_set(struct record *closure, const char *until_iso);

/* An erasure of a case that waits; "" when there is none. */
bool erasure_waiting(struct session *s, const char *case_id, char out[ID_TEXT], struct err *e);

/* The text of a certificate. taken: "12 parts, 140 answers, 2 drafts". Owned. */
struct certificate {
	const struct record *proposal;
	const struct case_row *kase; /* as it was */
	const char *closed_at;
	enum erasure_how how;
	const char *by, *comment; /* who carries it out */
	int parts, answers;
	int64_t audit_row; /* the trail as it stood before, so that a copy of the certificate fits it */
	const char *audit_head;
};
char *certificate_text(struct session *s, const struct certificate *c);

/* ---- taking out ---- */

#define ERASURE_KIND "erasure"
#define ERASURE_CERTIFICATE "=certificate"

struct taking {
	struct session *s;
	struct case_row kase; /* as it was */
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
