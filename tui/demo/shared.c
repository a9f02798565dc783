/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the fictitious cases share: two communities and a country that do not exist, a family, a group.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/units.h>
#include <sarai/demo/programme.h>
#include <sarai/demo/record.h>
#include <sarai/demo/shared.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/household.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>

#define F " (fictitious)"
#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))

struct profile {
	const char *name, *type, *country, *place, *who, *sources;
	const char *factors;
	const char *note_on, *note; /* beside one factor */
};
static const struct profile profiles[] = {
	{"Northtown" F, "community", "Exampleland", "Northtown",
	 "Two market women, a teacher, a nurse of the clinic, a community worker; a second talk with young migrants.",
	 "Three meetings and a walk through the quarter (fictitious).",
	 "status_identities_in_community=mild-risk social_norms=moderate-risk social_networks=mild-protection "
	 "law_enforcement_access=moderate-risk local_governance_collective_action=mild-protection "
	 "education_access=moderate-protection health_mhpss_access=mild-risk "
	 "social_protection_services=mild-protection "
	 "livelihood_opportunities=mild-risk crime_violence_armed_groups=mild-risk "
	 "exploitative_recruitment_local=severe-risk "
	 "migration_culture_information=moderate-risk natural_environment=neutral "
	 "infrastructure_basic_services=neutral "
	 "social_cohesion_host_relations=mild-protection community_support_to_returnees=unknown",
	 "exploitative_recruitment_local", "Brokers at the bus station; fees taken twice."},
	{"Southharbour" F, "community", "Exampleland", "Southharbour",
	 "Fishers' association, a shelter worker, women's group.", "One meeting (fictitious).",
	 "status_identities_in_community=neutral social_norms=mild-risk social_networks=moderate-protection "
	 "law_enforcement_access=mild-risk local_governance_collective_action=moderate-protection "
	 "education_access=mild-risk health_mhpss_access=moderate-risk social_protection_services=mild-risk "
	 "livelihood_opportunities=mild-protection crime_violence_armed_groups=moderate-risk "
	 "exploitative_recruitment_local=mild-risk migration_culture_information=neutral natural_environment=mild-risk "
	 "infrastructure_basic_services=neutral social_cohesion_host_relations=neutral "
	 "community_support_to_returnees=neutral",
	 "crime_violence_armed_groups", "Smuggling by sea; people are afraid at night."},
	{"Exampleland" F, "country", "Exampleland", "", "Legal aid network, two officials, a researcher.",
	 "Laws as of this year, reports of three organisations (fictitious).",
	 "conflict_insecurity=neutral political_stability=neutral governance_corruption=moderate-risk "
	 "rule_of_law_justice=mild-risk human_rights_framework=mild-protection "
	 "migration_policy_regular_channels=moderate-risk visa_sponsorship_regime=moderate-risk "
	 "detention_deportation_practice=moderate-risk border_management=mild-risk labour_law_enforcement=mild-risk "
	 "counter_trafficking_system=mild-protection child_protection_system=mild-protection "
	 "asylum_statelessness_system=neutral social_protection_access_by_status=moderate-risk "
	 "economy_labour_market=neutral gender_social_system=mild-risk environment_climate=neutral "
	 "history_interstate_relations=unknown",
	 "visa_sponsorship_regime", "The right to stay ends with the employer's signature."},
};

/* "name=value name=value" into the form; owned by nobody else. */
static void put_all(struct edit *w, const char *list)
{
	while (*list) {
		size_t n = strcspn(list, " ");
		char *one = mem_strndup(list, n), *value = strchr(one, '=');
		if (value) {
			*value = 0;
			demo_put(w, one, value + 1);
		}
		free(one);
		list += n + strspn(list + n, " ");
	}
}

static void put_note(struct edit *w, const char *factor, const char *note)
{
	int field = form_def_field(form_definition(w->form), factor);
	if (field >= 0)
		form_set_note(w->form, field, note);
}

static bool add_profile(struct demo *d, const struct profile *p, char id[ID_TEXT], struct err *e)
{
	struct edit *w = edit_open(&d->session, "context", NULL, NULL, NULL, e);
	if (!w)
		return false;
	demo_put(w, "name", p->name);
	demo_put(w, "type", p->type);
	demo_put(w, "country", p->country);
	demo_put(w, "place", p->place);
	demo_put(w, "who", p->who);
	demo_put(w, "sources", p->sources);
	put_all(w, p->factors);
	put_note(w, p->note_on, p->note);
	demo_put(w, "finished", "yes");
	memcpy(id, w->record.id, ID_TEXT);
	return demo_save(d, &w, e);
}

bool demo_profiles(struct demo *d, struct err *e)
{
	if (!(d->session.permits & PERMIT_BIT(PERMIT_CONTEXT)))
		return true;
	d->at = d->now - 400 * (int64_t)DAY;
	for (int i = 0; i < COUNT(profiles); i++) {
		char id[ID_TEXT];
		if (!add_profile(d, &profiles[i], id, e))
			return false;
		if (i == 0)
			memcpy(d->profile, id, ID_TEXT);
	}
	return true;
}

