/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A fictitious service directory, and referrals under way: one declined and sent elsewhere, one without an answer, one
 * service that cannot be had.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/units.h>
#include <sarai/demo/directory.h>
#include <sarai/demo/record.h>
#include <sarai/edit/open.h>
#include <sarai/kind/directory.h>
#include <sarai/kind/plan.h>
#include <sarai/kind/referral_start.h>
#include <sarai/model/directory.h>
#include <sarai/model/plan.h>
#include <sarai/store/record.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))
#define F " (fictitious)"

static const struct demo_entry {
	const char *organisation, *type, *services, *areas, *languages, *reporting;
	int verified;		     /* days ago; -1: never */
	const char *hours, *more[6]; /* further fields and values */
} entries[] = {
	{"Northtown Legal Aid" F,
	 "LegalService",
	 "legal-aid documentation international-protection durable-solution",
	 "Northtown",
	 "fra eng ara spa",
	 "no",
	 20,
	 "Mon-Thu 9-16",
	 {"interpreter", "yes", "agreement", "protocol"}},
	{"Harbour Clinic" F,
	 "HealthServiceOrganisation",
	 "health",
	 "Southharbour",
	 "eng fra ara",
	 "no",
	 45,
	 "Daily 8-20, emergencies at any hour",
	 {"cost", "free", "accessibility", "Ramp, lift"}},
	{"Northtown General Hospital" F,
	 "HealthServiceOrganisation",
	 "health",
	 "Northtown",
	 "eng",
	 "unknown",
	 400,
	 "At any hour",
	 {"cost", "part", "cost_note", "Free in an emergency"}},
	{"House of the Wells" F,
	 "NGO",
	 "safety accommodation",
	 "Northtown, Southharbour",
	 "eng fra ara prs",
	 "no",
	 12,
	 "At any hour, by phone",
	 {"for_sex", "female", "age_from", "18", "capacity", "12 beds"}},
	{"Lantern Shelter" F,
	 "NGO",
	 "safety accommodation",
	 "Southharbour",
	 "eng fra spa",
	 "no",
	 30,
	 "At any hour, by phone",
	 {"full", "yes", "capacity", "20 beds"}},
	{"Rooms Together" F,
	 "NGO",
	 "accommodation",
	 "Northtown",
	 "eng fra",
	 "no",
	 70,
	 "Mon-Sat 10-19",
	 {"interpreter", "yes", "capacity", "30 rooms"}},
	{"Night Quarters" F,
	 "LocalGovernmentOrganisation",
	 "accommodation food",
	 "Northtown",
	 "eng",
	 "yes",
	 60,
	 "18-8",
	 {"reporting_note", "Lists of guests go to the police each week", "for_sex", "male"}},
	{"Counselling Circle" F,
	 "NGO",
	 "mhpss family-support",
	 "Northtown, Southharbour",
	 "eng fra spa ara vie ukr",
	 "no",
	 25,
	 "Mon-Fri 10-18",
	 {"interpreter", "yes"}},
	{"Table for All" F,
	 "NGO",
	 "food items",
	 "Northtown, Southharbour",
	 "eng fra",
	 "no",
	 80,
	 "Tue, Fri 12-15",
	 {NULL}},
	{"Bridge Cash Programme" F,
	 "NGO",
	 "cash",
	 "",
	 "eng fra spa",
	 "no",
	 40,
	 "By appointment",
	 {"everywhere", "yes", "consent_form", "yes", "agreement", "mou"}},
	{"Open Classroom" F,
	 "SchoolOrCollege",
	 "education interpretation",
	 "Northtown",
	 "eng fra ara",
	 "no",
	 210,
	 "Mon-Fri 8-14",
	 {"age_from", "6", "age_to", "25"}},
	{"Second Skill" F,
	 "NGO",
	 "livelihoods education",
	 "Southharbour",
	 "eng vie nep",
	 "no",
	 33,
	 "Mon-Wed 9-13",
	 {"age_from", "16"}},
	{"Child and Family Office" F,
	 "LocalGovernmentOrganisation",
	 "child-protection family-tracing",
	 "Northtown, Southharbour",
	 "eng",
	 "unknown",
	 90,
	 "Mon-Fri 8-12",
	 {"age_to", "17"}},
	{"Women's Association of the Quay" F,
	 "NGO",
	 "community-support information",
	 "Southharbour",
	 "fra wol ful ara",
	 "no",
	 15,
	 "Sundays",
	 {"for_sex", "female"}},
	{"Anti-Trafficking Desk" F,
	 "LawEnforcement",
	 "law-enforcement",
	 "Northtown",
	 "eng",
	 "yes",
	 50,
	 "Mon-Fri 9-17",
	 {"reporting_note", "Is the police"}},
	{"National Referral Mechanism, coordinator" F,
	 "CentralGovernmentOrganisation",
	 "",
	 "",
	 "eng fra",
	 "unknown",
	 100,
	 "Mon-Fri 9-15",
	 {"entry_kind", "national", "everywhere", "yes"}},
	{"Regional Referral Network, focal point" F,
	 "NGO",
	 "",
	 "",
	 "eng fra spa ara",
	 "no",
	 -1,
	 "",
	 {"entry_kind", "transnational", "everywhere", "yes"}},
};

