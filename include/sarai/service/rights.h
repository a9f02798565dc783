/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person may ask of their own file: a copy, corrections, taking consent back (a record of kind "consent"), the
 * end of it; and how long it is kept. What is asked and decided are records: "correction-request", "person-copy",
 * "keep-longer", "erasure".
 */
#ifndef SARAI_SERVICE_RIGHTS_H
#define SARAI_SERVICE_RIGHTS_H

#include <sarai/model/erasure.h>
#include <sarai/service/cases.h>

/* ---- how long files are kept, and their end: PERMIT_APPROVE ---- */

struct retention_row {
	struct case_row kase;
	struct date until; /* year 0: of a case that has no day */
	enum retention retention;
	char proposal_id[ID_TEXT]; /* of an erasure that waits; "" */
	enum erasure_how how;
	char by[64];  /* who has proposed it */
	char *basis;  /* in words; owned, NULL without a proposal */
	char *reason; /* likewise */
	bool own;     /* this person has: somebody else must answer */
};
struct retention_list {
	struct retention_row *at; /* proposals first, then by day */
	int n, cap;
	int waiting, over, soon;
};
/* Closed cases in reach whose day has passed or comes within [rights] retention_notice_days, and all that are proposed.
 */
bool retention_read(struct session *s, struct retention_list *out, struct err *e);
void retention_list_fini(struct retention_list *l);
/* Another day, with the reason. until: ISO. */
bool retention_keep(struct session *s, const char *case_id, const char *until, const char *reason, struct err *e);

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

/* ---- a person's own copy: PERMIT_NAMES and PERMIT_REGISTER in that case ---- */

struct copy_line {
	char *label, *text; /* owned; text "" for a heading within the part */
};
struct copy_part {
	enum case_section section;
	char *title; /* "Screening, 3 Nov 2026, by amina"; owned */
	struct copy_line *at;
	int n, cap;
};
struct person_copy {
	struct copy_part *at; /* by section, oldest first */
	int n, cap;
	char number[32], name[200];
	char *left_out; /* kinds about other people, with how many: "Contact (2), Perpetrator (1)"; owned, "" for none
			 */
	int hidden;	/* parts and answers that whoever makes the copy may not see */
};
/* All that is kept about the person, in the words of the forms it was asked by. Kinds named in [rights]
 * copy_leaves_out are left out. */
bool person_copy_read(struct session *s, const char *case_id, struct person_copy *out, struct err *e);
void person_copy_fini(struct person_copy *c);
/* That it was made: as a record, in history and audit. format: "text" or "pdf". */
bool person_copy_told(struct session *s, const char *case_id, const struct person_copy *c, const char *format,
		      const char *given_to, struct err *e);

#endif
