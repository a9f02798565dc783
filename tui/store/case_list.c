/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>

#include "case_row.h"

bool case_rows_read(struct store *s, sqlite3_stmt *st, struct case_list *to, struct err *e)
{
	enum step step;
	struct case_row c;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		case_row_read(st, &c);
		case_list_add(to, &c);
	}
	statement_close(st);
	return step == STEP_END;
}

/* Nothing due is '~', which comes after all times. */
static const char *due_below(const struct case_filter *f)
{
	return f->due_before ? f->due_before : f->has_due ? "~" : "~~";
}

/* All cases, of one owner, in one status. */
static int way_in(const struct case_filter *f)
{
	return f->owner ? 1 : f->status ? 2 : 0;
}

static const char *words(const char *s)
{
	return s ? s : "";
}

bool store_case_list(struct store *s, const struct case_filter *f, struct case_list *out, struct err *e)
{
	static like_cases_due *const lists[][3] = {
#define WAYS(name) {open_cases_##name, open_cases_##name##_owner, open_cases_##name##_status}
		[CASE_BY_DUE] = WAYS(due),     [CASE_BY_NUMBER] = WAYS(number), [CASE_BY_NAME] = WAYS(name),
		[CASE_BY_LEVEL] = WAYS(level), [CASE_BY_OPENED] = WAYS(opened),
#undef WAYS
	};
	*out = (struct case_list){0};
	unsigned order = f->order <= CASE_BY_OPENED ? f->order : CASE_BY_DUE;
	sqlite3_stmt *st = lists[order][way_in(f)](s, e, f->owner, f->status, f->open_only, due_below(f),
						   f->limit > 0 ? f->limit : -1, f->reach.name, words(f->reach.team),
						   words(f->reach.office), f->reach.nobodys);
	if (st && case_rows_read(s, st, out, e))
		return true;
	case_list_fini(out);
	return false;
}

bool store_case_count(struct store *s, const struct case_filter *f, int *n, struct err *e)
{
	static like_cases_count *const counts[] = {open_cases_count, open_cases_count_owner, open_cases_count_status};
	*n = 0;
	sqlite3_stmt *st = counts[way_in(f)](s, e, f->owner, f->status, f->open_only, due_below(f), f->reach.name,
					     words(f->reach.team), words(f->reach.office), f->reach.nobodys);
	if (!st)
		return false;
	bool good = statement_next(s, st, e) == STEP_ROW;
	if (good)
		*n = column_int(st, 0);
	statement_close(st);
	return good;
}

static bool one(struct store *s, sqlite3_stmt *st, struct case_row *out, struct err *e)
{
	*out = (struct case_row){0};
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW)
		case_row_read(st, out);
	else if (step == STEP_END)
		err_set(e, ERR_MISSING, "case", "This case is not there (any more).");
	statement_close(st);
	return step == STEP_ROW;
}

bool store_case_below(struct store *s, const struct case_reach *r, int limit, struct case_list *out, struct err *e)
{
	*out = (struct case_list){0};
	sqlite3_stmt *st = open_cases_below(s, e, limit > 0 ? limit : -1, r->name, words(r->team), words(r->office),
					    r->nobodys);
	if (st && case_rows_read(s, st, out, e))
		return true;
	case_list_fini(out);
	return false;
}

bool store_case_duplicates(struct store *s, const char *number, struct case_list *out, struct err *e)
{
	*out = (struct case_list){0};
	sqlite3_stmt *st = open_case_duplicates(s, e, number);
	if (st && case_rows_read(s, st, out, e))
		return true;
	case_list_fini(out);
	return false;
}

bool store_case_loads(struct store *s, struct case_load **out, int *n, struct err *e)
{
	int cap = 0;
	*out = NULL;
	*n = 0;
	sqlite3_stmt *st = open_case_loads(s, e);
	if (!st)
		return false;
	enum step step;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		*out = mem_grow(*out, &cap, *n + 1, sizeof **out);
		struct case_load *l = &(*out)[(*n)++];
		column_copy(st, 0, l->owner, sizeof l->owner);
		l->level_rank = column_int(st, 1);
		l->cases = column_int(st, 2);
	}
	statement_close(st);
	if (step == STEP_END)
		return true;
	free(*out);
	*out = NULL;
	*n = 0;
	return false;
}

bool store_case_get(struct store *s, const char *id, struct case_row *out, struct err *e)
{
	return one(s, open_case_get(s, e, id), out, e);
}

bool store_case_by_number(struct store *s, const char *number, struct case_row *out, struct err *e)
{
	char order[NUMBER_ORDER_TEXT];
	int64_t serial;
	case_number_order(number, order, &serial);
	return one(s, open_case_by_number(s, e, order), out, e);
}

bool store_case_of_person(struct store *s, const char *person_id, struct case_row *out, struct err *e)
{
	return one(s, open_cases_of_person(s, e, person_id), out, e);
}