static bool add_entry(struct demo *d, const struct demo_entry *x, int number, struct err *e)
{
	char phone[24];
	struct edit *w = edit_open(&d->session, "service-entry", NULL, NULL, NULL, e);
	if (!w)
		return false;
	demo_put(w, "organisation", x->organisation);
	demo_put(w, "org_type", x->type);
	demo_put(w, "services", x->services);
	demo_put(w, "areas", x->areas);
	demo_put(w, "languages", x->languages);
	demo_put(w, "reporting", x->reporting);
	demo_put(w, "hours", x->hours);
	demo_put(w, "focal_name", "Focal point" F);
	snprintf(phone, sizeof phone, "+99901%06d", 1000 * (number + 1)); /* no country has 999 */
	demo_put(w, "focal_phone", phone);
	if (x->verified >= 0) {
		demo_put_day(d, w, "verified_on", -x->verified);
		demo_put(w, "verified_by", d->session.actor);
	}
	for (int i = 0; i + 1 < COUNT(x->more) && x->more[i]; i += 2)
		demo_put(w, x->more[i], x->more[i + 1]);
	return demo_save(d, &w, e);
}

bool demo_directory(struct demo *d, struct err *e)
{
	d->at = d->now;
	for (int i = 0; i < COUNT(entries); i++) {
		if (!add_entry(d, &entries[i], i, e))
			return false;
	}
	return true;
}

/* ---- referrals ---- */

/* The best fit but `skip` for what an action asks for; "" when there is none who takes such a person. Not the police:
 * that is asked for by itself. */
static bool find_entry(struct demo *d, const char *service, int skip, char id[ID_TEXT], struct err *e)
{
	struct directory all;
	struct case_need need;
	int n = 0;
	*id = 0;
	if (!directory_read(&d->session, &all, e))
		return false;
	if (!directory_need_of(&d->session, d->case_id, service, &need, e)) {
		directory_fini(&all);
		return false;
	}
	struct directory_match *m = directory_find(&d->session, &all, &need.need, &n);
	for (int i = 0, k = 0; i < n && !*id; i++) {
		const struct directory_entry *x = &all.at[m[i].index];
		if (x->facts.kind == ENTRY_SERVICE && x->facts.reporting != REPORTING_YES &&
		    m[i].fit.against < fit_against(FIT_AGE) && k++ == skip)
			memcpy(id, x->record.id, ID_TEXT);
	}
	free(m);
	case_need_fini(&need);
	directory_fini(&all);
	return true;
}

/* An open action that somebody in the directory could take on. */
static bool find_action(struct demo *d, char action[ID_TEXT], char service[48], struct err *e)
{
	struct plan_view v;
	char entry[ID_TEXT];
	bool good = plan_read(&d->session, d->case_id, &v, e);
	*action = 0;
	for (int i = 0; good && i < v.actions.n && !*action; i++) {
		const struct record *r = &v.actions.at[i];
		enum action_state state;
		if (!action_state_from_name(r->state, &state) || !action_state_open(state))
			continue;
		good = find_entry(d, pairs_get(&r->answers, "service"), 0, entry, e);
		if (good && *entry) {
			memcpy(action, r->id, ID_TEXT);
			snprintf(service, 48, "%s", pairs_get(&r->answers, "service"));
		}
	}
	plan_view_fini(&v);
	return good;
}

