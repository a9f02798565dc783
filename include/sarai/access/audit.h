/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audit trail: every save, every login, every look at what is restricted, every export; chained, so that a change
 * made to the file afterwards shows.
 */
#ifndef SARAI_ACCESS_AUDIT_H
#define SARAI_ACCESS_AUDIT_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/audit.h>
#include <sarai/store/history.h>
#include <sarai/store/store.h>

struct audit_note {
	const char *action; /* "login", "made", "read", ... */
	const char *kind, *case_id, *record_id, *detail; /* NULL: none; detail without names */
	const char *log; /* what the system log says of it, "" for the action alone; NULL: it is not told */
};

/* Add a row, in the open transaction or one of its own. */
bool audit_add(struct session *s, const struct audit_note *n, struct err *e);

/* A history entry and its row in the trail: the way all services tell what they have done. Inside a transaction. */
bool history_log(struct session *s, const struct history_entry *h, struct err *e);

struct audit_state {
	int64_t rows;
	char head[AUDIT_DIGEST]; /* digest of the newest row; "" when there is none */
	int64_t bad;             /* number of the first row that does not fit; 0: all do */
};

/* Go through all of it. `anchor` (may be NULL) is a head noted down earlier, with its number: it must be in the chain.
 * progress (may be NULL) returns false to stop. false only when it could not be read, or was stopped. */
bool audit_verify(struct store *s, int64_t anchor_seq, const char *anchor, bool (*progress)(void *ctx, int64_t rows),
		  void *ctx, struct audit_state *out, struct err *e);

/* The same for somebody at work who may read it. */
bool audit_check(struct session *s, struct audit_state *out, struct err *e);

#endif
