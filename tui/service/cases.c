/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding and reading cases, and what they hold.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/service/cases.h>

#include "casehead.h"
#include "clocks.h"
#include "reach.h"
#include "restricted.h"
#include "work.h"

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
	within.reach = reach_filter(s, PERMIT_VIEW);
	if (!session_may(s, PERMIT_VIEW, e) || !store_case_list(s->store, &within, out, e))
		return false;
	mask_all(s, out);
	return true;
}

bool cases_get(struct session *s, const char *case_id, struct case_row *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_VIEW, e) || !store_case_get(s->store, case_id, out, e))
		return false;
	if (!reach_row(s, PERMIT_VIEW, out, e)) {
		case_row_fini(out);
		return false;
	}
	case_row_mask(s, out);
	if (case_clocks(s, out, e))
		return true;
	case_row_fini(out);
	return false;
}

/* ---- jumping to one ---- */

static char *trimmed(const char *typed)
{
	char *clean = text_clean(typed, strlen(typed), false);
	size_t from = strspn(clean, " "), n = strlen(clean);
	while (n > from && clean[n - 1] == ' ')
		n--;
	char *out = mem_text_n(clean + from, n - from);
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
	found = by_number(s, number, out, e);
	if (found)
		return found;
	snprintf(number, sizeof number, "%s-%04d-%s", prefix, clock_today(s->clock).year, typed);
	return by_number(s, number, out, e);
}

/* The best match, when it stands alone: the only one, or the only one that is just so. */
static int only_match(const struct case_list *l, const int *likeness)
{
	if (l->n == 0)
		return -1;
	bool alone = l->n == 1 || (likeness[0] == 1000 && likeness[1] < 1000);
	return alone ? 0 : -1;
}

bool cases_jump(struct session *s, const char *typed, struct case_row *out, struct err *e)
{
	struct case_list found = {0};
	int likeness[JUMP_MAX] = {0};
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_VIEW, e))
		return false;
	char *text = trimmed(typed);
	int by = *text ? by_number_short(s, text, out, e) : 0;
	bool good = by > 0;
	if (by == 0 && *text && cases_find(s, text, JUMP_MAX, &found, likeness, e)) {
		int i = only_match(&found, likeness);
		good = i >= 0;
		if (good)
			case_row_copy(out, &found.at[i]);
		else if (found.n > 0)
			err_set(e, ERR_MISSING, "", "Several cases match \"%s\".", text);
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

/* ---- what a case holds ---- */

bool records_list(struct session *s, const char *case_id, const char *kind, struct record_list *out, struct err *e)
{
	struct record_filter f = {.case_id = case_id, .kind = kind, .newest_first = true};
	const struct record_kind *k = kind ? record_kind_get(kind) : NULL;
	if (!reach_case(s, PERMIT_VIEW, case_id, e) ||
	    (k && k->restricted && !reach_case(s, PERMIT_RESTRICTED, case_id, e)) ||
	    !store_record_list(s->store, &f, out, e))
		return false;
	record_list_mask(s->config, restricted_seen(s, case_id), out);
	return true;
}

/* Signed ones are corrected by others beside them: those stand right behind, oldest first. The rest keeps its order. */
static void corrections_behind(struct record_list *l)
{
	if (l->n < 2)
		return;
	struct record *to = mem_alloc((size_t)(l->n + 1) * sizeof *to);
	bool *moved = mem_alloc((size_t)(l->n + 1) * sizeof *moved);
	int n = 0;
	for (int i = 0; i < l->n; i++) {
		bool behind_another = false;
		for (int k = 0; k < l->n && *l->at[i].parent_id; k++)
			behind_another |= k != i && !strcmp(l->at[k].id, l->at[i].parent_id);
		moved[i] = behind_another;
	}
	for (int i = 0; i < l->n; i++) {
		if (moved[i])
			continue;
		to[n++] = l->at[i];
		for (int k = l->n - 1; k >= 0; k--) {
			if (moved[k] && !strcmp(l->at[k].parent_id, l->at[i].id))
				to[n++] = l->at[k];
		}
	}
	if (n == l->n) /* corrections of corrections do not come to be: nothing is lost in any case */
		memcpy(l->at, to, (size_t)n * sizeof *to);
	free(moved);
	free(to);
}

bool section_read(struct session *s, const char *case_id, enum case_section section, struct record_list *out,
		  struct err *e)
{
	struct record_filter f = {.case_id = case_id, .newest_first = true};
	int kept = 0;
	if (!reach_case(s, PERMIT_VIEW, case_id, e) || !store_record_list(s->store, &f, out, e))
		return false;
	for (int i = 0; i < out->n; i++) {
		const struct record_kind *k = record_kind_get(out->at[i].kind);
		if (k && k->section == section)
			out->at[kept++] = out->at[i];
		else
			record_fini(&out->at[i]);
	}
	out->n = kept;
	corrections_behind(out);
	record_list_mask(s->config, restricted_seen(s, case_id), out);
	return true;
}

/* Names stand in the changes of a person's answers. */
void history_mask(bool names, struct history_list *l)
{
	if (names)
		return;
	for (int i = 0; i < l->n; i++) {
		struct history_entry *h = &l->at[i];
		const struct record_kind *kind = record_kind_get(h->kind);
		for (int k = 0; kind && kind->names && k < h->n_changes; k++) {
			free(h->changes[k].old_value);
			free(h->changes[k].new_value);
			h->changes[k].old_value = mem_text("");
			h->changes[k].new_value = mem_text("(hidden)");
		}
	}
}

bool history_read(struct session *s, const char *case_id, int limit, struct history_list *out, struct err *e)
{
	if (!reach_case(s, PERMIT_VIEW, case_id, e) || !store_history_list(s->store, case_id, NULL, limit, out, e))
		return false;
	history_mask(reach_case(s, PERMIT_NAMES, case_id, NULL), out);
	history_mask_restricted(s, restricted_seen(s, case_id), out);
	return true;
}