static bool write_referral(struct demo *d, struct edit *w, const char *entry, const char *priority, char out[ID_TEXT],
			   struct err *e)
{
	if (!w)
		return false;
	if (*entry && !referral_take_entry(&d->session, w, entry, e)) {
		edit_close(&w);
		return false;
	}
	if (!*entry)
		demo_put(w, "receiver", "Another provider" F);
	demo_put(w, "receiver_kind", "provider");
	demo_put(w, "priority", priority);
	demo_put(w, "reason", "Needs this service and agrees to this note. The rest the person will say themselves.");
	demo_put(w, "identify", "number");
	demo_put(w, "shares", "sex language contact");
	demo_put(w, "explained", "yes");
	demo_put(w, "escort", "accompanied");
	memcpy(out, w->record.id, ID_TEXT);
	return demo_save(d, &w, e);
}

static bool step(struct demo *d, const char *id, const char *what, const char *field, const char *value, int64_t at,
		 struct err *e)
{
	d->at = at;
	struct edit *w = referral_open_step(&d->session, id, what, e);
	if (!w)
		return false;
	demo_put(w, "via", "phone");
	demo_put(w, "who", "Focal point" F);
	demo_put(w, field, value);
	return demo_save(d, &w, e);
}

static bool declined_and_sent_elsewhere(struct demo *d, const char *action, const char *service, struct err *e)
{
	char entry[ID_TEXT], first[ID_TEXT], second[ID_TEXT];
	d->at = d->now - 5 * DAY;
	return find_entry(d, service, 0, entry, e) &&
	       write_referral(d, referral_open_new(&d->session, d->case_id, action, e), entry, "urgent", first, e) &&
	       step(d, first, "sent", "note", "", d->now - 5 * DAY + HOUR, e) &&
	       step(d, first, "received", "note", "", d->now - 4 * DAY, e) &&
	       step(d, first, "declined", "decline_reason", "full", d->now - 2 * DAY, e) &&
	       find_entry(d, service, 1, entry, e) &&
	       write_referral(d, referral_open_again(&d->session, first, e), entry, "urgent", second, e) &&
	       step(d, second, "sent", "note", "", d->now - DAY, e) &&
	       step(d, second, "accepted", "note", "They expect the person this week.", d->now - 2 * HOUR, e);
}

static bool without_answer(struct demo *d, const char *action, const char *service, struct err *e)
{
	char entry[ID_TEXT], id[ID_TEXT];
	d->at = d->now - 4 * DAY;
	return find_entry(d, service, 0, entry, e) &&
	       write_referral(d, referral_open_new(&d->session, d->case_id, action, e), entry, "urgent", id, e) &&
	       step(d, id, "sent", "note", "", d->now - 4 * DAY + HOUR, e);
}

static bool not_to_be_had(struct demo *d, struct err *e)
{
	d->at = d->now - 3 * DAY;
	struct edit *w = demo_open(d, "gap", e);
	if (!w)
		return false;
	demo_put(w, "service", "interpretation");
	demo_put(w, "place", "Southharbour" F);
	demo_put(w, "why", "none");
	demo_put(w, "detail", "Nobody interprets this language in the town; by phone only, at a price.");
	return demo_save(d, &w, e);
}

/* Each in the next of the first cases that has an action somebody could take on. */
bool demo_referrals(struct demo *d, struct err *e)
{
	static bool (*const told[])(struct demo *, const char *, const char *,
				    struct err *) = {declined_and_sent_elsewhere, without_answer};
	char action[ID_TEXT], service[48];
	int next = 0;
	for (int i = 0; i < DEMO_KEPT && next < COUNT(told); i++) {
		memcpy(d->case_id, d->cases[i], sizeof d->case_id);
		if (!find_action(d, action, service, e) || (*action && !told[next++](d, action, service, e)))
			return false;
	}
	return not_to_be_had(d, e);
}
