/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audit trail: rows that are only ever added. The digests come from access/audit (crypto/chain chains them);
 * the store keeps the order and refuses every change.
 */
#ifndef SARAI_STORE_AUDIT_H
#define SARAI_STORE_AUDIT_H

#include <sarai/store/store.h>

#define AUDIT_DIGEST 65

struct audit_entry {
	int64_t seq; /* from 1, without a gap */
	char at[TIME_TEXT], who[64], source[64], action[32], kind[32];
	char case_id[ID_TEXT], record_id[ID_TEXT];
	char *detail; /* one line, without names; owned */
	char digest[AUDIT_DIGEST];
};
void audit_entry_fini(struct audit_entry *a);

struct audit_list {
	struct audit_entry *at;
	int n, cap;
};
void audit_list_fini(struct audit_list *l);

/* The number and digest of the newest row: 0 and "" when there is none. Inside the transaction that adds the next. */
bool store_audit_last(struct store *s, int64_t *seq, char digest[AUDIT_DIGEST], struct err *e);
bool store_audit_add(struct store *s, const struct audit_entry *a, struct err *e); /* inside a transaction */

struct audit_filter { /* NULL: any */
	const char *case_id, *who, *from, *before; /* times: from this one on, before that one */
	int64_t beyond;                            /* rows after this number alone */
	int limit;                                 /* 0: all */
};
/* Newest first. */
bool store_audit_list(struct store *s, const struct audit_filter *f, struct audit_list *out, struct err *e);
/* In order, at most limit rows after a number. */
bool store_audit_page(struct store *s, int64_t after, int limit, struct audit_list *out, struct err *e);

#endif
