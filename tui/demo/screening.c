/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The screening of a story.
 */
#include <string.h>

#include <sarai/base/codes.h>
#include <sarai/base/err.h>
#include <sarai/demo/record.h>
#include <sarai/demo/screening.h>
#include <sarai/edit/open.h>
#include <sarai/model/catalogue.h>

bool demo_screen(struct demo *d, struct err *e)
{
	const struct catalogue *c = d->session.config->catalogue;
	bool informed = d->course->stage == DEMO_INFORMED;
	struct edit *w = demo_open(d, "screening", e);
	if (!w)
		return false;
	demo_put_day(d, w, "screened_on", 0);
	if (d->course->stage == DEMO_REFUSED) {
		demo_put(w, "consent", "refused");
		demo_put(w, "refused_age", "adult");
		demo_put(w, "refused_given", "information contact");
		return demo_save(d, &w, e);
	}
	demo_put(w, "consent", "consents");
	for (int i = 0; i < c->n_flags; i++) {
		bool yes = !informed && codes_have(d->story->flags, c->flags[i].name);
		demo_put(w, c->flags[i].name, yes ? "yes" : "no");
	}
	demo_put(w, "exposure", informed ? "no" : "yes");
	demo_put(w, "exposure_text", d->story->exposure);
	demo_put(w, "capability", informed ? "no" : "yes");
	demo_put(w, "capability_text", d->story->capability);
	demo_put(w, "decision", informed ? "information-only" : "assess");
	demo_put(w, "decision_reason",
		 informed ? "Wanted to know about regular routes; no sign of harm, good support." : d->story->exposure);
	return demo_save(d, &w, e);
}
