/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/units.h>
#include <sarai/edit/clocks.h>
#include <sarai/edit/kind.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define EVER "9999" /* after every time */

/* A newer one takes its place, but not of what is urgent in it: that stays until it is done. */
static bool superseded(struct session *s, const struct kind *k, const struct record *r)
{
	struct record newest;
	struct case_clock c = {0};
	if (k->agenda != AGENDA_NEWEST || (k->clock && k->clock(s, r, clock_now(s->clock), &c) && c.urgent) ||
	    !store_record_newest(s->store, r->case_id, k->name, &newest, NULL))
		return false;
	bool other = strcmp(newest.id, r->id) != 0;
	record_fini(&newest);
	return other;
}

bool agenda_records(struct session *s, const struct kind *k, const char *owner, const char *before,
		    struct record_list *out, struct err *e)
{
	struct record_filter f = {
		.kind = k->name,
		.case_owner = owner,
		.due_before = before ? before : EVER,
		.with_answers = k->clock != NULL,
	};
	int kept = 0;
	if (!store_record_list(s->store, &f, out, e))
		return false;
	for (int i = 0; i < out->n; i++) {
		if (superseded(s, k, &out->at[i]))
			record_fini(&out->at[i]);
		else
			out->at[kept++] = out->at[i];
	}
	out->n = kept;
	return true;
}

static void add_clock(struct case_row *k, const struct case_clock *c)
{
	int at = k->n_clocks;
	if (c->urgent) {
		for (at = 0; at < k->n_clocks && k->clocks[at].urgent; at++)
			;
	}
	if (at == CASE_CLOCKS_MAX)
		return;
	if (k->n_clocks < CASE_CLOCKS_MAX)
		k->n_clocks++;
	memmove(k->clocks + at + 1, k->clocks + at, (size_t)(k->n_clocks - at - 1) * sizeof k->clocks[0]);
	k->clocks[at] = *c;
}

static bool add_record(struct session *s, const struct kind *kind, struct record *r, bool newest, int64_t now,
		       struct case_row *k, struct err *e)
{
	struct case_clock c = {0};
	int64_t due;
	if (kind->clock) {
		struct record whole;
		if (!store_record_get(s->store, r->id, &whole, e))
			return false;
		bool runs = kind->clock(s, &whole, now, &c);
		record_fini(&whole);
		if (runs && (newest || c.urgent))
			add_clock(k, &c);
		if (runs)
			return true;
	}
	/* In the head what has come due: what is still to come stands in the agenda. */
	if (newest && time_from_iso(r->due, &due) && due - now < DAY) {
		snprintf(c.words, sizeof c.words, "%s", kind->agenda_words);
		memcpy(c.until, r->due, sizeof c.until);
		add_clock(k, &c);
	}
	return true;
}

/* Is there a newer one of its kind before it in the list? */
static bool newer_before(const struct record_list *l, int i)
{
	for (int k = 0; k < i; k++) {
		if (!strcmp(l->at[k].kind, l->at[i].kind))
			return true;
	}
	return false;
}

bool case_clocks(struct session *s, struct case_row *k, struct err *e)
{
	struct record_filter f = {.case_id = k->id, .newest_first = true};
	struct record_list all = {0};
	enum case_status status;
	int64_t now = clock_now(s->clock);
	k->n_clocks = 0;
	if (!status_from_name(k->status, &status) || !status_is_open(status))
		return true;
	bool good = store_record_list(s->store, &f, &all, e);
	for (int i = 0; good && i < all.n; i++) {
		const struct kind *kind = kind_get(all.at[i].kind);
		if (!kind || kind->agenda == AGENDA_NONE || !*all.at[i].due)
			continue;
		bool newest = kind->agenda != AGENDA_NEWEST || !newer_before(&all, i);
		good = add_record(s, kind, &all.at[i], newest, now, k, e);
	}
	record_list_fini(&all);
	return good;
}
