/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding, listing and reading cases.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/case_mask.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/clocks.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>

#define JUMP_MAX 20

static void mask_all(const struct session *s, struct case_list *l)
{
	for (int i = 0; i < l->n; i++)
		case_row_show(s, &l->at[i]);
}

bool cases_find(struct session *s, const char *typed, int max, struct case_list *out, int *likeness, struct err *e)
{
	if (!session_may(s, PERMIT_VIEW, e) || !store_case_search(s->store, typed, max, out, likeness, e))
		return false;
	mask_all(s, out);
	return true;
}

bool cases_list(struct session *s, const struct case_filter *f, struct case_list *out, struct err *e)
{
	struct case_filter within = *f;
	within.reach = access_filter(s, PERMIT_VIEW);
	if (!session_may(s, PERMIT_VIEW, e) || !store_case_list(s->store, &within, out, e))
		return false;
	mask_all(s, out);
	return true;
}

bool cases_below(struct session *s, struct case_list *out, struct err *e)
{
	struct case_reach reach = access_filter(s, PERMIT_APPROVE);
	if (!session_may(s, PERMIT_APPROVE, e) || !store_case_below(s->store, &reach, 0, out, e))
		return false;
	mask_all(s, out);
	return true;
}

bool cases_get(struct session *s, const char *case_id, struct case_row *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_VIEW, e) || !store_case_get(s->store, case_id, out, e))
		return false;
	if (!access_check_row(s, PERMIT_VIEW, out, e)) {
		case_row_fini(out);
		return false;
	}
	case_row_mask(s, out);
	if (case_clocks(s, out, e))
		return true;
	case_row_fini(out);
	return false;
}

static char *trimmed(const char *typed)
{
	char *clean = text_clean(typed, strlen(typed), false);
	size_t from = strspn(clean, " "), n = strlen(clean);
	while (n > from && clean[n - 1] == ' ')
		n--;
	char *out = mem_strndup(clean + from, n - from);
	free(clean);
	return out;
}

/* 1 found, 0 no such number, -1 failed. */
static int by_number(struct session *s, const char *number, struct case_row *out, struct err *e)
{
	struct err why = {0};
	if (store_case_by_number(s->store, number, out, &why))
		return 1;
	if (why.code == ERR_MISSING)
		return 0;
	err_set(e, why.code, why.where, "%s", why.detail);
	return -1;
}

/* As typed; with the usual prefix in front; with prefix and this year in front. */
static int by_number_short(struct session *s, const char *typed, struct case_row *out, struct err *e)
{
	char number[80];
	int found = by_number(s, typed, out, e);
	if (found || !isdigit((unsigned char)*typed) || strlen(typed) > 20)
		return found;
	const char *prefix = s->config->settings.case_prefix;
	snprintf(number, sizeof number, "%s-%s", prefix, typed);
	return by_number(s, number, out, e);
}

/* The best match, when it stands alone: the only one, or the only one that is just so. The last figures of a number,
 * typed by themselves, may be those of several years, so of several cases; none of them is nearer than another. */
static int only_match(const struct case_list *l, const int *likeness, bool figures)
{
	int enough = figures ? CASE_FIGURES_LIKENESS : 1000;
	if (l->n == 0)
		return -1;
	bool alone = l->n == 1 || (likeness[0] >= enough && likeness[1] < enough);
	return alone ? 0 : -1;
}

bool cases_jump(struct session *s, const char *typed, struct case_row *out, struct err *e)
{
	struct case_list found = {0};
	int likeness[JUMP_MAX] = {0};
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_VIEW, e))
		return false;
	char *digits = text_digits(typed), *text = trimmed(digits);
	free(digits);
	int by = *text ? by_number_short(s, text, out, e) : 0;
	bool good = by > 0;
	if (by == 0 && *text && cases_find(s, text, JUMP_MAX, &found, likeness, e)) {
		int i = only_match(&found, likeness, !text[strspn(text, "0123456789")]);
		good = i >= 0;
		if (good)
			case_row_copy(out, &found.at[i]);
		else if (found.n > 0)
			err_set(e, ERR_MISSING, "", "%d cases match \"%s\": choose one.", found.n, text);
		else
			err_set(e, ERR_MISSING, "", "No case matches \"%s\".", text);
	} else if (by == 0 && !*text) {
		err_set(e, ERR_MISSING, "", "Type a case number or a name.");
	}
	if (good)
		case_row_show(s, out); /* opening another's asks for a reason */
	case_list_fini(&found);
	free(text);
	return good;
}
