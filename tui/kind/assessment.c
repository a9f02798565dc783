/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Assessment rounds: the figures kept with each save, the newest round, all rounds.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/config/config.h>
#include <sarai/crypto/digest.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/edit/score_record.h>
#include <sarai/form/form.h>
#include <sarai/kind/assessment.h>
#include <sarai/kind/inherit.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/urgent.h>
#include <sarai/kind/urgent_alarm.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/level.h>
#include <sarai/model/permit.h>
#include <sarai/model/score.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define ASSESSMENT_FIELDS(X) \
	X(ASSESSMENT_ASSIGNED, "assigned") X(ASSESSMENT_ASSIGNED_REASON, "assigned_reason") \
	X(ASSESSMENT_ASSESSED_ON, "assessed_on") X(ASSESSMENT_FINISHED, "finished")
KIND_FIELDS(ASSESSMENT_FIELDS)

static void catalogue_digest(const struct catalogue *c, char out[DIGEST_TEXT])
{
	digest_of(c->source, strlen(c->source), out);
}

struct catalogue *catalogue_stored(struct session *s, const char *digest)
{
	struct diags silent = {0};
	char *text = store_definition_get(s->store, digest, NULL);
	struct ini_doc *doc = text ? inidoc_read_text("stored", text, strlen(text), &silent) : NULL;
	struct catalogue *c = doc ? catalogue_parse_stored(doc, &silent) : NULL;
	inidoc_free(&doc);
	diags_fini(&silent);
	free(text);
	return c;
}

/* A finished round that is corrected after the weights have changed is scored with its own; where nothing can be scored
 * with them (the formula was another, or they are not known any more), its figures stay as they were. */
static void put_own_figures(struct session *s, const struct pairs *was, struct pairs *now, const char *digest)
{
	struct catalogue *own = catalogue_stored(s, digest);
	if (own && !own->earlier_formula)
		score_record_put(now, own, digest);
	else
		figures_copy(now, was);
	catalogue_free(&own);
}

/* Is this a change to a round that was finished, and stays so, with other weights than today's? Their digest; else NULL. */
static const char *weights_of_round(const struct edit *w, const struct pairs *was, const struct record *next,
				    const char *today)
{
	const char *own = pairs_get(was, "=catalogue");
	bool corrected = !w->is_new && !strcmp(w->record.state, "finished") &&
			 !strcmp(pairs_get(&next->answers, "finished"), "yes");
	return corrected && *own && strcmp(own, today) ? own : NULL;
}

/* A finished round whose assigned level is below the calculated one says why. What was saved before is not asked again. */
static bool check_lower_level(const struct catalogue *c, const struct pairs *was, const struct pairs *now, struct err *e)
{
	static const char *const judged[] = {"assigned", "finished", "=band"};
	bool changed = false;
	for (size_t i = 0; i < sizeof judged / sizeof *judged; i++)
		changed |= strcmp(pairs_get(was, judged[i]), pairs_get(now, judged[i])) != 0;
	int assigned = catalogue_band(c, pairs_get(now, ASSESSMENT_ASSIGNED)), calculated = catalogue_band(c, pairs_get(now, "=band"));
	if (!changed || strcmp(pairs_get(now, "finished"), "yes") || assigned < 0 || assigned >= calculated ||
	    *pairs_get(now, ASSESSMENT_ASSIGNED_REASON))
		return true;
	return err_set(e, ERR_DATA, "", "The level you assign (%s) is below the calculated one (%s): write why.",
		       c->bands[assigned].label, c->bands[calculated].label);
}

/* What a lower level needs, beside the answers. Of a finished round that is saved again with the same levels it stays. */
static void put_level_need(struct session *s, const struct case_row *k, const struct pairs *was, struct pairs *now)
{
	static const char *const levels[] = {"assigned", "finished", "=band"};
	const struct catalogue *c = s->config->catalogue;
	bool same = *pairs_get(was, LEVEL_NEED) != 0;
	for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
		same = same && !strcmp(pairs_get(was, levels[i]), pairs_get(now, levels[i]));
	if (same || strcmp(pairs_get(now, "finished"), "yes") != 0) {
		pairs_set(now, LEVEL_NEED, same ? pairs_get(was, LEVEL_NEED) : NULL);
		return;
	}
	struct answers a;
	answers_init(&a, c);
	form_answers(now, c, &a);
	struct score *score = score_evaluate_brief(c, &a);
	struct level_facts f = {
		.calculated = catalogue_band(c, pairs_get(now, "=band")),
		.assigned = catalogue_band(c, pairs_get(now, ASSESSMENT_ASSIGNED)),
		.floor = level_floor(c, score),
		.before = k->level_rank - 1,
		.highest = c->n_bands - 1,
	};
	enum level_need need = level_need(&f);
	pairs_set(now, LEVEL_NEED, need == LEVEL_NEEDS_NOTHING ? NULL : level_need_name(need));
	score_free(&score);
	answers_fini(&a);
}

void level_about(const struct pairs *round, char out[LEVEL_ABOUT])
{
	snprintf(out, LEVEL_ABOUT, "%s instead of %s", pairs_get(round, ASSESSMENT_ASSIGNED), pairs_get(round, "=band"));
}

