/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * In the assessment: what comes from the household and from the profiles of the place, shown factor by factor, and
 * taking over what is new there.
 */
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/form/form.h>
#include <sarai/kind/inherit.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/inherit.h>
#include <sarai/term/formview.h>
#include <sarai/term/key.h>
#include <sarai/term/screen.h>
#include <sarai/term/widget.h>

#include "assessment.h"

static const struct catalogue *catalogue_of(const struct form_screen *f)
{
	return f->app->session->config->catalogue;
}

void sources_read(struct form_screen *f)
{
	struct live *l = f->extra;
	struct err e = {0};
	inherit_sources_fini(&l->sources);
	if (!inherit_read(f->app->session, f->work, &l->sources, &e))
		stack_say_err(f->app->stack, &e);
	snprintf(l->community, sizeof l->community, "%s", form_value_of(f->work->form, "context_community"));
	snprintf(l->country, sizeof l->country, "%s", form_value_of(f->work->form, "context_country"));
}

static void take_over(struct form_screen *f, enum inherit_how how)
{
	struct inherit_count n;
	struct err e = {0};
	struct str s = {0};
	if (!edit_inherit(f->app->session, f->work, how, &n, &e)) {
		stack_say_err(f->app->stack, &e);
		return;
	}
	sources_read(f);
	str_addf(&s, "%d answer%s taken over.", n.taken, n.taken == 1 ? "" : "s");
	if (n.differs)
		str_addf(&s, " This case differs on %d.", n.differs);
	stack_say(f->app->stack, ROLE_HINT, "%s", str_text(&s));
	str_fini(&s);
}

void sources_follow(struct form_screen *f)
{
	const struct live *l = f->extra;
	if (strcmp(l->community, form_value_of(f->work->form, "context_community")) ||
	    strcmp(l->country, form_value_of(f->work->form, "context_country")))
		take_over(f, INHERIT_NEW);
}

/* ---- shown ---- */

static int factor_of(const struct form_screen *f, int field)
{
	return catalogue_factor(catalogue_of(f), form_definition(f->work->form)->fields[field].name);
}

void sources_beside(void *ctx, int field, struct str *out)
{
	const struct form_screen *f = ctx;
	int factor = factor_of(f, field);
	struct inherit_result r;
	enum answer source;
	if (factor < 0 || !inherit_of(f->work->form, f->app->session->config, factor, &source, &r) ||
	    (!r.follows && !r.differs))
		return;
	str_add(out, r.follows ? "from " : r.needs_reason ? "(n: why?) not as " : "not as ");
	inherit_words(form_others(f->work->form), inherit_of_factor(catalogue_of(f), factor), out);
}

void sources_below(void *ctx, int field, struct str *out)
{
	const struct form_screen *f = ctx;
	const struct live *l = f->extra;
	int factor = factor_of(f, field);
	enum inherit_from from = factor < 0 ? INHERIT_NOTHING : inherit_of_factor(catalogue_of(f), factor);
	if (from == INHERIT_NOTHING || !*l->sources.at[from].source)
		return;
	const struct inherit_source *s = &l->sources.at[from];
	const char *name = catalogue_of(f)->factors[factor].name;
	struct str note = {0};
	enum answer now, own = ANSWER_NONE;
	answer_from_name(form_value(f->work->form, field), &own);
	str_addf(&note, "%s.note", name);
	const char *why = pairs_get(&s->answers, str_text(&note));
	if (answer_from_name(pairs_get(&s->answers, name), &now) && (now != own || *why)) {
		source_words(s->kind, s->title, s->round, out);
		str_addf(out, ": %s. %s", answer_words(now), why);
	}
	str_fini(&note);
}

void sources_words(const struct form_screen *f, struct str *out)
{
	const struct live *l = f->extra;
	bool any = false;
	for (enum inherit_from i = 0; i < INHERIT_COUNT; i++) {
		struct str words = {0};
		inherit_words(&l->now, i, &words);
		if (words.len)
			str_addf(out, "%s%s", any ? "; " : "Rests also on: ", str_text(&words));
		any |= words.len > 0;
		str_fini(&words);
	}
	str_add(out, any ? ".\n" : "");
}

/* ---- done ---- */

bool sources_want_why(struct form_screen *f)
{
	const struct live *l = f->extra;
	const struct catalogue *c = catalogue_of(f);
	int factor = inherit_wanting(&l->now, f->app->session->config);
	int field = factor < 0 ? -1 : form_def_field(form_definition(f->work->form), c->factors[factor].name);
	if (field < 0)
		return false;
	form_view_focus(&f->view, field);
	stack_say(f->app->stack, ROLE_HINT, "This differs from where it comes from: n writes why. Then F2 again.");
	return true;
}

static void take_choice(void *ctx, int choice)
{
	struct form_screen *f = ctx;
	if (choice == 0 || choice == 1)
		take_over(f, choice ? INHERIT_ALL : INHERIT_NEW);
	assessment_rescore(f);
}

void sources_ask(struct form_screen *f)
{
	static const struct choice choices[] = {{'1', "Take over what is new, keep where this case differs"},
						{'2', "Take over all, also where this case differs"}};
	struct live *l = f->extra;
	struct str q = {0};
	bool any = false;
	if (!form_view_commit(&f->view))
		return;
	sources_read(f);
	for (int i = 0; i < INHERIT_COUNT; i++)
		any |= *l->sources.at[i].source;
	if (!any) {
		stack_say(f->app->stack, ROLE_HINT,
			  "Nothing to take over: no household assessment is finished, no profile is named here.");
		return;
	}
	if (inherit_newer(&l->sources, &l->now, &q))
		str_add(&q, ": new.");
	else
		str_add(&q, "There is nothing newer than what these answers rest on.");
	dialog_choose(f->app->stack, "Take over", str_text(&q), choices, 2, take_choice, f);
	str_fini(&q);
}

void sources_say_newer(struct form_screen *f)
{
	const struct live *l = f->extra;
	struct str newer = {0};
	if (inherit_newer(&l->sources, &l->now, &newer))
		stack_say(f->app->stack, ROLE_HINT, "Newer than these answers: %s. %s takes it over.", str_text(&newer),
			  keymap_shown(f->app->keys, &actions_assessment, ACT_TAKE_OVER));
	str_fini(&newer);
}
