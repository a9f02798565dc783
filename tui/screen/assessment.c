/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The assessment: the form screen with a head that scores as one answers.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/open.h>
#include <sarai/form/form.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/kind/suggest.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/plan.h>
#include <sarai/model/score.h>
#include <sarai/screen/app.h>
#include <sarai/term/formview.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/term.h>
#include <sarai/term/widget.h>

#include "assessment.h"

#define HEAD_ROWS 4
#define REASON_SERVICES 8 /* services named on the page of reasons */

static const struct action_def own[] = {
	{ACT_ASK_NEXT, "settle", "F9 ^A", "Ask next", "Go to the unanswered question that settles most."},
	{ACT_REASONS, "reasons", "F11 ^E", "Reasons", "Why the score is what it is, factor by factor."},
	{ACT_TAKE_OVER, "take_over", "^T F12", "Take over",
	 "Take over what is new in the household's assessment and the profiles of the place."},
};
const struct action_table actions_assessment = {"assessment", own, 3};

static const struct catalogue *catalogue_of(const struct form_screen *f)
{
	return f->app->session->config->catalogue;
}

void assessment_rescore(struct form_screen *f)
{
	struct live *l = f->extra;
	sources_follow(f);
	edit_answers(f->app->session, f->work, &l->now);
	score_free(&l->score);
	l->score = edit_score(f->app->session, f->work, &l->answers);
	l->missing = 0;
	for (int i = 0; i < l->score->n_next; i++)
		l->missing += l->score->next[i].bands > 0 || l->score->next[i].gain > 0;
}

static void head(const struct form_screen *f, struct canvas *c)
{
	const struct live *l = f->extra;
	const struct config *cfg = f->app->session->config;
	const struct catalogue *cat = cfg->catalogue;
	const struct score *s = l->score;
	const char *assigned = form_value_of(f->work->form, "assigned");
	struct str t = {0};
	int col;

	col = paint_text(c, 0, 0, 18, ROLE_TITLE, f->work->case_row.number) + 2;
	person_words(f->app, &f->work->case_row, &t);
	str_add(&t, "  ");
	person_facts(f->app, &f->work->case_row, &t);
	paint_text(c, 0, col, -1, ROLE_TEXT, str_text(&t));

	/* The figures. */
	str_clear(&t);
	col = paintf(c, 1, 0, 20, ROLE_VALUE, "Score %d (%d-%d)", score_points(s->score), score_points(s->low),
		     score_points(s->high)) +
	      2;
	str_add(&t, "calculated ");
	level_words(cfg, cat->bands[s->band].name, &t);
	col += paint_text(c, 1, col, 24, level_role(cfg, cat->bands[s->band].name), str_text(&t));
	/* Where the points alone would come to less, one must not wonder. */
	if (100 * cat->bands[s->band].from > s->score)
		col += paint_text(c, 1, col, -1, ROLE_TEXT, " by rule");
	col += 2;
	if (*assigned) {
		str_clear(&t);
		str_add(&t, "assigned ");
		level_words(cfg, assigned, &t);
		col += paint_text(c, 1, col, -1, level_role(cfg, assigned), str_text(&t)) + 2;
	}
	if (s->settled)
		paint_text(c, 1, col, -1, ROLE_GOOD, "settled");
	else if (*assigned)
		paintf(c, 1, col, -1, ROLE_HINT, "%d can change it", l->missing);
	else
		paintf(c, 1, col, -1, ROLE_HINT, "%d open answer%s can change it", l->missing, l->missing == 1 ? "" : "s");

	/* Each level's own net vulnerability. */
	str_clear(&t);
	for (int i = 0; i < cat->n_levels; i++)
		str_addf(&t, "%s%s %d", i ? "  " : "", cat->levels[i].label, score_points(s->levels[i].net));
	if (s->n_flags > 0)
		str_addf(&t, "  URGENT %d", s->n_flags);
	paint_text(c, 2, 0, -1, s->n_flags ? ROLE_URGENT : ROLE_TEXT, str_text(&t));
	paintf(c, 3, 0, -1, ROLE_DIM, "An aid to judgement. Weights %s: %s", cat->version, cat->authority);
	str_fini(&t);
}

