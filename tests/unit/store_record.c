/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Records with their answers, definitions, history and drafts.
 */
#include "store_rig.h"

#include <sqlite3.h>

#include "../../tui/store/connection.h"

#define PUT(member, text) snprintf(member, sizeof(member), "%s", text)

static struct record a_record(int n, const char *kind)
{
	struct record r = {0};
	screen_env_id(r.id, 'R', n);
	PUT(r.kind, kind);
	PUT(r.created_at, "2026-11-23T09:00:00Z");
	PUT(r.updated_at, "2026-11-23T09:00:00Z");
	PUT(r.created_by, "amina");
	PUT(r.updated_by, "amina");
	return r;
}

static void insert(struct store *s, struct record *r)
{
	struct err e = {0};
	must(store_begin(s, &e));
	must(store_record_insert(s, r, &e));
	must(store_commit(s, &e));
	assert_int_equal(r->version, 1);
}

static void same(const struct record *a, const struct record *b)
{
#define TEXT(m) assert_string_equal(a->m, b->m)
#define INT(m) assert_int_equal(a->m, b->m)
	TEXT(id), TEXT(kind), TEXT(case_id), TEXT(person_id), TEXT(parent_id), INT(round), TEXT(state), TEXT(due);
	TEXT(happened), TEXT(form_id), INT(form_version), TEXT(form_hash), INT(version);
	TEXT(created_at), TEXT(created_by), TEXT(updated_at), TEXT(updated_by);
	assert_string_equal(a->title ? a->title : "(none)", b->title ? b->title : "(none)");
	assert_int_equal(a->answers.n, b->answers.n);
	for (int i = 0; i < a->answers.n; i++) {
		assert_string_equal(a->answers.at[i].name, b->answers.at[i].name);
		assert_string_equal(a->answers.at[i].value, b->answers.at[i].value);
	}
}

static void records_come_back_as_they_were(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct record bare = a_record(1, "note"), full = a_record(2, "assessment"), out, copy;
	must_fail(store_record_get(s, bare.id, &out, &e), ERR_MISSING);
	insert(s, &bare);
	must(store_record_get(s, bare.id, &out, &e));
	same(&bare, &out);
	record_fini(&out);

	screen_env_add_case(s, 1, "Amina", NULL, NULL);
	memset(full.form_hash, 'a', 64);
	must(store_definition_put(s, full.form_hash, "form", "assessment", 3, "[form]\n", "2026-11-23T09:00:00Z", &e));
	screen_env_id(full.case_id, 'C', 1);
	screen_env_id(full.person_id, 'P', 1);
	PUT(full.parent_id, bare.id);
	full.round = 2;
	full.title = mem_strdup("Round 2; it's \"here\"");
	PUT(full.state, "open");
	PUT(full.due, "2026-12-01T00:00:00Z");
	PUT(full.happened, "2026-11-20");
	PUT(full.form_id, "assessment");
	full.form_version = 3;
	for (int i = 0; i < RIG_TEXTS; i++) {
		char name[40];
		snprintf(name, sizeof name, "z%d", 99 - i); /* an order that is not that of the names */
		pairs_set(&full.answers, name, screen_env_texts[i]);
		pairs_set(&full.answers, screen_env_texts[i], "as a name");
	}
	char *large = mem_alloc(200001);
	for (int i = 0; i < 200000; i += 4)
		memcpy(large + i, "\xf0\x9f\x8c\x88", 4);
	pairs_set(&full.answers, "large", large);
	free(large);
	insert(s, &full);
	must(store_record_get(s, full.id, &out, &e));
	same(&full, &out);
	record_copy(&copy, &out);
	record_fini(&out);
	assert_null(out.title);
	assert_int_equal(out.answers.n, 0);
	same(&full, &copy);
	record_fini(&copy);
	record_fini(&full);
	must(store_check(s, &e));
}

static int rows_written(struct store *s, struct record *r)
{
	struct err e = {0};
	must(store_begin(s, &e));
	int before = sqlite3_total_changes(s->db);
	must(store_record_update(s, r, &e));
	int written = sqlite3_total_changes(s->db) - before;
	must(store_commit(s, &e));
	return written;
}

