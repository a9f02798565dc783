/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Assessment rounds, plan and follow-up of the fictitious cases.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/demo/end.h>
#include <sarai/demo/record.h>
#include <sarai/demo/steps.h>
#include <sarai/demo/stories.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/action.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/approval.h>
#include <sarai/kind/plan.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/gate.h>
#include <sarai/model/plan.h>
#include <sarai/model/score.h>
#include <sarai/store/record.h>

#define ACTIONS_MAX 4

/* ---- assessment ---- */

/* The value of "name" among the first `count` of "name=value name=value"; owned, NULL when it is not there. */
static char *value_in(const char *list, const char *name, int count)
{
	size_t n = strlen(name);
	for (int k = 0; *list && k < count; k++) {
		size_t length = strcspn(list, " ");
		if (length > n && !strncmp(list, name, n) && list[n] == '=')
			return mem_strndup(list + n + 1, length - n - 1);
		list += length + strspn(list + length, " ");
	}
	return NULL;
}

/* Where the story is otherwise than what it inherits, it says why. */
static void explain(struct edit *w, int field, const struct factor *f, const char *value)
{
	struct str name = {0};
	str_addf(&name, "=from.%s", f->name);
	const char *inherited = pairs_get(form_others(w->form), str_text(&name));
	if (*inherited && strcmp(inherited, value) && !*form_note(w->form, field))
		form_set_note(w->form, field, "Otherwise for this person.");
	str_fini(&name);
}

static void answer_factor(struct demo *d, struct edit *w, const struct factor *f, int round)
{
	static const char *const usual[] = {"neutral", "neutral", "neutral",	     "neutral",
					    "unknown", "neutral", "mild-protection", "neutral"};
	int field = form_def_field(form_definition(w->form), f->name);
	if (field < 0)
		return;
	/* In every round two more things have become better. */
	char *better = value_in(d->story->better, f->name, 2 * (round - 1));
	char *value = better ? better : value_in(d->story->factors, f->name, 100);
	if (value) {
		demo_put(w, f->name, value);
		explain(w, field, f, value);
		if (!form_stage(w->form, field))
			form_set_stage(w->form, field, demo_chance(d, 2) ? STAGE_DURING : STAGE_AFTER);
	} else if (!*form_value(w->form, field)) {
		demo_put(w, f->name, usual[demo_chance(d, 8)]);
	}
	free(value);
}

static void judge(struct demo *d, struct edit *w)
{
	const struct catalogue *c = d->session.config->catalogue;
	struct pairs now = {0};
	struct answers a;
	form_store(w->form, &now);
	answers_init(&a, c);
	form_answers(&now, c, &a);
	struct score *s = score_evaluate_brief(c, &a);
	const char *calculated = c->bands[s->band].name;
	bool differs = d->story->assigned && strcmp(d->story->assigned, calculated);
	demo_put(w, "assigned", differs ? d->story->assigned : calculated);
	if (differs)
		demo_put(w, "assigned_reason", d->story->assigned_reason);
	score_free(&s);
	answers_fini(&a);
	pairs_clear(&now);
}

bool demo_assess(struct demo *d, int round, struct err *e)
{
	const struct catalogue *c = d->session.config->catalogue;
	bool partial = d->course->stage == DEMO_PARTIAL;
	struct edit *w = demo_open(d, "assessment", e);
	if (!w)
		return false;
	for (int i = 0; i < c->n_factors; i++) {
		/* What is asked first is known; the rest waits for the next talk. */
		if (!partial || i % 3 == 0)
			answer_factor(d, w, &c->factors[i], round);
	}
	demo_put_day(d, w, "assessed_on", 0);
	if (!partial) {
		judge(d, w);
		demo_put(w, "finished", "yes");
	}
	return demo_save(d, &w, e);
}

/* ---- plan ---- */

static const char *action_for(const char *service)
{
	for (int i = 1; i < demo_services_count; i++) {
		if (!strcmp(demo_services[i].service, service))
			return demo_services[i].action;
	}
	return demo_services[0].action;
}

