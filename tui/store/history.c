/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/store/history.h>

#include "connection.h"

void history_entry_fini(struct history_entry *h)
{
	free(h->summary);
	for (int i = 0; i < h->n_changes; i++) {
		free(h->changes[i].field);
		free(h->changes[i].old_value);
		free(h->changes[i].new_value);
	}
	free(h->changes);
	*h = (struct history_entry){0};
}

void history_list_fini(struct history_list *l)
{
	for (int i = 0; i < l->n; i++)
		history_entry_fini(&l->at[i]);
	free(l->at);
	*l = (struct history_list){0};
}

void history_change_add(struct history_entry *h, const char *field, const char *old_value, const char *new_value)
{
	h->changes = mem_grow(h->changes, &h->cap, h->n_changes + 1, sizeof *h->changes);
	h->changes[h->n_changes++] = (struct history_change){
		mem_strdup(field ? field : ""),
		mem_strdup(old_value ? old_value : ""),
		mem_strdup(new_value ? new_value : ""),
	};
}

bool store_history_add(struct store *s, const struct history_entry *h, struct err *e)
{
	if (!transaction_need(s, "history", e))
		return false;
	if (!run_history_add(s, e, h->id, h->at, h->who, h->case_id, h->record_id, h->kind, h->action,
			     h->summary ? h->summary : ""))
		return false;
	for (int i = 0; i < h->n_changes; i++) {
		const struct history_change *c = &h->changes[i];
		if (!run_change_add(s, e, h->id, i, c->field, c->old_value, c->new_value))
			return false;
	}
	return true;
}

bool store_history_forget(struct store *s, const char *record_id, const char *kept, const char *mark, struct err *e)
{
	struct str fields = {0};
	str_addf(&fields, " %s ", kept);
	bool good = transaction_need(s, "history", e) && run_change_forget(s, e, record_id, str_text(&fields), mark);
	str_fini(&fields);
	return good;
}

static bool read_changes(struct store *s, struct history_entry *h, struct err *e)
{
	sqlite3_stmt *st = open_change_list(s, e, h->id);
	if (!st)
		return false;
	enum step step;
	while ((step = statement_next(s, st, e)) == STEP_ROW)
		history_change_add(h, column_text(st, 0), column_text(st, 1), column_text(st, 2));
	statement_close(st);
	return step == STEP_END;
}

static sqlite3_stmt *way_in(struct store *s, const char *case_id, const char *record_id, int limit, struct err *e)
{
	like_history_of_case *open = record_id && *record_id ? open_history_of_record
				     : case_id && *case_id   ? open_history_of_case
							     : open_history_all;
	return open(s, e, case_id, record_id, limit > 0 ? limit : -1);
}

static bool read_list(struct store *s, sqlite3_stmt *st, struct history_list *out, struct err *e)
{
	if (!st)
		return false;
	enum step step;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		struct history_entry *h = &out->at[out->n++];
		*h = (struct history_entry){0};
		column_copy(st, 0, h->id, sizeof h->id);
		column_copy(st, 1, h->at, sizeof h->at);
		column_copy(st, 2, h->who, sizeof h->who);
		column_copy(st, 3, h->case_id, sizeof h->case_id);
		column_copy(st, 4, h->record_id, sizeof h->record_id);
		column_copy(st, 5, h->kind, sizeof h->kind);
		column_copy(st, 6, h->action, sizeof h->action);
		h->summary = mem_strdup(column_text(st, 7));
	}
	statement_close(st);
	if (step != STEP_END)
		return false;
	for (int i = 0; i < out->n; i++)
		if (!read_changes(s, &out->at[i], e))
			return false;
	return true;
}

bool store_history_list(struct store *s, const char *case_id, const char *record_id, int limit,
			struct history_list *out, struct err *e)
{
	bool own;
	*out = (struct history_list){0};
	if (!snapshot_begin(s, &own, e))
		return false;
	bool good = read_list(s, way_in(s, case_id, record_id, limit, e), out, e);
	snapshot_end(s, own);
	if (!good)
		history_list_fini(out);
	return good;
}

bool store_history_under(struct store *s, const char *record_id, int limit, struct history_list *out, struct err *e)
{
	bool own;
	*out = (struct history_list){0};
	if (!snapshot_begin(s, &own, e))
		return false;
	bool good = read_list(s, open_history_under(s, e, record_id, limit > 0 ? limit : -1), out, e);
	snapshot_end(s, own);
	if (!good)
		history_list_fini(out);
	return good;
}
