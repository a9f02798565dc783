/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The database file. Every process opens it for itself; writers queue up fairly; a write is one transaction. No
 * SQLite type leaves this room. Times are ISO 8601 UTC text, ids are made by the program, records carry a version.
 */
#ifndef SARAI_STORE_STORE_H
#define SARAI_STORE_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>

struct store;

enum store_mode {
	STORE_OPEN,   /* must exist; migrated when it is older (a copy is kept first) */
	STORE_CREATE, /* made when it does not exist */
	STORE_READ    /* read only, never migrated */
};

struct store *store_open(const char *path, enum store_mode mode, struct err *e); /* owned; NULL on failure */
void store_close(struct store **s);
const char *store_path(const struct store *s);
int store_schema_version(const struct store *s);
int store_schema_newest(void); /* what this program knows */

/* One transaction. begin waits its turn among all writing processes (10 s, then ERR_BUSY). commit returns only when
 * the data is on the disk. After a failure of anything in between, call store_rollback; nothing was changed. */
bool store_begin(struct store *s, struct err *e);
bool store_commit(struct store *s, struct err *e);
void store_rollback(struct store *s);
bool store_in_transaction(const struct store *s);
/* How long begin and the opening of files wait at most; from 1 ms, for tests and commands in a hurry. */
void store_set_deadline(struct store *s, int ms);

/* What was overwritten or removed stands in the log of the file until it is written through: do that now, and empty the
 * log. false when others are reading just now; then it happens later, by itself. Outside a transaction. */
bool store_forget_log(struct store *s, struct err *e);

/* Has another process written since this was last asked? (microseconds) */
bool store_changed_elsewhere(struct store *s);

/* A whole copy, readable by its owner alone, made in one go while others go on working. The file must not exist. */
bool store_copy(struct store *s, const char *to, struct err *e);
/* Is the whole file sound? ERR_CORRUPT with the first finding. Reads all of it. */
bool store_check(struct store *s, struct err *e);

/* For benchmarks and tests: statements run and prepared so far by this store. */
void store_counts(const struct store *s, unsigned long *runs, unsigned long *prepares);

#endif
