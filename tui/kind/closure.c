/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Closing a case: what the checklist finds, and the closing itself.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/kind/approval_request.h>
#include <sarai/kind/closure.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/retention.h>
#include <sarai/kind/transfer.h>
#include <sarai/model/closure.h>
#include <sarai/model/oversight.h>
#include <sarai/model/permit.h>
#include <sarai/model/plan.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

#define CLOSURE_FIELDS(X) \
	X(CLOSURE_REASON_FIELD, "reason") X(CLOSURE_RISKS_GONE_FIELD, "risks_gone") \
	X(CLOSURE_TOLD_COME_BACK, "told_come_back") X(CLOSURE_LATER_CONTACT, "later_contact") \
	X(CLOSURE_LATER_HOW_FIELD, "later_how") X(CLOSURE_FILE_COMPLETE, "file_complete") \
	X(CLOSURE_RETENTION_UNTIL, "retention_until")
KIND_FIELDS(CLOSURE_FIELDS)

#define NAMED_MAX 3 /* missing things named in a refusal */

static bool said(const struct pairs *a, const char *field, const char *value)
{
	return !strcmp(pairs_get(a, field), value);
}

static int count_codes(const char *codes)
{
	int n = 0;
	for (const char *p = codes ? codes : ""; *p; p += strspn(p, " ")) {
		n++;
		p += strcspn(p, " ");
	}
	return n;
}

/* Facts borrow from the closure. */
static bool gather(struct session *s, const struct record *closure, const struct case_row *c, struct closure_facts *f,
		   struct err *e)
{
	const struct pairs *a = &closure->answers;
	struct record_filter of = {.case_id = c->id};
	struct record_list all = {0};
	enum action_state state;
	char transfer[ID_TEXT];
	*f = (struct closure_facts){
		.reason = pairs_get(a, "reason"),
		.risks_gone = said(a, "risks_gone", "yes"),
		.told_come_back = said(a, "told_come_back", "yes"),
		.file_complete = said(a, "file_complete", "yes"),
		.later_asked = *pairs_get(a, CLOSURE_LATER_CONTACT),
		.later_agreed = said(a, "later_contact", "yes"),
		.later_how = *pairs_get(a, CLOSURE_LATER_HOW_FIELD),
		.retention_set = *pairs_get(a, CLOSURE_RETENTION_UNTIL) || s->config->due->oversight.retention_days > 0,
		.urgent_open = count_codes(c->flags),
		.attempts = c->attempts,
		.attempts_needed = s->config->due->attempts_before_supervisor,
	};
	if (!store_record_list(s->store, &of, &all, e) || !transfer_pending(s, c->id, transfer, e)) {
		record_list_fini(&all);
		return false;
	}
	records_keep_episode(&all, c->episode);
	f->transfer_pending = *transfer;
	for (int i = 0; i < all.n; i++) {
		const struct record *r = &all.at[i];
		if (!strcmp(r->kind, "goal"))
			f->goals_open += !*r->state || !strcmp(r->state, "open");
		else if (!strcmp(r->kind, "action"))
			f->actions_open += !action_state_from_name(r->state, &state) || action_state_open(state);
	}
	record_list_fini(&all);
	return true;
}

bool closure_check(struct session *s, const struct record *closure, const struct case_row *c, struct err *e)
{
	struct closure_facts f;
	struct str line = {0};
	int n = 0;
	if (!gather(s, closure, c, &f, e))
		return false;
	for (enum closure_item i = 0; i < CLOSURE_ITEMS; i++) {
		if (closure_missing(&f, i) && n++ < NAMED_MAX)
			str_addf(&line, "%s%s (%s)", n > 1 ? "; " : "", closure_words(i), closure_where(i));
	}
	if (n > NAMED_MAX)
		str_addf(&line, "; and %d more (8 Status lists them)", n - NAMED_MAX);
	if (n > 0)
		err_set(e, ERR_DATA, c->number, "Before the case can be closed: %s.", str_text(&line));
	str_fini(&line);
	return n == 0;
}

bool closure_close(struct session *s, struct record *closure, struct case_row *c, struct err *e)
{
	const struct oversight *o = &s->config->due->oversight;
	enum case_status now;
	char until[DATE_TEXT];
	if (!status_from_name(c->status, &now) || !status_may_follow(now, STATUS_CLOSED))
		return err_set(e, ERR_DATA, c->number, "Closed cannot follow %s.",
			       status_from_name(c->status, &now) ? status_words(now) : c->status);
	if (!*pairs_get(&closure->answers, CLOSURE_RETENTION_UNTIL) && o->retention_days > 0) {
		date_to_iso(date_from_days(date_days(clock_today(s->clock)) + o->retention_days), until);
		pairs_set(&closure->answers, CLOSURE_RETENTION_UNTIL, until);
	}
	retention_set(closure, pairs_get(&closure->answers, CLOSURE_RETENTION_UNTIL));
	snprintf(closure->state, sizeof closure->state, "closed");
	session_now(s, closure->happened);
	session_now(s, closure->updated_at);
	snprintf(closure->updated_by, sizeof closure->updated_by, "%s", s->actor);
	if (!store_record_update(s->store, closure, e))
		return false;
	snprintf(c->status, sizeof c->status, "%s", status_name(STATUS_CLOSED));
	return true;
}

/* ---- the form ---- */

static bool before_closure(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	struct closure_facts f;
	if (!gather(s, next, save->case_row, &f, e))
		return false;
	snprintf(next->state, sizeof next->state, "%s", closure_missing_count(&f) ? "open" : "complete");
	return true;
}

static bool after_closure(struct save *save, struct err *e)
{
	struct session *s = save->session;
	if (strcmp(save->edit->record.state, "complete"))
		return true;
	if (s->config->due->oversight.approve_closure)
		return approval_file(s, save->case_row->id, "closure", NULL, e);
	return closure_close(s, &save->edit->record, save->case_row, e);
}

/* ---- reading ---- */

bool closure_read(struct session *s, const char *case_id, struct closure_view *v, struct err *e)
{
	struct case_row c = {0};
	struct closure_facts f;
	char state[32];
	memset(v, 0, sizeof *v);
	bool good = access_check_case(s, PERMIT_VIEW, case_id, e) && store_case_get(s->store, case_id, &c, e) &&
		    edit_existing(s, kind_get("closure"), case_id, &v->record, e) &&
		    gather(s, &v->record, &c, &f, e) &&
		    approval_state_of(s, case_id, v->record.id, NULL, state, v->request_id, e);
	if (good) {
		if (strcmp(state, "waiting"))
			v->request_id[0] = 0;
		for (enum closure_item i = 0; i < CLOSURE_ITEMS; i++)
			v->n_missing += v->missing[i] = closure_missing(&f, i);
	} else {
		closure_view_fini(v);
	}
	case_row_fini(&c);
	return good;
}

void closure_view_fini(struct closure_view *v)
{
	record_fini(&v->record);
	memset(v, 0, sizeof *v);
}

const struct kind kind_closure = {
	.name = "closure",
	.label = "Closing the case",
	.form = "closure",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_STATUS,
	.one_per_case = true,
	.title_field = "reason",
	.reason_field = "reason",
	.before = before_closure,
	.after = after_closure,
	.reasons = "reason_text",
	.needs = KIND_NEEDS(CLOSURE_FIELDS),
};
