/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>

#include "record_row.h"

void record_fini(struct record *r)
{
	free(r->title);
	pairs_clear(&r->answers);
	*r = (struct record){0};
}

void record_copy(struct record *to, const struct record *from)
{
	*to = *from;
	to->title = mem_strdup(from->title);
	to->answers = (struct pairs){0};
	pairs_copy(&to->answers, &from->answers);
}

/* Only what differs is written: a save of one answer of a long assessment touches one row. */
static bool put_answers(struct store *s, const struct record *r, bool is_new, struct err *e)
{
	struct pairs before = {0};
	int place = 0;
	bool good = is_new || answers_read(s, r->id, &before, &place, e);
	for (int i = 0; good && i < r->answers.n; i++) {
		const struct pair *p = &r->answers.at[i];
		if (p->value && *p->value && strcmp(pairs_get(&before, p->name), p->value))
			good = run_answer_put(s, e, r->id, p->name, ++place, p->value);
	}
	for (int i = 0; good && i < before.n; i++)
		if (!*pairs_get(&r->answers, before.at[i].name))
			good = run_answer_drop(s, e, r->id, before.at[i].name);
	pairs_clear(&before);
	return good;
}

bool store_record_insert(struct store *s, struct record *r, struct err *e)
{
	if (!transaction_need(s, "record", e))
		return false;
	if (!*r->id || !*r->kind)
		return err_set(e, ERR_INTERNAL, "record", "A record needs an id and a kind.");
	if (!run_record_insert(s, e, r->id, r->kind, r->case_id, r->person_id, r->parent_id, r->round,
			       r->title ? r->title : "", r->state, r->due, r->happened, r->form_id, r->form_version,
			       r->form_hash, r->created_at, r->created_by, r->updated_at, r->updated_by,
			       r->episode > 1 ? r->episode : 1) ||
	    !put_answers(s, r, true, e))
		return false;
	r->version = 1;
	r->episode = r->episode > 1 ? r->episode : 1;
	return true;
}

static bool conflict(struct store *s, const char *id, struct err *e)
{
	sqlite3_stmt *st = open_record_version(s, e, id);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	statement_close(st);
	if (step == STEP_ROW)
		err_set(e, ERR_CONFLICT, "record", "Someone else has changed this in the meantime.");
	else if (step == STEP_END)
		err_set(e, ERR_MISSING, "record", "This is not there (any more).");
	return false;
}

bool store_record_update(struct store *s, struct record *r, struct err *e)
{
	if (!transaction_need(s, "record", e))
		return false;
	if (!run_record_update(s, e, r->id, r->case_id, r->person_id, r->parent_id, r->round, r->title ? r->title : "",
			       r->state, r->due, r->happened, r->form_id, r->form_version, r->form_hash, r->updated_at,
			       r->updated_by, r->version))
		return false;
	if (statement_changes(s) != 1)
		return conflict(s, r->id, e);
	if (!put_answers(s, r, false, e))
		return false;
	r->version++;
	return true;
}
