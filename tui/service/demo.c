/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fictitious cases, told through the same services that people use: each runs from a day in the past to now, on a
 * clock of its own. All of them in one transaction: a half-filled practice database does not stay behind.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/age.h>

#include <sarai/store/account.h>

#include "demo.h"
#include "work.h"

#define HOUR 3600
#define DAY 86400

unsigned demo_chance(struct demo *d, unsigned below)
{
	d->chance = d->chance * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(d->chance >> 33) % below;
}

static void later(struct demo *d, int64_t seconds)
{
	d->at = d->at + seconds < d->now ? d->at + seconds : d->now;
}

void demo_put(struct work *w, const char *field, const char *value)
{
	int i = form_def_field(form_definition(w->form), field);
	if (i >= 0 && *value)
		form_set(w->form, i, value);
}

void demo_put_day(struct demo *d, struct work *w, const char *field, int days_from_then)
{
	char day[DATE_TEXT];
	date_to_iso(date_from_days(date_days(time_date(d->at)) + days_from_then), day);
	demo_put(w, field, day);
}

struct work *demo_open(struct demo *d, const char *kind, struct err *e)
{
	return work_open(&d->session, kind, *d->case_id ? d->case_id : NULL, NULL, NULL, e);
}

bool demo_save(struct demo *d, struct work **w, struct err *e)
{
	bool good = work_save(&d->session, *w, NULL, e);
	work_close(w);
	return good;
}

/* ---- registration and screening ---- */

static void tell_person(struct demo *d, struct work *w)
{
	const struct demo_person *p = d->person;
	char phone[24];
	demo_put(w, "name", p->name);
	demo_put(w, "name_script", p->script);
	demo_put(w, "other_names", p->other_names);
	demo_put(w, "birth_date", p->birth);
	demo_put(w, "nationality", p->country);
	demo_put(w, "language", p->language);
	demo_put(w, "location", demo_place(d->number));
	demo_put(w, "contact_alert", d->story->alert);
	if (!*d->story->alert)
		demo_rules(d, w);
	snprintf(phone, sizeof phone, "+99900%06u", 100000 + demo_chance(d, 900000)); /* no country has 999 */
	demo_put(w, "phone", phone);
}

static void stay_nameless(struct demo *d, struct work *w)
{
	struct date birth = {0};
	date_from_iso(d->person->birth, &birth);
	demo_put(w, "unnamed", "yes");
	demo_put(w, "age_band", age_band(birth, false, time_date(d->at)));
	demo_put(w, "met_at", "Bus station");
}

static bool register_person(struct demo *d, struct err *e)
{
	struct work *w = demo_open(d, "person", e);
	if (!w)
		return false;
	form_set_other(w->form, "=fictitious", "yes");
	demo_put(w, "sex", d->person->sex);
	demo_put(w, "how_found", d->story->how_found);
	if (d->course->stage == DEMO_REFUSED)
		stay_nameless(d, w);
	else
		tell_person(d, w);
	if (!work_save(&d->session, w, NULL, e)) {
		work_close(&w);
		return false;
	}
	memcpy(d->case_id, w->kase.id, sizeof d->case_id);
	work_close(&w);
	return true;
}
static bool holds(const char *codes, const char *code)
{
	size_t n = strlen(code);
	const char *p = strstr(codes, code);
	return p && (p == codes || p[-1] == ' ') && (p[n] == 0 || p[n] == ' ');
}

