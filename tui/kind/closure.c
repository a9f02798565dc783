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
		.later_asked = *pairs_get(a, "later_contact"),
		.later_agreed = said(a, "later_contact", "yes"),
		.later_how = *pairs_get(a, "later_how"),
		.retention_set = *pairs_get(a, "retention_until") || s->config->due->oversight.retention_days > 0,
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
	if (!*pairs_get(&closure->answers, "retention_until") && o->retention_days > 0) {
		date_to_iso(date_from_days(date_days(clock_today(s->clock)) + o->retention_days), until);
		pairs_set(&closure->answers, "retention_until", until);
	}
	retention_set(closure, pairs_get(&closure->answers, "retention_until"));
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

bool before_closure(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	struct closure_facts f;
	(void)w;
	if (!gather(s, next, c, &f, e))
		return false;
	snprintf(next->state, sizeof next->state, "%s", closure_missing_count(&f) ? "open" : "complete");
	return true;
}

bool after_closure(struct session *s, struct edit *w, struct case_row *c, struct history_entry *h, struct err *e)
{
	(void)h;
	if (strcmp(w->record.state, "complete"))
		return true;
	if (s->config->due->oversight.approve_closure)
		return approval_file(s, c->id, "closure", e);
	return closure_close(s, &w->record, c, e);
}

/* ---- contact afterwards ---- */

bool before_follow_up(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e)
{
	struct record closure;
	(void)w;
	(void)next;
	if (case_is_open(c))
		return true;
	if (!edit_existing(s, kind_get("closure"), c->id, &closure, e))
		return false;
	bool agreed = !strcmp(c->status, status_name(STATUS_CLOSED)) && said(&closure.answers, "later_contact", "yes");
	record_fini(&closure);
	return agreed ||
	       err_set(e, ERR_DATA, c->number,
		       "Contact after the end of this case was not agreed. If they came by themselves, write a "
		       "note or open the case again.");
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
