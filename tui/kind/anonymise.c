/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking out what identifies a person who refuses consent. What is kept of each kind stands in one table; answers, rows
 * for lists, search keys, drafts of everybody and old values in the history go in one transaction.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/codes.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/score_record.h>
#include <sarai/kind/anonymise.h>
#include <sarai/model/age.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>

#define MARK "(removed at the person's wish)"

/* Fields that name nobody, blanks between; kinds that are not here are left as they are. */
static const struct {
	const char *kind, *kept;
} rules[] = {
	{"person", "unnamed sex age_band met_at how_found"},
	{"screening", "consent refused_age refused_given place screened_on"},
	{"consent", "consent given_on given_by informed purposes recipients never_to method certified"},
	{"document", ""},
	{"journey-stage", ""},
	{"contact-person", ""},
	{"trafficking", "indicators noted_on acts means exploitation industry control recruitment relationship age_when "
			"referred referred_on status decided_by decided_on reflection reflection_from reflection_until "
			"reflection_after"},
	{"trafficking-event", "type date country"},
	{"perpetrator", ""},
	{"ssra", "assessed_on person family others staff transport shelter overall review_on"},
	{"safety-plan", "made_on review_on"},
	{"self-harm", "talked_on thoughts plan means attempt supervisor_told supervisor_on recheck_on"},
	{"sexual-violence-care", "happened_on happened_hour pep pep_consent contraception contraception_consent"},
	{"correction-request", "asked_on asked_by decision decided_on done_on told_on"},
	{"person-copy", "given_on format parts left_out"},
	{"restricted-note", "noted_on"},
	{"referral", "priority service receiver receiver_kind identify shares explained child unaccompanied "
		     "caregiver_informed escort via risks"},
	{"referral-step", "step happened_on via decline_reason next_on consent"},
	{"gap", "service place why noted_on"},
};
#define RULES (sizeof rules / sizeof rules[0])

static const char *kept_of(const char *kind)
{
	for (size_t i = 0; i < RULES; i++) {
		if (!strcmp(rules[i].kind, kind))
			return rules[i].kept;
	}
	return NULL;
}

static bool stays(const char *kept, const char *field)
{
	return meta_reserved(field) || codes_have(kept, field);
}

/* Drop the answers that identify; what went is told to h without its value. */
static int strip(struct record *r, const char *kept, struct history_entry *h)
{
	struct pairs left = {0};
	int gone = 0;
	for (int i = 0; i < r->answers.n; i++) {
		const struct pair *p = &r->answers.at[i];
		if (stays(kept, p->name)) {
			pairs_set(&left, p->name, p->value);
		} else {
			history_change_add(h, p->name, MARK, "");
			gone++;
		}
	}
	pairs_clear(&r->answers);
	r->answers = left;
	return gone;
}

static void keep_age_band(struct session *s, struct record *r)
{
	struct date birth = {0};
	bool disputed = !strcmp(pairs_get(&r->answers, "age_disputed"), "yes");
	if (pairs_has(&r->answers, "age_band"))
		return;
	date_from_iso(pairs_get(&r->answers, "birth_date"), &birth);
	const char *band = age_band(birth, disputed, clock_today(s->clock));
	if (birth.year || disputed)
		pairs_set(&r->answers, "age_band", band);
}

static bool tell(struct session *s, const char *case_id, const struct record *r, struct history_entry *h, struct err *e)
{
	struct str line = {0};
	const struct kind *kind = kind_get(r->kind);
	id_new(&s->ids, h->id);
	session_now(s, h->at);
	snprintf(h->who, sizeof h->who, "%s", s->actor);
	snprintf(h->case_id, sizeof h->case_id, "%s", case_id);
	memcpy(h->record_id, r->id, sizeof h->record_id);
	snprintf(h->kind, sizeof h->kind, "%s", r->kind);
	snprintf(h->action, sizeof h->action, "removed");
	str_addf(&line, "%s: removed at the person's wish", kind ? kind->label : r->kind);
	h->summary = str_take(&line);
	return history_log(s, h, e);
}

