/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Scoring every current assessment again, under weights that are not in force.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/model/score.h>
#include <sarai/model/weights.h>
#include <sarai/store/count.h>
#include <sarai/view/rescore.h>
#include <sarai/view/weights.h>

struct comparing {
	struct rescore rescore;
	struct answers answers; /* as the candidate sees them */
	const struct catalogue *in_force, *candidate;
	struct weights_comparison *to;
};

struct catalogue *weights_read(const char *path, struct diags *d)
{
	int before = d->n;
	struct ini_doc *doc = inidoc_read(path, d);
	struct catalogue *c = doc ? catalogue_parse(doc, d) : NULL;
	inidoc_free(&doc);
	if (d->n > before)
		catalogue_free(&c);
	return c;
}

/* ---- what does not fit ---- */

static void count_name(struct weights_name **at, int *n, int *cap, const char *name, int answers)
{
	for (int i = 0; i < *n; i++) {
		if (!strcmp((*at)[i].name, name)) {
			(*at)[i].answers += answers;
			return;
		}
	}
	*at = mem_grow(*at, cap, *n + 1, sizeof **at);
	snprintf((*at)[*n].name, sizeof(*at)[0].name, "%s", name);
	(*at)[(*n)++].answers = answers;
}

/* An answer on the scale, or a raised flag, for which the candidate has no place. */
static void count_unknown(void *ctx, const char *name, const char *value)
{
	struct comparing *x = ctx;
	enum answer a;
	bool factor = answer_from_name(value, &a) && answer_known(a);
	bool flag = !strcmp(value, "yes") && catalogue_flag(x->in_force, name) >= 0;
	if (factor || flag)
		count_name(&x->to->unknown, &x->to->n_unknown, &x->to->cap_unknown, name, 1);
}

static void list_added(struct comparing *x)
{
	for (int i = 0; i < x->candidate->n_factors; i++) {
		const char *name = x->candidate->factors[i].name;
		if (catalogue_factor(x->in_force, name) < 0)
			count_name(&x->to->added, &x->to->n_added, &x->to->cap_added, name, 0);
	}
}

/* ---- one assessment ---- */

static void add_move(struct weights_comparison *to, const struct assessment_row *r, const struct rescored *was,
		     const char *band, int score)
{
	to->moves = mem_grow(to->moves, &to->cap_moves, to->n_moves + 1, sizeof *to->moves);
	struct weights_move *m = &to->moves[to->n_moves++];
	*m = (struct weights_move){.score_from = was->figures.score, .score_to = score};
	snprintf(m->number, sizeof m->number, "%s", r->number);
	snprintf(m->from, sizeof m->from, "%s", was->figures.band);
	snprintf(m->to, sizeof m->to, "%s", band);
}

static bool compare_one(void *ctx, const struct assessment_row *r)
{
	struct comparing *x = ctx;
	struct weights_comparison *to = x->to;
	struct rescored was;
	rescore_take(x->candidate, r, &x->answers, &was, count_unknown, x);
	to->assessments++;
	to->unfinished += !r->finished;
	if (was.figures.score < 0 || !*was.figures.band) {
		to->without_figures++;
	} else {
		struct score *s = score_evaluate_brief(x->candidate, &x->answers);
		const char *band = x->candidate->bands[s->band].name;
		if (weights_count(&to->tally, x->in_force, x->candidate, was.figures.band,
				  r->finished ? was.assigned : "", band))
			add_move(to, r, &was, band, s->score);
		score_free(&s);
	}
	return rescore_go_on(&x->rescore);
}

bool weights_compare(struct session *s, const struct catalogue *candidate, const struct weights_progress *progress,
		     struct weights_comparison *out, struct err *e)
{
	struct comparing x = {.in_force = s->config->catalogue, .candidate = candidate, .to = out};
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_CONFIGURE, e))
		return false;
	snprintf(out->version, sizeof out->version, "%s", x.in_force->version);
	snprintf(out->candidate_version, sizeof out->candidate_version, "%s", candidate->version);
	weights_begin(&out->tally, x.in_force, candidate);
	list_added(&x);
	answers_init(&x.answers, candidate);
	bool good = rescore_all(s, &x.rescore, progress, compare_one, &x, e);
	answers_fini(&x.answers);
	if (!good)
		weights_comparison_fini(out);
	return good;
}

void weights_comparison_fini(struct weights_comparison *c)
{
	free(c->moves);
	free(c->unknown);
	free(c->added);
	memset(c, 0, sizeof *c);
}
