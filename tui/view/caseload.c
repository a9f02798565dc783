/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Who has how much to carry: open cases by worker and level, weighted.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/model/oversight.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/view/caseload.h>

static struct caseload *worker(struct caseload_list *l, const char *owner)
{
	/* Rows of one worker stand together. */
	if (l->n > 0 && !strcmp(l->at[l->n - 1].owner, owner))
		return &l->at[l->n - 1];
	l->at = mem_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
	struct caseload *to = &l->at[l->n++];
	*to = (struct caseload){.cases = mem_alloc((size_t)l->n_levels * sizeof(int))};
	snprintf(to->owner, sizeof to->owner, "%s", owner);
	return to;
}

static int heaviest_first(const void *a, const void *b)
{
	const struct caseload *x = a, *y = b;
	if (!*x->owner != !*y->owner)
		return *x->owner ? 1 : -1; /* cases of nobody before all */
	return x->load != y->load ? y->load - x->load : strcmp(x->owner, y->owner);
}

bool caseloads_read(struct session *s, struct caseload_list *out, struct err *e)
{
	const struct oversight *o = &s->config->due->oversight;
	struct case_load *rows;
	int n;
	memset(out, 0, sizeof *out);
	out->n_levels = s->config->catalogue->n_bands + 1;
	if (!session_may(s, PERMIT_VIEW, e) || !store_case_loads(s->store, &rows, &n, e))
		return false;
	for (int i = 0; i < n; i++) {
		struct caseload *to = worker(out, rows[i].owner);
		/* A level of a catalogue that has changed since counts as the highest there is. */
		int level = rows[i].level_rank < out->n_levels ? rows[i].level_rank : out->n_levels - 1;
		to->cases[level] += rows[i].cases;
		to->total += rows[i].cases;
	}
	for (int i = 0; i < out->n; i++) {
		struct caseload *c = &out->at[i];
		c->load = oversight_load(o, c->cases, out->n_levels);
		c->too_much = *c->owner && oversight_too_much(o, c->load);
	}
	if (out->n)
		qsort(out->at, (size_t)out->n, sizeof *out->at, heaviest_first);
	free(rows);
	return true;
}

void caseload_list_fini(struct caseload_list *l)
{
	for (int i = 0; i < l->n; i++)
		free(l->at[i].cases);
	free(l->at);
	*l = (struct caseload_list){0};
}
