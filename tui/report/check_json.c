/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>

#include <jansson.h>

#include <sarai/base/mem.h>
#include <sarai/report/check_json.h>

char *check_json(const struct check_row *rows, int n, int errors, int warnings)
{
	json_t *all = json_object(), *list = json_array();
	json_object_set_new(all, "errors", json_integer(errors));
	json_object_set_new(all, "warnings", json_integer(warnings));
	for (int i = 0; i < n; i++) {
		json_t *row = json_object();
		json_object_set_new(row, "check", json_string(rows[i].check));
		json_object_set_new(row, "grade", json_string(rows[i].grade));
		json_object_set_new(row, "text", json_string(rows[i].text));
		json_array_append_new(list, row);
	}
	json_object_set_new(all, "findings", list);
	char *raw = json_dumps(all, JSON_COMPACT);
	char *text = mem_strdup(raw ? raw : "{}");
	free(raw);
	json_decref(all);
	return text;
}
