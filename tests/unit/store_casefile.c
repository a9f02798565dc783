/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * People and cases: kept exactly, counted, listed in every order.
 */
#include "store_rig.h"

#include <sarai/model/status.h>

static void put(char *to, size_t size, const char *text)
{
	snprintf(to, size, "%s", text);
}
#define PUT(member, text) put(member, sizeof(member), text)

static void people_come_back_as_they_were(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct person_row out;
	must_fail(store_person_get(s, "nobody", &out, &e), ERR_MISSING);
	for (int i = 0; i < RIG_TEXTS; i++) {
		struct person_row p = {.fictitious = i % 2};
		p.name = mem_strdup(screen_env_texts[i]);
		p.other_names = i % 3 ? mem_strdup(screen_env_texts[(i + 1) % RIG_TEXTS]) : NULL;
		screen_env_id(p.id, 'P', i);
		PUT(p.birth, "~1994-03");
		PUT(p.sex, "other");
		PUT(p.phone, "'+252 61 (234)");
		must(store_person_put(s, &p, &e));
		assert_int_equal(p.version, 1);
		must(store_person_get(s, p.id, &out, &e));
		assert_string_equal(out.id, p.id);
		assert_string_equal(out.name, p.name);
		if (p.other_names)
			assert_string_equal(out.other_names, p.other_names);
		else
			assert_null(out.other_names);
		assert_string_equal(out.birth, p.birth);
		assert_string_equal(out.sex, p.sex);
		assert_string_equal(out.phone, p.phone);
		assert_int_equal(out.fictitious, i % 2);
		assert_int_equal(out.version, 1);
		person_row_fini(&out);
		person_row_fini(&p);
		assert_null(p.name);
	}
	must(store_check(s, &e));
}

static void people_are_changed_over_the_version_that_was_read(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct person_row p = {.name = (char *)"Amina"}, out;
	screen_env_id(p.id, 'P', 1);
	p.version = 4;
	must_fail(store_person_put(s, &p, &e), ERR_MISSING);
	p.version = 0;
	must(store_person_put(s, &p, &e));
	p.name = (char *)"Amina Yusuf";
	must(store_person_put(s, &p, &e));
	assert_int_equal(p.version, 2);
	p.version = 1;
	must_fail(store_person_put(s, &p, &e), ERR_CONFLICT);
	assert_int_equal(p.version, 1);
	p.version = 0; /* whatever is there */
	p.name = NULL;
	must(store_person_put(s, &p, &e));
	assert_int_equal(p.version, 3);
	must(store_person_get(s, p.id, &out, &e));
	assert_null(out.name);
	assert_int_equal(out.version, 3);
}

static struct case_row a_case(int n)
{
	struct case_row c = {.score = -1, .low = -1, .high = -1};
	screen_env_id(c.id, 'C', n);
	snprintf(c.number, sizeof c.number, "HR-2026-%04d", n);
	PUT(c.status, "new");
	return c;
}

static void fill(struct case_row *c)
{
	PUT(c->status, "active");
	PUT(c->owner, "o'mina");
	PUT(c->opened_at, "2026-11-01T08:00:00Z");
	c->fictitious = true;
	PUT(c->band_calculated, "medium");
	PUT(c->band_assigned, "high");
	c->level_rank = 3;
	PUT(c->level_below, "waiting");
	c->provisional = true;
	c->score = 4321;
	c->low = 1000;
	c->high = 9999;
	c->settled = true;
	c->flags = (char *)"suicide_risk trafficked";
	PUT(c->urgent_due, "2026-11-23T22:00:00Z");
	PUT(c->due_kind, "urgent");
	PUT(c->due, "2026-11-23T22:00:01Z");
	c->alert = (char *)"Do not phone; \"ask\" for Zoë";
	PUT(c->registered_at, "2026-11-02T08:00:00Z");
	PUT(c->screened_at, "2026-11-03T08:00:00Z");
	PUT(c->assessed_at, "2026-11-04T08:00:00Z");
	PUT(c->plan_agreed_at, "2026-11-05T08:00:00Z");
	PUT(c->plan_reviewed_at, "2026-11-06T08:00:00Z");
	PUT(c->last_contact_at, "2026-11-07T08:00:00Z");
	PUT(c->next_contact_at, "2026-11-08T08:00:00Z");
	c->attempts = 2;
}

