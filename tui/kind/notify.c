/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Messages out of what supervisors are to know: to whom, at which step. Only sessions run otherwise, so that an urgent
 * flag would wait for somebody to log in.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/codes.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/kind/notification.h>
#include <sarai/kind/notify.h>
#include <sarai/model/due.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define SENT "=sent" /* beside the answers of a notification: steps that were sent */

static const char *const step_names[NOTIFY_STEPS] = {"new", "late", "escalated"};

struct run {
	struct session *s;
	struct account_list accounts;
	notify_send *send;
	void *ctx;
	struct notify_tally *out;
};

/* The session that an account would have now. */
static void session_of(const struct session *s, const struct account *a, struct session *out)
{
	session_init(out, a->name, s->store, s->config, s->clock);
	snprintf(out->team, sizeof out->team, "%s", a->team);
	snprintf(out->office, sizeof out->office, "%s", a->office);
	session_take_role(out, roles_get(s->config->roles, a->role));
}

/* ---- when ---- */

static bool past(const struct session *s, const char *iso, int64_t more_s)
{
	int64_t at;
	return *iso && time_from_iso(iso, &at) && clock_now(s->clock) >= at + more_s;
}

static bool is_clock(const struct record *r)
{
	const char *about = pairs_get(&r->answers, "about");
	return text_is(about, "urgent") || text_is(about, "not-safe");
}

/* Is this step reached, and not sent yet? */
static bool reached(const struct session *s, const struct record *r, enum notify_step step)
{
	bool waits = text_is(r->state, NOTIFICATION_WAITING);
	if (codes_have(pairs_get(&r->answers, SENT), step_names[step]))
		return false;
	switch (step) {
	case NOTIFY_NEW:
		return waits;
	case NOTIFY_LATE: /* also after somebody has acknowledged it: nobody is safe yet */
		return is_clock(r) && past(s, r->due, 0);
	default:
		return waits && past(s, notification_since(r), (int64_t)s->config->due->escalate_after_min * 60);
	}
}

/* ---- to whom ---- */

static bool same_place(const char *a, const char *b)
{
	return !*a || !*b || text_is(a, b);
}

/* Supervisors who reach the case; where its worker has no team, all who approve in the office. */
static bool supervises(const struct session *who, const struct case_row *c)
{
	if (access_covers(who, PERMIT_APPROVE, c))
		return true;
	return !*c->team && (who->permits & PERMIT_BIT(PERMIT_APPROVE)) && same_place(who->office, c->office);
}

static bool is_for(const struct run *x, const struct account *a, const struct case_row *c, enum notify_step step)
{
	struct session who;
	const struct user_role *role = roles_get(x->s->config->roles, a->role);
	if (a->disabled || !role || text_is(a->name, c->owner))
		return false;
	session_of(x->s, a, &who);
	if (step == NOTIFY_ESCALATED)
		return role->escalation && access_covers(&who, PERMIT_VIEW, c);
	return supervises(&who, c);
}

static bool tell(struct run *x, const struct record *r, const struct case_row *c, enum notify_step step, struct err *e)
{
	struct notify_message m = {.number = c->number, .about = pairs_get(&r->answers, "about"), .step = step, .due = r->due,
				   .since = notification_since(r), .id = r->id};
	int told = 0;
	for (int i = 0; i < x->accounts.n; i++) {
		if (!is_for(x, &x->accounts.at[i], c, step))
			continue;
		m.account = x->accounts.at[i].name;
		if (!x->send(x->ctx, &m, e))
			return false;
		told++;
	}
	x->out->messages += told;
	x->out->nobody += !told;
	return true;
}

/* The message first, then the mark: one that was interrupted is sent twice, never not at all. */
static bool mark(struct session *s, struct record *r, enum notify_step step, struct err *e)
{
	char sent[64];
	const char *before = pairs_get(&r->answers, SENT);
	bool own;
	snprintf(sent, sizeof sent, "%.40s%s%s", before, *before ? " " : "", step_names[step]);
	pairs_set(&r->answers, SENT, sent);
	return transaction_begin(s, &own, e) && transaction_end(s, own, store_record_update(s->store, r, e), e);
}

static bool follow(struct run *x, struct record *r, struct err *e)
{
	struct case_row c = {0};
	bool good = store_case_get(x->s->store, r->case_id, &c, e);
	for (int step = 0; good && step < NOTIFY_STEPS; step++) {
		if (reached(x->s, r, (enum notify_step)step))
			good = tell(x, r, &c, (enum notify_step)step, e) && mark(x->s, r, (enum notify_step)step, e);
	}
	x->out->late += good && is_clock(r) && past(x->s, r->due, 0);
	case_row_fini(&c);
	return good;
}

bool notify_run(struct session *s, notify_send *send, void *ctx, struct notify_tally *out, struct err *e)
{
	static const char *const states[] = {NOTIFICATION_WAITING, NOTIFICATION_SEEN};
	struct run x = {.s = s, .send = send, .ctx = ctx, .out = out};
	char now[TIME_TEXT];
	memset(out, 0, sizeof *out);
	bool good = session_may(s, PERMIT_CONFIGURE, e) && store_account_list(s->store, &x.accounts, e);
	for (size_t i = 0; good && i < sizeof states / sizeof *states; i++) {
		struct record_filter f = {.kind = NOTIFICATION, .state = states[i], .with_answers = true};
		struct record_list l = {0};
		good = store_record_list(s->store, &f, &l, e);
		for (int k = 0; good && k < l.n; k++)
			good = follow(&x, &l.at[k], e);
		record_list_fini(&l);
	}
	account_list_fini(&x.accounts);
	session_now(s, now);
	return good && store_fact_put(s->store, NOTIFY_LAST, now, e);
}
