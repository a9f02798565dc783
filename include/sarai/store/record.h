/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records: everything that is filled in through a form (registration, consent, screening, assessment, goal, action,
 * follow-up, ...) is one record with its answers, the definition it was asked by, and a version. What lists and due
 * dates need of it stands beside the answers (title, state, due, happened).
 */
#ifndef SARAI_STORE_RECORD_H
#define SARAI_STORE_RECORD_H

#include <sarai/base/pairs.h>
#include <sarai/store/store.h>

struct record {
	char id[ID_TEXT];
	char kind[32];
	char case_id[ID_TEXT];   /* "" when it belongs to no case */
	char person_id[ID_TEXT]; /* "" likewise */
	char parent_id[ID_TEXT]; /* goal of an action, plan of a goal; "" */
	int round;               /* assessment rounds count from 1; otherwise 0 */
	int episode;		 /* of its case when it was made; 0 counts as 1 */
	char *title;             /* for lists; owned, may be NULL */
	char state[32];          /* a word of its kind: "open", "done", ...; "" */
	char due[TIME_TEXT];     /* "" or ISO time */
	char happened[TIME_TEXT];/* "" or ISO time */
	char form_id[48];
	int form_version;
	char form_hash[65];      /* of the definition, archived by store_definition_put */
	int version;             /* 1 when made; +1 each save */
	char created_at[TIME_TEXT], created_by[64], updated_at[TIME_TEXT], updated_by[64];
	struct pairs answers;    /* owned */
};

void record_fini(struct record *r); /* frees title and answers; r may be reused */
void record_copy(struct record *to, const struct record *from);

bool store_record_get(struct store *s, const char *id, struct record *out, struct err *e); /* ERR_MISSING */
/* Inside a transaction. insert sets version 1. update writes where the stored version is r->version and counts it up;
 * ERR_CONFLICT when someone else was faster (r is unchanged then). After a rollback r->version is one too high. */
bool store_record_insert(struct store *s, struct record *r, struct err *e);
bool store_record_update(struct store *s, struct record *r, struct err *e);

struct record_filter { /* NULL or "": any */
	const char *case_id, *person_id, *parent_id, *kind, *state;
	bool newest_first;  /* by happened, else created; otherwise oldest first */
	bool with_answers;
	int limit;          /* 0: all */
	const char *case_owner; /* of cases of this owner; NULL or "": any */
	const char *due_before; /* with something due before this time; NULL or "": any */
};
struct record_list {
	struct record *at;
	int n, cap;
};
bool store_record_list(struct store *s, const struct record_filter *f, struct record_list *out, struct err *e);
void record_list_fini(struct record_list *l);

/* The newest record of a kind in a case (highest round, then as newest_first), or ERR_MISSING. */
bool store_record_newest(struct store *s, const char *case_id, const char *kind, struct record *out, struct err *e);

/* Definitions of forms and catalogues, kept once by their hash. */
bool store_definition_put(struct store *s, const char *hash, const char *kind, const char *id, int version,
			  const char *text, const char *at, struct err *e);
char *store_definition_get(struct store *s, const char *hash, struct err *e); /* owned */

#endif
