/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_ERASURE_CERTIFICATE_H
#define SARAI_KIND_ERASURE_CERTIFICATE_H

#include <sarai/access/session.h>
#include <sarai/model/erasure.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

/* The text of a certificate. taken: "12 parts, 140 answers, 2 drafts". Owned. */
struct certificate {
	const struct record *proposal;
	const struct case_row *case_row; /* as it was */
	const char *closed_at;
	enum erasure_how how;
	const char *by, *comment; /* who carries it out */
	int parts, answers;
	int64_t audit_row; /* the trail as it stood before, so that a copy of the certificate fits it */
	const char *audit_head;
};

char *certificate_text(struct session *s, const struct certificate *c);

#endif
