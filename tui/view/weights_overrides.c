/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where professionals assign another level than is calculated: which factors the calculated one rested on most, by the
 * weights of the day.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/crypto/digest.h>
#include <sarai/kind/assessment.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/permit.h>
#include <sarai/model/score.h>
#include <sarai/model/weights.h>
#include <sarai/store/count.h>
#include <sarai/store/record.h>
#include <sarai/view/rescore.h>
#include <sarai/view/weights_overrides.h>

/* Weights of earlier days, read back once each. */
struct known {
	char digest[DIGEST_TEXT];
	struct catalogue *c; /* NULL: it cannot be read any more */
	struct answers answers;
};
struct looking {
	struct rescore rescore;
	struct session *s;
	struct known *known;
	int n_known, cap_known;
	struct override_report *to;
	struct override_factor *by_factor; /* n_factors of the catalogue in force */
};

static struct known *find(struct looking *x, const char *digest)
{
	for (int i = 0; i < x->n_known; i++) {
		if (!strcmp(x->known[i].digest, digest))
			return &x->known[i];
	}
	x->known = mem_grow(x->known, &x->cap_known, x->n_known + 1, sizeof *x->known);
	struct known *k = &x->known[x->n_known++];
	*k = (struct known){0};
	snprintf(k->digest, sizeof k->digest, "%s", digest);
	k->c = catalogue_stored(x->s, digest);
	if (k->c)
		answers_init(&k->answers, k->c);
	return k;
}

static void count_reasons(struct looking *x, struct known *k, const struct assessment_row *r, enum override way)
{
	struct rescored was;
	rescore_take(k->c, r, &k->answers, &was, NULL, NULL);
	struct score *s = score_evaluate(k->c, &k->answers);
	for (int i = 0; i < s->n_reasons && i < OVERRIDE_REASONS; i++) {
		int now = catalogue_factor(x->s->config->catalogue, k->c->factors[s->reasons[i].factor].name);
		if (now < 0)
			continue;
		x->by_factor[now].raised += way == OVERRIDE_RAISED;
		x->by_factor[now].lowered += way == OVERRIDE_LOWERED;
	}
	score_free(&s);
}

/* Only its figures and the assigned level: most agree, and need no scoring. */
static void take_heads(const struct assessment_row *r, const char **band, const char **digest, const char **assigned)
{
	*band = *digest = *assigned = "";
	for (int i = 0; i < r->n; i++) {
		const char *name = r->at[i].name;
		if (!strcmp(name, "=band"))
			*band = r->at[i].value;
		else if (!strcmp(name, "=catalogue"))
			*digest = r->at[i].value;
		else if (!strcmp(name, "assigned"))
			*assigned = r->at[i].value;
	}
}

static bool look_at_one(void *ctx, const struct assessment_row *r)
{
	struct looking *x = ctx;
	const char *band, *digest, *assigned;
	take_heads(r, &band, &digest, &assigned);
	if (!r->finished || !*assigned || !*band)
		return rescore_go_on(&x->rescore);
	x->to->assigned++;
	if (strcmp(band, assigned)) {
		struct known *k = find(x, digest);
		enum override way = k->c ? override_of(k->c, band, assigned) : OVERRIDE_UNCLEAR;
		x->to->raised += way == OVERRIDE_RAISED;
		x->to->lowered += way == OVERRIDE_LOWERED;
		x->to->unclear += way == OVERRIDE_UNCLEAR;
		/* An assessment of the earlier formula is never scored again, so its reasons are not known. */
		if (way != OVERRIDE_UNCLEAR && !k->c->earlier_formula)
			count_reasons(x, k, r, way);
	}
	return rescore_go_on(&x->rescore);
}

static int as_shown(int n, int smallest)
{
	return n >= smallest ? n : 0;
}

/* As they may be shown: what is too few stands in the catalogue's order. */
static int by_often(const void *a, const void *b, void *smallest)
{
	const struct override_factor *x = a, *y = b;
	int least = *(int *)smallest;
	int often_x = as_shown(x->raised, least) + as_shown(x->lowered, least);
	int often_y = as_shown(y->raised, least) + as_shown(y->lowered, least);
	return often_x != often_y ? often_y - often_x : x->factor - y->factor;
}

static void report(struct looking *x)
{
	struct override_report *to = x->to;
	int n = x->s->config->catalogue->n_factors;
	to->at = x->by_factor;
	for (int i = 0; i < n; i++) {
		if (to->at[i].raised + to->at[i].lowered > 0)
			to->at[to->n++] = to->at[i];
	}
	if (to->n)
		qsort_r(to->at, (size_t)to->n, sizeof *to->at, by_often, &to->smallest);
}

bool weights_overrides(struct session *s, const struct weights_progress *progress, struct override_report *out,
		       struct err *e)
{
	struct looking x = {.s = s, .to = out};
	const struct catalogue *c = s->config->catalogue;
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_CONFIGURE, e))
		return false;
	out->smallest = s->config->response->signals.smallest_cell;
	x.by_factor = mem_alloc((size_t)(c->n_factors + 1) * sizeof *x.by_factor);
	for (int i = 0; i < c->n_factors; i++)
		x.by_factor[i].factor = i;
	bool good = rescore_all(s, &x.rescore, progress, look_at_one, &x, e);
	if (good)
		report(&x);
	else
		free(x.by_factor);
	for (int i = 0; i < x.n_known; i++) {
		answers_fini(&x.known[i].answers);
		catalogue_free(&x.known[i].c);
	}
	free(x.known);
	return good;
}

void override_report_fini(struct override_report *r)
{
	free(r->at);
	memset(r, 0, sizeof *r);
}
