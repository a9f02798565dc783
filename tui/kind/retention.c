/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long files are kept: the day of each closed case, those whose day has come, and another day with its reason.
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
#include <sarai/base/text.h>
#include <sarai/config/config.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/kinds.h>
#include <sarai/kind/retention.h>
#include <sarai/model/erasure.h>
#include <sarai/model/permit.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

#define KEEP_LONGER_FIELDS(X) \
	X(KEEP_LONGER_UNTIL, "until") X(KEEP_LONGER_REASON, "reason")
KIND_FIELDS(KEEP_LONGER_FIELDS)

#define UNTIL "retention_until"

void retention_set(struct record *closure, const char *until_iso)
{
	date_as_due(until_iso, closure->due); /* first: it may be the answer itself */
	if (strcmp(pairs_get(&closure->answers, UNTIL), until_iso))
		pairs_set(&closure->answers, UNTIL, until_iso);
}

bool closure_in_force(struct session *s, const struct case_row *c, struct record *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (!text_is(c->status, status_name(STATUS_CLOSED)))
		return true;
	return edit_existing(s, kind_get("closure"), c->id, out, e);
}

/* ---- the list ---- */

void retention_list_fini(struct retention_list *l)
{
	for (int i = 0; i < l->n; i++) {
		case_row_fini(&l->at[i].case_row);
		free(l->at[i].basis);
		free(l->at[i].reason);
	}
	free(l->at);
	*l = (struct retention_list){0};
}

static struct retention_row *row_of(struct retention_list *l, const char *case_id)
{
	for (int i = 0; i < l->n; i++) {
		if (text_is(l->at[i].case_row.id, case_id))
			return &l->at[i];
	}
	return NULL;
}

/* A row for the case, once; NULL without an error where it is not in reach, or not ended in this episode. */
static bool take_case(struct session *s, struct retention_list *l, const char *case_id, int episode,
		      struct retention_row **out, struct err *e)
{
	struct case_row c = {0};
	if ((*out = row_of(l, case_id)))
		return true;
	if (!store_case_get(s->store, case_id, &c, e))
		return false;
	if (!access_covers(s, PERMIT_APPROVE, &c) || case_is_open(&c) || (episode && c.episode != episode)) {
		case_row_fini(&c);
		return true;
	}
	case_row_show(s, &c);
	l->at = mem_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
	*out = &l->at[l->n++];
	**out = (struct retention_row){.case_row = c};
	return true;
}

static bool add_closed(struct session *s, struct retention_list *l, struct err *e)
{
	struct date today = clock_today(s->clock);
	int soon = s->config->settings.retention_notice_days;
	char before[TIME_TEXT];
	struct record_list found = {0};
	time_to_iso(time_of_day_end(date_from_days(date_days(today) + soon)) + 1, before);
	struct record_filter f = {.kind = "closure", .state = "closed", .due_before = before, .with_answers = true};
	bool good = store_record_list(s->store, &f, &found, e);
	for (int i = 0; good && i < found.n; i++) {
		struct retention_row *row = NULL;
		struct date until = {0};
		good = take_case(s, l, found.at[i].case_id, found.at[i].episode, &row, e);
		if (!row || !text_is(row->case_row.status, status_name(STATUS_CLOSED)) ||
		    !date_from_iso(pairs_get(&found.at[i].answers, UNTIL), &until))
			continue;
		row->until = until;
		row->retention = retention_at(until, today, soon);
	}
	record_list_fini(&found);
	return good;
}

