/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The page that a colleague taking over reads in a minute: who, why, how grave and for which reasons, what the person
 * wants, what is being done, what is next. Plain lines; the case number stands for the name.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/consent_check.h>
#include <sarai/kind/context.h>
#include <sarai/kind/inherit.h>
#include <sarai/kind/plan.h>
#include <sarai/model/age.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/clinical.h>
#include <sarai/model/due.h>
#include <sarai/model/gate.h>
#include <sarai/model/inherit.h>
#include <sarai/model/permit.h>
#include <sarai/model/plan.h>
#include <sarai/model/referral.h>
#include <sarai/model/score.h>
#include <sarai/model/status.h>
#include <sarai/model/urgent.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>
#include <sarai/view/check_lines.h>
#include <sarai/view/checklist.h>
#include <sarai/view/referrals.h>
#include <sarai/view/summary.h>

#define REASONS_MAX 5
#define WISHES_COLS 240 /* at most: the plan has the rest */
#define COLS_LEAST 20

struct page {
	struct session *s;
	int cols;
	struct str text;
	struct case_row case_row;
	struct record person, screening, trafficking, ssra;
	struct plan_view plan;
	struct checklist child, asylum;
	struct stale_list stale;
	int64_t now;
	char now_text[TIME_TEXT];
};

/* ---- lines ---- */

/* "Label: text", wrapped, further lines under the text's first. */
static void line(struct page *p, const char *label, const char *text)
{
	struct str all = {0};
	size_t next;
	bool first = true;
	if (!*text)
		return;
	str_addf(&all, "%s%s%s", label, *label ? ": " : "", text);
	for (const char *at = str_text(&all); *at; at += next) {
		size_t n = text_wrap(at, first ? p->cols : p->cols - 2, &next);
		if (!next)
			break;
		if (!first)
			str_add(&p->text, "  ");
		str_add_n(&p->text, at, n);
		str_add(&p->text, "\n");
		first = false;
	}
	str_fini(&all);
}

static void line_of(struct page *p, const char *label, struct str *text)
{
	line(p, label, str_text(text));
	str_clear(text);
}

static void day_of(const char *iso, struct str *out)
{
	char day[DATE_TEXT];
	int64_t at;
	struct date d;
	if (time_from_iso(iso, &at))
		date_show(time_date(at), day);
	else if (date_from_iso(iso, &d))
		date_show(d, day);
	else
		return;
	str_add(out, day);
}

/* An answer as a person reads it, from a record of a kind. Never a restricted one, whoever looks: this page is handed
 * over. */
static void answer(struct page *p, const char *kind, const struct record *r, const char *field, struct str *out)
{
	const struct form_def *def = config_form(p->s->config, kind);
	int i = def ? form_def_field(def, field) : -1;
	if (i < 0 || !*pairs_get(&r->answers, field) || restricted_field(def, field))
		return;
	struct form *f = form_new(def, clock_today(p->s->clock), &p->s->config->lists);
	form_load(f, &r->answers);
	char *shown = form_show(f, i);
	str_addf(out, "%s%s", out->len ? ", " : "", shown);
	free(shown);
	form_free(&f);
}

/* ---- parts ---- */

static bool person_says(const struct page *p, const char *field, const char *value)
{
	return !strcmp(pairs_get(&p->person.answers, field), value);
}

/* How to talk with them, and what is doubted about their age. */
static void talking(struct page *p, struct str *t)
{
	struct date birth = {0}, papers = {0}, today = clock_today(p->s->clock);
	bool disputed = person_says(p, "age_disputed", "yes");
	answer(p, "person", &p->person, "address_as", t);
	line_of(p, "Address as", t);
	if (person_says(p, "interpreter", "yes")) {
		str_add(t, "yes");
		answer(p, "person", &p->person, "interpreter_language", t);
		answer(p, "person", &p->person, "interpreter_sex", t);
		if (*pairs_get(&p->person.answers, "interpreter_not")) {
			str_add(t, "; not ");
			str_add(t, pairs_get(&p->person.answers, "interpreter_not"));
		}
		line_of(p, "Interpreter", t);
	}
	date_from_iso(pairs_get(&p->person.answers, "birth_date"), &birth);
	date_from_iso(pairs_get(&p->person.answers, "birth_papers"), &papers);
	if (disputed)
		str_add(t, "doubted whether under 18: treated as a child");
	else if (age_papers_differ(birth, papers, today))
		str_add(t, age_is_child(birth, false, today)
				   ? "papers say adult; the person says under 18, and that counts"
				   : "papers say under 18: ask, and see Person");
	line_of(p, "Age", t);
}

