/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Reading referrals: one with its steps, and lists of them.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/config/config.h>
#include <sarai/edit/cases.h>
#include <sarai/kind/referral.h>
#include <sarai/kind/referral_consent.h>
#include <sarai/model/permit.h>
#include <sarai/model/referral.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/view/referrals.h>

/* ---- one ---- */

static void join(struct str *to, const char *text)
{
	if (*text)
		str_addf(to, "%s%s", to->len ? " " : "", text);
}

static void take_step(struct session *s, struct referral_view *v, const struct record *r)
{
	const struct pairs *a = &r->answers;
	struct referral_step *step = &v->steps[v->n_steps++];
	struct str text = {0};
	snprintf(step->what, sizeof step->what, "%s", pairs_get(a, "step"));
	memcpy(step->at, *r->happened ? r->happened : r->created_at, sizeof step->at);
	memcpy(step->noted_at, r->created_at, sizeof step->noted_at);
	memcpy(step->noted_by, r->created_by, sizeof step->noted_by);
	step->who = mem_strdup(pairs_get(a, "who"));
	step->override = mem_strdup(pairs_get(a, "override"));
	if (pairs_has(a, "decline_reason"))
		str_addf(&text, "%s.", config_label(s->config, "decline-reasons", pairs_get(a, "decline_reason")));
	join(&text, pairs_get(a, "reason"));
	join(&text, pairs_get(a, "result"));
	join(&text, pairs_get(a, "note"));
	step->text = str_take(&text);
}

static int by_time(const void *a, const void *b)
{
	const struct referral_step *x = a, *y = b;
	int noted = strcmp(x->noted_at, y->noted_at);
	return noted ? noted : strcmp(x->at, y->at);
}

static bool read_steps(struct session *s, struct referral_view *v, struct err *e)
{
	struct record_filter f = {.parent_id = v->record.id, .kind = "referral-step", .with_answers = true};
	struct record_list found = {0};
	if (!store_record_list(s->store, &f, &found, e))
		return false;
	v->steps = mem_alloc((size_t)(found.n + 1) * sizeof *v->steps);
	for (int i = 0; i < found.n; i++)
		take_step(s, v, &found.at[i]);
	if (v->n_steps > 1)
		qsort(v->steps, (size_t)v->n_steps, sizeof *v->steps, by_time);
	record_list_fini(&found);
	return true;
}

bool referral_read(struct session *s, const char *id, struct referral_view *v, struct err *e)
{
	struct str missing = {0};
	*v = (struct referral_view){0};
	if (!session_may(s, PERMIT_VIEW, e) || !store_record_get(s->store, id, &v->record, e))
		return false;
	const struct pairs *a = &v->record.answers;
	bool good = !strcmp(v->record.kind, "referral") || err_set(e, ERR_MISSING, "referral", "This is no referral.");
	good = good && cases_get(s, v->record.case_id, &v->case_row, e) && read_steps(s, v, e) &&
	       referral_consent_ask(s, v->record.case_id, a, &v->consent, e);
	if (!good) {
		referral_view_fini(v);
		return false;
	}
	v->names = access_check_row(s, PERMIT_NAMES, &v->case_row, NULL);
	v->state = referral_state_of(&v->record);
	v->priority = referral_priority_of(&v->record);
	v->unseen = !strcmp(pairs_get(a, BESIDE_UNSEEN), "yes");
	snprintf(v->again_of, sizeof v->again_of, "%s", pairs_get(a, BESIDE_AGAIN_OF));
	snprintf(v->again, sizeof v->again, "%s", pairs_get(a, BESIDE_AGAIN));
	snprintf(v->gap, sizeof v->gap, "%s", pairs_get(a, BESIDE_GAP));
	referral_missing(s, a, &missing);
	v->missing = str_take(&missing);
	if (!v->missing)
		v->missing = mem_strdup("");
	return true;
}

void referral_view_fini(struct referral_view *v)
{
	record_fini(&v->record);
	case_row_fini(&v->case_row);
	for (int i = 0; i < v->n_steps; i++) {
		free(v->steps[i].who);
		free(v->steps[i].text);
		free(v->steps[i].override);
	}
	free(v->steps);
	free(v->missing);
	*v = (struct referral_view){0};
}

bool referral_of_action(struct session *s, const char *case_id, const char *action_id, struct record *out,
			struct err *e)
{
	struct record_filter f = {.parent_id = action_id, .case_id = case_id, .kind = "referral", .newest_first = true};
	struct record_list found = {0};
	*out = (struct record){0};
	if (!access_check_case(s, PERMIT_VIEW, case_id, e) || !store_record_list(s->store, &f, &found, e))
		return false;
	if (found.n > 0) {
		*out = found.at[0];
		found.at[0] = (struct record){0};
	}
	record_list_fini(&found);
	return true;
}

/* ---- lists ---- */

struct reading {
	struct session *s;
	struct referral_list *to;
	struct case_row case_row; /* the last one looked at */
	char now[TIME_TEXT];
};