static void same(const struct case_row *a, const struct case_row *b)
{
#define TEXT(m) assert_string_equal(a->m, b->m)
#define LONE(m) assert_string_equal(a->m ? a->m : "(none)", b->m ? b->m : "(none)")
#define INT(m) assert_int_equal(a->m, b->m)
	TEXT(id), TEXT(number), TEXT(person_id), TEXT(status), TEXT(owner), TEXT(opened_at), INT(fictitious);
	TEXT(band_calculated), TEXT(band_assigned), INT(level_rank), TEXT(level_below), INT(provisional), INT(score), INT(low), INT(high), INT(settled);
	LONE(flags), TEXT(urgent_due), TEXT(due_kind), TEXT(due), LONE(alert);
	TEXT(registered_at), TEXT(screened_at), TEXT(assessed_at), TEXT(plan_agreed_at), TEXT(plan_reviewed_at);
	TEXT(last_contact_at), TEXT(next_contact_at), INT(attempts), INT(version);
}

static void cases_come_back_as_they_were(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct case_row bare = a_case(1), full = a_case(2), out, copy;
	struct person_row p = {.name = (char *)"Amina", .birth = "1994", .sex = "f"};
	screen_env_id(p.id, 'P', 1);
	must(store_person_put(s, &p, &e));
	fill(&full);
	PUT(full.person_id, p.id);
	must(store_case_insert(s, &bare, &e));
	must(store_case_insert(s, &full, &e));
	assert_int_equal(full.version, 1);

	must(store_case_get(s, bare.id, &out, &e));
	same(&bare, &out);
	assert_null(out.name);
	case_row_fini(&out);
	must(store_case_get(s, full.id, &out, &e));
	same(&full, &out);
	assert_string_equal(out.name, "Amina");
	assert_string_equal(out.birth, "1994");
	assert_string_equal(out.sex, "f");
	case_row_copy(&copy, &out);
	case_row_fini(&out);
	same(&full, &copy);
	assert_string_equal(copy.name, "Amina");
	case_row_fini(&copy);

	/* From bare to full by a change, and back. */
	struct case_row changed = full;
	PUT(changed.id, bare.id);
	PUT(changed.number, "HR-2027-0001");
	must(store_case_update(s, &changed, &e));
	assert_int_equal(changed.version, 2);
	must(store_case_get(s, bare.id, &out, &e));
	same(&changed, &out);
	assert_string_equal(out.name, "Amina");
	case_row_fini(&out);
	bare.version = 2;
	must(store_case_update(s, &bare, &e));
	must(store_case_get(s, bare.id, &out, &e));
	same(&bare, &out);
	case_row_fini(&out);
	must(store_check(s, &e));
}

static void the_second_to_change_a_case_is_told(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct case_row mine = a_case(1), theirs, out;
	must_fail(store_case_update(s, &mine, &e), ERR_MISSING);
	must(store_case_insert(s, &mine, &e));
	theirs = mine;
	PUT(theirs.owner, "bilal");
	must(store_case_update(s, &theirs, &e));
	PUT(mine.owner, "amina");
	must_fail(store_case_update(s, &mine, &e), ERR_CONFLICT);
	assert_int_equal(mine.version, 1);
	must(store_case_get(s, mine.id, &out, &e));
	assert_string_equal(out.owner, "bilal");
	assert_int_equal(out.version, 2);
}

static void numbers_are_found_however_they_are_typed(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct case_row c = a_case(143), out, again = a_case(144);
	must(store_case_insert(s, &c, &e));
	const char *const good[] = {"HR-2026-0143", "hr-2026-143", "HR 2026 0143", "Hr-2026-00143", "HR-٢٠٢٦-١٤٣"};
	for (int i = 0; i < 5; i++) {
		must(store_case_by_number(s, good[i], &out, &e));
		assert_string_equal(out.number, "HR-2026-0143");
	}
	const char *const bad[] = {
		"", "-", "143", "HR-2026-1430", "HR-2026", "XHR-2026-0143", "HR-2026-0143x", "' or 1=1 --"};
	for (int i = 0; i < 8; i++)
		must_fail(store_case_by_number(s, bad[i], &out, &e), ERR_MISSING);
	/* The same number in other letters is the same number. */
	PUT(again.number, "hr-2026-143");
	must_fail(store_case_insert(s, &again, &e), ERR_DATA);
	PUT(again.number, "");
	must_fail(store_case_insert(s, &again, &e), ERR_DATA);
}

static void newest_case_of_a_person(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct case_row out, c = a_case(2);
	screen_env_add_case(s, 1, "Amina", NULL, NULL);
	screen_env_id(c.person_id, 'P', 1);
	PUT(c.opened_at, "2027-01-01T00:00:00Z");
	must(store_case_insert(s, &c, &e));
	must(store_case_of_person(s, c.person_id, &out, &e));
	assert_string_equal(out.number, "HR-2026-0002");
	case_row_fini(&out);
	must_fail(store_case_of_person(s, "nobody", &out, &e), ERR_MISSING);
}

