/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The consents of a case and the answer in its screening, as words in the order in which they were said.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/edit/score_record.h>
#include <sarai/kind/consent_statements.h>
#include <sarai/model/age.h>
#include <sarai/model/consent.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

void consent_reading_fini(struct consent_reading *r)
{
	record_list_fini(&r->consents);
	record_fini(&r->screening);
	record_fini(&r->person);
	free(r->at);
	free(r->words);
}

static int oldest_first(const void *a, const void *b)
{
	const struct consent_said *x = a, *y = b;
	int order = strcmp(x->at, y->at);
	if (!order)
		order = strcmp(x->record->created_at, y->record->created_at);
	return order ? order : strcmp(x->record->id, y->record->id);
}

static bool is(const struct pairs *a, const char *field, const char *value)
{
	return !strcmp(pairs_get(a, field), value);
}

/* A child on the day on which it was said. */
static bool child_then(const struct consent_reading *r, const char *at)
{
	struct date birth = {0};
	int64_t t;
	if (is(&r->person.answers, "age_band", "child")) /* kept without a name */
		return true;
	date_from_iso(pairs_get(&r->person.answers, "birth_date"), &birth);
	return age_is_child(birth, is(&r->person.answers, "age_disputed", "yes"),
			    time_from_iso(at, &t) ? time_date(t) : r->facts.today);
}

static bool complete(const struct pairs *a, enum consent_decision d)
{
	const char *method = pairs_get(a, "method");
	if (d == CONSENT_BASIS)
		return *pairs_get(a, "basis") && *pairs_get(a, "basis_reason");
	return strcmp(method, "spoken") ? *method != 0 : is(a, "certified", "yes");
}

static void hear_consent(struct consent_reading *r, const struct record *record)
{
	const struct pairs *a = &record->answers;
	struct consent_said *x = &r->at[r->n];
	int64_t made;
	if (!consent_from_name(pairs_get(a, "consent"), &x->word.decision))
		return;
	if (time_from_iso(record->created_at, &made))
		date_as_happened(pairs_get(a, "given_on"), made, x->at);
	if (!*x->at)
		memcpy(x->at, record->created_at, sizeof x->at);
	x->record = record;
	x->word.purposes = pairs_get(a, "purposes");
	x->word.recipients = pairs_get(a, "recipients");
	x->word.names = pairs_get(a, "organisations");
	x->word.never = pairs_get(a, "never_to");
	x->word.never_names = pairs_get(a, "never_names");
	date_from_iso(pairs_get(a, "valid_until"), &x->word.until);
	x->word.complete = complete(a, x->word.decision);
	x->word.child = child_then(r, x->at);
	/* A guardian who says yes is the adult; beside the child's own yes one is named. */
	bool own = x->word.decision == CONSENT_ASSENTED || is(a, "given_by", "person") || !pairs_has(a, "given_by");
	x->word.adult = !own || *pairs_get(a, "with_adult");
	r->n++;
}

/* The screening asks only whether we may talk and take notes; a no there is a no as a whole. */
static void hear_screening(struct consent_reading *r)
{
	const struct pairs *a = &r->screening.answers;
	struct consent_said *x = &r->at[r->n];
	const char *since = pairs_get(a, CONSENT_SINCE);
	if (!*r->screening.id || !consent_from_name(pairs_get(a, "consent"), &x->word.decision))
		return;
	snprintf(x->at, sizeof x->at, "%s", *since ? since : r->screening.created_at);
	x->record = &r->screening;
	x->word.complete = true;
	x->word.child = child_then(r, x->at);
	x->word.purposes = x->word.decision == CONSENT_REFUSED ? "" : "case-work";
	x->word.recipients = x->word.decision == CONSENT_REFUSED ? "" : "us";
	r->n++;
}

static bool read_person(struct consent_reading *r, const char *case_id, struct err *e)
{
	struct case_row k = {0};
	struct err why = {0};
	if (!store_case_get(r->s->store, case_id, &k, e))
		return false;
	bool good = !*k.person_id || store_record_get(r->s->store, k.person_id, &r->person, &why) ||
		    why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	case_row_fini(&k);
	return good;
}

bool consent_read(struct consent_reading *r, const char *case_id, struct err *e)
{
	struct record_filter f = {.case_id = case_id, .kind = "consent", .with_answers = true};
	r->facts.today = clock_today(r->s->clock);
	if (!read_person(r, case_id, e) || !store_record_list(r->s->store, &f, &r->consents, e) ||
	    !edit_existing(r->s, kind_get("screening"), case_id, &r->screening, e))
		return false;
	r->at = mem_alloc((size_t)(r->consents.n + 1) * sizeof *r->at);
	r->words = mem_alloc((size_t)(r->consents.n + 1) * sizeof *r->words);
	hear_screening(r);
	for (int i = 0; i < r->consents.n; i++)
		hear_consent(r, &r->consents.at[i]);
	if (r->n)
		qsort(r->at, (size_t)r->n, sizeof *r->at, oldest_first);
	for (int i = 0; i < r->n; i++)
		r->words[i] = r->at[i].word;
	r->facts.at = r->words;
	r->facts.n = r->n;
	return true;
}
