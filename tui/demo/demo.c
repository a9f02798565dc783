/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Fictitious cases, told through the same services that people use: each runs from a day in the past to now, on a
 * clock of its own. All of them in one transaction: a half-filled practice database does not stay behind.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/units.h>
#include <sarai/demo/child.h>
#include <sarai/demo/demo.h>
#include <sarai/demo/directory.h>
#include <sarai/demo/end.h>
#include <sarai/demo/papers.h>
#include <sarai/demo/people.h>
#include <sarai/demo/programme.h>
#include <sarai/demo/protect.h>
#include <sarai/demo/record.h>
#include <sarai/demo/screening.h>
#include <sarai/demo/shared.h>
#include <sarai/demo/steps.h>
#include <sarai/demo/stories.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/model/age.h>
#include <sarai/model/permit.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>

static void later(struct demo *d, int64_t seconds)
{
	d->at = d->at + seconds < d->now ? d->at + seconds : d->now;
}

/* ---- registration and screening ---- */

static void tell_person(struct demo *d, struct edit *w)
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

static void stay_nameless(struct demo *d, struct edit *w)
{
	struct date birth = {0};
	date_from_iso(d->person->birth, &birth);
	demo_put(w, "unnamed", "yes");
	demo_put(w, "age_band", age_band(birth, false, time_date(d->at)));
	demo_put(w, "met_at", "Bus station");
}

static bool register_person(struct demo *d, struct err *e)
{
	struct edit *w = demo_open(d, "person", e);
	if (!w)
		return false;
	form_set_other(w->form, "=fictitious", "yes");
	demo_put(w, "sex", d->person->sex);
	demo_put(w, "how_found", d->story->how_found);
	if (d->course->stage == DEMO_REFUSED)
		stay_nameless(d, w);
	else
		tell_person(d, w);
	if (!edit_save(&d->session, w, NULL, e)) {
		edit_close(&w);
		return false;
	}
	memcpy(d->case_id, w->case_row.id, sizeof d->case_id);
	edit_close(&w);
	return true;
}

static bool respond(struct demo *d, struct err *e)
{
	struct case_row k = {0};
	if (!cases_get(&d->session, d->case_id, &k, e))
		return false;
	char *flags = mem_strdup(k.flags ? k.flags : "");
	case_row_fini(&k);
	bool good = true;
	if (*flags) {
		struct edit *w = demo_open(d, "urgent-response", e);
		good = w != NULL;
		if (good) {
			demo_put(w, "flags", flags);
			demo_put(w, "done", "Spoke in private, agreed on a safe place, supervisor told.");
			demo_put(w, "safe_now", "yes");
			demo_put_day(d, w, "done_on", 0);
			int minutes = (int)(DAY - 1 - (time_of_day_end(time_date(d->at)) - d->at)) / 60;
			char at[32];
			snprintf(at, sizeof at, "%02d:%02d", minutes / 60, minutes % 60);
			demo_put(w, "done_at", at);
			demo_put(w, "safe_now", "yes");
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
	if (!session_may(s, PERMIT_REGISTER, e) || !transaction_begin(s, &own, e))
		return false;
	d.clock = clock_fixed(&d.at);
	d.session.clock = &d.clock;
	d.session.reasons_repeat = true; /* its stories come round again */
	d.session.ids.clock = &d.clock;
	/* A database of fictitious people alone needs no account: everybody may practise. */
	int people = 0;
	bool good = store_case_count(s->store, &(struct case_filter){0}, &people, e) && fill(&d, cases, e) &&
		    (people > 0 || store_fact_put(s->store, "demo", "yes", e));
	good = transaction_end(s, own, good, e);
	/* The ids go on behind those given out. */
	s->ids.last_ms = d.session.ids.last_ms;
	memcpy(s->ids.last, d.session.ids.last, sizeof s->ids.last);
	return good;
}
