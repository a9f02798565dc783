/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/score_record.h>
#include <sarai/kind/approval_request.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/case_steps.h>
#include <sarai/kind/child.h>
#include <sarai/kind/contact_alert.h>
#include <sarai/kind/urgent.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/due.h>
#include <sarai/model/level.h>
#include <sarai/model/oversight.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

/* What a case's records come to. */
struct sources {
	struct record_list all;				/* newest first, without answers */
	struct record screening, plan, closure;		/* newest of this episode */
	struct record round, finished;			/* newest at all: the level goes on until it is judged anew */
	struct record hold;				/* the newest change of status by hand */
	struct urgent_records urgent;
	struct child_facts child;
};

static void sources_fini(struct sources *x)
{
	record_list_fini(&x->all);
	record_fini(&x->screening);
	record_fini(&x->round);
	record_fini(&x->finished);
	record_fini(&x->plan);
	record_fini(&x->closure);
	record_fini(&x->hold);
	urgent_records_fini(&x->urgent);
}

static bool is(const struct record *r, const char *kind)
{
	return !strcmp(r->kind, kind);
}

static void take(const struct record **to, const struct record *r)
{
	if (!*to)
		*to = r;
}

static bool fetch(struct session *s, const struct record *from, struct record *to, struct err *e)
{
	return !from || store_record_get(s->store, from->id, to, e);
}

static bool gather(struct session *s, const struct case_row *c, struct sources *x, struct err *e)
{
	struct record_filter f = {.case_id = c->id, .newest_first = true};
	const struct record *screening = NULL, *round = NULL, *finished = NULL, *plan = NULL, *closure = NULL,
			    *hold = NULL;
	if (!store_record_list(s->store, &f, &x->all, e))
		return false;
	for (int i = 0; i < x->all.n; i++) {
		const struct record *r = &x->all.at[i];
		bool now = r->episode == c->episode;
		if (is(r, "screening") && now)
			take(&screening, r);
		else if (is(r, "plan") && now)
			take(&plan, r);
		else if (is(r, "closure") && now)
			take(&closure, r);
		else if (is(r, "status-change") && now)
			take(&hold, r);
		else if (is(r, "assessment")) {
			if (!round || r->round > round->round)
				round = r;
			if (!strcmp(r->state, "finished") && (!finished || r->round > finished->round))
				finished = r;
		}
	}
	bool good = fetch(s, screening, &x->screening, e) && fetch(s, round, &x->round, e) &&
		    fetch(s, finished, &x->finished, e) && fetch(s, plan, &x->plan, e) &&
		    fetch(s, closure, &x->closure, e) && fetch(s, hold, &x->hold, e) &&
		    urgent_gather(s, c, &x->all, &x->urgent, e);
	records_keep_episode(&x->all,
			     c->episode); /* steps, contacts and dates count from where it was opened (again) */
	return good;
}

/* ---- level ---- */

static bool is_finished(const struct pairs *round)
{
	return !strcmp(pairs_get(round, "finished"), "yes");
}

/* Until a round is finished, the level already assigned holds, unless the answers now come to a higher one, or a higher
 * one is assigned: a level never falls through half an assessment, and rises at once. */
static const char *assigned_level(const struct catalogue *c, const struct sources *x, const char *calculated)
{
	const char *now = pairs_get(&x->round.answers, "assigned"),
		   *before = pairs_get(&x->finished.answers, "assigned");
	int band = catalogue_band(c, now);
	bool counts = is_finished(&x->round.answers) ||
		      (band >= catalogue_band(c, calculated) && band >= catalogue_band(c, before));
	if (*now && counts)
		return now;
	return catalogue_band(c, calculated) > catalogue_band(c, before) ? "" : before;
}

static void set_level(const struct catalogue *c, const struct sources *x, struct case_row *k)
{
	struct score_record f, last;
	score_record_get(&x->round.answers, &f);
	score_record_get(&x->finished.answers, &last);
	snprintf(k->band_calculated, sizeof k->band_calculated, "%s", f.score < 0 ? "" : f.band);
	snprintf(k->band_assigned, sizeof k->band_assigned, "%s",
		 f.score < 0 ? "" : assigned_level(c, x, k->band_calculated));
	k->score = f.score;
	k->low = f.low;
	k->high = f.high;
	k->settled = f.settled;
	k->level_rank = catalogue_band(c, *k->band_assigned ? k->band_assigned : k->band_calculated) + 1;
	/* The last finished round had no assigned level: its calculated one is not lowered by half a round either. */
	if (!*k->band_assigned && !is_finished(&x->round.answers) && catalogue_band(c, last.band) >= k->level_rank)
		k->level_rank = catalogue_band(c, last.band) + 1;
}

