/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is due: on one's own cases today, and as an agenda. Every source of it stands in one table: the cases with
 * something due (screening to contact after closing), actions of plans and of households, each kind that stands in the
 * agenda, what waits for an answer or is new, drafts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/case_mask.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/clocks.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/kind/notification.h>
#include <sarai/kind/referral.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/due.h>
#include <sarai/model/permit.h>
#include <sarai/model/plan.h>
#include <sarai/model/referral.h>
#include <sarai/store/account.h>
#include <sarai/store/casefile.h>
#include <sarai/store/draft.h>
#include <sarai/store/record.h>
#include <sarai/view/notices.h>
#include <sarai/view/today.h>

struct reading {
	struct session *s;
	struct today *to;
	struct case_list cases; /* those read so far, by id */
	char now[TIME_TEXT];
	char tomorrow[TIME_TEXT], after[TIME_TEXT]; /* the first moment after today, and after what is asked for */
};

void today_fini(struct today *t)
{
	for (int i = 0; i < t->n; i++) {
		free(t->at[i].what);
		free(t->at[i].name);
	}
	free(t->at);
	memset(t, 0, sizeof *t);
}

/* The place in the catalogue of the flag whose clock comes first; behind all flags where none is open. */
static int gravest(const struct session *s, const struct case_row *c)
{
	const struct catalogue *k = s->config->catalogue;
	const char *flags = c->flags ? c->flags : "";
	char *first = mem_strndup(flags, strcspn(flags, " "));
	int at = *first ? catalogue_flag(k, first) : -1;
	free(first);
	return at >= 0 ? at : k->n_flags;
}

static struct today_item *add(struct reading *r, const struct case_row *c, enum today_kind kind, const char *due,
			      char *what)
{
	struct today *t = r->to;
	t->at = mem_grow(t->at, &t->cap, t->n + 1, sizeof *t->at);
	struct today_item *item = &t->at[t->n++];
	memset(item, 0, sizeof *item);
	item->kind = kind;
	item->what = what;
	snprintf(item->due, sizeof item->due, "%s", due);
	if (c) {
		memcpy(item->case_id, c->id, sizeof item->case_id);
		memcpy(item->number, c->number, sizeof item->number);
		item->name = mem_strdup(c->name);
		item->rank = gravest(r->s, c);
		memcpy(item->level, *c->band_assigned ? c->band_assigned : c->band_calculated, sizeof item->level);
	}
	return item;
}

static enum today_kind kind_of(const struct reading *r, const char *due)
{
	return strcmp(due, r->now) < 0 ? TODAY_OVERDUE : TODAY_DUE;
}

/* ---- cases ---- */

static char *contact_words(const struct reading *r, const struct case_row *c, enum due_kind kind)
{
	struct str t = {0};
	bool many = c->attempts >= r->s->config->due->attempts_before_supervisor;
	str_add(&t, due_words(kind));
	if (c->attempts > 0 && (kind == DUE_FOLLOW_UP || many)) {
		str_addf(&t, ", %d attempt%s", c->attempts, c->attempts == 1 ? "" : "s");
		if (many)
			str_add(&t, ": tell your supervisor");
	}
	return str_take(&t);
}

static void add_case(struct reading *r, const struct case_row *c)
{
	enum due_kind kind;
	if (*c->urgent_due && case_is_open(c))
		add(r, c, TODAY_URGENT, c->urgent_due, mem_strdup(due_words(DUE_URGENT)));
	if (!*c->due || strcmp(c->due, r->after) >= 0 || !due_from_name(c->due_kind, &kind) || kind == DUE_URGENT)
		return;
	add(r, c, kind_of(r, c->due), c->due, contact_words(r, c, kind));
}

static int by_id(const void *a, const void *b)
{
	const struct case_row *x = a, *y = b;
	return strcmp(x->id, y->id);
}

static bool read_cases(struct reading *r, const char *owner, struct err *e)
{
	/* Urgent ones whatever their hour: a flag whose time ends tomorrow is today's work. */
	struct case_filter f = {.owner = owner, .has_due = true}; /* closed ones too: contact afterwards */
	if (!owner)
		f.due_before = r->after;
	if (!cases_list(r->s, &f, &r->cases, e))
		return false;
	for (int i = 0; i < r->cases.n; i++)
		add_case(r, &r->cases.at[i]);
	if (r->cases.n)
		qsort(r->cases.at, (size_t)r->cases.n, sizeof *r->cases.at, by_id);
	return true;
}

