/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>

#include "record_row.h"

void record_row_read(sqlite3_stmt *st, struct record *out)
{
	int i = 0;
#define COPY(member) column_copy(st, i++, out->member, sizeof out->member)
	*out = (struct record){0};
	COPY(id);
	COPY(kind);
	COPY(case_id);
	COPY(person_id);
	COPY(parent_id);
	out->round = column_int(st, i++);
	out->title = column_owned(st, i++);
	COPY(state);
	COPY(due);
	COPY(happened);
	COPY(form_id);
	out->form_version = column_int(st, i++);
	COPY(form_hash);
	out->version = column_int(st, i++);
	COPY(created_at);
	COPY(created_by);
	COPY(updated_at);
	COPY(updated_by);
	out->episode = column_int(st, i++);
#undef COPY
}

bool answers_read(struct store *s, const char *record_id, struct pairs *to, int *last_place, struct err *e)
{
	sqlite3_stmt *st = open_answer_list(s, e, record_id);
	if (!st)
		return false;
	enum step step;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		pairs_set(to, column_text(st, 0), column_text(st, 1));
		if (last_place)
			*last_place = column_int(st, 2);
	}
	statement_close(st);
	return step == STEP_END;
}

bool record_read_one(struct store *s, sqlite3_stmt *st, struct record *out, struct err *e)
{
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW)
		record_row_read(st, out);
	else if (step == STEP_END)
		err_set(e, ERR_MISSING, "record", "This is not there (any more).");
	statement_close(st);
	if (step != STEP_ROW)
		return false;
	if (answers_read(s, out->id, &out->answers, NULL, e))
		return true;
	record_fini(out);
	return false;
}

bool store_record_get(struct store *s, const char *id, struct record *out, struct err *e)
{
	bool own;
	*out = (struct record){0};
	if (!snapshot_begin(s, &own, e))
		return false;
	bool good = record_read_one(s, open_record_get(s, e, id), out, e);
	snapshot_end(s, own);
	return good;
}

bool store_record_newest(struct store *s, const char *case_id, const char *kind, struct record *out, struct err *e)
{
	bool own;
	*out = (struct record){0};
	if (!snapshot_begin(s, &own, e))
		return false;
	bool good = record_read_one(s, open_record_newest(s, e, case_id, kind), out, e);
	snapshot_end(s, own);
	return good;
}

static bool given(const char *word)
{
	return word && *word;
}

/* The narrowest way in. */
static like_records_of_case *way_in(const struct record_filter *f)
{
	static const struct {
		like_records_of_case *oldest, *newest;
	} ways[] = {
#define WAY(name) {open_records_##name, open_records_##name##_newest}
		WAY(of_parent), WAY(of_case), WAY(of_person), WAY(of_owner_kind),
		WAY(of_owner),	WAY(due),     WAY(of_kind),   WAY(all),
#undef WAY
	};
	int i = given(f->parent_id)			  ? 0
		: given(f->case_id)			  ? 1
		: given(f->person_id)			  ? 2
		: given(f->case_owner)			  ? (given(f->kind) ? 3 : 4)
		: !given(f->kind)			  ? 7
		: given(f->due_before) && given(f->state) ? 5
							  : 6;
	return f->newest_first ? ways[i].newest : ways[i].oldest;
}

static bool read_list(struct store *s, const struct record_filter *f, struct record_list *out, struct err *e)
{
	sqlite3_stmt *st = way_in(f)(s, e, f->case_id, f->person_id, f->parent_id, f->kind, f->state, f->due_before,
				     f->case_owner, f->limit > 0 ? f->limit : -1);
	if (!st)
		return false;
	enum step step;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		record_row_read(st, &out->at[out->n++]);
	}
	statement_close(st);
	if (step != STEP_END)
		return false;
	for (int i = 0; f->with_answers && i < out->n; i++)
		if (!answers_read(s, out->at[i].id, &out->at[i].answers, NULL, e))
			return false;
	return true;
}

bool store_record_list(struct store *s, const struct record_filter *f, struct record_list *out, struct err *e)
{
	bool own;
	*out = (struct record_list){0};
	if (!snapshot_begin(s, &own, e))
		return false;
	bool good = read_list(s, f, out, e);
	snapshot_end(s, own);
	if (!good)
		record_list_fini(out);
	return good;
}

void record_list_fini(struct record_list *l)
{
	for (int i = 0; i < l->n; i++)
		record_fini(&l->at[i]);
	free(l->at);
	*l = (struct record_list){0};
}
