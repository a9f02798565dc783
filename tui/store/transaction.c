/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One transaction: in the queue, BEGIN IMMEDIATE, COMMIT to the disk. A deferred begin would fail at its first write
 * whenever someone else has saved in between, however long it waited.
 */
#include <sarai/base/clock.h>

#include "connection.h"

/* A program of another version may have changed the schema while this one was running. */
static bool same_schema(struct store *s, struct err *e)
{
	sqlite3_stmt *st = open_user_version(s, e);
	if (!st)
		return false;
	bool good = statement_next(s, st, e) == STEP_ROW;
	int schema = good ? column_int(st, 0) : 0;
	statement_close(st);
	if (good && schema != s->schema)
		return err_set(e, ERR_NEWER, s->path,
			       "The database has been brought to version %d while this program "
			       "was running. Leave it and log in again.",
			       schema);
	return good;
}

bool store_still_current(struct store *s, struct err *e)
{
	return connection_need(s, e) && connection_in_place(s, e) && same_schema(s, e);
}

/* In the queue, and with SQLite's lock, by this moment. */
static bool begin_by(struct store *s, int64_t end, struct err *e)
{
	struct clock clock = clock_system();
	int64_t left = end - clock_millis(&clock);
	if (queue_enter(&s->queue, left > 1 ? (int)left : 1) == QUEUE_LATE)
		return err_set(e, ERR_BUSY, s->path, "Others were saving for too long.");
	left = end - clock_millis(&clock);
	sqlite3_busy_timeout(s->db, left > 1 ? (int)left : 1);
	bool good = run_begin_write(s, e);
	sqlite3_busy_timeout(s->db, s->deadline_ms);
	if (!good)
		queue_leave(&s->queue);
	return good;
}

static bool begin_write(struct store *s, struct err *e)
{
	struct clock clock = clock_system();
	int64_t now = clock_millis(&clock);
	struct err late = {0};
	if (s->told && s->told_after_ms < s->deadline_ms) {
		if (begin_by(s, now + s->told_after_ms, &late))
			return true;
		if (late.code != ERR_BUSY) {
			if (e)
				*e = late;
			return false;
		}
		s->told(s->told_ctx);
	}
	return begin_by(s, now + s->deadline_ms, e);
}

bool store_begin(struct store *s, struct err *e)
{
	if (s->in_transaction)
		return err_set(e, ERR_INTERNAL, "store_begin", "A transaction is open already.");
	if (!connection_need(s, e))
		return false;
	if (s->mode == STORE_READ || sqlite3_db_readonly(s->db, "main") == 1)
		return err_set(e, ERR_DENIED, s->path, "The database may be read here, not changed.");
	if (!begin_write(s, e))
		return false;
	s->in_transaction = true;
	s->failed = false;
	/* After BEGIN IMMEDIATE: a restore holds the same lock while it moves the files. */
	if (!s->leaving && (!connection_in_place(s, e) || !same_schema(s, e))) {
		store_rollback(s);
		return false;
	}
	return true;
}

bool store_commit(struct store *s, struct err *e)
{
	if (!s->in_transaction)
		return err_set(e, ERR_INTERNAL, "store_commit", "No transaction is open.");
	if (s->failed || !s->db || sqlite3_get_autocommit(s->db)) {
		store_rollback(s);
		return err_set(e, ERR_IO, s->path, "A step of this save has failed; nothing was changed.");
	}
	if (!run_commit(s, e)) {
		store_rollback(s);
		return false;
	}
	s->in_transaction = false;
	queue_leave(&s->queue);
	return true;
}

void store_rollback(struct store *s)
{
	if (!s->in_transaction)
		return;
	if (s->db && !sqlite3_get_autocommit(s->db)) {
		sqlite3_exec(s->db, "rollback", NULL, NULL, NULL);
		if (!sqlite3_get_autocommit(s->db))
			connection_drop(s); /* closing ends it for certain */
	}
	s->in_transaction = false;
	s->failed = false;
	queue_leave(&s->queue);
}

bool store_in_transaction(const struct store *s)
{
	return s->in_transaction;
}

bool transaction_need(const struct store *s, const char *where, struct err *e)
{
	if (!s->in_transaction)
		return err_set(e, ERR_INTERNAL, where, "This needs an open transaction.");
	return true;
}

bool transaction_join(struct store *s, bool *own, struct err *e)
{
	*own = !s->in_transaction;
	return *own ? store_begin(s, e) : true;
}

bool transaction_leave(struct store *s, bool own, bool good, struct err *e)
{
	if (!own)
		return good;
	if (good)
		return store_commit(s, e);
	store_rollback(s);
	return false;
}

bool snapshot_begin(struct store *s, bool *own, struct err *e)
{
	*own = false;
	if (s->in_transaction || (s->db && !sqlite3_get_autocommit(s->db)))
		return true; /* inside another already */
	*own = run_begin_read(s, e);
	return *own;
}

void snapshot_end(struct store *s, bool own)
{
	if (!own || !s->db || sqlite3_get_autocommit(s->db))
		return;
	if (!run_commit(s, NULL))
		sqlite3_exec(s->db, "rollback", NULL, NULL, NULL);
	if (!sqlite3_get_autocommit(s->db))
		connection_drop(s);
}
