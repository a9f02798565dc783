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
	sqlite3_stmt *st = statement_open(s, STATEMENT_ANSWER_LIST, e, "t", record_id);
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
	bool good = record_read_one(s, statement_open(s, STATEMENT_RECORD_GET, e, "t", id), out, e);
	snapshot_end(s, own);
	return good;
}

bool store_record_newest(struct store *s, const char *case_id, const char *kind, struct record *out, struct err *e)
{
	bool own;
	*out = (struct record){0};
	if (!snapshot_begin(s, &own, e))
		return false;
	bool good = record_read_one(s, statement_open(s, STATEMENT_RECORD_NEWEST, e, "tt", case_id, kind), out, e);
	snapshot_end(s, own);
	return good;
}

static bool given(const char *word)
{
	return word && *word;
}

/* The narrowest way in. */
static enum statement way_in(const struct record_filter *f)
{
	enum statement id = STATEMENT_RECORDS_ALL;
	if (given(f->parent_id))
		id = STATEMENT_RECORDS_OF_PARENT;
	else if (given(f->case_id))
		id = STATEMENT_RECORDS_OF_CASE;
	else if (given(f->person_id))
		id = STATEMENT_RECORDS_OF_PERSON;
	else if (given(f->case_owner))
		id = given(f->kind) ? STATEMENT_RECORDS_OF_OWNER_KIND : STATEMENT_RECORDS_OF_OWNER;
	else if (given(f->kind))
		id = given(f->due_before) && given(f->state) ? STATEMENT_RECORDS_DUE : STATEMENT_RECORDS_OF_KIND;
	return f->newest_first ? id + 1 : id;
}

static bool read_list(struct store *s, const struct record_filter *f, struct record_list *out, struct err *e)
{
	sqlite3_stmt *st = statement_open(s, way_in(f), e, "nnnnnnni", f->case_id, f->person_id, f->parent_id, f->kind,
					  f->state, f->due_before, f->case_owner, f->limit > 0 ? f->limit : -1);
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