static void numbers_have_no_gap(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	char number[32], wanted[32];
	for (int i = 1; i <= 20; i++) {
		/* One in two is given back: nothing was saved under it. */
		must(store_begin(s, &e));
		must(store_case_number(s, "HR", 2026, number, &e));
		store_rollback(s);
		must(store_begin(s, &e));
		must(store_case_number(s, "HR", 2026, number, &e));
		snprintf(wanted, sizeof wanted, "HR-2026-%04d", i);
		assert_string_equal(number, wanted);
		must(store_commit(s, &e));
	}
	must(store_begin(s, &e));
	must(store_case_number(s, "HR", 2027, number, &e));
	assert_string_equal(number, "HR-2027-0001");
	must(store_case_number(s, "NI", 2026, number, &e));
	assert_string_equal(number, "NI-2026-0001");
	must(store_case_number(s, "NI", 2026, number, &e));
	assert_string_equal(number, "NI-2026-0002");
	/* One that came in by import. */
	struct case_row c = a_case(1);
	PUT(c.number, "ni-2026-9998");
	must(store_case_insert(s, &c, &e));
	must(store_case_number(s, "NI", 2026, number, &e));
	assert_string_equal(number, "NI-2026-9999");
	must(store_case_number(s, "NI", 2026, number, &e));
	assert_string_equal(number, "NI-2026-10000");
	must(store_case_number(s, "HR", 2026, number, &e));
	assert_string_equal(number, "HR-2026-0021");
	must_fail(store_case_number(s, "", 2026, number, &e), ERR_DATA);
	must_fail(store_case_number(s, "HR", 0, number, &e), ERR_DATA);
	must_fail(store_case_number(s, "A prefix that is far too long", 2026, number, &e), ERR_DATA);
	must(store_commit(s, &e));
}

/* ---- lists against the same worked out here ---- */

