/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What an assessment takes over. Beside the answers stand, for each level, which source was used ("=source.LEVEL":
 * whose, record, round, words), and for each factor what it said ("=from.FACTOR"). The answers themselves are the
 * effective ones: scored, shown and exported as they stand.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/score_record.h>
#include <sarai/form/form.h>
#include <sarai/kind/inherit.h>
#include <sarai/kind/inherit_sources.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/inherit.h>
#include <sarai/model/typed_reason.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

void source_words(const char *kind, const char *title, int round, struct str *out)
{
	const struct kind *k = kind_get(kind);
	str_addf(out, "%s, %s %d",
		 title && *title ? title
		 : k		 ? k->label
				 : kind,
		 k ? kind_round_word(k) : "round", round);
}

/* ---- names of what is kept ---- */

static void name_of(const char *prefix, const char *name, char out[80])
{
	snprintf(out, 80, "%s%s", prefix, name);
}

static void from_name(const struct factor *f, char out[80])
{
	name_of(META_FROM, f->name, out);
}

/* "WHOSE RECORD ROUND WORDS"; the words run to the end. */
static bool kept_source(const struct pairs *kept, enum inherit_from from, struct case_source *out, const char **words)
{
	char name[80];
	int used = 0;
	name_of(META_SOURCE, inherit_level(from), name);
	const char *value = pairs_get(kept, name);
	*out = (struct case_source){0};
	if (sscanf(value, "%26s %26s %d %n", out->source, out->record_id, &out->round, &used) < 3 || !used)
		return false;
	snprintf(out->kind, sizeof out->kind, "%s", from == INHERIT_HOUSEHOLD ? "household-assessment" : "context");
	if (words)
		*words = value + used;
	return true;
}

static void keep_source(struct form *f, enum inherit_from from, const struct inherit_source *x)
{
	struct str value = {0};
	char name[80];
	name_of(META_SOURCE, inherit_level(from), name);
	if (*x->source) {
		str_addf(&value, "%s %s %d ", x->source, x->record_id, x->round);
		source_words(x->kind, x->title, x->round, &value);
	}
	form_set_other(f, name, str_text(&value));
	str_fini(&value);
}

void inherit_words(const struct pairs *kept, enum inherit_from from, struct str *out)
{
	struct case_source x;
	const char *words;
	if (from < INHERIT_COUNT && kept_source(kept, from, &x, &words))
		str_add(out, words);
}

/* ---- how it stands ---- */

static enum answer answer_in(const struct pairs *p, const char *name)
{
	enum answer a;
	return answer_from_name(pairs_get(p, name), &a) ? a : ANSWER_NONE;
}

static bool is_reason(const char *note, int least)
{
	return reason_judge(note, least, NULL, 0) == REASON_GOOD;
}

static bool has_reason(const struct pairs *answers, const struct factor *f, int least)
{
	struct str name = {0};
	str_addf(&name, "%s.note", f->name);
	bool has = is_reason(pairs_get(answers, str_text(&name)), least);
	str_fini(&name);
	return has;
}

bool inherit_of(const struct form *f, const struct config *cfg, int factor, enum answer *source,
		struct inherit_result *out)
{
	const struct catalogue *c = cfg->catalogue;
	int field = form_def_field(form_definition(f), c->factors[factor].name);
	struct inherit_facts facts = {0};
	char name[80];
	from_name(&c->factors[factor], name);
	facts.was = answer_in(form_others(f), name);
	if (field < 0 || facts.was == ANSWER_NONE)
		return false;
	answer_from_name(form_value(f, field), &facts.own);
	facts.reason = is_reason(form_note(f, field), cfg->settings.reason_min);
	*source = facts.was;
	inherit_look(&facts, out);
	return true;
}

int inherit_wanting(const struct pairs *answers, const struct config *cfg)
{
	const struct catalogue *c = cfg->catalogue;
	for (int i = 0; i < c->n_factors; i++) {
		const struct factor *f = &c->factors[i];
		struct inherit_result r;
		char name[80];
		from_name(f, name);
		struct inherit_facts facts = {.own = answer_in(answers, f->name), .was = answer_in(answers, name)};
		if (facts.was == ANSWER_NONE)
			continue;
		facts.reason = has_reason(answers, f, cfg->settings.reason_min);
		inherit_look(&facts, &r);
		if (r.needs_reason)
			return i;
	}
	return -1;
}

