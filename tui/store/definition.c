/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/base/mem.h>
#include <sarai/store/record.h>

#include "connection.h"

static bool has(struct store *s, const char *hash)
{
	sqlite3_stmt *st = open_definition_has(s, NULL, hash);
	bool found = st && statement_next(s, st, NULL) == STEP_ROW;
	statement_close(st);
	return found;
}

bool store_definition_put(struct store *s, const char *hash, const char *kind, const char *id, int version,
			  const char *text, const char *at, struct err *e)
{
	bool own;
	if (has(s, hash))
		return true; /* nearly always: no need to queue for writing */
	if (!transaction_join(s, &own, e))
		return false;
	bool good = run_definition_put(s, e, hash, kind, id, version, text, at);
	return transaction_leave(s, own, good, e);
}

char *store_definition_get(struct store *s, const char *hash, struct err *e)
{
	sqlite3_stmt *st = open_definition_get(s, e, hash);
	if (!st)
		return NULL;
	char *text = NULL;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW)
		text = mem_strdup(column_text(st, 0));
	else if (step == STEP_END)
		err_set(e, ERR_MISSING, "definition", "The form this was asked by is not there.");
	statement_close(st);
	return text;
}