static void only_what_differs_is_written(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct record r = a_record(1, "assessment"), out;
	char name[32];
	for (int i = 0; i < 150; i++) {
		snprintf(name, sizeof name, "factor_%d", i);
		pairs_set(&r.answers, name, "mild-risk");
	}
	insert(s, &r);
	assert_int_equal(rows_written(s, &r), 1);
	pairs_set(&r.answers, "factor_70", "severe-risk");
	assert_int_equal(rows_written(s, &r), 2);
	pairs_set(&r.answers, "factor_70", NULL);
	pairs_set(&r.answers, "new_one", "neutral");
	pairs_set(&r.answers, "factor_3", "unknown");
	assert_int_equal(rows_written(s, &r), 4);
	assert_int_equal(r.version, 4);
	must(store_record_get(s, r.id, &out, &e));
	same(&r, &out);
	assert_int_equal(out.answers.n, 150);
	record_fini(&out);
	/* An order of its own is no change. */
	struct pairs turned = {0};
	for (int i = r.answers.n; i-- > 0;)
		pairs_set(&turned, r.answers.at[i].name, r.answers.at[i].value);
	pairs_clear(&r.answers);
	r.answers = turned;
	assert_int_equal(rows_written(s, &r), 1);
	/* All gone. */
	pairs_clear(&r.answers);
	assert_int_equal(rows_written(s, &r), 151);
	must(store_record_get(s, r.id, &out, &e));
	assert_int_equal(out.answers.n, 0);
	record_fini(&out);
}

static void the_second_to_save_is_told(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct record r = a_record(1, "note"), mine, theirs, out;
	pairs_set(&r.answers, "text", "first");
	insert(s, &r);
	must(store_record_get(s, r.id, &mine, &e));
	must(store_record_get(s, r.id, &theirs, &e));
	pairs_set(&theirs.answers, "text", "theirs");
	pairs_set(&mine.answers, "text", "mine");
	must(store_begin(s, &e));
	must(store_record_update(s, &theirs, &e));
	must(store_commit(s, &e));
	must(store_begin(s, &e));
	must_fail(store_record_update(s, &mine, &e), ERR_CONFLICT);
	store_rollback(s);
	assert_int_equal(mine.version, 1);
	assert_string_equal(pairs_get(&mine.answers, "text"), "mine");
	must(store_record_get(s, r.id, &out, &e));
	assert_int_equal(out.version, 2);
	assert_string_equal(pairs_get(&out.answers, "text"), "theirs");
	/* On top of theirs it goes. */
	mine.version = out.version;
	must(store_begin(s, &e));
	must(store_record_update(s, &mine, &e));
	must(store_commit(s, &e));
	assert_int_equal(mine.version, 3);
	struct record none = a_record(77, "note");
	none.version = 1;
	must(store_begin(s, &e));
	must_fail(store_record_update(s, &none, &e), ERR_MISSING);
	store_rollback(s);
	record_fini(&out);
	record_fini(&mine);
	record_fini(&theirs);
	record_fini(&r);
}

static void a_record_needs_an_id_and_a_kind(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct record r = {.kind = "note"};
	must(store_begin(s, &e));
	must_fail(store_record_insert(s, &r, &e), ERR_INTERNAL);
	screen_env_id(r.id, 'R', 1);
	*r.kind = '\0';
	must_fail(store_record_insert(s, &r, &e), ERR_INTERNAL);
	store_rollback(s);
}

/* ---- lists ---- */

#define RECORDS 120
static const char *const kinds[] = {"action", "goal", "follow-up"}, *const states[] = {"open", "done", ""};

static void fill_store(struct store *s, struct record *all)
{
	struct err e = {0};
	for (int i = 1; i <= 3; i++)
		screen_env_add_case(s, i, "Amina", NULL, NULL);
	struct case_row c;
	must(store_case_by_number(s, "HR-2026-0003", &c, &e));
	PUT(c.owner, "bilal");
	must(store_case_update(s, &c, &e));
	case_row_fini(&c);
	must(store_begin(s, &e));
	for (int i = 0; i < RECORDS; i++) {
		struct record *r = &all[i];
		*r = a_record(i, kinds[i % 3]);
		if (i % 4)
			screen_env_id(r->case_id, 'C', i % 4);
		if (i % 5)
			screen_env_id(r->person_id, 'P', 1 + i % 2);
		if (i > 10 && i % 3)
			PUT(r->parent_id, all[i % 7].id);
		PUT(r->state, states[i / 3 % 3]);
		if (i % 2)
			time_to_iso(1790000000 + i * 37 % 50 * 3600, r->due);
		time_to_iso(1790000000 + i * 13 % 40 * 3600, r->created_at);
		if (i % 3 == 0)
			time_to_iso(1790000000 + i * 29 % 40 * 3600, r->happened);
		pairs_set(&r->answers, "number", r->id);
		must(store_record_insert(s, r, &e));
	}
	must(store_commit(s, &e));
}