/* false with e->code 0: not of this person's concern. */
static bool look_up(struct reading *r, const char *case_id, struct err *e)
{
	struct err why = {0};
	if (!strcmp(r->case_row.id, case_id))
		return true;
	case_row_fini(&r->case_row);
	memset(&r->case_row, 0, sizeof r->case_row);
	if (cases_get(r->s, case_id, &r->case_row, &why))
		return true;
	if (why.code != ERR_MISSING && why.code != ERR_REACH)
		err_set(e, why.code, why.where, "%s", why.detail);
	return false;
}

static void add(struct reading *r, const struct record *from)
{
	struct referral_list *l = r->to;
	const struct pairs *a = &from->answers;
	l->at = mem_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
	struct referral_row *row = &l->at[l->n++];
	*row = (struct referral_row){.gap = !strcmp(from->kind, "gap")};
	memcpy(row->id, from->id, sizeof row->id);
	memcpy(row->case_id, from->case_id, sizeof row->case_id);
	memcpy(row->number, r->case_row.number, sizeof row->number);
	memcpy(row->owner, r->case_row.owner, sizeof row->owner);
	memcpy(row->due, from->due, sizeof row->due);
	snprintf(row->service, sizeof row->service, "%s", pairs_get(a, "service"));
	snprintf(row->place, sizeof row->place, "%s", pairs_get(a, "place"));
	snprintf(row->why, sizeof row->why, "%s", pairs_get(a, "why"));
	row->receiver = mem_strdup(pairs_get(a, "receiver"));
	row->detail = mem_strdup(pairs_get(a, "detail"));
	if (row->gap) {
		memcpy(row->since, *from->happened ? from->happened : from->created_at, sizeof row->since);
		return;
	}
	row->state = referral_state_of(from);
	row->priority = referral_priority_of(from);
	row->unseen = !strcmp(pairs_get(a, BESIDE_UNSEEN), "yes");
	row->late = *row->due && strcmp(row->due, r->now) < 0;
	snprintf(row->since, sizeof row->since, "%s", pairs_get(a, BESIDE_SINCE));
	snprintf(row->sent, sizeof row->sent, "%s", pairs_get(a, BESIDE_SENT));
}

static bool wanted(const struct record *r, enum referral_choice which)
{
	return which != REFERRALS_OPEN || *r->due || referral_state_open(referral_state_of(r));
}

static bool take(struct reading *r, struct record_filter f, enum referral_choice which, struct err *e)
{
	struct record_list found = {0};
	struct err why = {0};
	f.with_answers = true;
	if (!store_record_list(r->s->store, &f, &found, e))
		return false;
	for (int i = 0; i < found.n && !why.code; i++) {
		if (wanted(&found.at[i], which) && look_up(r, found.at[i].case_id, &why))
			add(r, &found.at[i]);
	}
	record_list_fini(&found);
	return !why.code || err_set(e, why.code, why.where, "%s", why.detail);
}

/* What is late, state by state: then the index of due times leads there. */
static bool take_late(struct reading *r, struct record_filter f, struct err *e)
{
	f.due_before = r->now;
	if (f.case_id || f.case_owner)
		return take(r, f, REFERRALS_LATE, e);
	for (int i = 0; i < REFERRAL_STATE_COUNT; i++) {
		f.state = referral_state_name((enum referral_state)i);
		if (!take(r, f, REFERRALS_LATE, e))
			return false;
	}
	return true;
}

static int in_order(const void *a, const void *b)
{
	const struct referral_row *x = a, *y = b;
	if (!*x->due != !*y->due)
		return *x->due ? -1 : 1;
	int order = *x->due ? strcmp(x->due, y->due) : strcmp(y->since, x->since);
	return order ? order : strcmp(x->id, y->id);
}

bool referrals_list(struct session *s, enum referral_choice which, const char *case_id, const char *owner,
		    struct referral_list *out, struct err *e)
{
	struct reading r = {.s = s, .to = out};
	struct record_filter f = {
		.kind = which == REFERRALS_GAPS ? "gap" : "referral", .case_id = case_id, .case_owner = owner};
	*out = (struct referral_list){0};
	if (!session_may(s, PERMIT_VIEW, e))
		return false;
	session_now(s, r.now);
	bool good = which == REFERRALS_LATE ? take_late(&r, f, e) : take(&r, f, which, e);
	if (good && case_id && which == REFERRALS_ALL) { /* the case shows its gaps too */
		f.kind = "gap";
		good = take(&r, f, REFERRALS_GAPS, e);
	}
	case_row_fini(&r.case_row);
	if (!good)
		referral_list_fini(out);
	else if (out->n)
		qsort(out->at, (size_t)out->n, sizeof *out->at, in_order);
	return good;
}

void referral_list_fini(struct referral_list *l)
{
	for (int i = 0; i < l->n; i++) {
		free(l->at[i].receiver);
		free(l->at[i].detail);
	}
	free(l->at);
	*l = (struct referral_list){0};
}