/* ---- plan actions ---- */

static bool action_is_open(const struct record *a)
{
	enum action_state state;
	return action_state_from_name(a->state, &state) && action_state_open(state);
}

/* Something due of a record, unless no work is going on on its case. Takes `what`. */
static bool add_record(struct reading *r, const struct record *a, enum today_kind kind, const char *due, char *what,
		       struct err *e)
{
	struct case_row key = {0}, other = {0};
	memcpy(key.id, a->case_id, sizeof key.id);
	const struct case_row *c =
		r->cases.n ? bsearch(&key, r->cases.at, (size_t)r->cases.n, sizeof key, by_id) : NULL;
	if (!c) {
		struct err why = {0};
		if (!cases_get(r->s, a->case_id, &other, &why)) {
			free(what);
			return why.code == ERR_MISSING || why.code == ERR_REACH ||
			       err_set(e, why.code, why.where, "%s", why.detail);
		}
		c = &other;
	}
	/* What the person asks of their file goes on when the case has ended; so does what a household waits for. */
	const struct kind *k = kind_get(a->kind);
	bool goes_on = k && k->any_episode && k->when_ended && !case_is_gone(c);
	if (goes_on || (case_is_open(c) && a->episode == c->episode))
		add(r, c, kind, due, what);
	else
		free(what);
	case_row_fini(&other);
	return true;
}

/* What is planned for a household stands with the case it was planned from. */
static bool add_action(struct reading *r, const struct record *a, bool of_household, struct err *e)
{
	struct str what = {0};
	str_addf(&what, "%s: %s", of_household ? "For the household" : "Action",
		 a->title && *a->title ? a->title : "see the plan");
	return add_record(r, a, kind_of(r, a->due), a->due, str_take(&what), e);
}

static bool read_actions_of(struct reading *r, const char *owner, const char *kind, struct err *e)
{
	struct record_list found = {0};
	bool of_household = strcmp(kind, "action") != 0;
	struct record_filter f = {.kind = kind, .case_owner = owner, .due_before = r->after};
	/* For everyone, state by state: then the index of due times leads there. */
	static const char *const open_states[] = {"planned", "started", "waiting"};
	bool good = true;
	for (int i = 0; good && i < (owner ? 1 : 3); i++) {
		f.state = owner ? NULL : open_states[i];
		good = store_record_list(r->s->store, &f, &found, e);
		for (int k = 0; good && k < found.n; k++)
			good = !action_is_open(&found.at[k]) || add_action(r, &found.at[k], of_household, e);
		record_list_fini(&found);
	}
	return good;
}

static bool read_actions(struct reading *r, const char *owner, struct err *e)
{
	return read_actions_of(r, owner, "action", e) && read_actions_of(r, owner, "household-action", e);
}

/* ---- referrals ---- */

static bool add_referral(struct reading *r, const struct record *a, struct err *e)
{
	struct str what = {0};
	int before = r->to->n;
	str_addf(&what, "Referral, %s: %s", referral_due_brief(referral_state_of(a)),
		 a->title && *a->title ? a->title : "see the case");
	bool good = add_record(r, a, kind_of(r, a->due), a->due, str_take(&what), e);
	if (r->to->n > before)
		memcpy(r->to->at[before].referral_id, a->id, sizeof a->id);
	return good;
}

/* State by state, as actions. */
static bool read_referrals(struct reading *r, const char *owner, struct err *e)
{
	struct record_filter f = {.kind = "referral", .case_owner = owner, .due_before = r->after};
	bool good = true;
	for (int i = 0; good && i < (owner ? 1 : REFERRAL_STATE_COUNT); i++) {
		struct record_list found = {0};
		f.state = owner ? NULL : referral_state_name((enum referral_state)i);
		good = store_record_list(r->s->store, &f, &found, e);
		for (int k = 0; good && k < found.n; k++)
			good = add_referral(r, &found.at[k], e);
		record_list_fini(&found);
	}
	return good;
}

/* ---- what else stands in the agenda ---- */

