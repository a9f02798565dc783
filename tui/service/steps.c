/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The steps a case takes by the work itself; all others are set by hand. One step follows the other, none is taken
 * back, and what was done out of order is caught up with. A case that was opened again takes only the steps of what is
 * saved now: what came before belongs to its earlier time.
 */
#include <stdio.h>
#include <string.h>

#include <sarai/store/history.h>

#include "casehead.h"

static bool was_reopened(struct session *s, const char *case_id)
{
	struct history_list l = {0};
	bool found = false;
	if (!store_history_list(s->store, case_id, NULL, 0, &l, NULL))
		return true; /* not known: then nothing is taken over from an earlier time */
	for (int i = 0; i < l.n && !found; i++)
		found = !strcmp(l.at[i].action, "status") && l.at[i].n_changes > 0 &&
			!strcmp(l.at[i].changes[0].new_value, status_name(STATUS_REOPENED));
	history_list_fini(&l);
	return found;
}

void casehead_step(struct session *s, struct case_row *k, const char *kind, bool begun)
{
	const struct {
		enum case_status status;
		bool earned;
		const char *kinds;
	} steps[] = {
		{STATUS_SCREENED, *k->screened_at || *k->assessed_at, "screening assessment"},
		{STATUS_ASSESSED, *k->assessed_at, "assessment"},
		{STATUS_PLANNED, *k->plan_agreed_at, "plan"},
		{STATUS_ACTIVE, begun, "action follow-up"},
	};
	const int n = (int)(sizeof steps / sizeof steps[0]);
	enum case_status now;
	int at = -1;
	if (!*kind || !status_from_name(k->status, &now))
		return;
	for (int i = 0; i < n; i++) {
		if (now == steps[i].status)
			at = i;
	}
	if (at < 0 && now != STATUS_NEW && now != STATUS_REOPENED)
		return;
	for (int i = at + 1; i < n; i++) {
		bool own = strstr(steps[i].kinds, kind) != NULL;
		if (now == STATUS_REOPENED && !own)
			continue;
		if (!steps[i].earned || !status_may_follow(now, steps[i].status) || (!own && was_reopened(s, k->id)))
			break;
		now = steps[i].status;
	}
	snprintf(k->status, sizeof k->status, "%s", status_name(now));
}
