/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Which cases figures and exports go through, and which have agreed to it.
 */
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/codes.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/text.h>
#include <sarai/kind/statistics_record.h>
#include <sarai/model/permit.h>
#include <sarai/model/status.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>
#include <sarai/view/export_cases.h>

bool export_every_case(struct session *s, enum permit p,
			      bool (*each)(void *ctx, const struct case_row *c, const struct pairs *figures, struct err *e),
		       void *ctx, struct err *e)
{
	struct case_filter f = {.order = CASE_BY_NUMBER, .reach = access_filter(s, p)};
	struct case_list all = {0};
	struct pairs figures_here = {0};
	char demo[8];
	bool good = store_fact_get(s->store, "demo", demo, sizeof demo, e) && store_case_list(s->store, &f, &all, e);
	for (int i = 0; good && i < all.n; i++) {
		const struct case_row *c = &all.at[i];
		if (text_is(c->status, status_name(STATUS_ERASED)) || text_is(c->status, status_name(STATUS_DUPLICATE)) ||
		    (c->fictitious && strcmp(demo, "yes")))
			continue;
		good = figures_of_case(s, c, &figures_here, e) && each(ctx, c, &figures_here, e);
	}
	pairs_clear(&figures_here);
	case_list_fini(&all);
	return good;
}

bool export_agreed(const struct pairs *figures, const char *recipient)
{
	return codes_have(pairs_get(figures, REPORT_STATISTICS), recipient);
}
