/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Inside the store: the connection, its kept statements, and the ways to run them.
 */
#ifndef STORE_CONNECTION_H
#define STORE_CONNECTION_H

#include <sqlite3.h>

#include <sarai/store/store.h>

#include "queue.h"

#include <sql/statements.h>

struct migration {
	int version; /* of the schema after it */
	const char *sql;
};
extern const struct migration store_migrations[];
extern const int store_migration_count;

struct store {
	char *path; /* as given */
	char *real; /* folder resolved */
	enum store_mode mode;
	const struct migration *migrations;
	int n_migrations;
	sqlite3 *db; /* NULL after a failure that left it in doubt: opened again at next use */
	sqlite3_stmt *kept[STATEMENT_COUNT];
	struct queue queue;
	dev_t dev; /* of the open file; 0 until it was opened */
	ino_t ino;
	bool leaving; /* drafts alone are still to be saved, wherever that is possible: store_follow */
	int deadline_ms;
	void (*told)(void *ctx); /* store_on_wait */
	void *told_ctx;
	int told_after_ms;
	int schema;
	bool in_transaction;
	bool failed; /* a statement of the open transaction failed: it can only be rolled back */
	int64_t data_version;
	unsigned long runs, prepares;
};

/* ---- the connection (connection.c, place.c, migrate.c, fault.c) ---- */

/* Like store_open, with other migrations than the program's own. */
struct store *store_open_with(const char *path, enum store_mode mode, const struct migration *m, int n, struct err *e);
bool connection_need(struct store *s, struct err *e); /* open, or open again */
void connection_drop(struct store *s);
bool connection_do(struct store *s, const char *sql, struct err *e); /* text of the program's own, no parameters */
bool connection_number(struct store *s, const char *sql, int64_t *out, struct err *e);

/* Is the open file the one under its name? ERR_MOVED. (moved.c) */
bool connection_in_place(struct store *s, struct err *e);
bool flush_folder(const char *file); /* so that names in the folder of this file survive a power cut */

/* The file: folders and an empty file are made for STORE_CREATE; links, folders and the like are refused. *real is
 * owned. */
bool place_find(const char *path, enum store_mode mode, char **real, struct err *e);
/* An empty file of mode 0600 that did not exist. */
bool place_make(const char *real, struct err *e);

bool migrate(struct store *s, struct err *e); /* to the newest schema; a copy of what there was is kept */
bool copy_make(struct store *s, const char *to, bool replace, struct err *e);

/* SQLite's result in our words; returns false. Marks an open transaction as failed. */
bool fault(struct store *s, int rc, const char *where, struct err *e);

/* ---- statements (statement.c) ---- */

/* A statement of statements/: "types" has one letter a parameter, as statements.awk writes them. The generated
 * open_NAME(store, err, parameters ...) makes it ready to step, NULL on failure; run_NAME runs one that returns no rows.
 * Texts must stay until statement_close. */
struct statement_text {
	const char *name, *file, *types, *sql;
};
extern const struct statement_text statements[STATEMENT_COUNT];

enum step { STEP_ROW, STEP_END, STEP_FAILED };
enum step statement_next(struct store *s, sqlite3_stmt *st, struct err *e);
void statement_close(sqlite3_stmt *st); /* NULL is fine */
int statement_changes(const struct store *s); /* rows the last one changed */

const char *column_text(sqlite3_stmt *st, int i); /* borrowed until the next step; "" for null */
void column_copy(sqlite3_stmt *st, int i, char *to, size_t size);
char *column_owned(sqlite3_stmt *st, int i); /* NULL for null and "" */
int column_int(sqlite3_stmt *st, int i);

/* ---- transactions (transaction.c) ---- */

bool transaction_need(const struct store *s, const char *where, struct err *e); /* one must be open */
/* Join the open transaction, or begin one of our own; leave commits or rolls back only our own. */
bool transaction_join(struct store *s, bool *own, struct err *e);
bool transaction_leave(struct store *s, bool own, bool good, struct err *e);
/* Several reads that must belong together. Short: never kept while somebody thinks. */
bool snapshot_begin(struct store *s, bool *own, struct err *e);
void snapshot_end(struct store *s, bool own);

#endif
