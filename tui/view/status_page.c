/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the page of a case's status shows: what waits for an answer, what is missing before it can be closed, and all
 * that has moved it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/edit/open.h>
#include <sarai/kind/closure.h>
#include <sarai/model/closure.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/view/status_page.h>

static struct status_row *add(struct status_view *v, enum status_row_kind kind, const char *at, const char *who,
			      struct str *text)
{
	v->at = mem_grow(v->at, &v->cap, v->n + 1, sizeof *v->at);
	struct status_row *row = &v->at[v->n++];
	*row = (struct status_row){.kind = kind, .text = str_take(text)};
	if (!row->text)
		row->text = mem_strdup("");
	snprintf(row->at, sizeof row->at, "%s", at);
	snprintf(row->who, sizeof row->who, "%s", who);
	return row;
}

static void of_record(struct status_row *row, const struct record *r)
{
	memcpy(row->record_id, r->id, sizeof row->record_id);
	memcpy(row->record_kind, r->kind, sizeof row->record_kind);
	row->episode = r->episode;
}

/* ---- requests and transfers ---- */

/* The newest answer to a request or transfer, whole; an empty one when there is none. */
static bool answer_to(struct session *s, const struct record_list *all, const struct record *r, struct record *out,
		      struct err *e)
{
	*out = (struct record){0};
	for (int i = 0; i < all->n; i++) {
		const struct record *a = &all->at[i];
		if (text_is(a->parent_id, r->id) && (text_is(a->kind, "decision") || text_is(a->kind, "transfer-answer")))
			return store_record_get(s->store, a->id, out, e);
	}
	return true;
}

/* Why, where it was said. */
static void add_why(const struct record *answer, const char *field, struct str *t)
{
	const char *why = pairs_get(&answer->answers, field);
	char *line = text_clean(why, strlen(why), false);
	if (*line)
		str_addf(t, ". %s", line);
	free(line);
}

static bool may_answer_request(const struct session *s, const struct record *r, const struct case_row *c)
{
	bool own = text_is(r->created_by, s->actor);
	return access_covers(s, PERMIT_APPROVE, c) && (!own || access_covers(s, PERMIT_SELF_APPROVE, c));
}

static void add_request(struct session *s, struct status_view *v, const struct record *r, const struct case_row *c,
			const struct record *answer)
{
	struct str t = {0};
	bool waits = text_is(r->state, "waiting");
	const char *what = r->title ? r->title : "";
	if (waits)
		str_addf(&t, "Waits for approval: %s", what);
	else if (text_is(r->updated_by, r->created_by))
		str_addf(&t, "%s by %s, who had asked: %s", text_is(r->state, "approved") ? "Approved" : "Not approved",
			 r->updated_by, what);
	else
		str_addf(&t, "%s by %s: %s", text_is(r->state, "approved") ? "Approved" : "Not approved", r->updated_by,
			 what);
	add_why(answer, "comment", &t);
	struct status_row *row = add(v, waits ? STATUS_ROW_APPROVAL : STATUS_ROW_PAST,
				     waits ? r->created_at : r->updated_at, waits ? r->created_by : r->updated_by, &t);
	of_record(row, r);
	row->told = *pairs_get(&answer->answers, "comment");
	row->answerable = waits && may_answer_request(s, r, c);
}

static void add_transfer(struct session *s, struct status_view *v, const struct record *r, const struct case_row *c,
			 const struct record *answer)
{
	static const struct {
		const char *state, *words;
		bool waits;
	} states[] = {
		{"requested", "Offered to %s: not answered yet", true},
		{"sent", "Sent to %s: not answered yet", true},
		{"accepted", "Taken over by %s", false},
		{"rejected", "Not taken over by %s", false},
		{"withdrawn", "Transfer to %s taken back", false},
	};
	struct str t = {0};
	bool waits = false;
	for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
		if (text_is(states[i].state, r->state)) {
			const char *gap = strstr(states[i].words, "%s");
			str_add_n(&t, states[i].words, (size_t)(gap - states[i].words));
			str_addf(&t, "%s%s", r->title ? r->title : "", gap + 2);
			waits = states[i].waits;
		}
	}
	add_why(answer, "reason", &t);
	struct status_row *row = add(v, waits ? STATUS_ROW_TRANSFER : STATUS_ROW_PAST,
				     waits ? r->created_at : r->updated_at, waits ? r->created_by : r->updated_by, &t);
	of_record(row, r);
	row->told = *pairs_get(&answer->answers, "reason");
	bool holds = text_is(c->owner, s->actor) || access_covers(s, PERMIT_ASSIGN, c);
	bool asked = text_is(r->state, "requested") && r->title && text_is(r->title, s->actor);
	row->may_take = waits && (asked || (holds && text_is(r->state, "sent")));
	row->may_withdraw = waits && holds;
	row->answerable = row->may_take || row->may_withdraw;
}

static void add_plain(struct status_view *v, const struct record *r)
{
	struct str t = {0};
	if (text_is(r->kind, "assignment"))
		str_addf(&t, "Given to %s", r->title ? r->title : "");
	else
		str_addf(&t, "Closure form%s%s, %s", r->title ? ": " : "", r->title ? r->title : "",
			 text_is(r->state, "closed")	    ? "closed with it"
			 : text_is(r->state, "complete") ? "complete"
						    : "not complete yet");
	of_record(add(v, STATUS_ROW_PAST, *r->happened ? r->happened : r->updated_at, r->updated_by, &t), r);
}