/* A lower level that needs approval counts only with it: until then the calculated one does. */
static bool set_lower_level(struct session *s, const struct sources *x, struct case_row *k, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	const struct record *round = is_finished(&x->round.answers) ? &x->round : &x->finished;
	int calculated = catalogue_band(c, k->band_calculated);
	char about[LEVEL_ABOUT], state[32], request[ID_TEXT];
	k->level_below[0] = 0;
	if (!*k->band_assigned || catalogue_band(c, k->band_assigned) >= calculated)
		return true;
	snprintf(k->level_below, sizeof k->level_below, "reason");
	if (level_need_from_name(pairs_get(&round->answers, LEVEL_NEED)) != LEVEL_NEEDS_APPROVAL)
		return true;
	level_about(&round->answers, about);
	if (!approval_state_of(s, k->id, round->id, about, state, request, e))
		return false;
	snprintf(k->level_below, sizeof k->level_below, "%.15s", *state ? state : "waiting");
	if (level_counts(calculated, catalogue_band(c, k->band_assigned), LEVEL_NEEDS_APPROVAL, !strcmp(state, "approved")) != calculated)
		return true;
	k->band_assigned[0] = 0;
	k->level_rank = calculated + 1;
	return true;
}

/* ---- what has happened ---- */

static void copy_time(char to[TIME_TEXT], const char *from)
{
	snprintf(to, TIME_TEXT, "%s", from);
}

static const char *when(const struct record *r)
{
	return *r->happened ? r->happened : r->created_at;
}

static void set_contacts(const struct sources *x, struct case_row *k)
{
	bool newest = true;
	k->attempts = 0;
	k->last_contact_at[0] = k->next_contact_at[0] = 0;
	for (int i = 0; i < x->all.n; i++) {
		const struct record *r = &x->all.at[i];
		if (!is(r, "follow-up"))
			continue;
		if (newest)
			copy_time(k->next_contact_at, r->due);
		newest = false;
		if (strcmp(r->state, "attempt")) {
			copy_time(k->last_contact_at, when(r));
			break;
		}
		k->attempts++;
	}
}

/* Not enough information yet is no decision: the screening stays to be done. Who refuses consent has decided: nobody
 * is asked again by a clock. */
static enum decision decision_of(const struct sources *x, bool *decided)
{
	enum decision d = DECISION_ASSESS;
	*decided = true;
	if (!strcmp(pairs_get(&x->screening.answers, "consent"), "refused"))
		return DECISION_INFORMATION;
	*decided = decision_from_name(pairs_get(&x->screening.answers, "decision"), &d) && d != DECISION_INSUFFICIENT;
	return d;
}

/* An agreement that was not approved is none; one that waits is, but the case does not go on upon it. */
static bool set_steps(struct session *s, const struct sources *x, struct case_row *k, bool *in_force, struct err *e)
{
	bool decided;
	char state[32], request[ID_TEXT];
	if (!approval_state_of(s, k->id, x->plan.id, pairs_get(&x->plan.answers, "agreed_on"), state, request, e))
		return false;
	decision_of(x, &decided);
	copy_time(k->screened_at, decided ? when(&x->screening) : "");
	copy_time(k->assessed_at, *x->finished.id && x->finished.episode == k->episode ? when(&x->finished) : "");
	bool agreed = !strcmp(pairs_get(&x->plan.answers, "agreed"), "yes") && strcmp(state, "rejected");
	copy_time(k->plan_agreed_at, agreed ? when(&x->plan) : "");
	copy_time(k->plan_reviewed_at, agreed ? x->plan.updated_at : "");
	*in_force = agreed && (!strcmp(state, "approved") ||
			       !oversight_plan_needs_approval(&s->config->due->oversight, k->level_rank - 1));
	return true;
}

