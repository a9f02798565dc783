/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The register of interventions: what is done for a place, and how many are at risk there before and after.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/codes.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/household.h>
#include <sarai/kind/intervention.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/directory.h>
#include <sarai/model/inherit.h>
#include <sarai/model/permit.h>
#include <sarai/model/signal.h>
#include <sarai/store/casefile.h>
#include <sarai/store/count.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

#define INTERVENTION_FIELDS(X) \
	X(INTERVENTION_TITLE, "title") X(INTERVENTION_LEVEL, "level") X(INTERVENTION_PLACE, "place") \
	X(INTERVENTION_COUNTRY, "country") X(INTERVENTION_FACTORS, "factors") \
	X(INTERVENTION_PARTNER, "partner") X(INTERVENTION_START_ON, "start_on") \
	X(INTERVENTION_END_ON, "end_on")
KIND_FIELDS(INTERVENTION_FIELDS)

#define KIND "intervention"

void intervention_place(const struct record *r, char out[SIGNAL_PLACE])
{
	const char *profile = pairs_get(&r->answers, "place"), *country = pairs_get(&r->answers, "country");
	snprintf(out, SIGNAL_PLACE, "%s%.60s", !*profile && *country ? SIGNAL_COUNTRY : "",
		 *profile ? profile : country);
}

/* ---- filling in ---- */

static void list_places(struct edit *w, const struct shared_list *profiles)
{
	const struct form_def *def = form_definition(w->form);
	int field = form_def_field(def, "place");
	if (field < 0 || !def->fields[field].list)
		return;
	struct option_list *l = option_list_new(def->fields[field].list);
	for (int i = 0; i < profiles->n; i++) {
		const struct record *r = &profiles->at[i].newest;
		option_list_add(l, r->parent_id, r->title && *r->title ? r->title : "(no name)");
	}
	if (l->n == 0)
		form_leave_out(w->form, field);
	form_add_list(w->form, l);
}

/* What is one person's own is answered in their case. */
static void list_factors(struct session *s, struct edit *w)
{
	const struct catalogue *c = s->config->catalogue;
	const struct form_def *def = form_definition(w->form);
	int field = form_def_field(def, "factors");
	if (field < 0 || !def->fields[field].list)
		return;
	struct option_list *l = option_list_new(def->fields[field].list);
	for (int i = 0; i < c->n_factors; i++) {
		if (inherit_of_factor(c, i) < INHERIT_COUNT ||
		    codes_have(pairs_get(&w->record.answers, "factors"), c->factors[i].name))
			option_list_add(l, c->factors[i].name, c->factors[i].label);
	}
	form_add_list(w->form, l);
}

static bool lists_intervention(struct save *save, struct err *e)
{
	struct shared_list profiles;
	if (!store_shared_list(save->session->store, "context", &profiles, e))
		return false;
	list_places(save->edit, &profiles);
	list_factors(save->session, save->edit);
	shared_list_fini(&profiles);
	return true;
}

static bool before_intervention(struct save *save, struct err *e)
{
	char place[SIGNAL_PLACE];
	intervention_place(save->next, place);
	if (!*pairs_get(&save->next->answers, INTERVENTION_TITLE))
		return err_set(e, ERR_DATA, "", "It needs something to be called by.");
	if (!*place)
		return err_set(e, ERR_DATA, "", "Say for which place it is.");
	return true;
}

const struct kind kind_intervention = {
	.name = "intervention",
	.label = "Intervention",
	.form = "intervention",
	.permit = PERMIT_CONTEXT,
	.shared = true,
	.access = household_access,
	.title_field = "title",
	.state_field = "level",
	.happened_field = "start_on",
	.lists = lists_intervention,
	.before = before_intervention,
	.needs = KIND_NEEDS(INTERVENTION_FIELDS),
};