/* Facts of the person that name nobody. */
static void who(struct page *p, struct str *t)
{
	static const char *const facts[] = {"age_band", "nationality", "stateless", "language", "languages",
					    "location", "lives_with",  "met_at",    "binds"};
	struct date birth;
	int least, most, months;
	enum case_status status;
	const char *kind = *p->person.kind ? p->person.kind : "person"; /* or a group */
	answer(p, kind, &p->person, "sex", t);
	if (*pairs_get(&p->person.answers, "=people"))
		str_addf(t, "a group of %s people", pairs_get(&p->person.answers, "=people"));
	if (date_from_iso(p->case_row.birth, &birth)) {
		date_age(birth, clock_today(p->s->clock), &least, &most);
		if (date_age_months(birth, clock_today(p->s->clock), &months))
			str_addf(t, "%s%d month%s old", t->len ? ", " : "", months, months == 1 ? "" : "s");
		else if (least == most)
			str_addf(t, "%s%d years old", t->len ? ", " : "", least);
		else
			str_addf(t, "%s%d to %d years old", t->len ? ", " : "", least, most);
	}
	bool sheltered = !strcmp(pairs_get(&p->person.answers, "in_shelter"), "yes");
	bool names = access_check_row(p->s, PERMIT_NAMES, &p->case_row, NULL);
	for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
		bool place = !strcmp(facts[i], "location") || !strcmp(facts[i], "lives_with") || !strcmp(facts[i], "met_at");
		/* Where somebody can be found names them. */
		if ((!sheltered || strcmp(facts[i], "location")) && (names || !place))
			answer(p, kind, &p->person, facts[i], t);
	}
	if (sheltered)
		str_addf(t, "%sin a protected shelter", t->len ? ", " : "");
	if (!t->len)
		str_add(t, "nothing noted yet");
	line_of(p, "Who", t);
	talking(p, t);
	if (consent_line(p->s, p->case_row.id, t, NULL))
		line_of(p, "Consent", t);
	if (status_from_name(p->case_row.status, &status)) {
		str_addf(t, "%s, with %s, opened ", status_words(status), *p->case_row.owner ? p->case_row.owner : "nobody");
		day_of(p->case_row.opened_at, t);
		if (p->case_row.episode > 1) {
			str_addf(t, "; episode %d since ", p->case_row.episode);
			day_of(p->case_row.episode_at, t);
		}
		if (*p->case_row.duplicate_of)
			str_addf(t, "; %s goes on", p->case_row.duplicate_of);
		line_of(p, "Case", t);
	}
	if (p->case_row.alert)
		line(p, "ALERT", p->case_row.alert);
}

static void urgent(struct page *p, struct str *t)
{
	const struct catalogue *c = p->s->config->catalogue;
	bool seen = restricted_seen(p->s, p->case_row.id), hidden = false;
	char span[DATE_TEXT];
	int64_t at;
	for (const char *flag = p->case_row.flags ? p->case_row.flags : ""; *flag;) {
		size_t n = strcspn(flag, " ");
		char *name = mem_strndup(flag, n);
		int i = catalogue_flag(c, name);
		/* A flag with a restricted record of its own says no more to others than that somebody must act. */
		bool hide = !seen && urgent_own_kind(name);
		if (!hide || !hidden)
			str_addf(t, "%s%s", t->len ? "; " : "", hide ? "Urgent: act" : i >= 0 ? c->flags[i].label : name);
		hidden = hidden || hide;
		free(name);
		flag += n + strspn(flag + n, " ");
	}
	if (t->len && time_from_iso(p->case_row.urgent_due, &at)) {
		if (at < p->now)
			time_span(p->now - at, span);
		else
			care_left(at, p->now, span); /* to the hour, as the head says it */
		str_addf(t, at < p->now ? " (late %s)" : " (act within %s)", span);
	}
	line_of(p, "URGENT", t);
}

