/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The words of a line of a test script, and what they stand for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/kind/plan.h>
#include <sarai/model/catalogue.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#include "script.h"

/* ---- words ---- */

const char *words_take(struct script *x, struct words *w, const char *what)
{
	if (!w->n)
		script_fail(x, "%s is missing", what);
	w->n--;
	w->quoted++;
	return *w->at++;
}

bool words_take_if(struct words *w, const char *word)
{
	if (!w->n || w->quoted[0] || strcmp(w->at[0], word))
		return false;
	w->n--;
	w->at++;
	w->quoted++;
	return true;
}

const char *words_take_or(struct words *w, const char *other)
{
	if (!w->n)
		return other;
	w->n--;
	w->quoted++;
	return *w->at++;
}

char *words_rest(struct words *w)
{
	struct str all = {0};
	for (int i = 0; i < w->n; i++)
		str_addf(&all, "%s%s", i ? " " : "", w->at[i]);
	w->n = 0;
	str_add(&all, "");
	return str_take(&all);
}

void words_end(struct script *x, const struct words *w)
{
	if (w->n)
		script_fail(x, "too many words: \"%s\"", w->at[0]);
}

bool word_split(char *word, char **value)
{
	char *equals = *word ? strchr(word + 1, '=') : NULL; /* "=band" is a field too */
	if (!equals)
		return false;
	*equals = 0;
	*value = equals + 1;
	return true;
}

/* ---- names and values ---- */

static struct script_name *find_name(struct script *x, const char *name)
{
	for (int i = 0; i < x->n_names; i++) {
		if (!strcmp(x->names[i].name, name))
			return &x->names[i];
	}
	return NULL;
}

struct script_name *script_name(struct script *x, const char *name, bool *is_new)
{
	struct script_name *n = find_name(x, name);
	*is_new = !n;
	if (n)
		return n;
	x->names = mem_grow(x->names, &x->cap_names, x->n_names + 1, sizeof *x->names);
	n = &x->names[x->n_names++];
	memset(n, 0, sizeof *n);
	snprintf(n->name, sizeof n->name, "%s", name);
	return n;
}

struct script_name *script_known(struct script *x, const char *name)
{
	struct script_name *n = find_name(x, name);
	if (!n)
		script_fail(x, "nothing has the name \"%s\"", name);
	return n;
}

/* Seconds in "+3", "-2h", "+90m"; a number alone counts days. */
static int64_t distance(struct script *x, const char *text)
{
	char *end;
	int64_t n = strtol(text, &end, 10);
	if (!*text)
		return 0;
	if (end == text || (*end && end[1]))
		script_fail(x, "\"%s\" is no number of days, hours (h) or minutes (m)", text);
	return n * (*end == 'h' ? 3600 : *end == 'm' ? 60 : 86400);
}

/* The factors for which the plan has no action yet, with blanks between. Owned. */
static char *open_risks(struct script *x)
{
	struct plan_view v = {0};
	struct str all = {0};
	script_must(x, plan_read(x->s, x->case_id, &v, &x->e));
	for (int i = 0; i < v.n_open_risks; i++)
		str_addf(&all, "%s%s", i ? " " : "", x->rig.config->catalogue->factors[v.open_risks[i]].name);
	plan_view_fini(&v);
	str_add(&all, "");
	return str_take(&all);
}

char *script_value(struct script *x, const char *text)
{
	char iso[DATE_TEXT];
	if (*text != '$')
		return mem_strdup(text);
	text++;
	if (!strncmp(text, "today", 5)) {
		date_to_iso(time_date(x->rig.now + distance(x, text + 5)), iso);
		return mem_strdup(iso);
	}
	if (!strncmp(text, "now", 3)) {
		time_to_iso(x->rig.now + distance(x, text + 3), iso);
		return mem_strdup(iso);
	}
	if (!strcmp(text, "case"))
		return mem_strdup(x->case_id);
	if (!strncmp(text, "label.", 6)) {
		int factor = catalogue_factor(x->rig.config->catalogue, text + 6);
		if (factor < 0)
			script_fail(x, "there is no factor \"%s\"", text + 6);
		return mem_strdup(x->rig.config->catalogue->factors[factor].label);
	}
	if (!strcmp(text, "risks"))
		return open_risks(x);
	char *name = mem_strdup(text), *dot = strchr(name, '.');
	if (dot)
		*dot = 0;
	struct script_name *n = script_known(x, name);
	struct case_row k = {0};
	if (dot && strcmp(dot + 1, "number"))
		script_fail(x, "\"%s\": a case has a number, nothing else", text);
	if (dot)
		script_must(x, store_case_get(x->rig.store, n->case_id, &k, &x->e));
	char *value = mem_strdup(dot ? k.number : n->record);
	case_row_fini(&k);
	free(name);
	return value;
}
