/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * History: who did what, when, and what changed, written in the transaction of the change itself.
 */
#ifndef SARAI_STORE_HISTORY_H
#define SARAI_STORE_HISTORY_H

#include <sarai/base/pairs.h>
#include <sarai/store/store.h>

struct history_change {
	char *field, *old_value, *new_value; /* owned */
};
struct history_entry {
	char id[ID_TEXT];
	char at[TIME_TEXT], who[64];
	char case_id[ID_TEXT], record_id[ID_TEXT];
	char kind[32];    /* of the record, or "case" */
	char action[32];  /* "made", "changed", "status", ... */
	char *summary;    /* one line, without names; owned */
	struct history_change *changes; /* owned */
	int n_changes, cap;
};
struct history_list {
	struct history_entry *at;
	int n, cap;
};

void history_entry_fini(struct history_entry *h);
void history_change_add(struct history_entry *h, const char *field, const char *old_value, const char *new_value);
bool store_history_add(struct store *s, const struct history_entry *h, struct err *e); /* inside a transaction */
/* The values of a record's changes, old and new, are replaced by `mark`, except those of the fields in `kept` (names with
 * blanks between): where somebody wishes not to be named. Inside a transaction. */
bool store_history_forget(struct store *s, const char *record_id, const char *kept, const char *mark, struct err *e);
/* Newest first; case_id or record_id may be NULL; limit 0: all. */
bool store_history_list(struct store *s, const char *case_id, const char *record_id, int limit,
			struct history_list *out, struct err *e);
void history_list_fini(struct history_list *l);

/* History of a record and of all under it, newest first. */
bool store_history_under(struct store *s, const char *record_id, int limit, struct history_list *out, struct err *e);

#endif
