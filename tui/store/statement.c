/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdarg.h>
#include <string.h>

#include <sarai/base/mem.h>

#include "connection.h"

const struct statement_text statements[STATEMENT_COUNT] = {
#include <sql/statement_texts.h>
};

static sqlite3_stmt *prepared(struct store *s, enum statement id, struct err *e)
{
	if (!s->kept[id]) {
		int rc = sqlite3_prepare_v3(s->db, statements[id].sql, -1, SQLITE_PREPARE_PERSISTENT, &s->kept[id],
					    NULL);
		s->prepares++;
		if (rc != SQLITE_OK) {
			fault(s, rc, statements[id].name, e);
			/* The text is right (a test prepares them all): so the tables are not what they were. */
			if (rc == SQLITE_ERROR)
				err_set(e, ERR_CORRUPT, statements[id].name,
					"The tables of the database are damaged: %s.", sqlite3_errmsg(s->db));
			return NULL;
		}
	}
	return s->kept[id];
}

static int bind(sqlite3_stmt *st, const char *types, va_list values)
{
	int rc = SQLITE_OK;
	for (int i = 1; *types && rc == SQLITE_OK; i++, types++) {
		const char *text;
		switch (*types) {
		case 't':
			text = va_arg(values, const char *);
			rc = sqlite3_bind_text(st, i, text, -1, SQLITE_STATIC);
			break;
		case 'n':
			text = va_arg(values, const char *);
			rc = sqlite3_bind_text(st, i, text && *text ? text : NULL, -1, SQLITE_STATIC);
			break;
		case 'i':
			rc = sqlite3_bind_int(st, i, va_arg(values, int));
			break;
		case 'l':
			rc = sqlite3_bind_int64(st, i, va_arg(values, int64_t));
			break;
		default:
			rc = SQLITE_MISUSE;
		}
	}
	return rc;
}

static sqlite3_stmt *ready(struct store *s, enum statement id, struct err *e, va_list values)
{
	if (!connection_need(s, e))
		return NULL;
	/* SQLite ends a transaction by itself after some errors: what came now would be saved alone. */
	if (s->in_transaction && id != STATEMENT_COMMIT && (s->failed || sqlite3_get_autocommit(s->db))) {
		err_set(e, ERR_IO, statements[id].name, "An earlier step of this save has failed.");
		return NULL;
	}
	sqlite3_stmt *st = prepared(s, id, e);
	if (!st)
		return NULL;
	int rc = bind(st, statements[id].types, values);
	if (rc != SQLITE_OK) {
		statement_close(st);
		fault(s, rc, statements[id].name, e);
		return NULL;
	}
	s->runs++;
	return st;
}

sqlite3_stmt *statement_open(struct store *s, enum statement id, struct err *e, ...)
{
	va_list values;
	va_start(values, e);
	sqlite3_stmt *st = ready(s, id, e, values);
	va_end(values);
	return st;
}

static const char *name_of(const struct store *s, const sqlite3_stmt *st)
{
	for (int i = 0; i < STATEMENT_COUNT; i++)
		if (s->kept[i] == st)
			return statements[i].name;
	return "store";
}

enum step statement_next(struct store *s, sqlite3_stmt *st, struct err *e)
{
	int rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		return STEP_ROW;
	if (rc == SQLITE_DONE)
		return STEP_END;
	fault(s, rc, name_of(s, st), e);
	return STEP_FAILED;
}

void statement_close(sqlite3_stmt *st)
{
	if (!st)
		return;
	sqlite3_reset(st);
	sqlite3_clear_bindings(st); /* the texts belong to the caller */
}

bool statement_run(struct store *s, enum statement id, struct err *e, ...)
{
	va_list values;
	va_start(values, e);
	sqlite3_stmt *st = ready(s, id, e, values);
	va_end(values);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	statement_close(st);
	return step != STEP_FAILED;
}

int statement_changes(const struct store *s)
{
	return sqlite3_changes(s->db);
}

const char *column_text(sqlite3_stmt *st, int i)
{
	const unsigned char *text = sqlite3_column_text(st, i);
	return text ? (const char *)text : "";
}

void column_copy(sqlite3_stmt *st, int i, char *to, size_t size)
{
	const char *text = column_text(st, i);
	size_t n = strnlen(text, size);
	if (n == size) { /* not written by this program; cut between characters */
		n = size - 1;
		while (n > 0 && ((unsigned char)text[n] & 0xc0) == 0x80)
			n--;
	}
	memcpy(to, text, n);
	memset(to + n, 0, size - n);
}

char *column_owned(sqlite3_stmt *st, int i)
{
	const char *text = column_text(st, i);
	return *text ? mem_strdup(text) : NULL;
}

int column_int(sqlite3_stmt *st, int i)
{
	return sqlite3_column_int(st, i);
}
