/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Children: who is one, what has been done of their steps, and the rules of the forms made for them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/codes.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/child.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/age.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/child.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define CHILD_FIELDS(X) \
	X(CHILD_SITUATION, "situation") X(CHILD_WITH_ABUSER, "with_abuser") X(CHILD_GUARDIAN, "guardian") \
	X(CHILD_CARE, "care") X(CHILD_ASSENT, "assent")
KIND_FIELDS(CHILD_FIELDS)

#define BIA_FIELDS(X) \
	X(BIA_VIEWS, "views") X(BIA_RESULT, "result")
KIND_FIELDS(BIA_FIELDS)

#define BID_FIELDS(X) \
	X(BID_OPENED, "opened") X(BID_REOPEN_REASON, "reopen_reason") X(BID_QUESTION, "question") \
	X(BID_PANEL, "panel") X(BID_OPTIONS, "options") X(BID_VIEWS, "views") \
	X(BID_VIEWS_HOW, "views_how") X(BID_GUARDIAN_PRESENT, "guardian_present") \
	X(BID_DECISION, "decision") X(BID_REASONS, "reasons") X(BID_DECIDED_ON, "decided_on") \
	X(BID_FINISHED, "finished") X(BID_APPEAL, "appeal")
KIND_FIELDS(BID_FIELDS)

#define TRACING_FIELDS(X) \
	X(TRACING_AGREED_FIELD, "agreed") X(TRACING_STATE, "state") X(TRACING_VERIFIED, "verified")
KIND_FIELDS(TRACING_FIELDS)

#define FAMILY_ASSESSMENT_FIELDS(X) \
	X(FAMILY_ASSESSMENT_FOR_PLAN, "for_plan") X(FAMILY_ASSESSMENT_SAFE, "safe") \
	X(FAMILY_ASSESSMENT_WILLING, "willing") X(FAMILY_ASSESSMENT_ABLE, "able") \
	X(FAMILY_ASSESSMENT_CONDITIONS_MET, "conditions_met") X(FAMILY_ASSESSMENT_RESULT, "result") \
	X(FAMILY_ASSESSMENT_CHILD_AGREES, "child_agrees") \
	X(FAMILY_ASSESSMENT_GUARDIAN_AGREES, "guardian_agrees")
KIND_FIELDS(FAMILY_ASSESSMENT_FIELDS)

#define SINCE "=child_since"
#define DETAINED_SINCE "=detained_since" /* beside the answers of the child's situation */
#define FLAG "unaccompanied_child"

static bool is(const struct pairs *a, const char *field, const char *value)
{
	return !strcmp(pairs_get(a, field), value);
}

/* ---- who is a child ---- */

bool child_by_answers(const struct pairs *person, struct date today, struct child_view *out)
{
	struct date birth = {0};
	out->age_known = date_from_iso(pairs_get(person, "birth_date"), &birth);
	out->disputed = is(person, "age_disputed", "yes");
	if (out->age_known)
		date_age(birth, today, &out->least, &out->most);
	out->is_child = age_is_child(birth, out->disputed, today);
	return out->is_child;
}

/* Since when it is known: kept beside the person's answers, so that a doubt that comes up late is not late at once. */
bool child_note_since(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	struct child_view v = {0};
	char now[TIME_TEXT];
	(void)c;
	(void)e;
	session_now(s, now);
	if (!child_by_answers(&next->answers, clock_today(s->clock), &v))
		pairs_set(&next->answers, SINCE, NULL);
	else if (!pairs_has(&next->answers, SINCE) && !child_by_answers(&w->record.answers, clock_today(s->clock), &v))
		pairs_set(&next->answers, SINCE, now);
	return true;
}

/* ---- what has been done ---- */

bool child_newest(struct session *s, const char *case_id, const char *kind, struct record *out, struct err *e)
{
	struct err why = {0};
	if (store_record_newest(s->store, case_id, kind, out, &why))
		return true;
	memset(out, 0, sizeof *out);
	return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
}

