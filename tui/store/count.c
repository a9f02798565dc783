/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/store/count.h>

#include "connection.h"

#define NEVER "~" /* after every time */

static struct signal_count *add(struct count_list *l)
{
	l->at = mem_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
	l->at[l->n] = (struct signal_count){0};
	return &l->at[l->n++];
}

static void read_cell(sqlite3_stmt *st, int at, struct signal_count *c)
{
	c->since = column_int(st, at);
	c->cell.risk = column_int(st, at + 1);
	c->cell.judged = column_int(st, at + 2);
}

bool store_signal_counts(struct store *s, const char *from, const char *since, bool fictitious, struct count_list *out,
			 struct err *e)
{
	enum step step;
	*out = (struct count_list){0};
	sqlite3_stmt *st = open_signal_counts(s, e, from, fictitious, since ? since : NEVER);
	if (!st)
		return false;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		struct signal_count *c = add(out);
		column_copy(st, 0, c->community, sizeof c->community);
		column_copy(st, 1, c->country, sizeof c->country);
		column_copy(st, 2, c->stay, sizeof c->stay);
		column_copy(st, 3, c->factor, sizeof c->factor);
		read_cell(st, 4, c);
	}
	statement_close(st);
	if (step != STEP_END)
		count_list_fini(out);
	return step == STEP_END;
}

bool store_profile_counts(struct store *s, const char *source, const char *since, bool fictitious,
			  struct count_list *out, struct err *e)
{
	enum step step;
	*out = (struct count_list){0};
	sqlite3_stmt *st = open_profile_counts(s, e, source, fictitious, since ? since : NEVER);
	if (!st)
		return false;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		struct signal_count *c = add(out);
		column_copy(st, 0, c->factor, sizeof c->factor);
		read_cell(st, 1, c);
	}
	statement_close(st);
	if (step != STEP_END)
		count_list_fini(out);
	return step == STEP_END;
}

void count_list_fini(struct count_list *l)
{
	free(l->at);
	*l = (struct count_list){0};
}

/* ---- one after the other ---- */

/* One assessment's answers in one piece of memory, which the next one uses again. */
struct walk {
	char case_id[ID_TEXT], number[32], record_id[ID_TEXT];
	bool finished;
	struct str text; /* name, value, name, value, ..., each with its end */
	size_t *begin;	 /* of each name in text */
	struct pair *at; /* made when all of it is there */
	int n, cap, cap_at;
	bool (*each)(void *ctx, const struct assessment_row *r);
	void *ctx;
};

static void walk_add(struct walk *w, const char *name, const char *value)
{
	w->begin = mem_grow(w->begin, &w->cap, w->n + 1, sizeof *w->begin);
	w->begin[w->n++] = w->text.len;
	str_add_n(&w->text, name, strlen(name) + 1);
	str_add_n(&w->text, value, strlen(value) + 1);
}

/* What has been gathered of the last one. */
static bool hand_over(struct walk *w)
{
	struct assessment_row row = {w->case_id, w->number, w->record_id, w->finished, NULL, w->n};
	if (!*w->record_id)
		return true;
	w->at = mem_grow(w->at, &w->cap_at, w->n, sizeof *w->at);
	for (int i = 0; i < w->n; i++) {
		w->at[i].name = w->text.s + w->begin[i];
		w->at[i].value = w->at[i].name + strlen(w->at[i].name) + 1;
	}
	row.at = w->at;
	return w->each(w->ctx, &row);
}

static void walk_begin(struct walk *w, sqlite3_stmt *st)
{
	column_copy(st, 0, w->case_id, sizeof w->case_id);
	column_copy(st, 1, w->number, sizeof w->number);
	column_copy(st, 2, w->record_id, sizeof w->record_id);
	w->finished = !strcmp(column_text(st, 3), "finished");
	str_clear(&w->text);
	w->n = 0;
}

static bool walk_all(struct store *s, sqlite3_stmt *st, struct walk *w, bool *stopped, struct err *e)
{
	enum step step;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		if (strcmp(w->record_id, column_text(st, 2))) {
			*stopped = !hand_over(w);
			if (*stopped)
				return true;
			walk_begin(w, st);
		}
		walk_add(w, column_text(st, 4), column_text(st, 5));
	}
	if (step == STEP_END)
		*stopped = !hand_over(w);
	return step == STEP_END;
}

bool store_assessments_walk(struct store *s, bool (*each)(void *ctx, const struct assessment_row *r), void *ctx,
			    bool *stopped, struct err *e)
{
	struct walk w = {.each = each, .ctx = ctx};
	bool own, good = false;
	*stopped = false;
	if (!snapshot_begin(s, &own, e))
		return false;
	sqlite3_stmt *st = open_current_assessments(s, e);
	if (st)
		good = walk_all(s, st, &w, stopped, e);
	statement_close(st);
	snapshot_end(s, own);
	str_fini(&w.text);
	free(w.begin);
	free(w.at);
	return good;
}

bool store_assessments_count(struct store *s, int *n, struct err *e)
{
	sqlite3_stmt *st = open_current_assessments_count(s, e);
	bool good = st && statement_next(s, st, e) == STEP_ROW;
	if (good)
		*n = column_int(st, 0);
	statement_close(st);
	return good;
}