/* One record: answers, title, drafts, old values. r is what is stored. */
static bool anonymise_record(struct session *s, const char *case_id, struct record *r, struct err *e)
{
	struct history_entry h = {0};
	const char *kept = kept_of(r->kind);
	bool person = !strcmp(r->kind, "person");
	if (person) {
		keep_age_band(s, r);
		pairs_set(&r->answers, "unnamed", "yes");
	}
	bool good = true;
	if (strip(r, kept, &h) > 0 || person) {
		if (!*kept) {
			free(r->title);
			r->title = mem_strdup(MARK);
			r->state[0] = 0;
		}
		session_now(s, r->updated_at);
		snprintf(r->updated_by, sizeof r->updated_by, "%s", s->actor);
		good = store_record_update(s->store, r, e) && tell(s, case_id, r, &h, e);
	}
	history_entry_fini(&h);
	return good && store_draft_forget(s->store, r->id, case_id, r->kind, e) &&
	       store_history_forget(s->store, r->id, kept, MARK, e);
}

bool person_forget_old(struct session *s, const struct record *r, const char *case_id, struct history_entry *h,
		       struct err *e)
{
	const char *kept = kept_of(r->kind);
	for (int i = 0; i < h->n_changes; i++) {
		struct history_change *c = &h->changes[i];
		if (stays(kept, c->field) || !*c->old_value)
			continue;
		free(c->old_value);
		c->old_value = mem_strdup(MARK);
	}
	return store_draft_forget(s->store, r->id, case_id, r->kind, e) &&
	       store_history_forget(s->store, r->id, kept, MARK, e);
}

static bool anonymise_row(struct session *s, const struct record *r, struct err *e)
{
	struct person_row row = {0};
	bool good = store_person_get(s->store, r->id, &row, e);
	if (good) {
		struct person_row bare = {.fictitious = row.fictitious};
		memcpy(bare.id, r->id, sizeof bare.id);
		memcpy(bare.sex, row.sex, sizeof bare.sex);
		good = store_person_put(s->store, &bare, e);
	}
	person_row_fini(&row);
	return good;
}

static bool anonymise_others(struct session *s, const char *case_id, struct err *e)
{
	struct record_filter f = {.case_id = case_id, .with_answers = true};
	struct record_list all = {0};
	bool good = store_record_list(s->store, &f, &all, e);
	for (int i = 0; good && i < all.n; i++) {
		if (kept_of(all.at[i].kind) && strcmp(all.at[i].kind, "person"))
			good = anonymise_record(s, case_id, &all.at[i], e);
	}
	record_list_fini(&all);
	/* Those begun and not saved yet. No record has the case's id. */
	for (size_t i = 0; good && i < RULES; i++)
		good = store_draft_forget(s->store, case_id, case_id, rules[i].kind, e);
	return good;
}

static bool unname(struct session *s, const char *case_id, struct err *e)
{
	struct case_row k = {0};
	struct record person = {0};
	bool good = store_case_get(s->store, case_id, &k, e) && store_record_get(s->store, k.person_id, &person, e) &&
		    anonymise_record(s, case_id, &person, e) && anonymise_row(s, &person, e) &&
		    anonymise_others(s, case_id, e) && case_row_recompute(s, &k, "", e) &&
		    store_case_update(s->store, &k, e);
	record_fini(&person);
	case_row_fini(&k);
	return good;
}

bool person_anonymise(struct session *s, const char *case_id, struct err *e)
{
	bool own;
	if (!access_check_case(s, PERMIT_REGISTER, case_id, e) || !transaction_begin(s, &own, e) ||
	    !transaction_end(s, own, unname(s, case_id, e), e))
		return false;
	/* Where others are reading just now, the log is written over later, by itself. */
	if (own)
		store_forget_log(s->store, NULL);
	return true;
}

bool person_is_named(struct session *s, const char *case_id, bool *named, struct err *e)
{
	struct case_row k = {0};
	struct record person = {0};
	*named = false;
	bool good = access_check_case(s, PERMIT_VIEW, case_id, e) && store_case_get(s->store, case_id, &k, e) &&
		    store_record_get(s->store, k.person_id, &person, e);
	for (int i = 0; good && i < person.answers.n; i++)
		*named |= !stays(kept_of("person"), person.answers.at[i].name);
	record_fini(&person);
	case_row_fini(&k);
	return good;
}
