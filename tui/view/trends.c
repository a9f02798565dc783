/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/codes.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/units.h>
#include <sarai/config/config.h>
#include <sarai/kind/intervention.h>
#include <sarai/model/directory.h>
#include <sarai/model/permit.h>
#include <sarai/model/response.h>
#include <sarai/model/signal.h>
#include <sarai/store/account.h>
#include <sarai/store/count.h>
#include <sarai/store/shared.h>
#include <sarai/view/interventions.h>
#include <sarai/view/trend_words.h>
#include <sarai/view/trends.h>

/* ---- signals ---- */

/* One that is not over yet, at the place, for the factor. */
static void find_intervention(const struct intervention_list *l, const char *factor, struct signal_row *row)
{
	for (int i = 0; i < l->n && !*row->intervention; i++) {
		const struct intervention_row *x = &l->at[i];
		char place[SIGNAL_PLACE];
		intervention_place(&x->record, place);
		if (x->stage == INTERVENTION_ENDED || strcmp(place, row->signal.place) ||
		    !codes_have(pairs_get(&x->record.answers, "factors"), factor))
			continue;
		memcpy(row->intervention, x->record.id, ID_TEXT);
		row->intervention_title = mem_strdup(x->record.title);
	}
}

static void to_rows(struct session *s, const struct signal_list *found, const struct shared_list *profiles,
		    const struct intervention_list *interventions, struct signal_rows *out)
{
	const struct config *c = s->config;
	for (int i = 0; i < found->n; i++) {
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		struct signal_row *r = &out->at[out->n++];
		*r = (struct signal_row){.signal = found->at[i]};
		r->place = place_words(c, profiles, r->signal.place);
		find_intervention(interventions, c->catalogue->factors[r->signal.factor].name, r);
	}
}

bool signals_read(struct session *s, struct signal_rows *out, struct err *e)
{
	const struct signal_rules *rules = &s->config->response->signals;
	struct count_list counts = {0};
	struct signal_list found = {0};
	struct shared_list profiles = {0};
	struct intervention_list interventions = {0};
	char from[TIME_TEXT];
	bool fictitious;
	*out = (struct signal_rows){0};
	time_to_iso(clock_now(s->clock) - (int64_t)rules->days * DAY, from);
	bool good = session_may(s, PERMIT_CONTEXT, e) && signals_fictitious(s, &fictitious, e) &&
		    store_signal_counts(s->store, from, NULL, fictitious, &counts, e) &&
		    store_shared_list(s->store, "context", &profiles, e) && interventions_list(s, &interventions, e);
	if (good) {
		signals_find(rules, s->config->catalogue, counts.at, counts.n, &found);
		to_rows(s, &found, &profiles, &interventions, out);
	}
	count_list_fini(&counts);
	signal_list_fini(&found);
	shared_list_fini(&profiles);
	intervention_list_fini(&interventions);
	return good;
}

void signal_rows_fini(struct signal_rows *l)
{
	for (int i = 0; i < l->n; i++) {
		free(l->at[i].place);
		free(l->at[i].intervention_title);
	}
	free(l->at);
	*l = (struct signal_rows){0};
}