static bool given(const char *t)
{
	return t && *t;
}

static bool fits(const struct record *r, const struct record_filter *f)
{
	char third[ID_TEXT];
	const char *owner = !*r->case_id ? "" : strcmp(r->case_id, screen_env_id(third, 'C', 3)) ? "amina" : "bilal";
	return (!given(f->case_id) || !strcmp(f->case_id, r->case_id)) &&
	       (!given(f->person_id) || !strcmp(f->person_id, r->person_id)) &&
	       (!given(f->parent_id) || !strcmp(f->parent_id, r->parent_id)) &&
	       (!given(f->kind) || !strcmp(f->kind, r->kind)) && (!given(f->state) || !strcmp(f->state, r->state)) &&
	       (!given(f->due_before) || (*r->due && strcmp(r->due, f->due_before) < 0)) &&
	       (!given(f->case_owner) || !strcmp(f->case_owner, owner));
}

static const char *at_of(const struct record *r)
{
	return *r->happened ? r->happened : r->created_at;
}

static void one_list(struct store *s, const struct record *all, struct record_filter f)
{
	struct err e = {0};
	struct record_list l;
	bool seen[RECORDS] = {false};
	int wanted = 0;
	for (int i = 0; i < RECORDS; i++)
		wanted += fits(&all[i], &f);
	must(store_record_list(s, &f, &l, &e));
	assert_int_equal(l.n, wanted);
	for (int i = 0; i < l.n; i++) {
		int n = atoi(l.at[i].id + 3);
		assert_true(!seen[n] && fits(&all[n], &f));
		seen[n] = true;
		assert_string_equal(pairs_get(&l.at[i].answers, "number"), f.with_answers ? l.at[i].id : "");
		if (i) {
			int order = strcmp(at_of(&l.at[i - 1]), at_of(&l.at[i]));
			assert_true(f.newest_first ? order >= 0 : order <= 0);
		}
	}
	if (l.n > 3) {
		struct record_list few;
		f.limit = 3;
		must(store_record_list(s, &f, &few, &e));
		assert_int_equal(few.n, 3);
		for (int i = 0; i < 3; i++)
			assert_string_equal(few.at[i].id, l.at[i].id);
		record_list_fini(&few);
	}
	record_list_fini(&l);
}

static void lists_of_every_kind(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	static struct record all[RECORDS];
	char ids[4][ID_TEXT];
	fill_store(s, all);
	screen_env_id(ids[0], 'C', 2);
	screen_env_id(ids[1], 'P', 1);
	PUT(ids[2], all[2].id);
	const char *const cases[] = {NULL, ids[0], "nothing"}, *const people[] = {"", ids[1]};
	const char *const parents[] = {NULL, ids[2]}, *const some_kinds[] = {NULL, "action", "' or 1=1"};
	const char *const some_states[] = {NULL, "open"}, *const owners[] = {NULL, "amina", "bilal"};
	const char *const before[] = {NULL, "2026-09-22T20:00:00Z"};
	for (int n = 0; n < 3 * 2 * 2 * 3 * 2 * 3 * 2 * 2; n++) {
		int i = n;
		struct record_filter f = {0};
		f.case_id = cases[i % 3], i /= 3;
		f.person_id = people[i % 2], i /= 2;
		f.parent_id = parents[i % 2], i /= 2;
		f.kind = some_kinds[i % 3], i /= 3;
		f.state = some_states[i % 2], i /= 2;
		f.case_owner = owners[i % 3], i /= 3;
		f.due_before = before[i % 2], i /= 2;
		f.newest_first = i % 2;
		f.with_answers = n % 5 == 0;
		one_list(s, all, f);
	}
	for (int i = 0; i < RECORDS; i++)
		record_fini(&all[i]);
}

static void the_newest_counts_rounds_first(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct record out;
	char id[ID_TEXT];
	screen_env_add_case(s, 1, "Amina", NULL, NULL);
	screen_env_id(id, 'C', 1);
	must_fail(store_record_newest(s, id, "assessment", &out, &e), ERR_MISSING);
	const char *const happened[] = {"2026-05-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z"};
	for (int i = 0; i < 3; i++) {
		struct record a = a_record(10 + i, "assessment"), f = a_record(20 + i, "follow-up");
		PUT(a.case_id, id);
		PUT(f.case_id, id);
		a.round = i + 1;
		PUT(a.happened, happened[i]);
		PUT(f.happened, happened[i]);
		pairs_set(&a.answers, "a", "1");
		insert(s, &a);
		insert(s, &f);
		record_fini(&a);
	}
	must(store_record_newest(s, id, "assessment", &out, &e));
	assert_int_equal(out.round, 3);
	assert_int_equal(out.answers.n, 1);
	record_fini(&out);
	must(store_record_newest(s, id, "follow-up", &out, &e));
	assert_string_equal(out.happened, happened[0]);
	record_fini(&out);
}