static bool add_action(struct demo *d, const struct suggestion *s, const char *goal, int n, struct err *e)
{
	static const char *const responsible[] = {"worker", "person", "provider"};
	const struct catalogue *c = d->session.config->catalogue;
	struct str factors = {0};
	struct edit *w = demo_open(d, "action", e);
	if (!w)
		return false;
	for (int i = 0; i < s->n_factors; i++)
		str_addf(&factors, "%s%s", i ? " " : "", c->factors[s->factors[i]].name);
	demo_put(w, "action", action_for(c->services[s->service]));
	demo_put(w, "kind", n % 2 ? "referral" : "action");
	demo_put(w, "goal", goal);
	demo_put(w, "factors", str_text(&factors));
	demo_put(w, "service", c->services[s->service]);
	demo_put(w, "aim", "trace");
	demo_put(w, "return_first", "no");
	demo_put(w, "consulate", "no");
	demo_put(w, "responsible", responsible[n % 3]);
	demo_put_day(d, w, "start_on", 1);
	demo_put_day(d, w, "due_on", 7 + 7 * n + (int)demo_chance(d, 5));
	demo_put(w, "state", "planned");
	str_fini(&factors);
	return demo_save(d, &w, e);
}

static bool add_goals(struct demo *d, char first[ID_TEXT], struct err *e)
{
	*first = 0;
	for (int i = 0; i < 2 && d->story->goals[i]; i++) {
		struct edit *w = demo_open(d, "goal", e);
		if (!w)
			return false;
		demo_put(w, "goal", d->story->goals[i]);
		demo_put_day(d, w, "target_on", 60 + 30 * i);
		demo_put(w, "state", "open");
		if (i == 0)
			memcpy(first, w->record.id, ID_TEXT);
		if (!demo_save(d, &w, e))
			return false;
	}
	return true;
}

static bool explain_rest(struct demo *d, const struct plan_view *v, struct err *e)
{
	static const char *const because[] = {
		"Not wanted now; asked again at the next contact.",
		"Nothing in this town can change it; noted for the report on gaps.",
		"Gets better by itself once the other steps are taken.",
	};
	for (int i = 0; i < v->n_open_risks; i++) {
		struct edit *w = demo_open(d, "no-action", e);
		if (!w)
			return false;
		demo_put(w, "factor", d->session.config->catalogue->factors[v->open_risks[i]].name);
		demo_put(w, "because", because[i % 3]);
		if (!demo_save(d, &w, e))
			return false;
	}
	return true;
}

static bool plan_words(struct demo *d, bool agreed, struct err *e)
{
	struct edit *w = demo_open(d, "plan", e);
	if (!w)
		return false;
	demo_put(w, "wishes", d->story->wishes);
	demo_put(w, "agreed", agreed ? "yes" : "not-yet");
	if (agreed) {
		demo_put_day(d, w, "agreed_on", 0);
		demo_put_day(d, w, "review_on", 90);
	}
	return demo_save(d, &w, e);
}

/* High-level plans ask by themselves; of another one, the case worker wants a second opinion. */
static bool demo_ask(struct demo *d, struct err *e)
{
	struct plan_view v;
	bool good = plan_read(&d->session, d->case_id, &v, e);
	if (good && !*v.approval)
		good = approval_ask(&d->session, d->case_id, "review",
				    "I would like to go through the goals together before we begin.", e);
	plan_view_fini(&v);
	return good;
}

bool demo_plan(struct demo *d, struct err *e)
{
	struct plan_view v = {0};
	char goal[ID_TEXT];
	bool good = plan_words(d, false, e) && add_goals(d, goal, e) && plan_read(&d->session, d->case_id, &v, e);
	/* Each action covers its risks: what is suggested next is read anew. */
	for (int n = 0; good && v.n_suggestions > 0 && n < ACTIONS_MAX; n++) {
		good = add_action(d, &v.suggestions[0], goal, n, e);
		plan_view_fini(&v);
		good = good && plan_read(&d->session, d->case_id, &v, e);
	}
	if (good && v.n_suggestions > 0)
		good = plan_dismiss(&d->session, d->case_id,
				    d->session.config->catalogue->services[v.suggestions[0].service],
				    "Already gets this from another organisation.", e);
	good = good && explain_rest(d, &v, e);
	plan_view_fini(&v);
	if (!good || !plan_words(d, true, e))
		return false;
	bool left = d->course->waits && d->course->stage == DEMO_PLANNED;
	return left ? demo_ask(d, e) : demo_approve(d, e);
}

