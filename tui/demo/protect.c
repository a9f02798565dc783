/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Safety work and trafficking in the fictitious cases.
 */
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/demo/protect.h>
#include <sarai/demo/record.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>

/* What a site's form does not have or does not take is left out, as everywhere in these stories. */
static struct edit *filled(struct demo *d, const char *kind, const char *const *answers, struct err *e)
{
	struct edit *w = demo_open(d, kind, e);
	for (; w && *answers; answers += 2)
		demo_put(w, answers[0], answers[1]);
	return w;
}

static int until_now(const struct demo *d)
{
	return (int)(date_days(time_date(d->now)) - date_days(time_date(d->at)));
}

bool demo_protect(struct demo *d, struct err *e)
{
	const struct demo_story *story = d->story;
	struct edit *w;
	if (story->trafficking) {
		if (!(w = filled(d, "trafficking", story->trafficking, e)))
			return false;
		demo_put_day(d, w, "noted_on", 0);
		demo_put_day(d, w, "referred_on", 0);
		demo_put_day(d, w, "decided_on", 0);
		demo_put_day(d, w, "reflection_from", 0);
		demo_put_day(d, w, "reflection_until", until_now(d) + 12);
		if (!demo_save(d, &w, e))
			return false;
	}
	if (story->ssra) {
		if (!(w = filled(d, "ssra", story->ssra, e)))
			return false;
		demo_put_day(d, w, "assessed_on", 0);
		if (!d->course->late)
			demo_put_day(d, w, "review_on", until_now(d) + 4);
		if (!demo_save(d, &w, e))
			return false;
	}
	if (story->safety_plan && restricted_seen(&d->session, d->case_id)) {
		if (!(w = filled(d, "safety-plan", story->safety_plan, e)))
			return false;
		demo_put_day(d, w, "made_on", 0);
		demo_put_day(d, w, "review_on", 90);
		return demo_save(d, &w, e);
	}
	return true;
}

bool demo_care(struct demo *d, struct err *e)
{
	static const char *const answers[] = {"pep", "arranged", "pep_consent", "yes", "injuries", "none", NULL};
	if (!restricted_seen(&d->session, d->case_id))
		return true;
	d->at = d->now;
	struct edit *w = filled(d, "sexual-violence-care", answers, e);
	if (!w)
		return false;
	demo_put_day(d, w, "happened_on", -1);
	demo_put(w, "happened_hour", "22");
	return demo_save(d, &w, e);
}
