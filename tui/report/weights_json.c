/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <jansson.h>

#include <sarai/base/mem.h>
#include <sarai/config/config.h>
#include <sarai/model/weights.h>
#include <sarai/report/weights_report.h>
#include <sarai/view/weights.h>
#include <sarai/view/weights_overrides.h>

static void put_int(json_t *o, const char *key, int value)
{
	json_object_set_new(o, key, json_integer(value));
}

static void put_text(json_t *o, const char *key, const char *value)
{
	json_object_set_new(o, key, json_string(value));
}

static json_t *put_array(json_t *o, const char *key)
{
	json_t *array = json_array();
	json_object_set_new(o, key, array);
	return array;
}

static json_t *add_row(json_t *array)
{
	json_t *row = json_object();
	json_array_append_new(array, row);
	return row;
}

/* Owned. */
static char *to_text(json_t *o)
{
	char *text = json_dumps(o, JSON_PRESERVE_ORDER);
	char *copy = mem_strdup(text ? text : "{}");
	free(text);
	json_decref(o);
	return copy;
}

/* One row for each pair of levels that occurs. */
static void put_table(json_t *o, const char *key, const char *down, const char *across, const struct weights_tally *t,
		      const int (*cells)[WEIGHTS_LEVELS])
{
	json_t *array = put_array(o, key);
	for (int i = 0; i < t->n_levels; i++) {
		for (int k = 0; k < t->n_levels; k++) {
			if (!cells[i][k])
				continue;
			json_t *row = add_row(array);
			put_text(row, down, t->level[i]);
			put_text(row, across, t->level[k]);
			put_int(row, "assessments", cells[i][k]);
		}
	}
}

static void put_names(json_t *o, const char *key, const struct weights_name *at, int n, bool answers)
{
	json_t *array = put_array(o, key);
	for (int i = 0; i < n; i++) {
		json_t *row = add_row(array);
		put_text(row, "id", at[i].name);
		if (answers)
			put_int(row, "answers", at[i].answers);
	}
}

char *weights_comparison_json(const struct weights_comparison *c)
{
	const struct weights_tally *t = &c->tally;
	json_t *o = json_object();
	put_text(o, "in_force", c->version);
	put_text(o, "candidate", c->candidate_version);
	put_int(o, "assessments", c->assessments);
	put_int(o, "unfinished", c->unfinished);
	put_int(o, "compared", t->compared);
	put_int(o, "without_figures", c->without_figures);
	put_int(o, "moved", t->moved);
	put_int(o, "higher", t->higher);
	put_int(o, "lower", t->lower);
	put_table(o, "levels", "calculated", "candidate", t, (const int(*)[WEIGHTS_LEVELS])t->moves);
	json_t *array = put_array(o, "cases");
	for (int i = 0; i < c->n_moves; i++) {
		json_t *row = add_row(array);
		put_text(row, "number", c->moves[i].number);
		put_text(row, "from", c->moves[i].from);
		put_int(row, "score_from", c->moves[i].score_from);
		put_text(row, "to", c->moves[i].to);
		put_int(row, "score_to", c->moves[i].score_to);
	}
	put_int(o, "assigned", t->assigned);
	put_int(o, "agree_calculated", t->agree_now);
	put_int(o, "agree_candidate", t->agree_candidate);
	put_table(o, "assigned_calculated", "assigned", "calculated", t, (const int(*)[WEIGHTS_LEVELS])t->now);
	put_table(o, "assigned_candidate", "assigned", "candidate", t, (const int(*)[WEIGHTS_LEVELS])t->candidate);
	put_names(o, "not_counted", c->unknown, c->n_unknown, true);
	put_names(o, "not_asked_yet", c->added, c->n_added, false);
	return to_text(o);
}

/* ---- overrides ---- */

static void put_number(json_t *o, const char *key, int n, int smallest)
{
	json_object_set_new(o, key, n >= smallest ? json_integer(n) : json_null());
}

char *override_report_json(const struct config *cfg, const struct override_report *r)
{
	json_t *o = json_object();
	put_int(o, "smallest_cell", r->smallest);
	put_number(o, "assigned", r->assigned, r->smallest);
	put_number(o, "higher", r->raised, r->smallest);
	put_number(o, "lower", r->lowered, r->smallest);
	json_t *array = put_array(o, "factors");
	for (int i = 0; i < r->n && r->assigned >= r->smallest; i++) {
		const struct override_factor *f = &r->at[i];
		if (f->raised < r->smallest && f->lowered < r->smallest)
			continue;
		json_t *row = add_row(array);
		put_text(row, "factor", cfg->catalogue->factors[f->factor].name);
		put_number(row, "higher", f->raised, r->smallest);
		put_number(row, "lower", f->lowered, r->smallest);
	}
	return to_text(o);
}