static bool add_proposed(struct session *s, struct retention_list *l, struct err *e)
{
	struct record_filter f = {.kind = "erasure", .state = "waiting", .with_answers = true};
	struct record_list found = {0};
	bool good = store_record_list(s->store, &f, &found, e);
	for (int i = 0; good && i < found.n; i++) {
		const struct record *r = &found.at[i];
		struct retention_row *row = NULL;
		struct record closure = {0};
		good = take_case(s, l, r->case_id, 0, &row, e) &&
		       (!row || closure_in_force(s, &row->case_row, &closure, e));
		if (good && row) {
			memcpy(row->proposal_id, r->id, sizeof row->proposal_id);
			memcpy(row->by, r->created_by, sizeof row->by);
			erasure_from_name(pairs_get(&r->answers, "how"), &row->how);
			row->basis =
				mem_strdup(config_label(s->config, "erasure-basis", pairs_get(&r->answers, "basis")));
			row->reason = mem_strdup(pairs_get(&r->answers, "reason"));
			row->own = text_is(r->created_by, s->actor);
			if (date_from_iso(pairs_get(&closure.answers, UNTIL), &row->until))
				row->retention = retention_at(row->until, clock_today(s->clock),
							      s->config->settings.retention_notice_days);
		}
		record_fini(&closure);
	}
	record_list_fini(&found);
	return good;
}

static int in_order(const void *a, const void *b)
{
	const struct retention_row *x = a, *y = b;
	bool p = *x->proposal_id, q = *y->proposal_id;
	if (p != q)
		return p ? -1 : 1;
	long day = (x->until.year ? date_days(x->until) : 0) - (y->until.year ? date_days(y->until) : 0);
	return day ? (day < 0 ? -1 : 1) : strcmp(x->case_row.number, y->case_row.number);
}

bool retention_read(struct session *s, struct retention_list *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_APPROVE, e))
		return false;
	if (!add_closed(s, out, e) || !add_proposed(s, out, e)) {
		retention_list_fini(out);
		return false;
	}
	for (int i = 0; i < out->n; i++) {
		const struct retention_row *r = &out->at[i];
		out->waiting += *r->proposal_id != 0;
		out->over += r->until.year && r->retention == RETENTION_OVER;
		out->soon += r->until.year && r->retention == RETENTION_SOON;
	}
	if (out->n)
		qsort(out->at, (size_t)out->n, sizeof *out->at, in_order);
	return true;
}

/* ---- another day ---- */

static bool has_a_day(struct session *s, const struct case_row *c, struct err *e)
{
	struct record closure;
	if (!closure_in_force(s, c, &closure, e))
		return false;
	bool closed = *closure.id;
	record_fini(&closure);
	return closed || err_set(e, ERR_DATA, c->number,
				 "Only a closed case has a day until which it is kept; the closure form sets it.");
}

static bool start_keep_longer(struct save *save, struct err *e)
{
	return has_a_day(save->session, &save->edit->case_row, e);
}

static bool before_keep_longer(struct save *save, struct err *e)
{
	return has_a_day(save->session, save->case_row, e);
}

static bool after_keep_longer(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record closure;
	if (!closure_in_force(s, save->case_row, &closure, e))
		return false;
	retention_set(&closure, pairs_get(&save->edit->record.answers, KEEP_LONGER_UNTIL));
	snprintf(closure.updated_by, sizeof closure.updated_by, "%s", s->actor);
	session_now(s, closure.updated_at);
	bool good = store_record_update(s->store, &closure, e);
	record_fini(&closure);
	return good;
}

static bool put(struct edit *w, const char *field, const char *value, struct err *e)
{
	int i = form_def_field(form_definition(w->form), field);
	return (i >= 0 && form_set(w->form, i, value)) ||
	       err_set(e, ERR_DATA, w->kind->label, "\"%s\" is not taken here.", value);
}

bool retention_keep(struct session *s, const char *case_id, const char *until, const char *reason, struct err *e)
{
	struct edit *w = edit_open(s, "keep-longer", case_id, NULL, NULL, e);
	bool good = w && put(w, "until", until, e) && put(w, "reason", reason, e) && edit_save(s, w, NULL, e);
	edit_close(&w);
	return good;
}

const struct kind kind_keep_longer = {
	.name = "keep-longer",
	.label = "Keep the file longer",
	.form = "keep-longer",
	.permit = PERMIT_APPROVE,
	.section = SECTION_RIGHTS,
	.when_ended = true,
	.title_field = "until",
	.final = true,
	.start = start_keep_longer,
	.before = before_keep_longer,
	.after = after_keep_longer,
	.reasons = "reason",
	.needs = KIND_NEEDS(KEEP_LONGER_FIELDS),
};