/* An urgent clock stands there whatever its hour. The words are those for passers-by, whoever looks. */
static bool add_agenda(struct reading *r, const struct kind *k, const struct record *a, struct err *e)
{
	struct case_clock clock = {0};
	if (k->clock && k->clock(r->s, a, clock_now(r->s->clock), &clock) && clock.urgent)
		return add_record(r, a, TODAY_URGENT, clock.until, mem_strdup(clock.words), e);
	if (strcmp(a->due, r->after) >= 0)
		return true;
	return add_record(r, a, kind_of(r, a->due), a->due, mem_strdup(k->agenda_words), e);
}

static bool read_agenda(struct reading *r, const char *owner, struct err *e)
{
	bool good = true;
	for (int i = 0; good && kind_at(i); i++) {
		const struct kind *k = kind_at(i);
		struct record_list found = {0};
		if (k->agenda == AGENDA_NONE)
			continue;
		good = agenda_records(r->s, k, owner, k->clock ? NULL : r->after, &found, e);
		for (int n = 0; good && n < found.n; n++)
			good = add_agenda(r, k, &found.at[n], e);
		record_list_fini(&found);
	}
	return good;
}

/* ---- what waits, and what is new ---- */

static bool add_notice(struct reading *r, const struct notice *n, const struct record *record, struct err *e)
{
	struct case_row c = {0};
	struct err why = {0};
	struct str what = {0};
	if (!store_case_get(r->s->store, record->case_id, &c, &why))
		return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	bool stale = !n->once && !n->ended && (!case_is_open(&c) || c.episode != record->episode);
	if (!stale && n->mine(r->s, record, &c)) {
		n->words(r->s, record, &what);
		case_row_show(r->s, &c); /* also of a case that is out of reach by now: its number */
		struct today_item *item = add(r, &c, n->as, record->due, str_take(&what));
		item->section = n->section;
		if (!strcmp(record->kind, "referral-step"))
			memcpy(item->referral_id, record->parent_id, sizeof item->referral_id);
	}
	case_row_fini(&c);
	return true;
}

static bool read_notices(struct reading *r, const char *owner, struct err *e)
{
	bool good = true;
	(void)owner; /* each notice knows for whom it is */
	for (int i = 0; good && i < notice_count; i++) {
		struct record_list found = {0};
		struct record_filter f = {.kind = notices[i].kind, .state = notices[i].state, .due_before = r->after};
		good = store_record_list(r->s->store, &f, &found, e);
		for (int k = 0; good && k < found.n; k++)
			good = add_notice(r, &notices[i], &found.at[k], e);
		record_list_fini(&found);
	}
	return good;
}

/* ---- what supervisors are told ---- */

static bool add_notification(struct reading *r, const struct record *record, struct err *e)
{
	struct case_row c = {0};
	struct err why = {0};
	struct str what = {0};
	if (!store_case_get(r->s->store, record->case_id, &c, &why))
		return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	if (!case_is_gone(&c) && notification_mine(r->s, record, &c)) {
		const char *about = pairs_get(&record->answers, "about");
		bool calm = !strcmp(about, "level") || !strcmp(about, "given");
		notification_words(record, &c, &what);
		case_row_show(r->s, &c);
		struct today_item *item = add(r, &c, calm ? TODAY_WAITING : TODAY_URGENT, record->due, str_take(&what));
		item->waits = !strcmp(record->state, NOTIFICATION_WAITING);
		item->confirms = !strcmp(pairs_get(&record->answers, "about"), "confirm");
		memcpy(item->notification_id, record->id, sizeof item->notification_id);
	}
	case_row_fini(&c);
	return true;
}

static bool read_notifications(struct reading *r, const char *owner, struct err *e)
{
	static const char *const states[] = {NOTIFICATION_WAITING, NOTIFICATION_SEEN};
	bool good = true;
	(void)owner; /* each knows for whom it is */
	for (int i = 0; good && i < 2; i++) {
		struct record_list found = {0};
		struct record_filter f = {
			.kind = NOTIFICATION, .state = states[i], .due_before = "9999", .with_answers = true};
		good = store_record_list(r->s->store, &f, &found, e);
		for (int k = 0; good && k < found.n; k++)
			good = add_notification(r, &found.at[k], e);
		record_list_fini(&found);
	}
	return good;
}

/* ---- cases that colleagues have opened with a reason ---- */