/* What a child's steps, or the fear of going back, still ask for; and that a return is locked. */
static void missing(struct page *p, struct str *t, const struct checklist *l, const char *label)
{
	char span[DATE_TEXT];
	int64_t due;
	for (int i = 0; i < l->n; i++) {
		const struct check_line *c = &l->at[i];
		if (c->state == CHECK_HEADING)
			break; /* what only a return waits for is on the section's page */
		if (c->state != CHECK_MISSING && c->state != CHECK_LATE)
			continue;
		str_addf(t, "%s%s", t->len ? "; " : "missing: ", c->text);
		if (c->state == CHECK_LATE && time_from_iso(c->due, &due)) {
			time_until(due, p->now, span);
			str_addf(t, " (%s)", span);
		}
	}
	if (l->return_locked)
		str_addf(t, "%sssisted return is locked for now", t->len ? ". A" : "a");
	line_of(p, label, t);
}

static void protection(struct page *p, struct str *t)
{
	missing(p, t, &p->child, "CHILD");
	missing(p, t, &p->asylum, "Fear of return");
}

static void why(struct page *p, struct str *t)
{
	answer(p, "screening", &p->screening, "exposure", t);
	line_of(p, "Exposure", t);
	answer(p, "screening", &p->screening, "capability", t);
	line_of(p, "Means to cope", t);
	answer(p, "screening", &p->screening, "decision", t);
	if (t->len && *p->case_row.screened_at) {
		str_add(t, ", ");
		day_of(p->case_row.screened_at, t);
	}
	line_of(p, "Screening", t);
}

/* What the newest assessment has taken over from others, and what of it is not new any more. */
static void sources(struct page *p, struct str *t)
{
	const struct pairs *kept = &p->plan.assessment.record.answers;
	for (enum inherit_from i = 0; i < INHERIT_COUNT; i++) {
		size_t before = t->len;
		struct str words = {0};
		inherit_words(kept, i, &words);
		if (words.len)
			str_addf(t, "%s%s", before ? "; " : "", str_text(&words));
		str_fini(&words);
	}
	line_of(p, "Rests also on", t);
	for (int i = 0; i < p->stale.n; i++) {
		const struct stale_row *r = &p->stale.at[i];
		if (i > 0)
			str_add(t, "; ");
		source_words(r->kind, r->title, r->newest, t);
	}
	if (p->stale.n)
		str_add(t, ". Read it in the assessment");
	line_of(p, "NEWER", t);
}

static int add_factor(struct page *p, const struct assessment *a, int factor, int told, struct str *t)
{
	const struct factor *f = &p->s->config->catalogue->factors[factor];
	if (f->restricted || told == REASONS_MAX)
		return told;
	str_addf(t, "%s%s (%s)", told ? "; " : "", f->label, answer_words(a->answers.factor[factor]));
	return told + 1;
}

/* The gravest risks, and what protects most. */
static void risks_and_protection(struct page *p, const struct assessment *a, struct str *t)
{
	const struct catalogue *c = p->s->config->catalogue;
	int *risks = mem_alloc(((size_t)c->n_factors + 1) * sizeof *risks), told = 0;
	int n = plan_risks(c, &a->answers, a->score, risks);
	for (int i = 0; i < n; i++)
		told = add_factor(p, a, risks[i], told, t);
	line_of(p, "Risks", t);
	told = 0;
	for (int i = 0; i < a->score->n_reasons; i++) {
		if (a->score->reasons[i].points < 0)
			told = add_factor(p, a, a->score->reasons[i].factor, told, t);
	}
	line_of(p, "Protective", t);
	free(risks);
}

static void level(struct page *p, struct str *t)
{
	const struct config *cfg = p->s->config;
	const struct assessment *a = &p->plan.assessment;
	const char *assigned = p->case_row.band_assigned, *calculated = p->case_row.band_calculated;
	if (p->case_row.score < 0) {
		line(p, "Level", "not assessed yet");
		return;
	}
	str_addf(t, "%s%s", config_label(cfg, "bands", *assigned ? assigned : calculated),
		 *assigned ? " (assigned)" : " (calculated, none assigned)");
	if (*assigned && strcmp(assigned, calculated))
		str_addf(t, ", calculated %s", config_label(cfg, "bands", calculated));
	str_addf(t, ", score %d, %s", score_points(p->case_row.score), p->case_row.settled ? "settled" : "not settled");
	if (!p->case_row.settled)
		str_addf(t, " (%d to %d)", score_points(p->case_row.low), score_points(p->case_row.high));
	line_of(p, "Level", t);
	const char *reason = pairs_get(&a->record.answers, "assigned_reason");
	if (*assigned && strcmp(assigned, calculated))
		line(p, "Why assigned so", reason);
	if (a->score)
		risks_and_protection(p, a, t);
	sources(p, t);
}

