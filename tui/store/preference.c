/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/store/preference.h>

#include "connection.h"

bool store_preference_put(struct store *s, const char *account, const char *name, const char *value, struct err *e)
{
	bool own;
	return transaction_join(s, &own, e) && transaction_leave(s, own, run_preference_put(s, e, account, name, value), e);
}

bool store_preference_get(struct store *s, const char *account, const char *name, char value[PREFERENCE_TEXT], struct err *e)
{
	value[0] = 0;
	sqlite3_stmt *st = open_preference_get(s, e, account, name);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW)
		column_copy(st, 0, value, PREFERENCE_TEXT);
	statement_close(st);
	return step != STEP_FAILED;
}