static const char *field_label(const struct form_screen *f, const char *name)
{
	int i = form_def_field(form_definition(f->work->form), name);
	return i >= 0 ? form_definition(f->work->form)->fields[i].label : name;
}

static void settle(struct form_screen *f)
{
	const struct live *l = f->extra;
	const struct catalogue *cat = catalogue_of(f);
	const struct form_def *def = form_definition(f->work->form);
	if (!form_view_commit(&f->view))
		return;
	for (int i = 0; i < l->score->n_next; i++) {
		const struct next_question *q = &l->score->next[i];
		const char *name = q->factor >= 0 ? cat->factors[q->factor].name : cat->flags[q->flag].name;
		int field = form_def_field(def, name);
		/* "unknown" was an answer too: the person may not be asked again and again. */
		if (field < 0 || !form_answerable(f->work->form, field) || *form_value(f->work->form, field))
			continue;
		form_view_focus(&f->view, field);
		if (q->bands > 0)
			stack_say(f->app->stack, ROLE_HINT,
				  "%s settles most: it can move the level, and the score by %d points.",
				  def->fields[field].label, score_points(q->gain));
		else
			stack_say(f->app->stack, ROLE_HINT,
				  "No single answer can move the level. %s can move the score by %d points.",
				  def->fields[field].label, score_points(q->gain));
		return;
	}
	stack_say(f->app->stack, ROLE_GOOD, "Every question has its answer.");
}

/* Where the level is not what the points alone would make it: by what. */
static void level_basis_words(const struct catalogue *c, const struct score *s, struct str *t)
{
	int by_points = score_band(c, s->score);
	const char *between = "By ";
	if (by_points == s->band)
		return;
	for (int i = 0; i < s->n_flags; i++) {
		const struct flag *f = &c->flags[s->flags[i]];
		if (f->floor != s->band)
			continue;
		str_addf(t, "%sthe urgent flag \"%s\"", between, f->label);
		between = ", ";
	}
	for (int i = 0; i < s->n_rules; i++) {
		const struct rule *r = &c->rules[s->rules[i]];
		if (r->floor != s->band)
			continue;
		str_addf(t, "%sthe rule \"%s\"", between, *r->label ? r->label : r->name);
		between = ", ";
	}
	str_addf(t, ", not by points: these alone would make it %s.\n", c->bands[by_points].label);
}

/* Most urgent first; what could endanger is named with what stands against it. */
static void services_words(struct form_screen *f, struct str *t)
{
	const struct live *l = f->extra;
	const struct catalogue *cat = catalogue_of(f);
	bool *none = mem_alloc((size_t)(cat->n_factors + 1) * sizeof(bool));
	struct plan_cover cover = {.by_action = none, .by_no_action = none};
	struct record_list nothing = {0};
	struct suggest_case x = {0};
	struct err e = {0};
	int n, withheld;
	/* Where it cannot be read, nothing is left out for being an adult's. */
	(void)suggest_read(f->app->session, f->work->case_row.id, &nothing, &nothing, &x, &e);
	struct suggestion *all = plan_suggest(cat, &l->answers, l->score, &cover, &x.facts, &n, &withheld);
	if (n + withheld)
		str_add(t, "\nServices that could help, most urgent first:\n");
	for (int i = 0; i < n + withheld; i++) {
		const struct suggestion *one = &all[i];
		const char *label = config_label(f->app->session->config, "services", cat->services[one->service]);
		const char *what = one->against_factor >= 0 ? cat->factors[one->against_factor].label
				   : one->against_flag >= 0 ? cat->flags[one->against_flag].label
							    : "";
		if (i < n && i >= REASON_SERVICES)
			continue;
		str_add(t, "  ");
		if (one->against == SUGGEST_FREE)
			points_words(-one->points, t);
		str_addf(t, "%s%s", one->against == SUGGEST_FREE ? "  " : "", label);
		if (one->against == SUGGEST_UNKNOWN)
			str_addf(t, ": not suggested, not known yet; ask first: %s", what);
		else if (one->against == SUGGEST_DANGER)
			str_addf(t, ": not suggested because of: %s", what);
		else if (one->against == SUGGEST_NEVER)
			str_add(t, ": not suggested, the person said: never to the family");
		str_add(t, "\n");
	}
	suggest_fini(&x);
	suggestions_free(&all, n + withheld);
	free(none);
}

