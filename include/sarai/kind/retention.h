/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person may ask of their own file: a copy, corrections, taking consent back (a record of kind "consent"), the
 * end of it; and how long it is kept. What is asked and decided are records: "correction-request", "person-copy",
 * "keep-longer", "erasure".
 */
#ifndef SARAI_KIND_RETENTION_H
#define SARAI_KIND_RETENTION_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/model/erasure.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

struct edit;

struct retention_row {
	struct case_row case_row;
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

/* The closure of the episode a case is in, once it is closed; id "" when there is none. */
bool closure_in_force(struct session *s, const struct case_row *c, struct record *out, struct err *e);

/* The day until which a file is kept, into the closure's answers and among what is due. */
void retention_set(struct record *closure, const char *until_iso);

#endif
