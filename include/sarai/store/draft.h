/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Drafts: what was typed and not yet saved, for its author alone.
 */
#ifndef SARAI_STORE_DRAFT_H
#define SARAI_STORE_DRAFT_H

#include <sarai/store/store.h>

struct draft {
	char id[ID_TEXT];
	char owner[64];
	char kind[32];            /* which screen opens it: the kind of record */
	char case_id[ID_TEXT], record_id[ID_TEXT]; /* "" when there is none yet */
	int base_version;         /* of the record when it was opened; 0: new */
	char *title;              /* "Screening, HR-2026-0143": no names; owned */
	char updated_at[TIME_TEXT];
	char *content;            /* pairs as text; owned; NULL from the list */
};
struct draft_list {
	struct draft *at;
	int n, cap;
};
void draft_fini(struct draft *d);
void draft_list_fini(struct draft_list *l);

/* Each is its own transaction when none is open, part of the open one otherwise. */
bool store_draft_put(struct store *s, const struct draft *d, struct err *e); /* insert or replace by id */
bool store_draft_get(struct store *s, const char *id, const char *owner, struct draft *out, struct err *e);
bool store_draft_drop(struct store *s, const char *id, const char *owner, struct err *e);
/* Everybody's drafts of a record, and of a kind in a case. Inside a transaction. */
bool store_draft_forget(struct store *s, const char *record_id, const char *case_id, const char *kind, struct err *e);
bool store_draft_list(struct store *s, const char *owner, struct draft_list *out, struct err *e); /* newest first */

#endif
