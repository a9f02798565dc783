/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include <jansson.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/report/account_table.h>
#include <sarai/report/csv.h>

/* Columns of both; true and false are "yes" and "no" in CSV. */
static const char *const columns[] = {"name",	  "full_name", "role",	     "team",	      "office",
				      "disabled", "new_password", "created_at", "last_login_at", "last_login_from"};
#define COUNT (sizeof columns / sizeof columns[0])
#define FIRST_FLAG 5
#define FLAGS 2

static void values_of(const struct account *a, const char *out[COUNT])
{
	const char *const all[COUNT] = {a->name,       a->full_name, a->role, a->team, a->office, a->disabled ? "yes" : "no",
					a->must_change ? "yes" : "no", a->created_at, a->last_login_at, a->last_login_from};
	for (size_t i = 0; i < COUNT; i++)
		out[i] = all[i];
}

char *accounts_csv(const struct account_list *l)
{
	struct csv_writer w = {0};
	for (size_t k = 0; k < COUNT; k++)
		csv_add(&w, columns[k]);
	csv_end(&w);
	for (int i = 0; i < l->n; i++) {
		const char *values[COUNT];
		values_of(&l->at[i], values);
		for (size_t k = 0; k < COUNT; k++)
			csv_add(&w, values[k]);
		csv_end(&w);
	}
	return str_take(&w.text);
}

char *accounts_json(const struct account_list *l)
{
	json_t *list = json_array();
	for (int i = 0; i < l->n; i++) {
		json_t *row = json_object();
		const char *values[COUNT];
		values_of(&l->at[i], values);
		for (size_t k = 0; k < COUNT; k++)
			json_object_set_new(row, columns[k],
					    k >= FIRST_FLAG && k < FIRST_FLAG + FLAGS ? json_boolean(*values[k] == 'y')
										      : json_string(values[k]));
		json_array_append_new(list, row);
	}
	char *raw = json_dumps(list, JSON_COMPACT), *text = mem_strdup(raw ? raw : "[]");
	free(raw);
	json_decref(list);
	return text;
}
