/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include <jansson.h>

#include <sarai/base/mem.h>
#include <sarai/report/score_json.h>

static void put(json_t *o, const char *key, json_t *value)
{
	json_object_set_new(o, key, value);
}

static void put_int(json_t *o, const char *key, int value)
{
	put(o, key, json_integer(value));
}

static void put_text(json_t *o, const char *key, const char *value)
{
	put(o, key, json_string(value));
}

/* An empty object at the end of an array under a key of o. */
static json_t *add_row(json_t *array)
{
	json_t *row = json_object();
	json_array_append_new(array, row);
	return row;
}

static json_t *put_array(json_t *o, const char *key)
{
	json_t *array = json_array();
	put(o, key, array);
	return array;
}

static void put_levels(json_t *o, const struct catalogue *c, const struct score *s)
{
	json_t *array = put_array(o, "levels");
	for (int i = 0; i < c->n_levels; i++) {
		json_t *row = add_row(array);
		put_text(row, "id", c->levels[i].name);
		put_int(row, "risk", s->levels[i].risk);
		put_int(row, "protection", s->levels[i].protection);
		put_int(row, "net", s->levels[i].net);
		put_int(row, "net_low", s->levels[i].net_low);
		put_int(row, "net_high", s->levels[i].net_high);
	}
}

static void put_explanations(json_t *o, const struct catalogue *c, const struct score *s)
{
	json_t *array = put_array(o, "rules");
	for (int i = 0; i < s->n_rules; i++)
		json_array_append_new(array, json_string(c->rules[s->rules[i]].name));
	array = put_array(o, "flags");
	for (int i = 0; i < s->n_flags; i++)
		json_array_append_new(array, json_string(c->flags[s->flags[i]].name));
	array = put_array(o, "reasons");
	for (int i = 0; i < s->n_reasons; i++) {
		json_t *row = add_row(array);
		put_text(row, "factor", c->factors[s->reasons[i].factor].name);
		put_int(row, "points", s->reasons[i].points);
	}
	array = put_array(o, "next");
	for (int i = 0; i < s->n_next; i++) {
		const struct next_question *q = &s->next[i];
		json_t *row = add_row(array);
		put_text(row, "id", q->factor >= 0 ? c->factors[q->factor].name : c->flags[q->flag].name);
		put_int(row, "bands", q->bands);
		put_int(row, "gain", q->gain);
	}
	array = put_array(o, "services");
	for (int i = 0; i < s->n_services; i++) {
		json_t *row = add_row(array);
		put_text(row, "service", c->services[s->services[i].service]);
		put_int(row, "points", s->services[i].points);
	}
}

char *score_json(const struct catalogue *c, const struct score *s)
{
	json_t *o = json_object();
	put_int(o, "score", s->score);
	put_int(o, "low", s->low);
	put_int(o, "high", s->high);
	put_text(o, "band", c->bands[s->band].name);
	put_text(o, "band_low", c->bands[s->band_low].name);
	put_text(o, "band_high", c->bands[s->band_high].name);
	put(o, "settled", json_boolean(s->settled));
	put(o, "due_hours", s->due_hours < 0 ? json_null() : json_integer(s->due_hours));
	put_levels(o, c, s);
	put_explanations(o, c, s);
	char *text = json_dumps(o, JSON_PRESERVE_ORDER);
	char *copy = mem_strdup(text ? text : "{}");
	free(text);
	json_decref(o);
	return copy;
}