bool inherit_newer(const struct inherit_sources *x, const struct pairs *kept, struct str *out)
{
	struct case_source used;
	bool newer = false;
	for (enum inherit_from i = 0; i < INHERIT_COUNT; i++) {
		const struct inherit_source *now = &x->at[i];
		bool same = kept_source(kept, i, &used, NULL) && !strcmp(used.record_id, now->record_id);
		if (!*now->source || same)
			continue;
		if (out) {
			str_add(out, newer ? "; " : "");
			source_words(now->kind, now->title, now->round, out);
		}
		newer = true;
	}
	return newer;
}

/* ---- taking over ---- */

static void copy_stage(struct form *f, int field, const struct pairs *from, const char *factor)
{
	static const struct {
		const char *word;
		unsigned bit;
	} stages[] = {{"before", STAGE_BEFORE}, {"during", STAGE_DURING}, {"after", STAGE_AFTER}};
	struct str name = {0};
	unsigned bits = 0;
	str_addf(&name, "%s.stage", factor);
	for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
		if (strstr(pairs_get(from, str_text(&name)), stages[i].word))
			bits |= stages[i].bit;
	}
	form_set_stage(f, field, bits);
	str_fini(&name);
}

static void take_factor(struct edit *w, const struct factor *f, const struct inherit_source *x, bool all,
			struct inherit_count *n)
{
	int field = form_def_field(form_definition(w->form), f->name);
	struct inherit_facts facts = {0};
	struct inherit_result r;
	char name[80];
	if (field < 0)
		return;
	from_name(f, name);
	answer_from_name(form_value(w->form, field), &facts.own);
	facts.was = answer_in(form_others(w->form), name);
	facts.now = answer_in(&x->answers, f->name);
	facts.reason = *form_note(w->form, field);
	if (facts.was == ANSWER_NONE && facts.now == ANSWER_NONE)
		return;
	inherit_take(&facts, all, &r);
	if (r.set != facts.own) {
		form_set(w->form, field, answer_name(r.set));
		if (r.follows)
			copy_stage(w->form, field, &x->answers, f->name);
		else if (r.set == ANSWER_NONE)
			form_set_stage(w->form, field, 0);
		n->taken++;
	}
	n->differs += r.differs;
	form_set_other(w->form, name, answer_name(facts.now));
}

bool edit_inherit(struct session *s, struct edit *w, enum inherit_how how, struct inherit_count *n, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	struct inherit_sources x;
	struct inherit_count count = {0};
	if (!access_check_case(s, w->kind->permit, w->case_row.id, e) || !inherit_suggest(s, w, how, e) ||
	    !inherit_read_whole(s, w, &x, e))
		return false;
	/* Restricted factors are taken over as well, unseen: the score must not hang on who began the round. */
	form_hide_restricted(w->form, false);
	for (int i = 0; i < c->n_factors; i++) {
		enum inherit_from from = inherit_of_factor(c, i);
		if (from < INHERIT_COUNT)
			take_factor(w, &c->factors[i], &x.at[from], how == INHERIT_ALL, &count);
	}
	for (enum inherit_from i = 0; i < INHERIT_COUNT; i++)
		keep_source(w->form, i, &x.at[i]);
	form_hide_restricted(w->form, !w->sees_restricted);
	inherit_sources_fini(&x);
	if (n)
		*n = count;
	return true;
}

/* ---- saving ---- */

bool inherit_check(struct session *s, const struct pairs *answers, bool sees_restricted, struct err *e)
{
	const struct catalogue *c = s->config->catalogue;
	struct str words = {0};
	if (strcmp(pairs_get(answers, "finished"), "yes"))
		return true;
	int i = inherit_wanting(answers, s->config);
	/* Whoever may not see it cannot write why. */
	if (i < 0 || (c->factors[i].restricted && !sees_restricted))
		return true;
	inherit_words(answers, inherit_of_factor(c, i), &words);
	err_set(e, ERR_DATA, "", "\"%s\" differs from %s: write why (n at this factor).", c->factors[i].label,
		str_text(&words));
	str_fini(&words);
	return false;
}

bool inherit_store_sources(struct session *s, struct edit *w, struct case_row *k, struct history_entry *h, struct err *e)
{
	struct case_source at[INHERIT_COUNT];
	struct record newest;
	int n = 0;
	(void)h;
	if (!edit_existing(s, w->kind, k->id, &newest, e))
		return false;
	bool is_newest = !strcmp(newest.id, w->record.id);
	record_fini(&newest);
	if (!is_newest)
		return true;
	for (enum inherit_from i = 0; i < INHERIT_COUNT; i++)
		n += kept_source(&w->record.answers, i, &at[n], NULL);
	return store_sources_put(s->store, k->id, at, n, e);
}
