/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is done for more than one of the fictitious cases: a step for the family, an intervention in a community.
 */
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/base/units.h>
#include <sarai/demo/programme.h>
#include <sarai/demo/record.h>
#include <sarai/edit/open.h>
#include <sarai/kind/household_action.h>

bool demo_family_step(struct demo *d, const char *household, struct err *e)
{
	struct edit *w = household_action_open(&d->session, household, d->cases[DEMO_MOTHER], "accommodation",
					       "housing_security_household children_at_risk_in_hh", e);
	if (!w)
		return false;
	demo_put(w, "action", "Two rooms for three months, both sisters asked alone");
	demo_put(w, "responsible", "together");
	demo_put(w, "agreed_with", "Mother, her sister; each asked alone (fictitious).");
	demo_put_day(d, w, "start_on", 0);
	demo_put_day(d, w, "due_on", 9);
	demo_put(w, "state", "started");
	return demo_save(d, &w, e);
}

bool demo_intervention(struct demo *d, struct err *e)
{
	if (!*d->profile)
		return true;
	d->at = d->now - 20 * (int64_t)DAY;
	struct edit *w = edit_open(&d->session, "intervention", NULL, NULL, NULL, e);
	if (!w)
		return false;
	demo_put(w, "title", "Safe ways to work (fictitious)");
	demo_put(w, "level", "community");
	demo_put(w, "place", d->profile);
	demo_put(w, "factors", "exploitative_recruitment_local");
	demo_put(w, "done",
		 "A desk at the bus station, with people who have come back; a number to report brokers to; a list of "
		 "agencies that take no fees.");
	demo_put(w, "partner", "Drivers' union, women's association (fictitious)");
	demo_put_day(d, w, "start_on", 0);
	return demo_save(d, &w, e);
}