static void reasons(struct form_screen *f)
{
	const struct live *l = f->extra;
	const struct catalogue *cat = catalogue_of(f);
	const struct score *s = l->score;
	struct str t = {0};

	str_addf(&t, "Score %d of 100, calculated level: %s.\n", score_points(s->score), cat->bands[s->band].label);
	level_basis_words(cat, s, &t);
	if (s->settled)
		str_add(&t, "Settled: no answer still missing can move it to another level.\n\n");
	else
		str_addf(&t, "With what is not known yet it can be anywhere from %d (%s) to %d (%s).\n\n",
			 score_points(s->low), cat->bands[s->band_low].label, score_points(s->high),
			 cat->bands[s->band_high].label);
	if (s->n_flags > 0) {
		str_add(&t, "Urgent flags that are yes:\n");
		for (int i = 0; i < s->n_flags; i++) {
			const struct flag *flag = &cat->flags[s->flags[i]];
			str_addf(&t, "  %s", flag->label);
			if (flag->floor >= 0)
				str_addf(&t, ": the level is at least %s", cat->bands[flag->floor].label);
			str_add(&t, "\n");
		}
		str_add(&t, "\n");
	}
	if (s->n_rules > 0) {
		str_add(&t, "Rules that hold:\n");
		for (int i = 0; i < s->n_rules; i++) {
			const struct rule *r = &cat->rules[s->rules[i]];
			str_addf(&t, "  %s", *r->label ? r->label : r->name);
			if (r->floor >= 0)
				str_addf(&t, ": the level is at least %s", cat->bands[r->floor].label);
			else
				str_addf(&t, ": %+d points", r->add);
			str_add(&t, "\n");
		}
		str_add(&t, "\n");
	}
	sources_words(f, &t);
	str_add(&t, s->n_reasons ? "What each answer does to the score, gravest first:\n"
				 : "No answer moves the score yet.\n");
	struct reason *read = plan_reasons(cat, &l->answers, s);
	for (int i = 0; i < s->n_reasons; i++) {
		const struct reason *r = &read[i];
		str_add(&t, "  ");
		points_words(r->points, &t);
		str_addf(&t, "  %s: %s", field_label(f, cat->factors[r->factor].name),
			 answer_words(l->answers.factor[r->factor]));
		int field = form_def_field(form_definition(f->work->form), cat->factors[r->factor].name);
		struct str from = {0};
		if (field >= 0)
			sources_beside(f, field, &from);
		str_addf(&t, "%s%s\n", from.len ? ", " : "", str_text(&from));
		str_fini(&from);
	}
	free(read);
	services_words(f, &t);
	str_addf(&t, "\nThis is an aid to judgement, not a decision. Weights %s: %s\n", cat->version, cat->authority);
	dialog_text(f->app->stack, "Reasons", str_text(&t));
	str_fini(&t);
}

/* A level that differs from the calculated one needs its reason: said at saving, never forced. */
static bool wants_reason(struct form_screen *f)
{
	const struct live *l = f->extra;
	const char *assigned = form_value_of(f->work->form, "assigned");
	return *assigned && strcmp(assigned, catalogue_of(f)->bands[l->score->band].name) &&
	       !*form_value_of(f->work->form, "assigned_reason");
}

static bool act(struct screen *s, struct form_screen *f, int action)
{
	(void)s;
	switch (action) {
	case ACT_ASK_NEXT:
		settle(f);
		return true;
	case ACT_REASONS:
		reasons(f);
		return true;
	case ACT_TAKE_OVER:
		sources_ask(f);
		return true;
	case ACT_SAVE:
		if (!form_view_commit(&f->view) || strcmp(form_value_of(f->work->form, "finished"), "yes"))
			return false;
		assessment_rescore(f); /* with what has just been entered */
		if (sources_want_why(f))
			return true;
		if (wants_reason(f)) {
			int field = form_def_field(form_definition(f->work->form), "assigned_reason");
			if (field >= 0 && f->view.at != field) {
				form_view_focus(&f->view, field);
				stack_say(f->app->stack, ROLE_HINT,
					  "The level you assigned differs from the calculated one: write why. F2 again "
					  "saves.");
				return true;
			}
		}
		return false;
	default:
		return false;
	}
}

