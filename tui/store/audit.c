/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/store/audit.h>

#include "connection.h"

void audit_entry_fini(struct audit_entry *a)
{
	free(a->detail);
	*a = (struct audit_entry){0};
}

void audit_list_fini(struct audit_list *l)
{
	for (int i = 0; i < l->n; i++)
		audit_entry_fini(&l->at[i]);
	free(l->at);
	*l = (struct audit_list){0};
}

bool store_audit_last(struct store *s, int64_t *seq, char digest[AUDIT_DIGEST], struct err *e)
{
	*seq = 0;
	*digest = 0;
	sqlite3_stmt *st = open_audit_last(s, e);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW) {
		*seq = sqlite3_column_int64(st, 0);
		column_copy(st, 1, digest, AUDIT_DIGEST);
	}
	statement_close(st);
	return step != STEP_FAILED;
}

bool store_audit_add(struct store *s, const struct audit_entry *a, struct err *e)
{
	return transaction_need(s, "store_audit_add", e) &&
	       run_audit_add(s, e, a->seq, a->at, a->who, a->source, a->action, a->kind, a->case_id, a->record_id,
			     a->detail ? a->detail : "", a->digest);
}

static void read_entry(sqlite3_stmt *st, struct audit_entry *a)
{
	memset(a, 0, sizeof *a);
	a->seq = sqlite3_column_int64(st, 0);
	column_copy(st, 1, a->at, sizeof a->at);
	column_copy(st, 2, a->who, sizeof a->who);
	column_copy(st, 3, a->source, sizeof a->source);
	column_copy(st, 4, a->action, sizeof a->action);
	column_copy(st, 5, a->kind, sizeof a->kind);
	column_copy(st, 6, a->case_id, sizeof a->case_id);
	column_copy(st, 7, a->record_id, sizeof a->record_id);
	a->detail = mem_strdup(column_text(st, 8));
	column_copy(st, 9, a->digest, sizeof a->digest);
}

/* Takes the statement. */
static bool read_all(struct store *s, sqlite3_stmt *st, struct audit_list *out, struct err *e)
{
	enum step step;
	*out = (struct audit_list){0};
	if (!st)
		return false;
	while ((step = statement_next(s, st, e)) == STEP_ROW) {
		out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof *out->at);
		read_entry(st, &out->at[out->n++]);
	}
	statement_close(st);
	if (step == STEP_END)
		return true;
	audit_list_fini(out);
	return false;
}

bool store_audit_list(struct store *s, const struct audit_filter *f, struct audit_list *out, struct err *e)
{
	like_audit_of_case *open = f->case_id && *f->case_id ? open_audit_of_case
				   : f->who && *f->who	     ? open_audit_of_who
							     : open_audit_newest;
	return read_all(s, open(s, e, f->case_id, f->who, f->from, f->before, f->beyond, f->limit > 0 ? f->limit : -1),
			out, e);
}

bool store_audit_page(struct store *s, int64_t after, int limit, struct audit_list *out, struct err *e)
{
	return read_all(s, open_audit_page(s, e, after, limit), out, e);
}