static bool add_records(struct session *s, struct status_view *v, const struct case_row *c, struct err *e)
{
	struct record_filter f = {.case_id = c->id, .newest_first = true};
	struct record_list all = {0};
	if (!store_record_list(s->store, &f, &all, e))
		return false;
	bool good = true;
	for (int i = 0; good && i < all.n; i++) {
		const struct record *r = &all.at[i];
		struct record answer;
		good = answer_to(s, &all, r, &answer, e);
		if (text_is(r->kind, "approval"))
			add_request(s, v, r, c, &answer);
		else if (text_is(r->kind, "transfer"))
			add_transfer(s, v, r, c, &answer);
		else if (text_is(r->kind, "assignment") || text_is(r->kind, "closure"))
			add_plain(v, r);
		record_fini(&answer);
	}
	record_list_fini(&all);
	return good;
}

/* ---- what is missing, duplicates, moves ---- */

static void add_missing(struct status_view *v)
{
	struct str t = {0};
	if (!*v->closure.record.id || text_is(v->closure.record.state, "closed"))
		return;
	for (enum closure_item i = 0; i < CLOSURE_ITEMS; i++) {
		if (!v->closure.missing[i])
			continue;
		str_addf(&t, "Before closing: %s (%s)", closure_words(i), closure_where(i));
		add(v, STATUS_ROW_MISSING, "", "", &t)->part = *closure_where(i);
	}
}

static bool add_duplicates(struct session *s, struct status_view *v, const struct case_row *c, struct err *e)
{
	struct case_list found = {0};
	struct str t = {0};
	if (!store_case_duplicates(s->store, c->number, &found, e))
		return false;
	for (int i = 0; i < found.n; i++) {
		str_addf(&t, "%s is a duplicate of this case", found.at[i].number);
		struct status_row *row = add(v, STATUS_ROW_DUPLICATE, "", "", &t);
		memcpy(row->case_id, found.at[i].id, sizeof row->case_id);
	}
	if (*c->duplicate_of) {
		struct case_row other = {0};
		str_addf(&t, "A duplicate: %s goes on", c->duplicate_of);
		struct status_row *row = add(v, STATUS_ROW_DUPLICATE, "", "", &t);
		if (store_case_by_number(s->store, c->duplicate_of, &other, NULL))
			memcpy(row->case_id, other.id, sizeof row->case_id);
		case_row_fini(&other);
	}
	case_list_fini(&found);
	return true;
}

static bool add_moves(struct session *s, struct status_view *v, const struct case_row *c, struct err *e)
{
	struct history_list l = {0};
	struct str t = {0};
	if (!store_history_list(s->store, c->id, NULL, 0, &l, e))
		return false;
	for (int i = 0; i < l.n; i++) {
		const struct history_entry *h = &l.at[i];
		if (!text_is(h->kind, "case") || !(text_is(h->action, "status") || text_is(h->action, "owner")))
			continue;
		/* On this page every line is about the status: the word need not stand on each. */
		const char *told = h->summary ? h->summary : "";
		str_add(&t, strncmp(told, "Status: ", 8) ? told : told + 8);
		for (int k = 0; k < h->n_changes; k++) {
			if (text_is(h->changes[k].field, "reason") && *h->changes[k].new_value)
				str_addf(&t, ". %s", h->changes[k].new_value);
		}
		add(v, STATUS_ROW_MOVE, h->at, h->who, &t);
	}
	history_list_fini(&l);
	str_fini(&t);
	return true;
}

/* What waits is on top; of what is past the newest. */
static int in_order(const void *a, const void *b)
{
	const struct status_row *x = a, *y = b;
	bool past_x = x->kind >= STATUS_ROW_PAST, past_y = y->kind >= STATUS_ROW_PAST;
	if (past_x != past_y)
		return past_x ? 1 : -1;
	if (!past_x && x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	int at = past_x ? strcmp(y->at, x->at) : strcmp(x->at, y->at);
	return at ? at : x->kind != y->kind ? (int)y->kind - (int)x->kind : 0;
}

bool status_read(struct session *s, const char *case_id, struct status_view *v, struct err *e)
{
	struct case_row c = {0};
	memset(v, 0, sizeof *v);
	bool good = access_check_case(s, PERMIT_VIEW, case_id, e) && store_case_get(s->store, case_id, &c, e) &&
		    closure_read(s, case_id, &v->closure, e) && add_records(s, v, &c, e) &&
		    add_duplicates(s, v, &c, e) && add_moves(s, v, &c, e);
	if (good) {
		if (case_is_open(&c))
			add_missing(v);
		if (v->n)
			qsort(v->at, (size_t)v->n, sizeof *v->at, in_order);
	} else {
		status_view_fini(v);
	}
	case_row_fini(&c);
	return good;
}

void status_view_fini(struct status_view *v)
{
	for (int i = 0; i < v->n; i++)
		free(v->at[i].text);
	free(v->at);
	closure_view_fini(&v->closure);
	memset(v, 0, sizeof *v);
}