bool demo_screen(struct demo *d, struct err *e)
{
	const struct catalogue *c = d->session.config->catalogue;
	bool informed = d->course->stage == DEMO_INFORMED;
	struct work *w = demo_open(d, "screening", e);
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
		bool yes = !informed && holds(d->story->flags, c->flags[i].name);
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

static bool respond(struct demo *d, struct err *e)
{
	struct case_row k = {0};
	if (!cases_get(&d->session, d->case_id, &k, e))
		return false;
	char *flags = mem_text(k.flags ? k.flags : "");
	case_row_fini(&k);
	bool good = true;
	if (*flags) {
		struct work *w = demo_open(d, "urgent-response", e);
		good = w != NULL;
		if (good) {
			demo_put(w, "flags", flags);
			demo_put(w, "done", "Spoke in private, agreed on a safe place, supervisor told.");
			demo_put(w, "safe_now", "yes");
			demo_put_day(d, w, "done_on", 0);
			good = demo_save(d, &w, e);
		}
	}
	free(flags);
	return good;
}

/* ---- one story ---- */

static bool tell(struct demo *d, struct err *e)
{
	const struct demo_course *course = d->course;
	bool registered = d->number == DEMO_GROUP ? demo_register_group(d, e) : register_person(d, e);
	if (!registered || course->stage == DEMO_NEW)
		return registered;
	later(d, HOUR + demo_chance(d, 40) * 60);
	if (!demo_screen(d, e))
		return false;
	later(d, HOUR / 2);
	if (course->stage == DEMO_REFUSED)
		return true;
	if (!course->urgent_open && !respond(d, e))
		return false;
	if (course->stage != DEMO_INFORMED && !demo_consent(d, e))
		return false;
	if (course->stage == DEMO_SCREENED || course->stage == DEMO_INFORMED)
		return true;
	later(d, course->days > 2 ? 2 * DAY : HOUR);
	if (!demo_assess(d, 1, e) || !demo_child(d, e) || !demo_counsel(d, e))
		return false;
	if (course->stage == DEMO_PARTIAL || course->stage == DEMO_ASSESSED)
		return true;
	if (!demo_protect(d, e))
		return false;
	later(d, 2 * DAY);
	if (!demo_papers(d, e))
		return false;
	return demo_plan(d, e) && demo_way_ahead(d, e) && (course->stage == DEMO_PLANNED || demo_follow(d, e)) &&
	       (!course->care || demo_care(d, e)) && (!course->offered || demo_offer(d, e)) &&
	       (!course->corrects || demo_correct(d, e));
}

/* Within the working hours of an earlier day, or a few hours ago. */
static int64_t beginning(struct demo *d)
{
	int64_t then = d->now - (int64_t)d->course->days * DAY, hours = 1 + (int64_t)demo_chance(d, 7);
	if (d->course->days == 0)
		return then - hours * HOUR;
	return time_of_day_end(time_date(then)) - 16 * HOUR + 1 + hours * HOUR;
}

static bool fill(struct demo *d, int cases, struct err *e)
{
	if (cases > 0 && !(demo_profiles(d, e) && demo_directory(d, e)))
		return false;
	for (int i = 0; i < cases; i++) {
		d->number = i;
		d->person = &demo_people[i % demo_people_count];
		d->course = &demo_courses[i % demo_courses_count];
		d->story = &demo_stories[i % demo_stories_count];
		d->case_id[0] = 0;
		snprintf(d->session.actor, sizeof d->session.actor, "%s",
			 d->course->with ? d->course->with : d->practises);
		d->at = beginning(d);
		if (!tell(d, e))
			return false;
		if (i < DEMO_KEPT)
			memcpy(d->cases[i], d->case_id, ID_TEXT);
	}
	if (cases <= DEMO_GROUP)
		return true;
	return demo_family(d, e) && demo_newer_profile(d, e) && demo_referrals(d, e) &&
	       (!(d->session.permits & PERMIT_BIT(PERMIT_CONTEXT)) || demo_intervention(d, e));
}

bool demo_fill(struct session *s, int cases, struct err *e)
{
	struct demo d = {.session = *s, .now = clock_now(s->clock), .chance = 2026, .practises = s->actor};
	bool own;
	if (!session_may(s, PERMIT_REGISTER, e) || !work_begin(s, &own, e))
		return false;
	d.clock = clock_fixed(&d.at);
	d.session.clock = &d.clock;
	d.session.reasons_repeat = true; /* its stories come round again */
	d.session.ids.clock = &d.clock;
	/* A database of fictitious people alone needs no account: everybody may practise. */
	int people = 0;
	bool good = store_case_count(s->store, &(struct case_filter){0}, &people, e) && fill(&d, cases, e) &&
		    (people > 0 || store_fact_put(s->store, "demo", "yes", e));
	good = work_end(s, own, good, e);
	/* The ids go on behind those given out. */
	s->ids.last_ms = d.session.ids.last_ms;
	memcpy(s->ids.last, d.session.ids.last, sizeof s->ids.last);
	return good;
}
