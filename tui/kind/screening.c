/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/score_record.h>
#include <sarai/form/form.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/screening.h>
#include <sarai/kind/urgent.h>
#include <sarai/kind/urgent_alarm.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define SCREENING_FIELDS(X) \
	X(SCREENING_CONSENT, "consent") X(SCREENING_DECISION, "decision")
KIND_FIELDS(SCREENING_FIELDS)

/* Consent refused: only what the form still asks then is kept, and nothing that an earlier version of it had. */
static void keep_minimum(const struct edit *w, struct pairs *a)
{
	const struct form_def *def = form_definition(w->form);
	struct pairs kept = {0};
	for (int i = 0; i < a->n; i++) {
		int field = form_def_field(def, a->at[i].name);
		if (field >= 0 && form_answerable(w->form, field))
			pairs_set(&kept, a->at[i].name, a->at[i].value);
	}
	pairs_clear(a);
	*a = kept;
}

/* Since when consent is as it is: it stands in time beside the consents of the case. */
static void put_since(struct pairs *a, const struct pairs *before, const char *now)
{
	const char *consent = pairs_get(a, "consent"), *since = pairs_get(before, CONSENT_SINCE);
	bool same = !strcmp(consent, pairs_get(before, "consent")) && *since;
	pairs_set(a, CONSENT_SINCE, *consent ? same ? since : now : NULL);
}

static bool before_screening(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	struct record *next = save->next;
	char now[TIME_TEXT];
	(void)e;
	session_now(save->session, now);
	if (!strcmp(pairs_get(&next->answers, "consent"), "refused"))
		keep_minimum(w, &next->answers);
	score_record_drop(&next->answers);
	put_since(&next->answers, &w->base, now);
	urgent_times_put(save->session, w, save->case_row, &next->answers, now);
	return true;
}

const struct kind kind_screening = {
	.name = "screening",
	.label = "Screening",
	.form = "screening",
	.permit = PERMIT_SCREEN,
	.section = SECTION_SCREENING,
	.one_per_case = true,
	.title_field = "decision",
	.state_field = "decision",
	.happened_field = "screened_on",
	.before = before_screening,
	.alarms = urgent_alarm,
	.reasons = "decision_reason?",
	.needs = KIND_NEEDS(SCREENING_FIELDS),
};
