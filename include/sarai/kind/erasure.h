/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_ERASURE_H
#define SARAI_KIND_ERASURE_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/model/erasure.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

/* Propose the end of a file: PERMIT_FOLLOW_UP in that case. basis: a code of lists/erasure-basis.ini. */
bool erasure_propose(struct session *s, const char *case_id, enum erasure_how how, const char *basis,
		     const char *reason, struct err *e);

/* Carry it out: PERMIT_APPROVE, never what one has proposed oneself. One transaction; afterwards the bytes are gone
 * from the file, and from its log as soon as nobody else is reading (*cleared, may be NULL: at once). What stays: the
 * case number, its days, the history without values, the audit trail, and the certificate; kept without a name also
 * level and the codes that figures use. Not in its reach: copies of the file made before, and what other cases say. */
bool erasure_carry_out(struct session *s, const char *proposal_id, const char *comment, bool *cleared, struct err *e);

/* Say no, with the reason. Whoever has proposed it may take it back so. */
bool erasure_refuse(struct session *s, const char *proposal_id, const char *comment, struct err *e);

/* The certificate of one that was carried out, as plain lines; the last says the digest of all before it. PERMIT_VIEW.
 * Owned; NULL and ERR_DATA where there is none. */
char *erasure_certificate(struct session *s, const char *proposal_id, struct err *e);

/* An erasure of a case that waits; "" when there is none. */
bool erasure_waiting(struct session *s, const char *case_id, char out[ID_TEXT], struct err *e);

#endif
