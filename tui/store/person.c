/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/store/casefile.h>

#include "connection.h"
#include "search_keys.h"

void person_row_fini(struct person_row *p)
{
	free(p->name);
	free(p->other_names);
	free(p->listed);
	*p = (struct person_row){0};
}

struct before { /* zeroed: a new person */
	bool known, same_keys, same_name;
	int64_t no;
	int version;
};

static bool look(struct store *s, const struct person_row *p, const char *folded, const char *others, struct before *b,
		 struct err *e)
{
	sqlite3_stmt *st = open_person_before(s, e, p->id);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW) {
		b->known = true;
		b->no = sqlite3_column_int64(st, 0);
		b->version = column_int(st, 1);
		b->same_name = !strcmp(column_text(st, 2), folded);
		b->same_keys =
			b->same_name && !strcmp(column_text(st, 3), others) && !strcmp(column_text(st, 4), p->phone);
	}
	statement_close(st);
	return step != STEP_FAILED;
}

static bool write_keys(struct store *s, const struct person_row *p, const char *folded, const char *others, int64_t no,
		       struct err *e)
{
	struct key_set keys = {0};
	keys_of_name(&keys, folded);
	keys_of_name(&keys, others);
	keys_of_phone(&keys, p->phone);
	bool good = run_keys_drop(s, e, no);
	for (int i = 0; good && i < keys.n; i++) {
		char kind[2] = {keys.at[i].kind, '\0'};
		good = run_key_add(s, e, kind, keys.at[i].text, no);
	}
	key_set_fini(&keys);
	return good;
}

static bool put(struct store *s, const struct person_row *p, const char *folded, const char *others, int *version,
		struct err *e)
{
	struct before b = {0};
	if (!look(s, p, folded, others, &b, e))
		return false;
	if (p->version > 0 && !b.known)
		return err_set(e, ERR_MISSING, "person", "This person is not there (any more).");
	if (p->version > 0 && p->version != b.version)
		return err_set(e, ERR_CONFLICT, "person", "Someone else has changed this person's data.");
	like_person_insert *write = b.known ? run_person_update : run_person_insert;
	if (!write(s, e, p->id, p->name ? p->name : "", folded, p->other_names ? p->other_names : "", others, p->birth,
		 p->sex, p->phone, p->fictitious, p->listed ? p->listed : ""))
		return false;
	if (!b.known)
		b.no = sqlite3_last_insert_rowid(s->db);
	*version = b.version + 1;
	return (b.same_keys || write_keys(s, p, folded, others, b.no, e)) &&
	       (b.same_name || run_person_cases_name(s, e, p->id, folded));
}

bool store_person_put(struct store *s, struct person_row *p, struct err *e)
{
	bool own;
	int version = 0;
	if (!transaction_join(s, &own, e))
		return false;
	char *folded = text_fold(p->name ? p->name : "");
	char *others = fold_lines(p->other_names);
	bool good = transaction_leave(s, own, put(s, p, folded, others, &version, e), e);
	if (good)
		p->version = version;
	free(folded);
	free(others);
	return good;
}

bool store_person_get(struct store *s, const char *id, struct person_row *out, struct err *e)
{
	*out = (struct person_row){0};
	sqlite3_stmt *st = open_person_get(s, e, id);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW) {
		column_copy(st, 0, out->id, sizeof out->id);
		out->name = column_owned(st, 1);
		out->other_names = column_owned(st, 2);
		column_copy(st, 3, out->birth, sizeof out->birth);
		column_copy(st, 4, out->sex, sizeof out->sex);
		column_copy(st, 5, out->phone, sizeof out->phone);
		out->fictitious = column_int(st, 6);
		out->version = column_int(st, 7);
		out->listed = column_owned(st, 8);
	} else if (step == STEP_END) {
		err_set(e, ERR_MISSING, "person", "This person is not there (any more).");
	}
	statement_close(st);
	return step == STEP_ROW;
}