static void done(struct form_screen *f)
{
	struct live *l = f->extra;
	answers_fini(&l->answers);
	score_free(&l->score);
	pairs_clear(&l->now);
	inherit_sources_fini(&l->sources);
	free(l);
}

static const struct screen_class assessment_class = {
	.name = "assessment",
	.actions = &actions_assessment,
	.widget = &actions_form,
	.help = "Judge each factor in this person's context: the same fact can be a risk for one and a protection for "
		"another. 1 2 3: mild, moderate, severe risk. 0: neither. 4 5 6: mild, moderate, strong protection. "
		"7: unknown. 8: declined. 9: does not apply. b d a: before, during, after migration. n: a note.\n"
		"The head shows the score with its bounds: everything not known yet may still be the worst or the "
		"best. "
		"The calculated level is an aid; the level you assign at the end is the professional judgement.\n"
		"What the household's assessment and the profiles of the place say is filled in, with where it comes from. "
		"Where this person's case is otherwise, answer so, and write why (n). A later round or version changes "
		"nothing here until you take it over.\n"
		"F2 saves and stays here, so save as often as you like. Answer \"finished\" with yes to close the round.",
	FORM_SCREEN_FUNCTIONS,
};

void form_screen_assessment(struct app *a, struct edit *w)
{
	struct form_screen *f = form_screen_push(a, w, &assessment_class)->data;
	struct live *l = mem_alloc(sizeof *l);
	answers_init(&l->answers, a->session->config->catalogue);
	f->extra = l;
	f->head_rows = HEAD_ROWS;
	f->head = head;
	f->changed = assessment_rescore;
	f->act = act;
	f->done = done;
	f->stays = true;
	f->view.beside = sources_beside;
	f->view.below = sources_below;
	f->view.about_ctx = f;
	sources_read(f);
	assessment_rescore(f);
	sources_say_newer(f);
}

/* ---- the door: which round? ---- */

struct which {
	struct app *app;
	char case_id[ID_TEXT];
	char record_id[ID_TEXT];
};

static void chosen(void *ctx, int choice)
{
	struct which *w = ctx;
	if (choice == 0)
		open_record(w->app, "assessment", w->case_id, NULL, NULL);
	else if (choice == 1)
		open_record(w->app, "assessment", w->case_id, w->record_id, NULL);
	else if (choice == 2)
		open_rounds(w->app, w->case_id);
	free(w);
}

void open_assessment(struct app *a, const char *case_id)
{
	static const struct choice choices[] = {
		{'1', "Start a new round, copied from the last"},
		{'2', "Look at or correct the last round"},
		{'3', "The score over the rounds"},
	};
	struct assessment last = {0};
	struct err e = {0};
	if (!assessment_read(a->session, case_id, &last, &e)) {
		stack_say_err(a->stack, &e);
		return;
	}
	if (*last.record.id && !strcmp(pairs_get(&last.record.answers, "finished"), "yes")) {
		struct which *w = mem_alloc(sizeof *w);
		struct str q = {0};
		char day[DATE_TEXT] = "";
		int64_t at;
		w->app = a;
		snprintf(w->case_id, sizeof w->case_id, "%s", case_id);
		snprintf(w->record_id, sizeof w->record_id, "%s", last.record.id);
		if (time_from_iso(last.record.updated_at, &at))
			date_show(time_date(at), day);
		str_addf(&q, "Round %d was finished on %s.", last.record.round, day);
		dialog_choose(a->stack, "Assessment", str_text(&q), choices, 3, chosen, w);
		str_fini(&q);
	} else {
		open_record(a, "assessment", case_id, *last.record.id ? last.record.id : NULL, NULL);
	}
	assessment_fini(&last);
}