static int64_t when(const struct record *r)
{
	int64_t t;
	return time_from_iso(*r->happened ? r->happened : r->created_at, &t) ? t : 0;
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static bool read_steps(struct session *s, const char *case_id, struct child_view *v, struct err *e)
{
	struct record_filter f = {.case_id = case_id};
	struct record_list all = {0};
	if (!store_record_list(s->store, &f, &all, e))
		return false;
	for (int i = 0; i < all.n; i++) {
		const struct record *r = &all.at[i];
		if (!strcmp(r->kind, "bia") && !strcmp(r->state, "done"))
			v->facts.bia_at = later(v->facts.bia_at, when(r));
		if (!strcmp(r->kind, "tracing") && *r->state && strcmp(r->state, "asked"))
			v->facts.tracing_at = later(v->facts.tracing_at, when(r));
	}
	record_list_fini(&all);
	return true;
}

static void read_situation(struct child_view *v)
{
	const struct pairs *a = &v->situation.answers;
	enum child_situation situation = child_situation_from_name(pairs_get(a, CHILD_SITUATION));
	v->facts.alone = child_is_alone(situation);
	if (situation != CHILD_UNKNOWN)
		v->facts.situation_at = when(&v->situation);
	if (is(a, "guardian", "appointed"))
		v->facts.guardian_at = when(&v->situation);
	if (*pairs_get(a, "care") && !is(a, "care", "none"))
		v->facts.care_at = when(&v->situation);
	/* Saved before this was kept: since the record was made. */
	if (is(a, "detained", "now") && !time_from_iso(pairs_get(a, DETAINED_SINCE), &v->facts.detained_since))
		v->facts.detained_since = when(&v->situation);
}

bool child_read(struct session *s, const struct case_row *k, struct child_view *v, struct err *e)
{
	struct err why = {0};
	memset(v, 0, sizeof *v);
	if (*k->person_id && !store_record_get(s->store, k->person_id, &v->person, &why)) {
		memset(&v->person, 0, sizeof v->person);
		if (why.code != ERR_MISSING)
			return err_set(e, why.code, why.where, "%s", why.detail);
	}
	if (!child_by_answers(&v->person.answers, clock_today(s->clock), v))
		return true;
	if (!time_from_iso(pairs_get(&v->person.answers, SINCE), &v->facts.since) &&
	    !time_from_iso(k->registered_at, &v->facts.since))
		v->facts.since = clock_now(s->clock);
	if (child_newest(s, k->id, "child", &v->situation, e) && read_steps(s, k->id, v, e)) {
		read_situation(v);
		return true;
	}
	child_view_fini(v);
	return false;
}

void child_view_fini(struct child_view *v)
{
	record_fini(&v->person);
	record_fini(&v->situation);
	memset(v, 0, sizeof *v);
}

/* ---- the child's situation ---- */

/* The clock of a detention starts when it becomes known, and no later save sets it back. */
static bool before_child(struct save *x, struct err *e)
{
	struct pairs *a = &x->next->answers;
	char now[TIME_TEXT];
	(void)e;
	session_now(x->session, now);
	if (!is(a, "detained", "now"))
		pairs_set(a, DETAINED_SINCE, NULL);
	else if (!*pairs_get(a, DETAINED_SINCE))
		pairs_set(a, DETAINED_SINCE, now);
	return true;
}

/* Has the flag ever been raised, or denied with open eyes? Only where it is not yes is there something to say. */
static bool flag_is_yes(struct session *s, const struct case_row *k)
{
	static const char *const asked[] = {"screening", "assessment"};
	bool yes = codes_have(k->flags, FLAG);
	for (int i = 0; i < 2 && !yes; i++) {
		struct record r;
		if (child_newest(s, k->id, asked[i], &r, NULL))
			yes = is(&r.answers, FLAG, "yes");
		record_fini(&r);
	}
	return yes;
}

static char *warns_child(const struct save *save)
{
	struct session *s = save->session;
	const struct edit *w = save->edit;
	const char *situation = form_value_of(w->form, "situation"), *assent = form_value_of(w->form, "assent");
	bool feared = !strcmp(form_value_of(w->form, "with_abuser"), "yes");
	bool alone = *situation && child_is_alone(child_situation_from_name(situation));
	int flag = catalogue_flag(s->config->catalogue, FLAG);
	struct child_view v;
	struct str t = {0};
	if (!child_read(s, &w->case_row, &v, NULL))
		return NULL;
	if ((alone || feared) && flag >= 0 && !flag_is_yes(s, &w->case_row))
		str_addf(&t, "%s: that is urgent. Set the flag \"%s\" in the screening (3) or assessment (4).",
			 feared ? "With somebody feared" : "A child alone", s->config->catalogue->flags[flag].label);
	else if (!v.is_child)
		str_add(&t, "By the age in Person this is an adult. Look there first (1).");
	else if (*assent && v.age_known && !v.disputed && !child_assent_fits(assent, v.least, v.most))
		str_addf(&t, "At %d it is %s.", v.least, child_assent_at(v.least)->words);
	child_view_fini(&v);
	return t.len ? str_take(&t) : NULL;
}

/* ---- best interests ---- */

static bool before_bia(struct save *save, struct err *e)
{
	struct record *next = save->next;
	bool done = pairs_has(&next->answers, "result") && pairs_has(&next->answers, "views");
	(void)e;
	snprintf(next->state, sizeof next->state, "%s", done ? "done" : "open");
	return true;
}

static bool lists_bid(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	int field = form_def_field(form_definition(w->form), "opened");
	(void)e;
	if (w->is_new && w->record.round > 1 && field >= 0)
		form_set(w->form, field, "again");
	return true;
}

static bool fixed_changed(const struct pairs *was, const struct pairs *now)
{
	for (int i = 0; child_bid_fixed[i]; i++) {
		if (strcmp(pairs_get(was, child_bid_fixed[i]), pairs_get(now, child_bid_fixed[i])))
			return true;
	}
	return false;
}

static const char *bid_state(const struct pairs *a)
{
	if (!is(a, "finished", "yes"))
		return "open";
	if (is(a, "appeal", "asked"))
		return "appeal";
	return is(a, "appeal", "changed") ? "overturned" : "decided";
}

static bool before_bid(struct save *save, struct err *e)
{
	struct record *next = save->next;
	const struct pairs *was = &save->edit->record.answers, *now = &next->answers;
	struct str missing = {0};
	bool good = true;
	if (next->round > 1 && !pairs_has(now, BID_REOPEN_REASON))
		return err_set(e, ERR_DATA, "bid", "A determination is opened again with the reason: write it first.");
	if (!save->edit->is_new && is(was, "finished", "yes") && fixed_changed(was, now))
		return err_set(e, ERR_DATA, "bid",
			       "This determination is finished: its words stay. To change it, open it again, with the "
			       "reason.");
	if (is(now, "finished", "yes") && !child_bid_complete(now, &missing))
		good = err_set(e, ERR_DATA, "bid", "Not finished yet. Missing: %s.", str_text(&missing));
	str_fini(&missing);
	snprintf(next->state, sizeof next->state, "%s", bid_state(now));
	return good;
}

const struct kind kind_child = {
	.name = "child",
	.label = "Situation and care",
	.form = "child",
	.permit = PERMIT_ASSESS,
	.section = SECTION_CHILD,
	.one_per_case = true,
	.any_episode = true,
	.title_field = "situation",
	.state_field = "situation",
	.before = before_child,
	.warns = warns_child,
	.needs = KIND_NEEDS(CHILD_FIELDS),
};

const struct kind kind_bia = {
	.name = "bia",
	.label = "Best interests assessment",
	.form = "bia",
	.permit = PERMIT_ASSESS,
	.section = SECTION_CHILD,
	.title_field = "result",
	.happened_field = "assessed_on",
	.before = before_bia,
	.reasons = "reasons",
	.needs = KIND_NEEDS(BIA_FIELDS),
};

const struct kind kind_bid = {
	.name = "bid",
	.label = "Best interests determination",
	.form = "bid",
	.permit = PERMIT_ASSESS,
	.section = SECTION_CHILD,
	.rounds = true,
	.anew = "reopen_reason panel views views_how guardian_present decision reasons decided_on finished told_on "
		 "appeal "
		 "appeal_on appeal_by appeal_decided_on",
	.title_field = "decision",
	.happened_field = "decided_on",
	.lists = lists_bid,
	.before = before_bid,
	.reasons = "reopen_reason reasons",
	.needs = KIND_NEEDS(BID_FIELDS),
};

const struct kind kind_tracing = {
	.name = "tracing",
	.label = "Family tracing",
	.form = "tracing",
	.permit = PERMIT_PLAN,
	.section = SECTION_CHILD,
	.title_field = "sought",
	.state_field = "state",
	.happened_field = "started_on",
	.needs = KIND_NEEDS(TRACING_FIELDS),
};

const struct kind kind_family_assessment = {
	.name = "family-assessment",
	.label = "Family assessment",
	.form = "family-assessment",
	.permit = PERMIT_ASSESS,
	.section = SECTION_CHILD,
	.title_field = "result",
	.state_field = "result",
	.happened_field = "assessed_on",
	.needs = KIND_NEEDS(FAMILY_ASSESSMENT_FIELDS),
};
