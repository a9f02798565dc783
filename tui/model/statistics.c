/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/age.h>
#include <sarai/model/statistics.h>

static const struct {
	const char *name, *words;
} columns[] = {
#define X(id, name, words) {name, words},
	STAT_TABLE(X)
#undef X
};

const char *stat_name(enum stat_column c)
{
	return columns[c].name;
}

const char *stat_words(enum stat_column c)
{
	return columns[c].words;
}

static bool named(const char *name, size_t n, enum stat_column *out)
{
	for (int i = 0; i < STAT_COUNT; i++) {
		if (strlen(columns[i].name) == n && !memcmp(columns[i].name, name, n)) {
			*out = (enum stat_column)i;
			return true;
		}
	}
	return false;
}

bool stat_from_name(const char *name, enum stat_column *out)
{
	return named(name, strlen(name), out);
}

int stat_columns(const char *names, enum stat_column out[STAT_COUNT], const char **bad)
{
	unsigned seen = 0;
	int n = 0;
	const char *p = names + strspn(names, " ");
	for (; *p; p += strspn(p, " ")) {
		size_t len = strcspn(p, " ");
		enum stat_column c;
		if (!named(p, len, &c) || (seen & (1u << c))) {
			*bad = p;
			return 0;
		}
		seen |= 1u << c;
		out[n++] = c;
		p += len;
	}
	*bad = p;
	return n;
}

/* ---- bands ---- */

static const struct {
	int from;
	const char *name;
} bands[] = {{0, "0-8"},    {9, "9-17"},   {18, "18-20"}, {21, "21-23"}, {24, "24-26"},
	     {27, "27-29"}, {30, "30-38"}, {39, "39-47"}, {48, "48+"}};
#define BANDS ((int)(sizeof bands / sizeof *bands))

static int band_of(int age)
{
	int i = BANDS - 1;
	while (i > 0 && age < bands[i].from)
		i--;
	return i;
}

const char *stat_age_band(struct date birth, struct date on)
{
	int least, most;
	if (!birth.year)
		return "unknown";
	date_age(birth, on, &least, &most);
	if (band_of(least) == band_of(most))
		return bands[band_of(least)].name;
	return most < AGE_ADULT ? "child" : least >= AGE_ADULT ? "adult" : "unknown";
}

/* ---- cases ---- */

void stat_case_set(struct stat_case *c, enum stat_column column, const char *value)
{
	free(c->value[column]);
	c->value[column] = mem_strdup(value);
}

void stat_case_fini(struct stat_case *c)
{
	for (int i = 0; i < STAT_COUNT; i++)
		free(c->value[i]);
	*c = (struct stat_case){0};
}

/* ---- counting ---- */

static int in_order(const void *a, const void *b)
{
	const struct stat_row *x = a, *y = b;
	for (int i = 0; i < STAT_COUNT && x->value[i] && y->value[i]; i++) {
		int order = strcmp(x->value[i], y->value[i]);
		if (order)
			return order;
	}
	return 0;
}

/* Equal ones next to each other become one. */
static int merge(struct stat_row *at, int n)
{
	int kept = 0;
	for (int i = 0; i < n; i++) {
		if (kept && !in_order(&at[kept - 1], &at[i]))
			at[kept - 1].cases += at[i].cases;
		else
			at[kept++] = at[i];
	}
	return kept;
}

void stat_count(const struct stat_case *cases, int n, const enum stat_column *by, int n_by, int k,
		struct stat_table *out)
{
	*out = (struct stat_table){.total = n};
	for (int i = 0; i < n; i++) {
		struct stat_row row = {.cases = 1};
		for (int c = 0; c < n_by; c++)
			row.value[c] = cases[i].value[by[c]] ? cases[i].value[by[c]] : "";
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		out->at[out->n++] = row;
	}
	if (out->n)
		qsort(out->at, (size_t)out->n, sizeof *out->at, in_order);
	out->n = merge(out->at, out->n);
	int kept = 0;
	for (int i = 0; i < out->n; i++) {
		if (out->at[i].cases >= k) {
			out->at[kept++] = out->at[i];
		} else {
			out->kept_back += out->at[i].cases;
			out->combinations++;
		}
	}
	out->n = kept;
	/* A few that were kept back could be told apart by who knows the total. */
	out->told = out->kept_back == 0 || out->kept_back >= k;
}

void stat_table_fini(struct stat_table *t)
{
	free(t->at);
	*t = (struct stat_table){0};
}
