/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding and reading cases, and what they hold.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/model/permit.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/view/case_records.h>

#define JUMP_MAX 20

/* ---- what a case holds ---- */

bool records_list(struct session *s, const char *case_id, const char *kind, struct record_list *out, struct err *e)
{
	struct record_filter f = {.case_id = case_id, .kind = kind, .newest_first = true};
	const struct kind *k = kind ? kind_get(kind) : NULL;
	if (!access_check_case(s, PERMIT_VIEW, case_id, e) ||
	    (k && k->restricted && !access_check_case(s, PERMIT_RESTRICTED, case_id, e)) ||
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
	if (!access_check_case(s, PERMIT_VIEW, case_id, e) || !store_record_list(s->store, &f, out, e))
		return false;
	for (int i = 0; i < out->n; i++) {
		const struct kind *k = kind_get(out->at[i].kind);
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

bool history_read(struct session *s, const char *case_id, int limit, struct history_list *out, struct err *e)
{
	if (!access_check_case(s, PERMIT_VIEW, case_id, e) || !store_history_list(s->store, case_id, NULL, limit, out, e))
		return false;
	history_mask(access_check_case(s, PERMIT_NAMES, case_id, NULL), out);
	history_mask_restricted(s, restricted_seen(s, case_id), out);
	return true;
}