/* ---- follow-up ---- */

static bool contact(struct demo *d, bool reached, int next_days, struct err *e)
{
	static const char *const said[] = {
		"Feels safer; sleeps better. The next steps were gone through.",
		"Worried about the family at home; talked over what can be done from here.",
		"The appointment took place. Waits for the answer.",
		"Asked for help with the landlord; otherwise steady.",
	};
	struct edit *w = demo_open(d, "follow-up", e);
	if (!w)
		return false;
	demo_put(w, "contact", reached ? "contact" : "attempt");
	demo_put_day(d, w, "happened_on", 0);
	demo_put(w, "how", "phone");
	demo_put(w, "mode", "phone");
	if (reached) {
		demo_put(w, "alone", "yes");
		demo_put(w, "safe_to_talk", "yes");
		demo_put(w, "note", said[demo_chance(d, 4)]);
	}
	demo_put(w, "next", next_days ? "agreed" : "standard");
	if (next_days)
		demo_put_day(d, w, "next_on", next_days);
	return demo_save(d, &w, e);
}

/* What is not done by its day is given another one, in cases that are looked after. */
static bool give_time(struct demo *d, const char *record_id, struct err *e)
{
	struct edit *w = edit_open(&d->session, "action", d->case_id, record_id, NULL, e);
	if (!w)
		return false;
	demo_put_day(d, w, "due_on", 4 + (int)demo_chance(d, 14));
	return demo_save(d, &w, e);
}

static bool set_actions(struct demo *d, int done, bool all, struct err *e)
{
	char now[TIME_TEXT];
	session_now(&d->session, now);
	struct plan_view v;
	bool good = plan_read(&d->session, d->case_id, &v, e);
	for (int i = 0; good && i < v.actions.n; i++) {
		const struct record *r = &v.actions.at[i];
		const char *state = all || i < done ? "done" : i == done ? "started" : "planned";
		enum gate_lock locks[GATE_LOCK_COUNT];
		if (gates_of_action(&v.gates, &r->answers, locks) > 0)
			continue;
		if (strcmp(r->state, state) && strcmp(r->state, "done"))
			good = action_set_state(&d->session, r->id, state,
						!strcmp(state, "done") ? "Done; it helped." : "", e);
		if (good && strcmp(state, "done") && !d->course->late && *r->due && strcmp(r->due, now) < 0)
			good = give_time(d, r->id, e);
	}
	plan_view_fini(&v);
	return good;
}

/* The day of the last contact: late ones have been quiet for weeks, the others were heard of these days. */
static int64_t quiet_since(struct demo *d)
{
	int days = d->course->again || d->course->keeps ? 40 /* away since, or ended then */
		   : d->course->late ? 33 + (int)demo_chance(d, 8) : (int)demo_chance(d, 5);
	return d->now - (int64_t)days * DAY;
}

static bool end(struct demo *d, struct err *e)
{
	if (d->course->stage == DEMO_CLOSED) {
		d->at = d->at + DAY < d->now ? d->at + DAY : d->now;
		return set_actions(d, 0, true, e) && demo_close(d, e);
	}
	if (d->course->stage != DEMO_ON_HOLD)
		return true;
	for (int i = 0; i < 3; i++) {
		d->at = d->at + 3 * DAY < d->now ? d->at + 3 * DAY : d->now;
		if (!contact(d, false, 0, e))
			return false;
	}
	return demo_hold(d, e);
}

bool demo_follow(struct demo *d, struct err *e)
{
	int64_t last = quiet_since(d);
	int n = 0, round = 1;
	bool good = true;
	while (good) {
		int64_t step = (6 + (int)demo_chance(d, 5)) * (int64_t)DAY;
		bool final = d->at + step >= last;
		d->at = final && last > d->at ? last : d->at + step < d->now ? d->at + step : d->now;
		good = contact(d, true, final && !d->course->late && demo_chance(d, 2) ? 10 : 0, e) &&
		       set_actions(d, n / 2, false, e);
		n++;
		/* A new round now and then; the last one at the end where there is still one to come. */
		if (good && round < d->course->rounds && (final || n % 2 == 0))
			good = demo_assess(d, ++round, e);
		if (final)
			break;
	}
	return good && end(d, e);
}
