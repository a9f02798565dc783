/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What several cases share: the members of a household, assessments made once for many, and which case rests on which
 * of them. Each list is one statement (and one more for answers), however long it is.
 */
#ifndef SARAI_STORE_SHARED_H
#define SARAI_STORE_SHARED_H

#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

/* The newest record of a kind under another (highest round); state NULL: any. ERR_MISSING. */
bool store_record_newest_under(struct store *s, const char *parent_id, const char *kind, const char *state,
			       struct record *out, struct err *e);

struct member_row {
	struct record link;   /* with its answers */
	struct case_row case_row; /* id "" for somebody without a case here */
};
struct member_list {
	struct member_row *at;
	int n, cap;
};
/* Records of a kind under one record, oldest first, each with its case. */
bool store_member_list(struct store *s, const char *parent_id, const char *kind, struct member_list *out,
		       struct err *e);
void member_list_fini(struct member_list *l);

struct shared_row {
	struct record newest; /* with its answers */
	int finished;	      /* round of the newest finished one; 0: none */
	int users, behind;    /* cases whose newest assessment uses it; those that use an older round than `finished` */
};
struct shared_list {
	struct shared_row *at;
	int n, cap;
};
/* All of a kind that has rounds, the newest of each, by title. */
bool store_shared_list(struct store *s, const char *kind, struct shared_list *out, struct err *e);
void shared_list_fini(struct shared_list *l);

struct case_source {
	char source[ID_TEXT]; /* the household; of a profile, its first version */
	char kind[32];
	char record_id[ID_TEXT]; /* the round used */
	int round;
};
/* Inside a transaction: what this case rests on now, instead of what it rested on. */
bool store_sources_put(struct store *s, const char *case_id, const struct case_source *at, int n, struct err *e);
/* The cases that rest on it, those with the oldest round first. */
bool store_source_users(struct store *s, const char *source, int limit, struct case_list *out, struct err *e);

struct stale_row {
	char case_id[ID_TEXT], number[32], owner[64], band[48];
	char source[ID_TEXT], kind[32];
	int used, newest;	  /* rounds; used 0: it has come since */
	char *title;		  /* of the newest; owned, may be NULL */
	char happened[TIME_TEXT]; /* likewise */
};
struct stale_list {
	struct stale_row *at;
	int n, cap;
};
struct stale_query {
	const char *case_id; /* NULL: all open cases */
	/* Kind of a membership and its state once ended; kinds of a household's assessment and of a profile. */
	const char *member, *ended, *assessment, *profile;
	int limit; /* 0: all */
};
bool store_stale_list(struct store *s, const struct stale_query *q, struct stale_list *out, struct err *e);
void stale_list_fini(struct stale_list *l);

#endif
