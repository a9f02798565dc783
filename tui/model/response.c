/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/response.h>

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))
#define BUILT_IN "built-in/"

#define KEY(name, member, min, max, doc)                                                                               \
	{                                                                                                              \
		name, INI_INT, offsetof(struct signal_rules, member), min, max, true, NULL, doc                        \
	}
static const struct ini_key signal_keys[] = {
	KEY("cases", cases, 1, 100000,
	    "From so many cases of one place at risk in the same factor, a signal comes up."),
	KEY("days", days, 1, 3650, "How old the newest assessment of a case may be to count."),
	KEY("smallest_cell", smallest_cell, 2, 1000,
	    "Fewer people than this are never shown as a number, nor can be worked out from those that are."),
};

struct entry {
	char *label, *factors, *words[INHERIT_COUNT];
};
#define TEXT(name, member, needed, doc)                                                                                \
	{                                                                                                              \
		name, INI_TEXT, offsetof(struct entry, member), 0, 500, needed, NULL, doc                              \
	}
static const struct ini_key response_keys[] = {
	TEXT("label", label, true, "What these findings have in common."),
	TEXT("factors", factors, true, "The factors in which they show, names of factors.ini, a comma between."),
	TEXT("household", words[INHERIT_HOUSEHOLD], false, "What can be done with households."),
	TEXT("community", words[INHERIT_COMMUNITY], false, "What can be done with the community."),
	TEXT("structural", words[INHERIT_STRUCTURAL], false, "What can be done with authorities and in law."),
};

const struct ini_part response_file_parts[] = {
	{"signals", signal_keys, COUNT(signal_keys)},
	{"response NAME", response_keys, COUNT(response_keys)},
};
const int response_file_part_count = COUNT(response_file_parts);

static bool has(const struct response *r, int factor)
{
	for (int i = 0; i < r->n_factors; i++) {
		if (r->factors[i] == factor)
			return true;
	}
	return false;
}

static void read_factors(struct response *to, const struct ini_section *s, const struct catalogue *c, struct diags *d)
{
	const struct ini_entry *e = inidoc_entry(s, "factors");
	int cap = 0;
	for (const char *p = e->value; *p;) {
		size_t n = strcspn(p, ", \t");
		char *name = mem_strndup(p, n);
		int factor = n ? catalogue_factor(c, name) : -1;
		if (factor >= 0 && has(to, factor)) {
			diag_add(d, e->file, e->line, "factors: %s stands there twice", name);
		} else if (factor >= 0) {
			to->factors = mem_grow(to->factors, &cap, to->n_factors + 1, sizeof *to->factors);
			to->factors[to->n_factors++] = factor;
		} else if (n && strncmp(e->file, BUILT_IN, strlen(BUILT_IN))) {
			diag_add(d, e->file, e->line, "factors: there is no factor '%s' in factors.ini", name);
		}
		free(name);
		p += n + strspn(p + n, ", \t");
	}
}

static void read_response(struct response_rules *r, const struct ini_doc *doc, const struct ini_section *s,
			  const char *name, const struct catalogue *c, struct diags *d)
{
	struct entry e = {0};
	if (inidoc_fill(doc, s, response_keys, COUNT(response_keys), &e, NULL, d)) {
		r->at = mem_grow(r->at, &r->cap, r->n + 1, sizeof *r->at);
		struct response *to = &r->at[r->n++];
		*to = (struct response){.name = mem_strdup(name), .label = mem_strdup(e.label)};
		for (int i = 0; i < INHERIT_COUNT; i++)
			to->words[i] = mem_strdup(e.words[i] ? e.words[i] : "");
		read_factors(to, s, c, d);
	}
	free(e.label);
	free(e.factors);
	for (int i = 0; i < INHERIT_COUNT; i++)
		free(e.words[i]);
}

struct response_rules *response_rules_parse(const struct ini_doc *doc, const struct catalogue *c, struct diags *d)
{
	struct response_rules *r = mem_alloc(sizeof *r);
	int before = d->n;
	for (int i = 0; i < doc->n; i++) {
		const struct ini_section *s = &doc->at[i];
		const char *name = NULL;
		if (!strcmp(s->name, "signals"))
			inidoc_fill(doc, s, signal_keys, COUNT(signal_keys), &r->signals, NULL, d);
		else if (inidoc_is(s, "response", &name) && name)
			read_response(r, doc, s, name, c, d);
		else
			diag_add(d, s->file, s->line, "[%s] is not known; there are [signals] and [response NAME]",
				 s->name);
	}
	if (!inidoc_section(doc, "signals"))
		diag_add(d, doc->file, 0, "there is no [signals]");
	if (d->n > before)
		response_rules_free(&r);
	return r;
}

void response_rules_free(struct response_rules **rules)
{
	struct response_rules *r = *rules;
	if (!r)
		return;
	for (int i = 0; i < r->n; i++) {
		free(r->at[i].name);
		free(r->at[i].label);
		free(r->at[i].factors);
		for (int k = 0; k < INHERIT_COUNT; k++)
			free(r->at[i].words[k]);
	}
	free(r->at);
	free(r);
	*rules = NULL;
}

int response_next(const struct response_rules *r, int factor, int after)
{
	for (int i = after + 1; i < r->n; i++) {
		if (has(&r->at[i], factor))
			return i;
	}
	return -1;
}
