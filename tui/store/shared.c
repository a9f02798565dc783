/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/store/shared.h>

#include "case_row.h"
#include "record_row.h"

#define RECORD_COLUMN_COUNT 19

/* Rows "record, name, value", in order of the record, to where they belong. */
static bool spread(struct store *s, sqlite3_stmt *st, struct pairs *(*find)(void *to, const char *id), void *to,
		   struct err *e)
{
	enum step step;
	char id[ID_TEXT] = "";
	struct pairs *answers = NULL;
	if (!st)
		return false;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		if (strcmp(id, column_text(st, 0))) {
			column_copy(st, 0, id, sizeof id);
			answers = find(to, id);
		}
		if (answers)
			pairs_set(answers, column_text(st, 1), column_text(st, 2));
	}
	statement_close(st);
	return step == STEP_END;
}

/* ---- members ---- */

static struct pairs *member_answers(void *to, const char *id)
{
	struct member_list *l = to;
	for (int i = 0; i < l->n; i++) {
		if (!strcmp(l->at[i].link.id, id))
			return &l->at[i].link.answers;
	}
	return NULL;
}

static bool read_members(struct store *s, const char *parent_id, const char *kind, struct member_list *out,
			 struct err *e)
{
	sqlite3_stmt *st = open_members(s, e, parent_id, kind);
	enum step step;
	if (!st)
		return false;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		struct member_row *m = &out->at[out->n++];
		record_row_read(st, &m->link);
		case_row_read_from(st, RECORD_COLUMN_COUNT, &m->case_row);
	}
	statement_close(st);
	return step == STEP_END && spread(s, open_answers_under(s, e, parent_id, kind), member_answers, out, e);
}

bool store_member_list(struct store *s, const char *parent_id, const char *kind, struct member_list *out, struct err *e)
{
	bool own;
	*out = (struct member_list){0};
	if (!snapshot_begin(s, &own, e))
		return false;
	bool good = read_members(s, parent_id, kind, out, e);
	snapshot_end(s, own);
	if (!good)
		member_list_fini(out);
	return good;
}

void member_list_fini(struct member_list *l)
{
	for (int i = 0; i < l->n; i++) {
		record_fini(&l->at[i].link);
		case_row_fini(&l->at[i].case_row);
	}
	free(l->at);
	*l = (struct member_list){0};
}

/* ---- shared assessments ---- */

static struct pairs *shared_answers(void *to, const char *id)
{
	struct shared_list *l = to;
	for (int i = 0; i < l->n; i++) {
		if (!strcmp(l->at[i].newest.id, id))
			return &l->at[i].newest.answers;
	}
	return NULL;
}

static bool read_shared(struct store *s, const char *kind, struct shared_list *out, struct err *e)
{
	sqlite3_stmt *st = open_shared_list(s, e, kind);
	enum step step;
	if (!st)
		return false;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		struct shared_row *r = &out->at[out->n++];
		record_row_read(st, &r->newest);
		r->finished = column_int(st, RECORD_COLUMN_COUNT);
		r->users = column_int(st, RECORD_COLUMN_COUNT + 1);
		r->behind = column_int(st, RECORD_COLUMN_COUNT + 2);
	}
	statement_close(st);
	return step == STEP_END && spread(s, open_answers_newest(s, e, kind), shared_answers, out, e);
}

bool store_shared_list(struct store *s, const char *kind, struct shared_list *out, struct err *e)
{
	bool own;
	*out = (struct shared_list){0};
	if (!snapshot_begin(s, &own, e))
		return false;
	bool good = read_shared(s, kind, out, e);
	snapshot_end(s, own);
	if (!good)
		shared_list_fini(out);
	return good;
}

void shared_list_fini(struct shared_list *l)
{
	for (int i = 0; i < l->n; i++)
		record_fini(&l->at[i].newest);
	free(l->at);
	*l = (struct shared_list){0};
}

bool store_record_newest_under(struct store *s, const char *parent_id, const char *kind, const char *state,
			       struct record *out, struct err *e)
{
	bool own;
	*out = (struct record){0};
	if (!snapshot_begin(s, &own, e))
		return false;
	bool good = record_read_one(s, open_record_newest_under(s, e, parent_id, kind, state), out, e);
	snapshot_end(s, own);
	return good;
}

/* ---- who rests on what ---- */

bool store_sources_put(struct store *s, const char *case_id, const struct case_source *at, int n, struct err *e)
{
	if (!transaction_need(s, "case_source", e) || !run_sources_drop(s, e, case_id))
		return false;
	for (int i = 0; i < n; i++) {
		if (!run_source_add(s, e, case_id, at[i].source, at[i].kind, at[i].record_id, at[i].round))
			return false;
	}
	return true;
}

bool store_source_users(struct store *s, const char *source, int limit, struct case_list *out, struct err *e)
{
	*out = (struct case_list){0};
	sqlite3_stmt *st = open_users(s, e, source, limit > 0 ? limit : -1);
	if (st && case_rows_read(s, st, out, e))
		return true;
	case_list_fini(out);
	return false;
}

static void stale_read(sqlite3_stmt *st, struct stale_row *r)
{
	*r = (struct stale_row){0};
	column_copy(st, 0, r->case_id, sizeof r->case_id);
	column_copy(st, 1, r->number, sizeof r->number);
	column_copy(st, 2, r->owner, sizeof r->owner);
	column_copy(st, *column_text(st, 3) ? 3 : 4, r->band, sizeof r->band);
	column_copy(st, 5, r->source, sizeof r->source);
	column_copy(st, 6, r->kind, sizeof r->kind);
	r->used = column_int(st, 7);
	r->newest = column_int(st, 8);
	r->title = column_owned(st, 9);
	column_copy(st, 10, r->happened, sizeof r->happened);
}

bool store_stale_list(struct store *s, const struct stale_query *q, struct stale_list *out, struct err *e)
{
	enum step step;
	*out = (struct stale_list){0};
	int limit = q->limit > 0 ? q->limit : -1;
	sqlite3_stmt *st = q->case_id ? open_stale_of_case(s, e, q->case_id, q->member, q->ended, q->assessment, limit)
				      : open_stale_all(s, e, q->member, q->ended, q->assessment, q->profile, limit);
	if (!st)
		return false;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		stale_read(st, &out->at[out->n++]);
	}
	statement_close(st);
	if (step != STEP_END)
		stale_list_fini(out);
	return step == STEP_END;
}

void stale_list_fini(struct stale_list *l)
{
	for (int i = 0; i < l->n; i++)
		free(l->at[i].title);
	free(l->at);
	*l = (struct stale_list){0};
}