/* What was noted of trafficking: the program's own words, and the status that others gave. */
static void trafficking(struct page *p, struct str *t)
{
	const struct record *r = &p->trafficking;
	if (!*r->id)
		return;
	str_add(t, r->title ? r->title : "");
	if (*pairs_get(&r->answers, "status")) {
		struct str decided = {0};
		answer(p, "trafficking", r, "status", &decided);
		answer(p, "trafficking", r, "decided_by", &decided);
		answer(p, "trafficking", r, "decided_on", &decided);
		str_addf(t, "; status decided: %s", str_text(&decided));
		str_fini(&decided);
	}
	line_of(p, "Trafficking", t);
}

static void safety(struct page *p, struct str *t)
{
	for (int i = 0; i < p->case_row.n_clocks; i++) {
		const struct case_clock *c = &p->case_row.clocks[i];
		str_addf(t, "%s%s", t->len ? "; " : "", c->words);
		if (*c->until) {
			str_add(t, ", ");
			day_of(c->until, t);
		}
	}
	line_of(p, "Running", t);
	if (*p->ssra.id) {
		answer(p, "ssra", &p->ssra, "overall", t);
		if (!t->len)
			str_add(t, "not rated yet");
		if (*p->ssra.due) {
			str_add(t, ", review by ");
			day_of(p->ssra.due, t);
		}
		line_of(p, "Danger", t);
	}
}

static void plan(struct page *p, struct str *t)
{
	const struct plan_view *v = &p->plan;
	enum gate_lock locks[GATE_LOCK_COUNT];
	int open = 0;
	char *wishes = text_cut(pairs_get(&v->plan.answers, "wishes"), WISHES_COLS);
	line(p, "Own wishes", wishes);
	free(wishes);
	if (*p->case_row.plan_agreed_at) {
		str_add(t, "agreed ");
		day_of(p->case_row.plan_agreed_at, t);
	} else if (*v->plan.id) {
		str_add(t, "not agreed yet");
	}
	if (!strcmp(v->approval, "waiting") || !strcmp(v->approval, "needed"))
		str_add(t, ", waits for approval");
	else if (!strcmp(v->approval, "rejected"))
		str_add(t, ", not approved");
	if (v->n_open_risks > 0)
		str_addf(t, "%s%d risk%s without an answer", t->len ? ", " : "", v->n_open_risks,
			 v->n_open_risks == 1 ? "" : "s");
	line_of(p, "Plan", t);
	for (int i = 0; i < v->actions.n + v->household_actions.n; i++) {
		bool shared = i >= v->actions.n;
		const struct record *r = shared ? &v->household_actions.at[i - v->actions.n] : &v->actions.at[i];
		const char *what = pairs_get(&r->answers, "action");
		enum action_state state;
		if (!action_state_from_name(r->state, &state) || !action_state_open(state))
			continue;
		if (open++ == 0)
			line(p, "", "Open actions:");
		str_addf(t, "- %s%s, %s", shared ? "for the household: " : "",
			 *what ? what : config_label(p->s->config, "services", pairs_get(&r->answers, "service")),
			 action_state_words(state));
		if (!shared && gates_of_action(&v->gates, &r->answers, locks) > 0)
			str_add(t, ", LOCKED");
		if (*r->due) {
			str_add(t, strcmp(r->due, p->now_text) < 0 ? ", late since " : ", by ");
			day_of(r->due, t);
		}
		line_of(p, "", t);
	}
}

