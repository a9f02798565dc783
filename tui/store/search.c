/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding a case by what somebody types. Keys give at most 2,000 people who may be meant, those found by most words
 * first; how alike they are is judged here. Case numbers are found by their last parts.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>

#include "case_row.h"
#include "search.h"

#define NUMBERS_MAX 200
#define TYPED_MAX 200 /* bytes */
#define RESULTS_MAX 100

struct found {
	int64_t person_no;
	int weight, likeness;
	int words; /* of those typed, found by more than a hint */
	char person_id[ID_TEXT];
};

struct result {
	struct case_list *out;
	int *likeness, max;
};

static int by_person(const void *a, const void *b)
{
	const struct hit *x = a, *y = b;
	if (x->person_no != y->person_no)
		return x->person_no < y->person_no ? -1 : 1;
	return x->word != y->word ? x->word - y->word : y->weight - x->weight;
}

static int best_first(const void *a, const void *b)
{
	const struct found *x = a, *y = b;
	if (x->likeness != y->likeness)
		return y->likeness - x->likeness;
	if (x->weight != y->weight)
		return y->weight - x->weight;
	return x->person_no < y->person_no ? -1 : x->person_no > y->person_no;
}

/* One row a person: the best hit of each word added up. Owned. */
static struct found *gather(struct hits *h, int *n)
{
	struct found *f = mem_alloc((size_t)(h->n + 1) * sizeof *f);
	*n = 0;
	if (h->n)
		qsort(h->at, (size_t)h->n, sizeof *h->at, by_person);
	for (int i = 0; i < h->n; i++) {
		const struct hit *hit = &h->at[i], *last = i ? hit - 1 : NULL;
		bool same = last && last->person_no == hit->person_no;
		if (!same)
			f[(*n)++] = (struct found){.person_no = hit->person_no};
		if (same && last->word == hit->word)
			continue; /* the best of a word comes first */
		struct found *person = &f[*n - 1];
		if (hit->word == HIT_PHONE) {
			person->likeness = hit->weight;
		} else {
			person->weight += hit->weight;
			person->words += !hit->hint;
		}
	}
	if (*n)
		qsort(f, (size_t)*n, sizeof *f, best_first);
	if (*n > CANDIDATES_MAX)
		*n = CANDIDATES_MAX;
	return f;
}

static bool judge(struct store *s, const char *folded, int words, struct found *f, int n, struct err *e)
{
	for (int i = 0; i < n; i++) {
		sqlite3_stmt *st = open_person_names(s, e, f[i].person_no);
		if (!st)
			return false;
		enum step step = statement_next(s, st, e);
		if (step == STEP_ROW) {
			column_copy(st, 0, f[i].person_id, sizeof f[i].person_id);
			int alike = f[i].weight ? name_likeness(folded, column_text(st, 1), column_text(st, 2)) : 0;
			if (words && f[i].words == words && alike < LIKENESS_SOUND)
				alike = LIKENESS_SOUND;
			if (alike > f[i].likeness)
				f[i].likeness = alike;
		}
		statement_close(st);
		if (step == STEP_FAILED)
			return false;
	}
	if (n)
		qsort(f, (size_t)n, sizeof *f, best_first);
	return true;
}

static void take(struct result *r, struct case_row *c, int likeness)
{
	bool wanted = r->out->n < r->max;
	for (int i = 0; wanted && i < r->out->n; i++)
		wanted = strcmp(r->out->at[i].id, c->id) != 0;
	if (!wanted) {
		case_row_fini(c);
		return;
	}
	r->likeness[r->out->n] = likeness;
	case_list_add(r->out, c);
}

static bool take_people(struct store *s, const struct found *f, int n, struct result *r, struct err *e)
{
	for (int i = 0; i < n && r->out->n < r->max && f[i].likeness >= LIKENESS_LEAST; i++) {
		struct case_list cases = {0};
		sqlite3_stmt *st = open_cases_of_person(s, e, f[i].person_id);
		bool good = st && case_rows_read(s, st, &cases, e);
		for (int k = 0; good && k < cases.n; k++)
			take(r, &cases.at[k], f[i].likeness);
		case_list_fini(&cases);
		if (!good)
			return false;
	}
	return true;
}

/* Cases whose number ends in what was typed: "143", "2026-143", "hr 2026 0143". */
static bool take_numbers(struct store *s, const char *folded, struct result *r, struct err *e)
{
	char typed[NUMBER_ORDER_TEXT], number[NUMBER_ORDER_TEXT];
	int64_t serial, other;
	case_number_order(folded, typed, &serial);
	if (serial < 0)
		return true;
	struct case_list cases = {0};
	sqlite3_stmt *st = open_cases_by_serial(s, e, serial, NUMBERS_MAX);
	bool good = st && case_rows_read(s, st, &cases, e);
	size_t n = strlen(typed);
	for (int i = 0; good && i < cases.n; i++) {
		case_number_order(cases.at[i].number, number, &other);
		size_t whole = strlen(number);
		if (whole < n || strcmp(number + whole - n, typed) || (whole > n && number[whole - n - 1] != '-'))
			continue;
		take(r, &cases.at[i], whole == n ? 1000 : strchr(typed, '-') ? 990 : CASE_FIGURES_LIKENESS);
	}
	case_list_fini(&cases);
	return good;
}

static bool search(struct store *s, const char *typed, const char *folded, struct result *r, struct err *e)
{
	struct hits hits = {0};
	struct found *f = NULL;
	int n = 0, words = 0;
	bool good = take_numbers(s, folded, r, e) && hits_by_phone(s, typed, &hits, e) &&
		    hits_by_name(s, folded, &hits, &words, e);
	if (good)
		f = gather(&hits, &n);
	good = good && judge(s, folded, words, f, n, e) && take_people(s, f, n, r, e);
	free(f);
	free(hits.at);
	return good;
}

/* What a person types has numbers and names apart, but a phone may be as like as a number: keep the order. */
static void sort_results(struct result *r)
{
	for (int i = 1; i < r->out->n; i++) {
		struct case_row row = r->out->at[i];
		int likeness = r->likeness[i], k = i;
		for (; k > 0 && r->likeness[k - 1] < likeness; k--) {
			r->out->at[k] = r->out->at[k - 1];
			r->likeness[k] = r->likeness[k - 1];
		}
		r->out->at[k] = row;
		r->likeness[k] = likeness;
	}
}

bool store_case_search(struct store *s, const char *typed, int max, struct case_list *out, int *likeness, struct err *e)
{
	*out = (struct case_list){0};
	struct result r = {out, likeness, max > RESULTS_MAX ? RESULTS_MAX : max};
	bool own, good = true;
	char *clean = text_clean(typed, strnlen(typed, TYPED_MAX), false);
	char *folded = text_fold(clean);
	if (*folded && max > 0) {
		good = snapshot_begin(s, &own, e);
		if (good) {
			good = search(s, clean, folded, &r, e);
			snapshot_end(s, own);
		}
	}
	free(folded);
	free(clean);
	if (good)
		sort_results(&r);
	else
		case_list_fini(out);
	return good;
}