bool demo_newer_profile(struct demo *d, struct err *e)
{
	if (!*d->profile)
		return true;
	d->at = d->now - 3 * (int64_t)DAY;
	struct edit *w = edit_open(&d->session, "context", NULL, NULL, d->profile, e);
	if (!w)
		return false;
	demo_put(w, "exploitative_recruitment_local", "moderate-risk");
	put_note(w, "exploitative_recruitment_local", "The bus station is watched now; brokers have moved online.");
	demo_put(w, "law_enforcement_access", "mild-risk");
	demo_put(w, "finished", "yes");
	return demo_save(d, &w, e);
}

const char *demo_place(int i)
{
	static const char *const places[] = {"Northtown, near the market" F, "Southharbour, old quay" F,
					     "Northtown, behind the station" F, ""};
	return places[i % COUNT(places)];
}

/* ---- a group as one case ---- */

bool demo_register_group(struct demo *d, struct err *e)
{
	struct edit *w = demo_open(d, "group", e);
	if (!w)
		return false;
	form_set_other(w->form, "=fictitious", "yes");
	demo_put(w, "name", "Harvest workers, north fields" F);
	demo_put(w, "binds", "work stay");
	demo_put(w, "nationality", d->person->country);
	demo_put(w, "language", d->person->language);
	demo_put(w, "location", demo_place(0));
	demo_put(w, "people_men", "7");
	demo_put(w, "people_women", "2");
	demo_put(w, "people_boys_older", "1");
	demo_put(w, "children_alone", "1");
	demo_put(w, "spokesperson", d->person->name);
	demo_put(w, "how_found", d->story->how_found);
	bool good = edit_save(&d->session, w, NULL, e);
	if (good)
		memcpy(d->case_id, w->case_row.id, sizeof d->case_id);
	edit_close(&w);
	char id[ID_TEXT];
	return good && household_make(&d->session, d->case_id, HOUSEHOLD_GROUP, id, e);
}

/* ---- a family ---- */

struct relative {
	const char *name, *sex, *birth, *relation, *where, *country;
};

static bool add_relative(struct demo *d, const char *household, const struct relative *r, const char *number,
			 struct err *e)
{
	struct edit *w = edit_open(&d->session, "household-member", NULL, NULL, household, e);
	if (!w)
		return false;
	demo_put(w, "member_case", number);
	demo_put(w, "name", r->name);
	demo_put(w, "sex", r->sex);
	demo_put(w, "birth", r->birth);
	demo_put(w, "relation", r->relation);
	demo_put(w, "whereabouts", r->where);
	demo_put(w, "country", r->country);
	if (*number) {
		demo_put(w, "seen_alone", "yes");
		demo_put_day(d, w, "seen_alone_on", 0);
	}
	return demo_save(d, &w, e);
}

static bool assess(struct demo *d, const char *household, struct err *e)
{
	struct edit *w = edit_open(&d->session, "household-assessment", NULL, NULL, household, e);
	if (!w)
		return false;
	put_all(w, "family_size_dependents=moderate-risk household_structure_head=mild-risk "
		   "socioeconomic_status=severe-risk income_source_livelihood=moderate-risk "
		   "household_debt_assets=moderate-risk education_levels=mild-protection migration_history=neutral "
		   "violence_in_family=severe-risk gender_discrimination=moderate-risk "
		   "family_dynamics_support=mild-protection "
		   "family_separation=moderate-risk family_complicity=neutral care_burden_health=neutral "
		   "family_expectation_stigma=mild-risk housing_security_household=severe-risk "
		   "children_at_risk_in_hh=moderate-risk");
	put_note(w, "housing_security_household", "Three nights in three places.");
	demo_put(w, "spoken_with", "3");
	demo_put(w, "finished", "yes");
	return demo_save(d, &w, e);
}

bool demo_family(struct demo *d, struct err *e)
{
	static const struct relative there[] = {
		{"", "", "", "sibling", "near", "KE"},
		{"Duc Exemplar" F, "male", "~2019", "child", "together", "KE"},
		{"Minh Exemplar" F, "male", "~1996", "sibling", "lost", "LY"},
	};
	struct case_row sister = {0};
	struct household_view v;
	char id[ID_TEXT];
	d->at = d->now - 2 * (int64_t)DAY;
	if (!cases_get(&d->session, d->cases[DEMO_SISTER], &sister, e))
		return false;
	bool good = household_make(&d->session, d->cases[DEMO_MOTHER], HOUSEHOLD_FAMILY, id, e);
	for (int i = 0; good && i < COUNT(there); i++)
		good = add_relative(d, id, &there[i], i ? "" : sister.number, e);
	good = good && household_read(&d->session, id, &v, e);
	if (good) {
		good = household_seen(&d->session, v.members.at[0].link.id, e);
		household_view_fini(&v);
	}
	case_row_fini(&sister);
	return good && assess(d, id, e) && demo_family_step(d, id, e);
}