static void definitions_are_kept_once(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	char *text = store_definition_get(s, "abc", &e);
	assert_null(text);
	assert_int_equal(e.code, ERR_MISSING);
	must(store_definition_put(s, "abc", "form", "screening", 1, screen_env_texts[0], "2026-11-23T09:00:00Z", &e));
	must(store_definition_put(s, "abc", "form", "screening", 1, "other", "2026-11-24T09:00:00Z", &e));
	text = store_definition_get(s, "abc", &e);
	assert_string_equal(text, screen_env_texts[0]);
	free(text);
	/* In an open transaction it belongs to that. */
	must(store_begin(s, &e));
	must(store_definition_put(s, "def", "form", "plan", 1, "x", "2026-11-23T09:00:00Z", &e));
	store_rollback(s);
	assert_null(store_definition_get(s, "def", NULL));
	/* A record cannot name one that is not kept. */
	struct record r = a_record(1, "note");
	PUT(r.form_hash, "def");
	must(store_begin(s, &e));
	must(store_record_insert(s, &r, &e));
	must_fail(store_commit(s, &e), ERR_DATA);
}

/* ---- history ---- */

static void history_is_told_newest_first(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct history_list l;
	char c[2][ID_TEXT], r[2][ID_TEXT];
	for (int i = 0; i < 2; i++) {
		screen_env_id(c[i], 'C', i);
		screen_env_id(r[i], 'R', i);
	}
	must(store_history_list(s, c[0], NULL, 0, &l, &e));
	assert_int_equal(l.n, 0);
	history_list_fini(&l);
	must(store_begin(s, &e));
	for (int i = 0; i < 12; i++) {
		struct history_entry h = {.who = "amina", .kind = "note", .action = "changed"};
		screen_env_id(h.id, 'H', i);
		time_to_iso(1790000000 + i / 2 * 60, h.at);
		PUT(h.case_id, c[i % 2]);
		PUT(h.record_id, r[i / 6]);
		h.summary = i == 3 ? NULL : mem_strdup(screen_env_texts[i]);
		for (int k = 0; k < i % 4; k++)
			history_change_add(&h, screen_env_texts[k], k ? screen_env_texts[k + 1] : NULL,
					   k == 2 ? "" : screen_env_texts[k + 2]);
		must(store_history_add(s, &h, &e));
		history_entry_fini(&h);
		assert_null(h.changes);
	}
	must(store_commit(s, &e));
	const struct {
		const char *c, *r;
		int limit, n, first;
	} table[] = {
		{c[0], NULL, 0, 6, 10}, {c[1], NULL, 0, 6, 11},	 {c[1], NULL, 2, 2, 11}, {NULL, r[0], 0, 6, 5},
		{c[0], r[1], 0, 3, 10}, {NULL, NULL, 0, 12, 11}, {NULL, NULL, 5, 5, 11}, {"none", NULL, 0, 0, 0},
	};
	for (size_t t = 0; t < sizeof table / sizeof *table; t++) {
		must(store_history_list(s, table[t].c, table[t].r, table[t].limit, &l, &e));
		assert_int_equal(l.n, table[t].n);
		for (int i = 0; i < l.n; i++) {
			int n = atoi(l.at[i].id + 3);
			if (!i)
				assert_int_equal(n, table[t].first);
			else
				assert_true(n < atoi(l.at[i - 1].id + 3));
			assert_string_equal(l.at[i].who, "amina");
			assert_string_equal(l.at[i].case_id, c[n % 2]);
			assert_string_equal(l.at[i].summary, n == 3 ? "" : screen_env_texts[n]);
			assert_int_equal(l.at[i].n_changes, n % 4);
			for (int k = 0; k < n % 4; k++) {
				assert_string_equal(l.at[i].changes[k].field, screen_env_texts[k]);
				assert_string_equal(l.at[i].changes[k].old_value, k ? screen_env_texts[k + 1] : "");
				assert_string_equal(l.at[i].changes[k].new_value, k == 2 ? "" : screen_env_texts[k + 2]);
			}
		}
		history_list_fini(&l);
	}
}

