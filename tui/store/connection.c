/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include <sarai/base/mem.h>

#include "connection.h"

#define DEADLINE_MS 10000
#define APPLICATION 0x53415241 /* "SARA" */

/* The file must not be able to make the program do anything: no triggers, views, functions or extensions of its own. */
static const struct {
	int option, value;
} options[] = {
	{SQLITE_DBCONFIG_DEFENSIVE, 1},
	{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
	{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
	{SQLITE_DBCONFIG_DQS_DML, 0},
	{SQLITE_DBCONFIG_DQS_DDL, 0},
	{SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
	{SQLITE_DBCONFIG_ENABLE_VIEW, 0},
};

/* The audit trail is only ever added to, also by a fault of the program itself. */
static int authorize(void *ctx, int what, const char *first, const char *second, const char *schema,
		     const char *trigger)
{
	const char *table = what == SQLITE_ALTER_TABLE ? second : first;
	bool change = what == SQLITE_UPDATE || what == SQLITE_DELETE || what == SQLITE_DROP_TABLE ||
		      what == SQLITE_ALTER_TABLE;
	(void)ctx;
	(void)schema;
	(void)trigger;
	return change && table && !strcmp(table, "audit") ? SQLITE_DENY : SQLITE_OK;
}

bool connection_do(struct store *s, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK || fault(s, rc, s->path, e);
}

bool connection_number(struct store *s, const char *sql, int64_t *out, struct err *e)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(s->db, sql, -1, &st, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(st);
	bool good = rc == SQLITE_ROW;
	if (good)
		*out = sqlite3_column_int64(st, 0);
	else
		fault(s, rc, s->path, e);
	sqlite3_finalize(st);
	return good;
}

void connection_drop(struct store *s)
{
	for (int i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(s->kept[i]);
		s->kept[i] = NULL;
	}
	/* The log under this name may be that of another database by now: it is not emptied into this one, nor removed. */
	if (s->db && !connection_in_place(s, NULL))
		sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_close(s->db);
	s->db = NULL;
}

/* Is this file ours? Nothing is written before that is certain. */
static bool recognise(struct store *s, struct err *e)
{
	int64_t application, schema, tables;
	/* All at one moment: another process may be making it just now. */
	if (!connection_do(s, "begin", e))
		return false;
	bool good = connection_number(s, "pragma application_id", &application, e) &&
		    connection_number(s, "pragma user_version", &schema, e) &&
		    connection_number(s, "select count(*) from sqlite_schema", &tables, e);
	sqlite3_exec(s->db, "rollback", NULL, NULL, NULL);
	if (!good)
		return false;
	s->schema = (int)schema;
	if (application == 0 && schema == 0 && tables == 0) {
		if (s->mode == STORE_CREATE)
			return true;
		return err_set(e, ERR_DATA, s->path, "The file is empty: it holds no database yet.");
	}
	if (application != APPLICATION)
		return err_set(e, ERR_DATA, s->path, "This is the database of another program.");
	int newest = s->migrations[s->n_migrations - 1].version;
	if (schema > newest)
		return err_set(e, ERR_NEWER, s->path, "The database has version %d; this program knows up to %d.",
			       s->schema, newest);
	if (schema < 1)
		return err_set(e, ERR_CORRUPT, s->path, "The database has no version.");
	return true;
}

/* Readers go on while somebody writes. To change over, SQLite needs the file alone for a moment and does not wait. */
static bool write_ahead(struct store *s, struct err *e)
{
	if (s->mode == STORE_READ || sqlite3_db_readonly(s->db, "main") == 1)
		return true;
	struct clock clock = clock_system();
	int64_t end = clock_millis(&clock) + s->deadline_ms;
	int rc;
	do {
		sqlite3_stmt *st = NULL;
		rc = sqlite3_prepare_v2(s->db, "pragma journal_mode = wal", -1, &st, NULL);
		if (rc == SQLITE_OK)
			rc = sqlite3_step(st);
		bool on = rc == SQLITE_ROW && !strcmp(column_text(st, 0), "wal");
		sqlite3_finalize(st);
		if (on)
			return true;
		if (rc == SQLITE_ROW)
			return err_set(e, ERR_IO, s->path, "This disk does not let several people write safely.");
		nanosleep(&(struct timespec){0, 5000000}, NULL);
	} while ((rc & 0xff) == SQLITE_BUSY && clock_millis(&clock) < end);
	return fault(s, rc, s->path, e);
}

static bool settle(struct store *s, struct err *e)
{
	sqlite3_busy_timeout(s->db, s->deadline_ms);
	sqlite3_set_authorizer(s->db, authorize, NULL);
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		int rc = sqlite3_db_config(s->db, options[i].option, options[i].value, NULL);
		if (rc != SQLITE_OK)
			return fault(s, rc, s->path, e);
	}
	return connection_do(s, "pragma foreign_keys = on; pragma cell_size_check = on; pragma secure_delete = on",
			     e) &&
	       recognise(s, e) && write_ahead(s, e) &&
	       /* FULL: what is said to be saved survives a power cut. */
	       connection_do(s,
			     "pragma synchronous = full; pragma cache_size = -256; pragma temp_store = memory;"
			     "pragma journal_size_limit = 8388608",
			     e) &&
	       migrate(s, e) && connection_number(s, "pragma data_version", &s->data_version, e);
}

bool connection_need(struct store *s, struct err *e)
{
	if (s->db)
		return true;
	int how = s->mode == STORE_READ ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
	int rc = sqlite3_open_v2(s->real, &s->db,
				 how | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
					 SQLITE_OPEN_EXRESCODE,
				 NULL);
	struct stat st;
	bool good = rc == SQLITE_OK ? true : fault(s, rc, s->path, e);
	if (good && stat(s->real, &st) == 0) {
		/* Opened again, it must be the same file: half of a session in each of two would be worse than an end. */
		if (s->ino && (s->ino != st.st_ino || s->dev != st.st_dev) && !s->leaving)
			good = err_set(e, ERR_MOVED, s->path, "The database has been replaced by another file.");
		else if (!s->ino || s->queue.ino != st.st_ino) {
			queue_leave(&s->queue);
			queue_find(&s->queue, &st);
			s->dev = st.st_dev;
			s->ino = st.st_ino;
		}
	}
	/* Looked at again with its log open: a file put in its place in between would be given the log of the other. */
	if (!good || !settle(s, e) || !connection_in_place(s, e)) {
		connection_drop(s);
		return false;
	}
	return true;
}

struct store *store_open_with(const char *path, enum store_mode mode, const struct migration *m, int n, struct err *e)
{
	char *real;
	if (!place_find(path, mode, &real, e))
		return NULL;
	struct store *s = mem_alloc(sizeof *s);
	s->path = mem_strdup(path);
	s->real = real;
	s->mode = mode;
	s->migrations = m;
	s->n_migrations = n;
	s->deadline_ms = DEADLINE_MS;
	s->queue.set = -1;
	if (!connection_need(s, e))
		store_close(&s);
	else if (s->mode == STORE_CREATE)
		s->mode = STORE_OPEN; /* opened again, it must be there */
	return s;
}

struct store *store_open(const char *path, enum store_mode mode, struct err *e)
{
	return store_open_with(path, mode, store_migrations, store_migration_count, e);
}

void store_close(struct store **s)
{
	if (!*s)
		return;
	store_rollback(*s);
	connection_drop(*s);
	free((*s)->path);
	free((*s)->real);
	free(*s);
	*s = NULL;
}

const char *store_path(const struct store *s)
{
	return s->path;
}

int store_schema_version(const struct store *s)
{
	return s->schema;
}

int store_schema_newest(void)
{
	return store_migrations[store_migration_count - 1].version;
}

int store_set_deadline(struct store *s, int ms)
{
	int was = s->deadline_ms;
	s->deadline_ms = ms > 0 ? ms : 1;
	if (s->db)
		sqlite3_busy_timeout(s->db, s->deadline_ms);
	return was;
}

void store_on_wait(struct store *s, int after_ms, void (*told)(void *ctx), void *ctx)
{
	s->told_after_ms = after_ms;
	s->told = told;
	s->told_ctx = ctx;
}

bool store_forget_log(struct store *s, struct err *e)
{
	int64_t busy = 0;
	if (s->in_transaction)
		return err_set(e, ERR_INTERNAL, "store_forget_log", "A transaction is open.");
	if (!connection_need(s, e) || !connection_number(s, "pragma wal_checkpoint(truncate)", &busy, e))
		return false;
	return busy == 0 || err_set(e, ERR_BUSY, s->path, "Others are reading just now.");
}

bool store_changed_elsewhere(struct store *s)
{
	sqlite3_stmt *st = open_data_version(s, NULL);
	if (!st)
		return false;
	int64_t version = s->data_version;
	if (statement_next(s, st, NULL) == STEP_ROW)
		version = sqlite3_column_int64(st, 0);
	statement_close(st);
	bool changed = version != s->data_version;
	s->data_version = version;
	return changed;
}

void store_counts(const struct store *s, unsigned long *runs, unsigned long *prepares)
{
	*runs = s->runs;
	*prepares = s->prepares;
}
