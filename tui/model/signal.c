/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/signal.h>

/* ---- how many ---- */

void cell_show(struct cell c, int smallest, struct cell_view *out)
{
	*out = (struct cell_view){.how = CELL_HIDDEN};
	if (c.judged < smallest)
		return;
	out->judged = c.judged;
	if (c.risk < smallest) {
		out->how = CELL_FEWER;
		return;
	}
	out->how = CELL_EXACT;
	out->risk = c.risk;
	/* Everybody is like nearly everybody: "20 of 20" would tell of each of them. */
	if (c.judged - c.risk < smallest) {
		out->how = CELL_AT_LEAST;
		out->risk = c.judged - smallest + 1;
		if (out->risk < smallest)
			out->risk = smallest;
	}
}

void cell_words(struct cell c, int smallest, struct str *out)
{
	struct cell_view v;
	cell_show(c, smallest, &v);
	switch (v.how) {
	case CELL_HIDDEN:
		str_add(out, "too few cases to be shown");
		break;
	case CELL_FEWER:
		str_addf(out, "fewer than %d of %d cases", smallest, v.judged);
		break;
	case CELL_AT_LEAST:
		str_addf(out, "%d or more of %d cases", v.risk, v.judged);
		break;
	case CELL_EXACT:
		str_addf(out, "%d of %d cases", v.risk, v.judged);
		break;
	}
}

/* ---- places ---- */

bool signal_place(const struct signal_count *c, enum inherit_from level, char out[SIGNAL_PLACE])
{
	*out = 0;
	if (level != INHERIT_COMMUNITY && level != INHERIT_STRUCTURAL)
		return false;
	if (level == INHERIT_COMMUNITY && *c->community)
		snprintf(out, SIGNAL_PLACE, "%s", c->community);
	else if (*c->country)
		snprintf(out, SIGNAL_PLACE, "%s", c->country);
	else if (*c->stay)
		snprintf(out, SIGNAL_PLACE, SIGNAL_COUNTRY "%s", c->stay);
	return *out;
}

/* ---- signals ---- */

static int by_place(const void *a, const void *b)
{
	const struct signal *x = a, *y = b;
	int place = strcmp(x->place, y->place);
	return place ? place : x->factor - y->factor;
}

/* As they are shown: the order must not tell more than the numbers. */
static int by_cases(const void *a, const void *b, void *rules)
{
	const struct signal *x = a, *y = b;
	const struct signal_rules *r = rules;
	struct cell_view v, w;
	cell_show(x->cell, r->smallest_cell, &v);
	cell_show(y->cell, r->smallest_cell, &w);
	return v.risk != w.risk ? w.risk - v.risk : by_place(a, b);
}

/* One row for each place and factor, whatever combinations of profiles they came with. */
static void join(struct signal_list *l)
{
	int kept = 0;
	for (int i = 0; i < l->n; i++) {
		struct signal *last = kept ? &l->at[kept - 1] : NULL;
		if (last && by_place(last, &l->at[i]) == 0) {
			last->cell.risk += l->at[i].cell.risk;
			last->cell.judged += l->at[i].cell.judged;
		} else {
			l->at[kept++] = l->at[i];
		}
	}
	l->n = kept;
}

void signals_find(const struct signal_rules *r, const struct catalogue *c, const struct signal_count *counts, int n,
		  struct signal_list *out)
{
	int needed = r->cases > r->smallest_cell ? r->cases : r->smallest_cell, kept = 0;
	*out = (struct signal_list){0};
	for (int i = 0; i < n; i++) {
		struct signal one = {.factor = catalogue_factor(c, counts[i].factor), .cell = counts[i].cell};
		if (one.factor < 0 || !signal_place(&counts[i], inherit_of_factor(c, one.factor), one.place))
			continue;
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		out->at[out->n++] = one;
	}
	if (!out->n)
		return;
	qsort(out->at, (size_t)out->n, sizeof *out->at, by_place);
	join(out);
	for (int i = 0; i < out->n; i++) {
		if (out->at[i].cell.risk >= needed)
			out->at[kept++] = out->at[i];
	}
	out->n = kept;
	qsort_r(out->at, (size_t)out->n, sizeof *out->at, by_cases, (void *)r);
}

void signal_list_fini(struct signal_list *l)
{
	free(l->at);
	*l = (struct signal_list){0};
}

/* ---- interventions ---- */

enum intervention_stage intervention_stage(struct date start, struct date end, struct date today)
{
	if (!start.year || date_days(start) > date_days(today))
		return INTERVENTION_PLANNED;
	return end.year && date_days_last(end) < date_days(today) ? INTERVENTION_ENDED : INTERVENTION_RUNNING;
}

const char *intervention_stage_words(enum intervention_stage s)
{
	static const char *const words[] = {"planned", "under way", "ended"};
	return words[s];
}