static bool read_grants(struct reading *r, const char *owner, struct err *e)
{
	struct grant_list found = {0};
	(void)owner; /* whoever approves takes note */
	if (!(r->s->permits & PERMIT_BIT(PERMIT_APPROVE)))
		return true;
	if (!access_unseen(r->s, &found, e))
		return false;
	for (int i = 0; i < found.n; i++) {
		const struct access_grant *g = &found.at[i];
		struct str what = {0};
		if (!strcmp(g->account, r->s->actor))
			continue; /* of one's own, another takes note */
		str_addf(&what, "Opened by %s: %s", g->account, g->reason);
		struct today_item *item = add(r, NULL, TODAY_NEWS, g->at, str_take(&what));
		memcpy(item->case_id, g->case_id, sizeof item->case_id);
		memcpy(item->number, g->number, sizeof item->number);
		memcpy(item->grant_id, g->id, sizeof item->grant_id);
	}
	grant_list_fini(&found);
	return true;
}

/* ---- drafts ---- */

static bool read_drafts(struct reading *r, const char *owner, struct err *e)
{
	struct draft_list found = {0};
	(void)owner; /* drafts are their author's alone */
	if (!drafts_list(r->s, &found, e))
		return false;
	for (int i = 0; i < found.n; i++) {
		const struct draft *d = &found.at[i];
		const struct kind *kind = kind_get(d->kind);
		struct case_row c = {0};
		bool has_case = *d->case_id && cases_get(r->s, d->case_id, &c, NULL);
		struct today_item *item = add(r, has_case ? &c : NULL, TODAY_DRAFT, "",
					      mem_strdup(kind ? kind_public_label(kind) : d->title));
		memcpy(item->draft_id, d->id, sizeof item->draft_id);
		case_row_fini(&c);
	}
	draft_list_fini(&found);
	return true;
}

/* ---- both pages ---- */

static const struct {
	bool (*read)(struct reading *r, const char *owner, struct err *e); /* owner NULL: everyone's */
	bool agenda;							   /* also on the agenda */
} sources[] = {
	{read_cases, true}, /* first: the others look cases up among them */
	{read_actions, true},  {read_referrals, true}, {read_agenda, true},
	{read_notifications, false}, {read_notices, false}, {read_grants, false},   {read_drafts, false},
};

static int in_order(const void *a, const void *b)
{
	const struct today_item *x = a, *y = b;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	int due = strcmp(x->due, y->due);
	if (due)
		return due;
	if (x->kind == TODAY_URGENT && x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	int number = strcmp(x->number, y->number);
	return number ? number : strcmp(x->what, y->what);
}

static void finish(struct reading *r)
{
	struct today *t = r->to;
	for (int i = 0; i < t->n; i++) {
		const struct today_item *item = &t->at[i];
		t->urgent += item->kind == TODAY_URGENT;
		t->overdue += item->kind == TODAY_OVERDUE;
		t->due_today += item->kind == TODAY_DUE && strcmp(item->due, r->tomorrow) < 0;
		t->waiting += item->kind == TODAY_WAITING;
		t->news += item->kind == TODAY_NEWS;
		t->drafts += item->kind == TODAY_DRAFT;
	}
	if (t->n)
		qsort(t->at, (size_t)t->n, sizeof *t->at, in_order);
}

static bool read(struct session *s, const char *owner, struct date until, bool agenda, struct today *out, struct err *e)
{
	struct reading r = {.s = s, .to = out};
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_VIEW, e))
		return false;
	session_now(s, r.now);
	time_to_iso(time_of_day_end(clock_today(s->clock)) + 1, r.tomorrow);
	time_to_iso(time_of_day_end(until) + 1, r.after);
	bool good = true;
	for (size_t i = 0; good && i < sizeof sources / sizeof *sources; i++)
		good = (agenda && !sources[i].agenda) || sources[i].read(&r, owner, e);
	if (good)
		finish(&r);
	else
		today_fini(out);
	case_list_fini(&r.cases);
	return good;
}

bool today_read(struct session *s, struct today *out, struct err *e)
{
	return read(s, s->actor, clock_today(s->clock), false, out, e);
}

bool agenda_read(struct session *s, struct date until, bool everyone, struct today *out, struct err *e)
{
	return read(s, everyone ? NULL : s->actor, until, true, out, e);
}