#define CASES 160
static unsigned seed;
static unsigned chance(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static void fill_store(struct store *s, struct case_row *all)
{
	struct err e = {0};
	const char *const owners[] = {"amina", "bilal", ""}, *const names[] = {"Zahra", "amina", "Émile", "Bob",
									       "ådne"};
	seed = 4;
	must(store_begin(s, &e));
	for (int i = 0; i < CASES; i++) {
		struct person_row p = {.name = (char *)names[chance(5)]};
		screen_env_id(p.id, 'P', i);
		must(store_person_put(s, &p, &e));
		struct case_row *c = &all[i];
		*c = a_case(i);
		/* Numbers whose order as text is not their order. */
		snprintf(c->number, sizeof c->number, "HR-%d-%04d", 2025 + i % 2, 9900 + i);
		PUT(c->person_id, p.id);
		PUT(c->owner, owners[chance(3)]);
		PUT(c->status, status_name((enum case_status)chance(STATUS_COUNT)));
		if (chance(3))
			time_to_iso(1790000000 + chance(40) * 3600, c->due);
		time_to_iso(1780000000 + chance(30) * 86400, c->opened_at);
		c->level_rank = (int)chance(4);
		c->score = (int)chance(20) * 100;
		must(store_case_insert(s, c, &e));
		c->name = mem_strdup(p.name);
	}
	must(store_commit(s, &e));
}

static bool fits(const struct case_row *c, const struct case_filter *f)
{
	enum case_status status;
	assert_true(status_from_name(c->status, &status));
	return (!f->owner || !strcmp(f->owner, c->owner)) && (!f->status || !strcmp(f->status, c->status)) &&
	       (!f->open_only || status_is_open(status)) && (!f->has_due || *c->due) &&
	       (!f->due_before || (*c->due && strcmp(c->due, f->due_before) < 0));
}

static int rank_of_name(const char *name)
{
	const char *const order[] = {"ådne", "amina", "Bob", "Émile", "Zahra"};
	for (int i = 0; i < 5; i++)
		if (!strcmp(order[i], name))
			return i;
	return -1;
}

static int number_of(const char *number)
{
	int year = 0, serial = 0;
	sscanf(number, "HR-%d-%d", &year, &serial);
	return year * 100000 + serial;
}

/* Below 0 where a may stand before b. */
static int compare(enum case_order order, const struct case_row *a, const struct case_row *b)
{
	switch (order) {
	case CASE_BY_DUE:
		return strcmp(*a->due ? a->due : "~", *b->due ? b->due : "~");
	case CASE_BY_NUMBER:
		return number_of(a->number) - number_of(b->number);
	case CASE_BY_NAME:
		return rank_of_name(a->name) - rank_of_name(b->name);
	case CASE_BY_LEVEL:
		return a->level_rank != b->level_rank ? b->level_rank - a->level_rank : b->score - a->score;
	default:
		return strcmp(b->opened_at, a->opened_at);
	}
}

static void one_list(struct store *s, const struct case_row *all, struct case_filter f)
{
	struct err e = {0};
	struct case_list l, few;
	bool seen[CASES] = {false};
	int wanted = 0, counted = -1;
	for (int i = 0; i < CASES; i++)
		wanted += fits(&all[i], &f);
	f.limit = 0;
	must(store_case_list(s, &f, &l, &e));
	assert_int_equal(l.n, wanted);
	must(store_case_count(s, &f, &counted, &e));
	assert_int_equal(counted, wanted);
	for (int i = 0; i < l.n; i++) {
		int n = atoi(l.at[i].id + 3);
		assert_true(n >= 0 && n < CASES && !seen[n]);
		seen[n] = true;
		assert_true(fits(&all[n], &f));
		assert_string_equal(l.at[i].number, all[n].number);
		assert_string_equal(l.at[i].name, all[n].name);
		if (i)
			assert_true(compare(f.order, &l.at[i - 1], &l.at[i]) <= 0);
	}
	/* With a limit: the same, cut. */
	f.limit = 7;
	must(store_case_list(s, &f, &few, &e));
	assert_int_equal(few.n, wanted < 7 ? wanted : 7);
	for (int i = 0; i < few.n; i++)
		assert_string_equal(few.at[i].id, l.at[i].id);
	case_list_fini(&few);
	case_list_fini(&l);
}

static void lists_of_every_kind(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct case_row *all = mem_alloc(CASES * sizeof *all);
	const char *const owners[] = {NULL, "amina", "", "nobody", "x' or '1'='1"};
	const char *const statuses[] = {NULL, "active", "closed", "none"};
	const char *const before[] = {NULL, "2026-09-22T10:00:00Z", "2020-01-01T00:00:00Z"};
	fill_store(s, all);
	for (int order = CASE_BY_DUE; order <= CASE_BY_OPENED; order++)
		for (int o = 0; o < 5; o++)
			for (int st = 0; st < 4; st++)
				for (int d = 0; d < 3; d++)
					for (int bits = 0; bits < 4; bits++)
						one_list(s, all,
							 (struct case_filter){.owner = owners[o],
									      .status = statuses[st],
									      .open_only = bits & 1,
									      .has_due = bits & 2,
									      .due_before = before[d],
									      .order = order});
	for (int i = 0; i < CASES; i++)
		case_row_fini(&all[i]);
	free(all);
}

static void lists_follow_changes(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct case_list l;
	struct case_row c;
	const char *const names[] = {"Carla", "Amina", "Bilal"};
	for (int i = 0; i < 3; i++)
		screen_env_add_case(s, i + 1, names[i], NULL, NULL);
	struct case_filter by_name = {.order = CASE_BY_NAME, .limit = 1};
	must(store_case_list(s, &by_name, &l, &e));
	assert_string_equal(l.at[0].name, "Amina");
	case_list_fini(&l);
	/* A person's new name. */
	struct person_row p = {.name = (char *)"Aaron"};
	screen_env_id(p.id, 'P', 1);
	must(store_person_put(s, &p, &e));
	must(store_case_list(s, &by_name, &l, &e));
	assert_string_equal(l.at[0].name, "Aaron");
	case_list_fini(&l);
	/* Due, status, owner, level. */
	must(store_case_by_number(s, "HR-2026-0003", &c, &e));
	PUT(c.due, "2026-01-01T00:00:00Z");
	PUT(c.owner, "bilal");
	PUT(c.status, "closed");
	c.level_rank = 9;
	must(store_case_update(s, &c, &e));
	case_row_fini(&c);
	const struct case_filter first[] = {{.order = CASE_BY_DUE, .limit = 1},
					    {.order = CASE_BY_LEVEL, .limit = 1},
					    {.owner = "bilal"},
					    {.status = "closed"}};
	for (int i = 0; i < 4; i++) {
		must(store_case_list(s, &first[i], &l, &e));
		assert_int_equal(l.n, 1);
		assert_string_equal(l.at[0].number, "HR-2026-0003");
		case_list_fini(&l);
	}
	int n;
	must(store_case_count(s, &(struct case_filter){.open_only = true}, &n, &e));
	assert_int_equal(n, 2);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, screen_env_setup, screen_env_teardown)
	const struct CMUnitTest tests[] = {
		TEST(people_come_back_as_they_were),
		TEST(people_are_changed_over_the_version_that_was_read),
		TEST(cases_come_back_as_they_were),
		TEST(the_second_to_change_a_case_is_told),
		TEST(numbers_are_found_however_they_are_typed),
		TEST(newest_case_of_a_person),
		TEST(numbers_have_no_gap),
		TEST(lists_of_every_kind),
		TEST(lists_follow_changes),
	};
	return cmocka_run_group_tests_name("store: people and cases", tests, NULL, NULL);
}