static void referrals(struct page *p, struct str *t)
{
	struct referral_list l;
	if (!referrals_list(p->s, REFERRALS_OPEN, p->case_row.id, NULL, &l, NULL))
		return;
	for (int i = 0; i < l.n; i++) {
		const struct referral_row *r = &l.at[i];
		if (i == 0)
			line(p, "", "Referrals:");
		str_addf(t, "- %s, %s: %s", config_label(p->s->config, "services", r->service), r->receiver,
			 referral_state_words(r->state));
		if (r->late)
			str_addf(t, ", late: %s", referral_due_words(r->state));
		line_of(p, "", t);
	}
	referral_list_fini(&l);
}

static void next(struct page *p, struct str *t)
{
	enum due_kind kind;
	char span[DATE_TEXT];
	int64_t at;
	if (*p->case_row.last_contact_at)
		day_of(p->case_row.last_contact_at, t);
	else
		str_add(t, "none yet");
	if (p->case_row.attempts > 0) {
		str_addf(t, "; since then %d attempt%s without contact", p->case_row.attempts,
			 p->case_row.attempts == 1 ? "" : "s");
		if (p->case_row.attempts >= p->s->config->due->attempts_before_supervisor)
			str_add(t, ": tell your supervisor");
	}
	line_of(p, "Last contact", t);
	if (due_from_name(p->case_row.due_kind, &kind) && kind != DUE_NOTHING && time_from_iso(p->case_row.due, &at)) {
		str_addf(t, "%s, ", due_words(kind));
		day_of(p->case_row.due, t);
		time_until(at, p->now, span);
		str_addf(t, " (%s)", span);
	} else {
		str_add(t, "nothing is due");
	}
	line_of(p, "Next", t);
	if (p->case_row.fictitious)
		line(p, "", "A fictitious case, for practice.");
}

/* ---- the page ---- */

static bool read(struct page *p, const char *case_id, struct err *e)
{
	struct err why_not = {0};
	struct session *s = p->s;
	if (!cases_get(s, case_id, &p->case_row, e) || !plan_read(s, case_id, &p->plan, e) ||
	    !stale_cases(s, case_id, &p->stale, e) ||
	    !edit_existing(s, kind_get("screening"), case_id, &p->screening, e) ||
	    !edit_existing(s, kind_get("trafficking"), case_id, &p->trafficking, e) ||
	    !edit_existing(s, kind_get("ssra"), case_id, &p->ssra, e) ||
	    !checklist_read(s, case_id, SECTION_CHILD, &p->child, e) ||
	    !checklist_read(s, case_id, SECTION_SAFETY, &p->asylum, e))
		return false;
	if (!*p->case_row.person_id || store_record_get(s->store, p->case_row.person_id, &p->person, &why_not))
		return true;
	memset(&p->person, 0, sizeof p->person);
	return why_not.code == ERR_MISSING || err_set(e, why_not.code, why_not.where, "%s", why_not.detail);
}

char *case_summary(struct session *s, const char *case_id, int cols, struct err *e)
{
	struct page p = {.s = s, .cols = cols < COLS_LEAST ? COLS_LEAST : cols, .now = clock_now(s->clock)};
	struct str t = {0};
	char *out = NULL;
	time_to_iso(p.now, p.now_text);
	if (!access_check_case(s, PERMIT_VIEW, case_id, e) || !read(&p, case_id, e)) {
		out = NULL;
	} else if (case_is_gone(&p.case_row)) {
		line(&p, "File",
		     strcmp(p.case_row.status, status_name(STATUS_ERASED))
			     ? "kept without a name, for figures. Rights (g) has the certificate."
			     : "erased. Rights (g) has the certificate.");
		out = str_take(&p.text);
	} else {
		urgent(&p, &t);
		safety(&p, &t);
		who(&p, &t);
		protection(&p, &t);
		why(&p, &t);
		trafficking(&p, &t);
		level(&p, &t);
		plan(&p, &t);
		referrals(&p, &t);
		next(&p, &t);
		out = str_take(&p.text);
		if (!out)
			out = mem_strdup("");
	}
	str_fini(&t);
	str_fini(&p.text);
	case_row_fini(&p.case_row);
	record_fini(&p.person);
	record_fini(&p.screening);
	record_fini(&p.trafficking);
	record_fini(&p.ssra);
	plan_view_fini(&p.plan);
	checklist_fini(&p.child);
	checklist_fini(&p.asylum);
	stale_list_fini(&p.stale);
	return out;
}