static bool before_assessment(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct edit *w = save->edit;
	struct record *next = save->next;
	const struct catalogue *catalogue = s->config->catalogue;
	char digest[DIGEST_TEXT], now[TIME_TEXT];
	if (!inherit_check(s, &next->answers, w->sees_restricted, e))
		return false;
	session_now(s, now);
	catalogue_digest(catalogue, digest);
	score_record_drop(&next->answers);
	urgent_times_put(s, w, save->case_row, &next->answers, now);
	struct pairs was = {0};
	edit_original(w, &was);
	const char *own = weights_of_round(w, &was, next, digest);
	if (own)
		put_own_figures(s, &was, &next->answers, own);
	else
		score_record_put(&next->answers, catalogue, digest);
	put_level_need(s, save->case_row, &was, &next->answers);
	bool good = check_lower_level(catalogue, &was, &next->answers, e);
	pairs_clear(&was);
	if (!good)
		return false;
	snprintf(next->state, sizeof next->state, "%s",
		 strcmp(pairs_get(&next->answers, "finished"), "yes") ? "open" : "finished");
	return store_definition_put(s->store, digest, "catalogue", "factors", 0, catalogue->source, now, e);
}

bool assessment_read_whole(struct session *s, const char *case_id, struct assessment *out, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	struct score_record kept;
	char digest[DIGEST_TEXT];
	memset(out, 0, sizeof *out);
	answers_init(&out->answers, c);
	if (!access_check_case(s, PERMIT_VIEW, case_id, e) ||
	    !edit_existing(s, kind_get("assessment"), case_id, &out->record, e)) {
		assessment_fini(out);
		return false;
	}
	if (!*out->record.id)
		return true;
	form_answers(&out->record.answers, c, &out->answers);
	out->score = score_evaluate(c, &out->answers);
	score_record_get(&out->record.answers, &kept);
	catalogue_digest(c, digest);
	out->same_catalogue = !strcmp(kept.catalogue, digest);
	return true;
}

void assessment_mask(const struct config *c, bool seen, struct assessment *a)
{
	if (!*a->record.id)
		return;
	record_mask(c, seen, &a->record);
	score_mask(c->catalogue, seen, &a->answers, a->score);
}

bool assessment_read(struct session *s, const char *case_id, struct assessment *out, struct err *e)
{
	if (!assessment_read_whole(s, case_id, out, e))
		return false;
	assessment_mask(s->config, restricted_seen(s, case_id), out);
	return true;
}

void assessment_fini(struct assessment *a)
{
	record_fini(&a->record);
	answers_fini(&a->answers);
	score_free(&a->score);
	memset(a, 0, sizeof *a);
}

static int by_round(const void *a, const void *b)
{
	const struct round_figures *x = a, *y = b;
	return x->round != y->round ? x->round - y->round : strcmp(x->at, y->at);
}

bool rounds_read(struct session *s, const char *case_id, struct round_figures **out, int *n, struct err *e)
{
	struct record_filter f = {.case_id = case_id, .kind = "assessment", .with_answers = true};
	struct record_list found = {0};
	*out = NULL;
	*n = 0;
	if (!access_check_case(s, PERMIT_VIEW, case_id, e) || !store_record_list(s->store, &f, &found, e))
		return false;
	*out = mem_alloc((size_t)(found.n + 1) * sizeof **out);
	for (int i = 0; i < found.n; i++) {
		const struct record *r = &found.at[i];
		struct round_figures *to = &(*out)[*n];
		struct score_record kept;
		score_record_get(&r->answers, &kept);
		if (kept.score < 0)
			continue; /* no figures, nothing to show */
		memcpy(to->record_id, r->id, sizeof to->record_id);
		memcpy(to->at, *r->happened ? r->happened : r->created_at, sizeof to->at);
		memcpy(to->band, kept.band, sizeof to->band);
		snprintf(to->assigned, sizeof to->assigned, "%s", pairs_get(&r->answers, ASSESSMENT_ASSIGNED));
		to->round = r->round;
		to->score = kept.score;
		to->low = kept.low;
		to->high = kept.high;
		to->settled = kept.settled;
		++*n;
	}
	qsort(*out, (size_t)*n, sizeof **out, by_round);
	record_list_fini(&found);
	return true;
}

/* The first assessment takes over the urgent flags of the screening: nobody is asked twice. */
static bool copy_flags(struct session *s, struct edit *w, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	struct record screening;
	struct pairs answers = {0};
	if (!edit_existing(s, kind_get("screening"), w->case_row.id, &screening, e))
		return false;
	form_store_all(w->form, &answers);
	for (int i = 0; i < c->n_flags; i++) {
		const char *flag = c->flags[i].name;
		char since[80];
		if (form_def_field(form_definition(w->form), flag) < 0)
			continue;
		snprintf(since, sizeof since, "=since.%s", flag);
		pairs_set(&answers, flag, pairs_get(&screening.answers, flag));
		pairs_set(&answers, since, pairs_get(&screening.answers, since));
	}
	form_load(w->form, &answers);
	pairs_clear(&answers);
	record_fini(&screening);
	return true;
}

static bool start_assessment(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	return (w->record.round > 1 || copy_flags(save->session, w, e)) && edit_inherit(save->session, w, INHERIT_AT_START, NULL, e);
}

static bool lists_assessment(struct save *save, struct err *e)
{
	return inherit_list_profiles(save->session, save->edit, e);
}

static bool after_assessment(struct save *save, struct err *e)
{
	return inherit_store_sources(save->session, save->edit, save->case_row, save->history, e);
}

const struct kind kind_assessment = {
	.name = "assessment",
	.label = "Assessment",
	.form = "assessment",
	.permit = PERMIT_ASSESS,
	.section = SECTION_ASSESSMENT,
	.rounds = true,
	.anew = "finished assigned assigned_reason",
	.happened_field = "assessed_on",
	.lists = lists_assessment,
	.start = start_assessment,
	.before = before_assessment,
	.alarms = urgent_alarm,
	.after = after_assessment,
	.reasons = "assigned_reason?",
	.needs = KIND_NEEDS(ASSESSMENT_FIELDS),
};
