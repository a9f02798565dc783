/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * All that happened in a case, on one line of time: what was filled in, by the day on which it happened, and every move
 * of the case itself (status, owner), newest first. Restricted things are there without their words.
 */
#ifndef SARAI_VIEW_TIMELINE_H
#define SARAI_VIEW_TIMELINE_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>

/* What the page can be narrowed to. */
#define TIMELINE_TABLE(X)                                                                                              \
	X(ALL, "everything")                                                                                           \
	X(CONTACTS, "contacts and attempts")                                                                           \
	X(JUDGEMENTS, "screening and assessments")                                                                     \
	X(PLAN, "plan and actions")                                                                                    \
	X(SAFETY, "safety and urgent")                                                                                 \
	X(NOTES, "notes and conferences")                                                                              \
	X(MOVES, "status, owner, approvals")                                                                           \
	X(REST, "person, consent, papers, family")

enum timeline_part {
#define X(id, words) TIMELINE_##id,
	TIMELINE_TABLE(X)
#undef X
	TIMELINE_COUNT
};

const char *timeline_words(enum timeline_part p);

struct timeline_entry {
	char at[TIME_TEXT];	  /* when it happened, else when it was written down */
	char who[64];
	char kind[32];		  /* of the record; "" for moves of the case */
	char record_id[ID_TEXT];  /* "" for moves of the case */
	char *what;		  /* owned; no names */
	enum timeline_part part;
	int episode;
};

struct timeline {
	struct timeline_entry *at;
	int n, cap;
};

bool timeline_read(struct session *s, const char *case_id, struct timeline *out, struct err *e);
void timeline_fini(struct timeline *t);

#endif
