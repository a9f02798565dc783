/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is due: on one's own cases today, and as an agenda. One read of the cases with something due, one of the plan
 * actions, one of each kind that stands in the agenda, one of the drafts.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/service/cases.h>

#include "clocks.h"
#include "work.h"

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
		item->name = mem_text(c->name);
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
	str_add(&t, due_words(kind));
	if (kind == DUE_FOLLOW_UP && c->attempts > 0) {
		str_addf(&t, ", %d attempt%s", c->attempts, c->attempts == 1 ? "" : "s");
		if (c->attempts >= r->s->config->due->attempts_before_supervisor)
			str_add(&t, ": tell your supervisor");
	}
	return str_take(&t);
}

static void add_case(struct reading *r, const struct case_row *c)
{
	enum due_kind kind;
	if (*c->urgent_due)
		add(r, c, TODAY_URGENT, c->urgent_due, mem_text(due_words(DUE_URGENT)));
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
	struct case_filter f = {.owner = owner, .open_only = true, .has_due = true};
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
	enum case_status status;
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
	if (!status_from_name(c->status, &status) || status_is_open(status))
		add(r, c, kind, due, what);
	else
		free(what);
	case_row_fini(&other);
	return true;
}

static bool add_action(struct reading *r, const struct record *a, struct err *e)
{
	struct str what = {0};
	str_addf(&what, "Action: %s", a->title && *a->title ? a->title : "see the plan");
	return add_record(r, a, kind_of(r, a->due), a->due, str_take(&what), e);
}

static bool read_actions(struct reading *r, const char *owner, struct err *e)
{
	struct record_list found = {0};
	struct record_filter f = {.kind = "action", .case_owner = owner, .due_before = r->after};
	/* For everyone, state by state: then the index of due times leads there. */
	static const char *const open_states[] = {"planned", "started", "waiting"};
	bool good = true;
	for (int i = 0; good && i < (owner ? 1 : 3); i++) {
		f.state = owner ? NULL : open_states[i];
		good = store_record_list(r->s->store, &f, &found, e);
		for (int k = 0; good && k < found.n; k++)
			good = !action_is_open(&found.at[k]) || add_action(r, &found.at[k], e);
		record_list_fini(&found);
	}
	return good;
}

/* ---- what else stands in the agenda ---- */

/* An urgent clock stands there whatever its hour. The words are those for passers-by, whoever looks. */
static bool add_agenda(struct reading *r, const struct record_kind *k, const struct record *a, struct err *e)
{
	struct case_clock clock = {0};
	if (k->clock && k->clock(r->s, a, clock_now(r->s->clock), &clock) && clock.urgent)
		return add_record(r, a, TODAY_URGENT, clock.until, mem_text(clock.words), e);
	if (strcmp(a->due, r->after) >= 0)
		return true;
	return add_record(r, a, kind_of(r, a->due), a->due, mem_text(k->agenda_words), e);
}

static bool read_agenda(struct reading *r, const char *owner, struct err *e)
{
	bool good = true;
	for (int i = 0; good && i < record_kind_count; i++) {
		const struct record_kind *k = &record_kinds[i];
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

/* ---- drafts ---- */

static bool read_drafts(struct reading *r, struct err *e)
{
	struct draft_list found = {0};
	if (!drafts_list(r->s, &found, e))
		return false;
	for (int i = 0; i < found.n; i++) {
		const struct draft *d = &found.at[i];
		const struct record_kind *kind = record_kind_get(d->kind);
		struct case_row c = {0};
		bool has_case = *d->case_id && cases_get(r->s, d->case_id, &c, NULL);
		struct today_item *item =
			add(r, has_case ? &c : NULL, TODAY_DRAFT, "", mem_text(kind ? record_kind_words(kind) : d->title));
		memcpy(item->draft_id, d->id, sizeof item->draft_id);
		case_row_fini(&c);
	}
	draft_list_fini(&found);
	return true;
}

/* ---- both pages ---- */

static int in_order(const void *a, const void *b)
{
	const struct today_item *x = a, *y = b;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	int due = strcmp(x->due, y->due);
	if (due)
		return due;
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
		t->drafts += item->kind == TODAY_DRAFT;
	}
	if (t->n)
		qsort(t->at, (size_t)t->n, sizeof *t->at, in_order);
}

static bool read(struct session *s, const char *owner, struct date until, bool with_drafts, struct today *out,
		 struct err *e)
{
	struct reading r = {.s = s, .to = out};
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_VIEW, e))
		return false;
	session_now(s, r.now);
	time_to_iso(time_of_day_end(clock_today(s->clock)) + 1, r.tomorrow);
	time_to_iso(time_of_day_end(until) + 1, r.after);
	bool good = read_cases(&r, owner, e) && read_actions(&r, owner, e) &&
		    read_agenda(&r, owner, e) && (!with_drafts || read_drafts(&r, e));
	if (good)
		finish(&r);
	else
		today_fini(out);
	case_list_fini(&r.cases);
	return good;
}

bool today_read(struct session *s, struct today *out, struct err *e)
{
	return read(s, s->actor, clock_today(s->clock), true, out, e);
}

bool agenda_read(struct session *s, struct date until, bool everyone, struct today *out, struct err *e)
{
	return read(s, everyone ? NULL : s->actor, until, false, out, e);
}
