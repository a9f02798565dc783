/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/oversight.h>

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))
#define WEIGHT_MAX 100
#define DAYS_MAX 36500

static const char *const sections[] = {"approvals", "caseload", "retention"};

/* ---- approvals ---- */

struct approvals {
	char *plan_from_level;
	bool closure;
};
static const struct ini_key approval_keys[] = {
	{.key = "plan_from_level",
	 .type = INI_TEXT,
	 .offset = offsetof(struct approvals, plan_from_level),
	 .required = true,
	 .doc = "Plans of cases of this level and above are approved before they are in force; never: none."},
	{.key = "closure",
	 .type = INI_BOOL,
	 .offset = offsetof(struct approvals, closure),
	 .required = true,
	 .doc = "yes: a case is closed by whoever approves its closure."},
};

static void read_approvals(struct oversight *o, const struct ini_doc *doc, const struct ini_section *s,
			   const struct catalogue *c, struct diags *d)
{
	struct approvals a = {0};
	if (inidoc_fill(doc, s, approval_keys, COUNT(approval_keys), &a, NULL, d)) {
		bool never = !strcmp(a.plan_from_level, "never");
		o->plan_from_band = never ? c->n_bands : catalogue_band(c, a.plan_from_level);
		o->approve_closure = a.closure;
		if (o->plan_from_band < 0) {
			const struct ini_entry *e = inidoc_entry(s, "plan_from_level");
			diag_add(d, e->file, e->line, "plan_from_level: there is no band '%s'; or write never",
				 a.plan_from_level);
		}
	}
	free(a.plan_from_level);
}

/* ---- caseload: one key for each band, and two more ---- */

static void read_weights(struct oversight *o, const struct ini_section *s, const struct catalogue *c, struct diags *d)
{
	o->n_weights = c->n_bands;
	o->weights = mem_alloc((size_t)(c->n_bands + 1) * sizeof *o->weights);
	for (int i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->at[i];
		int band = catalogue_band(c, e->key);
		bool limit = !strcmp(e->key, "limit"), unassessed = !strcmp(e->key, "unassessed");
		long value;
		if (band < 0 && !limit && !unassessed)
			diag_add(d, e->file, e->line,
				 "%s: there is no such band in factors.ini; there are also unassessed and limit",
				 e->key);
		else if (!ini_int(e->value, limit ? 1 : 0, limit ? 10000 : WEIGHT_MAX, &value))
			diag_add(d, e->file, e->line, "%s: a whole number from %d to %d", e->key, limit ? 1 : 0,
				 limit ? 10000 : WEIGHT_MAX);
		else if (limit)
			o->load_limit = (int)value;
		else if (unassessed)
			o->weight_unassessed = (int)value;
		else
			o->weights[band] = (int)value;
	}
}

static void need_weight(const struct ini_section *s, const char *key, struct diags *d)
{
	if (!inidoc_entry(s, key))
		diag_add(d, s->file, s->line, "[caseload]: %s is missing", key);
}

/* ---- retention ---- */

static const struct ini_key retention_keys[] = {
	{.key = "days", .type = INI_TEXT, .offset = 0, .required = true, .doc = "Days a file is kept after closing."},
};

static void read_retention(struct oversight *o, const struct ini_doc *doc, const struct ini_section *s, struct diags *d)
{
	char *days = NULL;
	long value;
	o->retention_days = -1;
	if (s->n == 1 && !strcmp(s->at[0].key, "days") && !*s->at[0].value)
		return; /* left open on purpose: asked at each closure */
	if (inidoc_fill(doc, s, retention_keys, COUNT(retention_keys), &days, NULL, d)) {
		if (ini_int(days, 1, DAYS_MAX, &value))
			o->retention_days = (int)value;
		else
			diag_add(d, inidoc_entry(s, "days")->file, inidoc_entry(s, "days")->line,
				 "days: a whole number from 1 to %d, or nothing", DAYS_MAX);
	}
	free(days);
}

/* ---- all ---- */

bool oversight_section(struct oversight *o, const struct ini_doc *doc, const struct ini_section *s,
		       const struct catalogue *c, struct diags *d)
{
	if (!strcmp(s->name, "approvals"))
		read_approvals(o, doc, s, c, d);
	else if (!strcmp(s->name, "caseload"))
		read_weights(o, s, c, d);
	else if (!strcmp(s->name, "retention"))
		read_retention(o, doc, s, d);
	else
		return false;
	return true;
}

void oversight_check(const struct oversight *o, const struct ini_doc *doc, const struct catalogue *c, struct diags *d)
{
	const struct ini_section *load = inidoc_section(doc, "caseload");
	(void)o;
	for (int i = 0; i < COUNT(sections); i++) {
		if (!inidoc_section(doc, sections[i]))
			diag_add(d, doc->file, 0, "there is no [%s]", sections[i]);
	}
	if (!load)
		return;
	for (int i = 0; i < c->n_bands; i++)
		need_weight(load, c->bands[i].name, d);
	need_weight(load, "unassessed", d);
	need_weight(load, "limit", d);
}

void oversight_fini(struct oversight *o)
{
	free(o->weights);
	memset(o, 0, sizeof *o);
}

bool oversight_plan_needs_approval(const struct oversight *o, int band)
{
	return band >= 0 && band >= o->plan_from_band;
}

int oversight_load(const struct oversight *o, const int *cases, int n)
{
	int load = n > 0 ? cases[0] * o->weight_unassessed : 0;
	for (int i = 1; i < n && i <= o->n_weights; i++)
		load += cases[i] * o->weights[i - 1];
	return load;
}

bool oversight_too_much(const struct oversight *o, int load)
{
	return load > o->load_limit;
}
