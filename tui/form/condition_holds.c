/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Does a condition hold? What is not shown counts as not answered, so that an answer given before the question went
 * away steers nothing. Of dates that are known in part only, what is possible holds.
 */
#include <string.h>

#include "condition.h"

static bool compare(enum comparison is, long a, long b)
{
	switch (is) {
	case COND_IS:
		return a == b;
	case COND_NOT:
		return a != b;
	case COND_LESS:
		return a < b;
	case COND_AT_MOST:
		return a <= b;
	case COND_MORE:
		return a > b;
	case COND_AT_LEAST:
		return a >= b;
	default:
		return false;
	}
}

static bool compare_dates(enum comparison is, struct date a, struct date b)
{
	switch (is) {
	case COND_IS:
		return date_days(a) <= date_days_last(b) && date_days(b) <= date_days_last(a);
	case COND_NOT:
		return !compare_dates(COND_IS, a, b);
	case COND_LESS:
	case COND_AT_MOST:
		return compare(is, date_days(a), date_days_last(b));
	default:
		return compare(is, date_days_last(a), date_days(b));
	}
}

static bool date_atom(const struct atom *a, const struct form *f, const char *left, const char *right)
{
	struct date x, y = a->today ? f->today : a->date;
	return date_from_iso(left, &x) && (a->other < 0 || date_from_iso(right, &y)) && compare_dates(a->is, x, y);
}

static bool number_atom(const struct atom *a, const char *left, const char *right)
{
	long x, y = a->number;
	return ini_int(left, -1000000000, 1000000000, &x) &&
	       (a->other < 0 || ini_int(right, -1000000000, 1000000000, &y)) && compare(a->is, x, y);
}

static bool factor_atom(const struct atom *a, const char *left, const char *right)
{
	enum answer x, y = a->answer;
	if (a->is == COND_IS || a->is == COND_NOT)
		return !strcmp(left, right) == (a->is == COND_IS);
	return answer_from_name(left, &x) && (a->other < 0 || answer_from_name(right, &y)) && answer_known(x) &&
	       answer_known(y) && compare(a->is, answer_ordinal(x), answer_ordinal(y));
}

static bool atom_holds(const struct atom *a, const struct form *f)
{
	const struct field_def *field = &f->def->fields[a->field];
	const char *left = form_counts(f, a->field), *right = a->other >= 0 ? form_counts(f, a->other) : a->text;
	if (a->is == COND_ANSWERED || a->is == COND_OPEN)
		return (*left != 0) == (a->is == COND_ANSWERED);
	if (!*left || !*right)
		return a->is == COND_NOT;
	switch (field->type) {
	case FIELD_DATE:
		return date_atom(a, f, left, right);
	case FIELD_NUMBER:
		return number_atom(a, left, right);
	case FIELD_FACTOR:
		return factor_atom(a, left, right);
	default:
		if (field->several)
			return form_codes_have(left, right, strlen(right)) == (a->is == COND_IS);
		return !strcmp(left, right) == (a->is == COND_IS);
	}
}

bool cond_holds(const struct cond *c, const struct form *f)
{
	bool all = true;
	for (int i = 0; i < c->n; i++) {
		if (c->at[i].begins) {
			if (i > 0 && all)
				return true;
			all = true;
		}
		all = all && atom_holds(&c->at[i], f);
	}
	return all;
}
