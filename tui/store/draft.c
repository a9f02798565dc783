/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include <sarai/base/mem.h>
#include <sarai/store/draft.h>

#include "connection.h"

void draft_fini(struct draft *d)
{
	free(d->title);
	free(d->content);
	*d = (struct draft){0};
}

void draft_list_fini(struct draft_list *l)
{
	for (int i = 0; i < l->n; i++)
		draft_fini(&l->at[i]);
	free(l->at);
	*l = (struct draft_list){0};
}

static void read_row(sqlite3_stmt *st, struct draft *d)
{
	*d = (struct draft){0};
	column_copy(st, 0, d->id, sizeof d->id);
	column_copy(st, 1, d->owner, sizeof d->owner);
	column_copy(st, 2, d->kind, sizeof d->kind);
	column_copy(st, 3, d->case_id, sizeof d->case_id);
	column_copy(st, 4, d->record_id, sizeof d->record_id);
	d->base_version = column_int(st, 5);
	d->title = mem_strdup(column_text(st, 6));
	column_copy(st, 7, d->updated_at, sizeof d->updated_at);
}

static bool put(struct store *s, const struct draft *d, struct err *e)
{
	if (!run_draft_put(s, e, d->id, d->owner, d->kind, d->case_id, d->record_id, d->base_version,
			   d->title ? d->title : "", d->updated_at, d->content ? d->content : ""))
		return false;
	if (statement_changes(s) != 1)
		return err_set(e, ERR_DENIED, "draft", "This draft is someone else's.");
	return true;
}

bool store_draft_put(struct store *s, const struct draft *d, struct err *e)
{
	bool own;
	return transaction_join(s, &own, e) && transaction_leave(s, own, put(s, d, e), e);
}

bool store_draft_drop(struct store *s, const char *id, const char *owner, struct err *e)
{
	bool own;
	return transaction_join(s, &own, e) && transaction_leave(s, own, run_draft_drop(s, e, id, owner), e);
}

bool store_draft_forget(struct store *s, const char *record_id, const char *case_id, const char *kind, struct err *e)
{
	return transaction_need(s, "draft", e) && run_draft_forget(s, e, record_id, case_id, kind);
}

bool store_draft_get(struct store *s, const char *id, const char *owner, struct draft *out, struct err *e)
{
	*out = (struct draft){0};
	sqlite3_stmt *st = open_draft_get(s, e, id, owner);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW) {
		read_row(st, out);
		out->content = mem_strdup(column_text(st, 8));
	} else if (step == STEP_END) {
		err_set(e, ERR_MISSING, "draft", "This draft is not there (any more).");
	}
	statement_close(st);
	return step == STEP_ROW;
}

bool store_draft_list(struct store *s, const char *owner, struct draft_list *out, struct err *e)
{
	*out = (struct draft_list){0};
	sqlite3_stmt *st = open_draft_list(s, e, owner);
	if (!st)
		return false;
	enum step step;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		read_row(st, &out->at[out->n++]);
	}
	statement_close(st);
	if (step == STEP_END)
		return true;
	draft_list_fini(out);
	return false;
}
