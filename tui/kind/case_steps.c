/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The steps a case takes by the work itself; all others are set by hand. One step follows the other, none is taken
 * back, and what was done out of order is caught up with. A case that was opened again begins anew: what the head says
 * is of this episode alone.
 */
#include <stdio.h>
#include <string.h>

#include <sarai/kind/case_steps.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>

void case_row_step(struct case_row *k, const char *kind, bool in_force, bool begun)
{
	const struct {
		enum case_status status;
		bool earned;
	} steps[] = {
		{STATUS_SCREENED, *k->screened_at || *k->assessed_at},
		{STATUS_ASSESSED, *k->assessed_at},
		{STATUS_PLANNED, in_force},
		{STATUS_ACTIVE, begun},
	};
	const int n = (int)(sizeof steps / sizeof steps[0]);
	enum case_status now;
	int at = -1;
	/* What somebody has just set by hand stands until more is done. */
	if (!strcmp(kind, "status-change") || !status_from_name(k->status, &now))
		return;
	for (int i = 0; i < n; i++) {
		if (now == steps[i].status)
			at = i;
	}
	if (at < 0 && now != STATUS_NEW && now != STATUS_REOPENED)
		return;
	for (int i = at + 1; i < n; i++) {
		if (!steps[i].earned || !status_may_follow(now, steps[i].status))
			break;
		now = steps[i].status;
	}
	snprintf(k->status, sizeof k->status, "%s", status_name(now));
}
