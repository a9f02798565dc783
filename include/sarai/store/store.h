/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The database file. Every process opens it for itself; writers queue up fairly; a write is one transaction. No
 * SQLite type leaves this module. Times are ISO 8601 UTC text, ids are made by the program, records carry a version.
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
	STORE_READ,   /* read only, never migrated: an older schema is read as it is */
	STORE_AS_IS   /* must exist; written to, never migrated */
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
/* How long begin and the opening of files wait at most; from 1 ms, for tests and whoever is in a hurry. Returns what it
 * was. */
int store_set_deadline(struct store *s, int ms);
/* From here on `told` is called once a begin that has waited so long for others and goes on waiting, so that somebody
 * who waits can be told why. It may read, not write. NULL: nobody is told. */
void store_on_wait(struct store *s, int after_ms, void (*told)(void *ctx), void *ctx);

/* What was overwritten or removed stands in the log of the file until it is written through: do that now, and empty the
 * log. false when others are reading just now; then it happens later, by itself. Outside a transaction. */
bool store_forget_log(struct store *s, struct err *e);

/* Is the open database the file that its path names, and of the schema that it was opened with? ERR_MOVED: another file
 * is there (a restore), or none (a folder was renamed). ERR_NEWER: it was upgraded. store_begin asks too, and a database
 * that is opened again after an error is compared with the one before. */
bool store_still_current(struct store *s, struct err *e);
/* A session ends because of that and saves its drafts: from here on they go into the database that the path names now.
 * Where none can be opened there, into the files that are open: those of a renamed folder. */
void store_follow(struct store *s);
/* The process id of somebody else who has the database open; 0: nobody. Only while this process has not opened it:
 * looking would drop its locks. */
int store_used_by(const char *path);

/* Removes a database that nobody uses, with its log, and what an unfinished copy to this name has left. */
void store_remove(const char *path);

/* The database `ready` (complete, closed, in the same folder) takes the place of the one at `path`, which is moved to
 * `aside` with its -wal and -shm. Nobody saves meanwhile. The new one gets the owner and the mode of the old one; without
 * an old one those that the folder asks for. Drafts that are newer than the copy are carried over; *drafts (may be NULL)
 * is how many, -1 when the old database cannot be read. On failure the old one is back in its place. */
bool store_replace(const char *path, const char *ready, const char *aside, int *drafts, struct err *e);

/* Has another process written since this was last asked? (microseconds) */
bool store_changed_elsewhere(struct store *s);

/* A whole copy, readable by its owner alone, made in one go while others go on working. The file must not exist. */
bool store_copy(struct store *s, const char *to, struct err *e);
/* Is the whole file sound? ERR_CORRUPT with the first finding. Reads all of it. */
bool store_check(struct store *s, struct err *e);

/* For benchmarks and tests: statements run and prepared so far by this store. */
void store_counts(const struct store *s, unsigned long *runs, unsigned long *prepares);

#endif