/* ---- drafts ---- */

static void drafts_are_their_authors_alone(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct draft d = {.owner = "amina", .kind = "screening", .base_version = 3}, out;
	struct draft_list l;
	screen_env_id(d.id, 'D', 1);
	screen_env_id(d.case_id, 'C', 55); /* a case that is not saved yet */
	d.title = (char *)"Screening, HR-2026-0143";
	d.content = (char *)screen_env_texts[12];
	PUT(d.updated_at, "2026-11-23T09:00:00Z");
	must_fail(store_draft_get(s, d.id, "amina", &out, &e), ERR_MISSING);
	must(store_draft_put(s, &d, &e));
	must(store_draft_get(s, d.id, "amina", &out, &e));
	assert_string_equal(out.owner, "amina");
	assert_string_equal(out.kind, "screening");
	assert_string_equal(out.case_id, d.case_id);
	assert_string_equal(out.record_id, "");
	assert_int_equal(out.base_version, 3);
	assert_string_equal(out.title, d.title);
	assert_string_equal(out.updated_at, d.updated_at);
	assert_string_equal(out.content, d.content);
	draft_fini(&out);
	/* Somebody else neither sees, nor overwrites, nor drops it. */
	must_fail(store_draft_get(s, d.id, "bilal", &out, &e), ERR_MISSING);
	must(store_draft_drop(s, d.id, "bilal", &e));
	struct draft theirs = d;
	PUT(theirs.owner, "bilal");
	theirs.content = (char *)"taken";
	must_fail(store_draft_put(s, &theirs, &e), ERR_DENIED);
	must(store_draft_list(s, "bilal", &l, &e));
	assert_int_equal(l.n, 0);
	draft_list_fini(&l);
	must(store_draft_get(s, d.id, "amina", &out, &e));
	assert_string_equal(out.content, d.content);
	draft_fini(&out);
	/* Typed on. */
	d.content = NULL;
	must(store_draft_put(s, &d, &e));
	must(store_draft_get(s, d.id, "amina", &out, &e));
	assert_string_equal(out.content, "");
	draft_fini(&out);
	must(store_draft_drop(s, d.id, "amina", &e));
	must(store_draft_drop(s, d.id, "amina", &e));
	must_fail(store_draft_get(s, d.id, "amina", &out, &e), ERR_MISSING);
}

static void drafts_newest_first(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct draft_list l;
	for (int i = 0; i < 9; i++) {
		struct draft d = {.kind = "note", .title = (char *)"Note", .content = (char *)"text=x\n"};
		screen_env_id(d.id, 'D', i);
		PUT(d.owner, i % 3 ? "amina" : "bilal");
		time_to_iso(1790000000 + i * 7 % 9 * 60, d.updated_at);
		must(store_draft_put(s, &d, &e));
	}
	must(store_draft_list(s, "amina", &l, &e));
	assert_int_equal(l.n, 6);
	for (int i = 0; i < l.n; i++) {
		assert_null(l.at[i].content);
		assert_string_equal(l.at[i].owner, "amina");
		if (i)
			assert_true(strcmp(l.at[i - 1].updated_at, l.at[i].updated_at) > 0);
	}
	draft_list_fini(&l);
}

static void a_draft_in_a_transaction_belongs_to_it(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct draft d = {.owner = "amina", .kind = "note"}, out;
	screen_env_id(d.id, 'D', 1);
	must(store_draft_put(s, &d, &e));
	must(store_begin(s, &e));
	must(store_draft_drop(s, d.id, "amina", &e));
	assert_true(store_in_transaction(s));
	store_rollback(s);
	must(store_draft_get(s, d.id, "amina", &out, &e));
	draft_fini(&out);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, screen_env_setup, screen_env_teardown)
	const struct CMUnitTest tests[] = {
		TEST(records_come_back_as_they_were),
		TEST(only_what_differs_is_written),
		TEST(the_second_to_save_is_told),
		TEST(a_record_needs_an_id_and_a_kind),
		TEST(lists_of_every_kind),
		TEST(the_newest_counts_rounds_first),
		TEST(definitions_are_kept_once),
		TEST(history_is_told_newest_first),
		TEST(drafts_are_their_authors_alone),
		TEST(drafts_newest_first),
		TEST(a_draft_in_a_transaction_belongs_to_it),
	};
	return cmocka_run_group_tests_name("store: records", tests, NULL, NULL);
}
