/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/store/account.h>

#include "connection.h"

static void read_account(sqlite3_stmt *st, struct account *a)
{
	memset(a, 0, sizeof *a);
	column_copy(st, 0, a->id, sizeof a->id);
	column_copy(st, 1, a->name, sizeof a->name);
	column_copy(st, 2, a->full_name, sizeof a->full_name);
	column_copy(st, 3, a->role, sizeof a->role);
	column_copy(st, 4, a->team, sizeof a->team);
	column_copy(st, 5, a->office, sizeof a->office);
	column_copy(st, 6, a->password, sizeof a->password);
	a->must_change = column_int(st, 7) != 0;
	column_copy(st, 8, a->totp, sizeof a->totp);
	a->totp_step = sqlite3_column_int64(st, 9);
	a->disabled = column_int(st, 10) != 0;
	column_copy(st, 11, a->created_at, sizeof a->created_at);
	column_copy(st, 12, a->created_by, sizeof a->created_by);
	column_copy(st, 13, a->last_login_at, sizeof a->last_login_at);
	column_copy(st, 14, a->last_login_from, sizeof a->last_login_from);
	a->version = column_int(st, 15);
}

bool store_account_insert(struct store *s, struct account *a, struct err *e)
{
	bool own;
	if (!transaction_join(s, &own, e))
		return false;
	bool good = run_account_insert(s, e, a->id, a->name, a->full_name, a->role, a->team, a->office, a->password,
				       (int)a->must_change, a->totp, a->totp_step, (int)a->disabled, a->created_at,
				       a->created_by);
	good = transaction_leave(s, own, good, e);
	if (good)
		a->version = 1;
	return good;
}

bool store_account_update(struct store *s, struct account *a, struct err *e)
{
	bool own;
	if (!transaction_join(s, &own, e))
		return false;
	bool good = run_account_update(s, e, a->id, a->full_name, a->role, a->team, a->office, a->password,
				       (int)a->must_change, a->totp, a->totp_step, (int)a->disabled, a->last_login_at,
				       a->last_login_from, a->version);
	if (good && statement_changes(s) != 1)
		good = err_set(e, ERR_CONFLICT, a->name, "This account was changed in the meantime.");
	good = transaction_leave(s, own, good, e);
	if (good)
		a->version++;
	return good;
}

bool store_account_get(struct store *s, const char *name, struct account *out, struct err *e)
{
	sqlite3_stmt *st = open_account_by_name(s, e, name);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW)
		read_account(st, out);
	else if (step == STEP_END)
		err_set(e, ERR_MISSING, "account", "There is no account of this name.");
	statement_close(st);
	return step == STEP_ROW;
}

void account_list_fini(struct account_list *l)
{
	if (l->at)
		mem_wipe(l->at, (size_t)l->n * sizeof *l->at);
	free(l->at);
	*l = (struct account_list){0};
}

bool store_account_list(struct store *s, struct account_list *out, struct err *e)
{
	enum step step;
	*out = (struct account_list){0};
	sqlite3_stmt *st = open_account_list(s, e);
	if (!st)
		return false;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		read_account(st, &out->at[out->n++]);
	}
	statement_close(st);
	if (step == STEP_END)
		return true;
	account_list_fini(out);
	return false;
}

bool store_account_count(struct store *s, int *n, struct err *e)
{
	sqlite3_stmt *st = open_account_count(s, e);
	if (!st)
		return false;
	bool good = statement_next(s, st, e) == STEP_ROW;
	*n = good ? column_int(st, 0) : 0;
	statement_close(st);
	return good;
}

/* ---- wrong passwords ---- */

bool store_failures_get(struct store *s, const char *key, int *failures, char last_at[TIME_TEXT], struct err *e)
{
	*failures = 0;
	*last_at = 0;
	sqlite3_stmt *st = open_failure_get(s, e, key);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW) {
		*failures = column_int(st, 0);
		column_copy(st, 1, last_at, TIME_TEXT);
	}
	statement_close(st);
	return step != STEP_FAILED;
}

bool store_failures_put(struct store *s, const char *key, int failures, const char *at, struct err *e)
{
	bool own;
	if (!transaction_join(s, &own, e))
		return false;
	bool good = failures > 0 ? run_failure_put(s, e, key, failures, at) : run_failure_drop(s, e, key);
	return transaction_leave(s, own, good, e);
}