static bool work_has_begun(const struct sources *x)
{
	for (int i = 0; i < x->all.n; i++) {
		const struct record *r = &x->all.at[i];
		bool contact = is(r, "follow-up") && strcmp(r->state, "attempt");
		bool begun = is(r, "action") && (!strcmp(r->state, "started") || !strcmp(r->state, "done"));
		if (contact || begun)
			return true;
	}
	return false;
}

/* ---- what is due ---- */

/* When the case was closed, where a contact afterwards was agreed and has not been made. */
static int64_t contact_owed(const struct sources *x)
{
	int64_t closed;
	if (strcmp(x->closure.state, "closed") || strcmp(pairs_get(&x->closure.answers, "later_contact"), "yes") ||
	    !time_from_iso(x->closure.happened, &closed))
		return 0;
	for (int i = 0; i < x->all.n; i++) {
		const struct record *r = &x->all.at[i];
		if (is(r, "follow-up") && strcmp(r->state, "attempt") && strcmp(r->created_at, x->closure.happened) > 0)
			return 0;
	}
	return closed;
}

static int64_t time_of(const char *iso)
{
	int64_t t;
	return time_from_iso(iso, &t) ? t : 0;
}

static void set_due(const struct session *s, const struct sources *x, struct case_row *k)
{
	const struct due_rules *rules = s->config->due;
	struct case_facts f = {
		.band = k->level_rank - 1,
		.registered_at = time_of(*k->episode_at ? k->episode_at : k->registered_at),
		.screened_at = time_of(k->screened_at),
		.assessed_at = time_of(k->assessed_at),
		.plan_agreed_at = time_of(k->plan_agreed_at),
		.last_contact_at = time_of(k->last_contact_at),
		.next_contact_at = time_of(k->next_contact_at),
		.urgent_due_at = time_of(k->urgent_due),
		.look_again_at = time_of(x->hold.due),
		.closed_at = contact_owed(x),
	};
	bool decided;
	int64_t at = 0, review = time_of(x->plan.due);
	enum decision d = decision_of(x, &decided);
	k->due[0] = k->due_kind[0] = 0;
	if (!status_from_name(k->status, &f.status))
		return;
	/* A day of review that was agreed on stands in for the standard. */
	if (review && f.plan_agreed_at)
		f.plan_reviewed_at = review - (int64_t)rules->plan_review_days * 86400;
	/* Where the screening ended in a referral or in information, no assessment is waited for; what was agreed is. */
	f.no_assessment = decided && d != DECISION_ASSESS;
	f.child = x->child;
	enum due_kind kind = due_next(rules, &f, &at);
	if (kind == DUE_NOTHING)
		return;
	snprintf(k->due_kind, sizeof k->due_kind, "%s", due_name(kind));
	time_to_iso(at, k->due);
}

/* ---- children ---- */

/* Who refuses consent is not followed by a clock, a child neither. */
static bool read_child(struct session *s, const struct case_row *k, struct sources *x, struct err *e)
{
	struct child_view v;
	if (!strcmp(pairs_get(&x->screening.answers, "consent"), "refused"))
		return true;
	if (!child_read(s, k, &v, e))
		return false;
	x->child = v.facts;
	child_view_fini(&v);
	return true;
}

/* ---- the person's rule of contact ---- */

static bool set_alert(struct session *s, struct case_row *k, struct err *e)
{
	struct record person = {0};
	struct err why = {0};
	free(k->alert);
	k->alert = NULL;
	if (!*k->person_id)
		return true;
	if (!store_record_get(s->store, k->person_id, &person, &why))
		return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	k->alert = contact_alert_of(s, &person);
	record_fini(&person);
	return true;
}

bool case_row_recompute(struct session *s, struct case_row *k, const char *kind, struct err *e)
{
	struct sources x = {0};
	bool good = gather(s, k, &x, e) && read_child(s, k, &x, e) && set_alert(s, k, e), in_force = false;
	if (good) {
		set_level(s->config->catalogue, &x, k);
		urgent_set_head(s, &x.urgent, k);
		set_contacts(&x, k);
		good = set_lower_level(s, &x, k, e) && set_steps(s, &x, k, &in_force, e);
	}
	if (good) {
		case_row_step(k, kind, in_force, work_has_begun(&x));
		set_due(s, &x, k);
	}
	sources_fini(&x);
	return good;
}
