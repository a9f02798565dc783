/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/model/status.h>

#include "case_row.h"

void case_row_fini(struct case_row *c)
{
	free(c->flags);
	free(c->alert);
	free(c->name);
	free(c->listed);
	*c = (struct case_row){0};
}

void case_row_copy(struct case_row *to, const struct case_row *from)
{
	*to = *from;
	to->flags = mem_strdup(from->flags);
	to->alert = mem_strdup(from->alert);
	to->name = mem_strdup(from->name);
	to->listed = mem_strdup(from->listed);
}

void case_list_fini(struct case_list *l)
{
	for (int i = 0; i < l->n; i++)
		case_row_fini(&l->at[i]);
	free(l->at);
	*l = (struct case_list){0};
}

void case_list_add(struct case_list *l, struct case_row *c)
{
	l->at = mem_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
	l->at[l->n++] = *c;
	*c = (struct case_row){0};
}

void case_row_read(sqlite3_stmt *st, struct case_row *out)
{
	case_row_read_from(st, 0, out);
}

void case_row_read_from(sqlite3_stmt *st, int i, struct case_row *out)
{
#define COPY(member) column_copy(st, i++, out->member, sizeof out->member)
	*out = (struct case_row){0};
	COPY(id);
	COPY(number);
	COPY(person_id);
	COPY(status);
	COPY(owner);
	COPY(opened_at);
	out->fictitious = column_int(st, i++);
	COPY(band_calculated);
	COPY(band_assigned);
	out->level_rank = column_int(st, i++);
	out->score = column_int(st, i++);
	out->low = column_int(st, i++);
	out->high = column_int(st, i++);
	out->settled = column_int(st, i++);
	out->flags = column_owned(st, i++);
	COPY(urgent_due);
	COPY(due_kind);
	COPY(due);
	out->alert = column_owned(st, i++);
	COPY(registered_at);
	COPY(screened_at);
	COPY(assessed_at);
	COPY(plan_agreed_at);
	COPY(plan_reviewed_at);
	COPY(last_contact_at);
	COPY(next_contact_at);
	out->attempts = column_int(st, i++);
	out->episode = column_int(st, i++);
	COPY(episode_at);
	COPY(duplicate_of);
	out->version = column_int(st, i++);
	COPY(level_below);
	out->provisional = column_int(st, i++);
	out->name = column_owned(st, i++);
	COPY(birth);
	COPY(sex);
	out->listed = column_owned(st, i++);
	COPY(team);
	COPY(office);
#undef COPY
}

static bool is_open(const char *status)
{
	enum case_status value;
	/* A status this program does not know: better shown than lost. */
	return !status_from_name(status, &value) || status_is_open(value);
}

/* What stands in no index; the version is counted up with it. */
static bool set_head(struct store *s, const struct case_row *c, int version, int next, struct err *e)
{
	return run_case_set_head(s, e, c->id, c->fictitious, c->band_calculated, c->band_assigned, c->low, c->high,
				 c->settled, c->flags ? c->flags : "", c->urgent_due, c->due_kind,
				 c->alert ? c->alert : "", c->registered_at, c->screened_at, c->assessed_at,
				 c->plan_agreed_at, c->plan_reviewed_at, c->last_contact_at, c->next_contact_at,
				 c->attempts, version, next, c->episode > 1 ? c->episode : 1, c->episode_at, c->provisional);
}

static bool set_due(struct store *s, const struct case_row *c, struct err *e)
{
	return run_case_set_due(s, e, c->id, c->due);
}

static bool set_level(struct store *s, const struct case_row *c, struct err *e)
{
	return run_case_set_level(s, e, c->id, c->level_rank, c->score);
}

static bool set_duplicate(struct store *s, const struct case_row *c, struct err *e)
{
	return run_case_set_duplicate(s, e, c->id, c->duplicate_of);
}

static bool set_below(struct store *s, const struct case_row *c, struct err *e)
{
	return run_case_set_below(s, e, c->id, c->level_below);
}

static bool number_usable(const struct case_row *c, char order[NUMBER_ORDER_TEXT], int64_t *serial, struct err *e)
{
	case_number_order(c->number, order, serial);
	return *order || err_set(e, ERR_DATA, "case", "A case needs a number.");
}

static bool insert(struct store *s, const struct case_row *c, struct err *e)
{
	char order[NUMBER_ORDER_TEXT];
	int64_t serial;
	return number_usable(c, order, &serial, e) &&
	       run_case_insert(s, e, c->id, c->number, order, serial, c->person_id, c->status, is_open(c->status),
			       c->owner, c->opened_at, c->fictitious) &&
	       set_head(s, c, 1, 1, e) && set_due(s, c, e) && set_level(s, c, e) &&
	       (!*c->duplicate_of || set_duplicate(s, c, e)) && (!*c->level_below || set_below(s, c, e));
}

static bool set_number(struct store *s, const struct case_row *c, struct err *e)
{
	char order[NUMBER_ORDER_TEXT];
	int64_t serial;
	return number_usable(c, order, &serial, e) && run_case_set_number(s, e, c->id, c->number, order, serial);
}

static bool update(struct store *s, const struct case_row *c, struct err *e)
{
	sqlite3_stmt *st = open_case_before(s, e, c->id);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step != STEP_ROW) {
		statement_close(st);
		return step == STEP_END ? err_set(e, ERR_MISSING, "case", "This case is not there (any more).") : false;
	}
	int version = column_int(st, 0);
	bool number = strcmp(column_text(st, 1), c->number), person = strcmp(column_text(st, 2), c->person_id),
	     opened = strcmp(column_text(st, 3), c->opened_at), status = strcmp(column_text(st, 4), c->status),
	     owner = strcmp(column_text(st, 5), c->owner), due = strcmp(column_text(st, 6), c->due),
	     level = column_int(st, 7) != c->level_rank || column_int(st, 8) != c->score,
	     duplicate = strcmp(column_text(st, 9), c->duplicate_of),
	     below = strcmp(column_text(st, 10), c->level_below);
	statement_close(st);
	if (version != c->version)
		return err_set(e, ERR_CONFLICT, "case", "Someone else has changed this case.");
	return set_head(s, c, version, version + 1, e) && (!number || set_number(s, c, e)) &&
	       (!person || run_case_set_person(s, e, c->id, c->person_id)) &&
	       (!opened || run_case_set_opened(s, e, c->id, c->opened_at)) &&
	       (!status || run_case_set_status(s, e, c->id, c->status, is_open(c->status))) &&
	       (!owner || run_case_set_owner(s, e, c->id, c->owner)) && (!due || set_due(s, c, e)) &&
	       (!level || set_level(s, c, e)) && (!duplicate || set_duplicate(s, c, e)) && (!below || set_below(s, c, e));
}

bool store_case_insert(struct store *s, struct case_row *c, struct err *e)
{
	bool own;
	if (!transaction_join(s, &own, e))
		return false;
	if (!transaction_leave(s, own, insert(s, c, e), e))
		return false;
	c->version = 1;
	c->episode = c->episode > 1 ? c->episode : 1;
	return true;
}

bool store_case_update(struct store *s, struct case_row *c, struct err *e)
{
	bool own;
	if (!transaction_join(s, &own, e))
		return false;
	if (!transaction_leave(s, own, update(s, c, e), e))
		return false;
	c->version++;
	return true;
}