bool store_failures_bound(struct store *s, int most, struct err *e)
{
	bool own;
	return transaction_join(s, &own, e) && transaction_leave(s, own, run_failure_bound(s, e, most), e);
}

bool store_login_place_known(struct store *s, const char *account, const char *place, bool *known, struct err *e)
{
	*known = false;
	sqlite3_stmt *st = open_login_place_known(s, e, account, place);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	*known = step == STEP_ROW;
	statement_close(st);
	return step != STEP_FAILED;
}

bool store_login_place_put(struct store *s, const char *account, const char *place, const char *at, int most,
			   struct err *e)
{
	bool own;
	return transaction_join(s, &own, e) &&
	       transaction_leave(s, own,
				 run_login_place_put(s, e, account, place, at) &&
					 run_login_place_bound(s, e, account, most),
				 e);
}

/* ---- access for a time ---- */

bool store_grant_add(struct store *s, const struct access_grant *g, struct err *e)
{
	bool own;
	return transaction_join(s, &own, e) &&
	       transaction_leave(s, own, run_grant_add(s, e, g->id, g->case_id, g->account, g->reason, g->at, g->until),
				 e);
}

bool store_grant_until(struct store *s, const char *account, const char *case_id, const char *now,
		       char until[TIME_TEXT], struct err *e)
{
	*until = 0;
	sqlite3_stmt *st = open_grant_holds(s, e, account, case_id, now);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW)
		column_copy(st, 0, until, TIME_TEXT);
	statement_close(st);
	return step != STEP_FAILED;
}

bool store_grant_reason(struct store *s, const char *account, const char *case_id, char **reason, struct err *e)
{
	*reason = NULL;
	sqlite3_stmt *st = open_grant_reason(s, e, account, case_id);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW)
		*reason = column_owned(st, 0);
	statement_close(st);
	return step != STEP_FAILED;
}

bool store_grant_end(struct store *s, const char *account, const char *case_id, const char *reason, const char *now,
		     struct err *e)
{
	bool own;
	return transaction_join(s, &own, e) &&
	       transaction_leave(s, own, run_grant_end(s, e, account, case_id, reason, now), e);
}

void grant_list_fini(struct grant_list *l)
{
	for (int i = 0; i < l->n; i++)
		free(l->at[i].reason);
	free(l->at);
	*l = (struct grant_list){0};
}

bool store_grants_unseen(struct store *s, const char *team, int limit, struct grant_list *out, struct err *e)
{
	enum step step;
	*out = (struct grant_list){0};
	sqlite3_stmt *st = open_grant_unseen(s, e, team, limit > 0 ? limit : -1);
	if (!st)
		return false;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		struct access_grant *g = &out->at[out->n++];
		memset(g, 0, sizeof *g);
		column_copy(st, 0, g->id, sizeof g->id);
		column_copy(st, 1, g->case_id, sizeof g->case_id);
		column_copy(st, 2, g->number, sizeof g->number);
		column_copy(st, 3, g->account, sizeof g->account);
		g->reason = mem_strdup(column_text(st, 4));
		column_copy(st, 5, g->at, sizeof g->at);
		column_copy(st, 6, g->until, sizeof g->until);
	}
	statement_close(st);
	if (step == STEP_END)
		return true;
	grant_list_fini(out);
	return false;
}

bool store_grant_seen(struct store *s, const char *id, const char *by, struct err *e)
{
	bool own;
	return transaction_join(s, &own, e) && transaction_leave(s, own, run_grant_seen(s, e, id, by), e);
}

/* ---- facts ---- */

bool store_fact_get(struct store *s, const char *name, char *out, size_t size, struct err *e)
{
	*out = 0;
	sqlite3_stmt *st = open_fact_get(s, e, name);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW)
		column_copy(st, 0, out, size);
	statement_close(st);
	return step != STEP_FAILED;
}

bool store_fact_put(struct store *s, const char *name, const char *value, struct err *e)
{
	bool own;
	return transaction_join(s, &own, e) && transaction_leave(s, own, run_fact_put(s, e, name, value), e);
}
