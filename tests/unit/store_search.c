/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding people by what somebody types, and that lists and look-ups go by an index.
 */
#include "store_rig.h"



static const struct {
	const char *name, *others, *phone;
} people[] = {
	{"Mohamed Abdi Hassan", NULL, "+252 61 234 5678"},
	{"Amina Yusuf Warsame", NULL, "0612 345 678"},
	{"Ivan Petrov", "Иван Петров", NULL},
	{"Fatima al-Zahra", "فاطمة الزهراء\nUmm Ali", NULL},
	{"Nguyễn Văn An", NULL, "+84 90 111 2222 / 0084 91 333 4444"},
	{"José María García", "Pepe", NULL},
	{"Abdul Rahman Omar", NULL, NULL},
	{"Tesfaye Bekele", "ተስፋዬ በቀለ", "+251 911 000 111"},
	{"O'Connor-Smith, Siobhán", NULL, NULL},
	{"Robert'); drop table person; --", NULL, NULL},
	{"Marie Claire Uwimana", NULL, NULL},
	{"Ibrahim Diallo", NULL, NULL},
};
#define PEOPLE ((int)(sizeof people / sizeof *people))

static void fill_store(struct store *s)
{
	struct err e = {0};
	must(store_begin(s, &e));
	for (int i = 0; i < PEOPLE; i++)
		screen_env_add_case(s, 140 + i, people[i].name, people[i].others, people[i].phone);
	must(store_commit(s, &e));
}

/* The number of the first case found, 0 for none; best first, each once, within bounds. */
static int first(struct store *s, const char *typed, int *n)
{
	struct err e = {0};
	struct case_list l;
	int likeness[100], number = 0;
	must(store_case_search(s, typed, 100, &l, likeness, &e));
	for (int i = 0; i < l.n; i++) {
		assert_in_range(likeness[i], 1, 1000);
		if (i)
			assert_true(likeness[i - 1] >= likeness[i]);
		for (int k = 0; k < i; k++)
			assert_string_not_equal(l.at[i].id, l.at[k].id);
		assert_non_null(l.at[i].name);
	}
	if (l.n)
		number = atoi(l.at[0].number + 8);
	if (n)
		*n = l.n;
	case_list_fini(&l);
	return number;
}

static void nothing_for_nothing(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct case_list l;
	int likeness[100], n;
	assert_int_equal(first(s, "amina", &n), 0); /* an empty database */
	fill_store(s);
	const char *const nothing[] = {"",	" ",	"\t \n",	"%",	    "_", "*", "'",
				       "\";--", "((((", "\xe2\x80\x8f", "\xff\xfe", "+", "-"};
	for (size_t i = 0; i < sizeof nothing / sizeof *nothing; i++) {
		assert_int_equal(first(s, nothing[i], &n), 0);
		assert_int_equal(n, 0);
	}
	must(store_case_search(s, "amina", 0, &l, likeness, &e));
	assert_int_equal(l.n, 0);
	must(store_case_search(s, "amina", -5, &l, likeness, &e));
	assert_int_equal(l.n, 0);
	/* A page that was pasted by mistake. */
	char *page = mem_alloc(100001);
	for (int i = 0; i < 100000; i += 5)
		memcpy(page + i, "word ", 5);
	assert_int_equal(first(s, page, NULL), 0);
	free(page);
}

static void people_are_found_as_one_types_them(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	const struct {
		const char *typed;
		int person; /* expected first */
	} table[] = {
		/* whole, part, beginning, any case, any order */
		{"Mohamed Abdi Hassan", 0},
		{"mohamed", 0},
		{"HASSAN", 0},
		{"hassan mohamed", 0},
		{"warsame amina", 1},
		{"moh", 0},
		{"yus", 1},
		{"amina yu", 1},
		{"yu am", 1},
		{"  amina   yusuf  ", 1},
		/* spelt otherwise */
		{"Muhammad Abdi", 0},
		{"mohammed hasan", 0},
		{"Aminah Yusof", 1},
		{"Yousef Amina", 1},
		{"Ibrahima Dialo", 11},
		{"Ibrhaim Diallo", 11},
		{"tesfay bekele", 7},
		/* accents and signs */
		{"jose garcia", 5},
		{"garcia jose maria", 5},
		{"JOSÉ", 5},
		{"nguyen van an", 4},
		{"siobhan", 8},
		{"o connor smith", 8},
		{"connor", 8},
		/* other names and scripts */
		{"Иван Петров", 2},
		{"петров", 2},
		{"فاطمة", 3},
		{"الزهراء فاطمة", 3},
		{"ተስፋዬ", 7},
		{"pepe", 5},
		{"umm ali", 3},
		{"pepe garcia", 5},
		/* blanks set otherwise */
		{"abdulrahman", 6},
		{"abdul rahman", 6},
		{"abdulrahman omar", 6},
		{"marieclaire", 10},
		{"fatima alzahra", 3},
		/* what would do harm elsewhere */
		{"Robert'); drop table person; --", 9},
		{"robert", 9},
	};
	fill_store(s);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int found = first(s, table[i].typed, NULL);
		if (found != 140 + table[i].person)
			fail_msg("'%s' found %d, not %d", table[i].typed, found, 140 + table[i].person);
	}
	assert_int_equal(first(s, "zzyzx qwrt", NULL), 0);
	for (int i = 0; i < RIG_TEXTS; i++)
		first(s, screen_env_texts[i], NULL);
	struct err e = {0};
	must(store_check(s, &e));
	assert_int_equal(first(s, "mohamed", NULL), 140);
}

static void phones_and_numbers(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	const struct {
		const char *typed;
		int person;
	} table[] = {
		{"+252 61 234 5678", 0},
		{"00252612345678", 0},
		{"0612345678", 1},
		{"061-234-5678", 1},
		{"234 5678", 0},
		{"+252 612", 0},
		{"90 111 2222", 4},
		{"0084 91 333 4444", 4},
		{"333 4444", 4},
		{"911000111", 7},
		{"٠٦١٢٣٤٥٦٧٨", 1},
		{"HR-2026-0143", 3},
		{"hr-2026-143", 3},
		{"hr 2026 143", 3},
		{"HR2026-0143", 3},
		{"2026-143", 3},
		{"143", 3},
		{"0143", 3},
		{"١٤٣", 3},
		{"\u0967\u096a\u0969", 3}, /* Devanagari */
		{" 151 ", 11},
	};
	fill_store(s);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		int found = first(s, table[i].typed, NULL);
		if (found != 140 + table[i].person)
			fail_msg("'%s' found %d, not %d", table[i].typed, found, 140 + table[i].person);
	}
	const char *const none[] = {"2025-143", "NI-2026-143", "26-143", "1430", "43", "14", "999 9999"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_int_equal(first(s, none[i], NULL), 0);
}

static void likeness_says_how_sure_it_is(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct case_list l;
	int whole[100], part[100], spelt[100];
	fill_store(s);
	must(store_case_search(s, "Amina Yusuf Warsame", 5, &l, whole, &e));
	case_list_fini(&l);
	must(store_case_search(s, "Amina Yusuf", 5, &l, part, &e));
	case_list_fini(&l);
	must(store_case_search(s, "Aminah Yusof Warsamme", 5, &l, spelt, &e));
	case_list_fini(&l);
	assert_int_equal(whole[0], 1000);
	assert_true(part[0] < 1000 && part[0] >= 850);
	assert_true(spelt[0] < 1000 && spelt[0] >= 700);
}

static void search_follows_changes(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct person_row p;
	char id[ID_TEXT];
	fill_store(s);
	must(store_person_get(s, screen_env_id(id, 'P', 141), &p, &e));
	free(p.name);
	p.name = mem_strdup("Samira Osman");
	snprintf(p.phone, sizeof p.phone, "0777 888 999");
	must(store_person_put(s, &p, &e));
	person_row_fini(&p);
	assert_int_equal(first(s, "samira", NULL), 141);
	assert_int_equal(first(s, "0777888999", NULL), 141);
	assert_int_equal(first(s, "warsame", NULL), 0);
	assert_int_equal(first(s, "0612 345 678", NULL), 140); /* the last seven digits of another */
	/* What is rolled back was never to be found. */
	must(store_begin(s, &e));
	screen_env_add_case(s, 999, "Zebedee Quartz", NULL, NULL);
	assert_int_equal(first(s, "zebedee", NULL), 999);
	store_rollback(s);
	assert_int_equal(first(s, "zebedee", NULL), 0);
}

static void a_person_may_have_several_cases(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	int n;
	fill_store(s);
	struct case_row c = {.status = "new", .number = "HR-2027-0500", .opened_at = "2027-01-01T00:00:00Z"};
	screen_env_id(c.id, 'C', 500);
	screen_env_id(c.person_id, 'P', 141);
	must(store_case_insert(s, &c, &e));
	assert_int_equal(first(s, "amina yusuf warsame", &n), 500);
	assert_true(n >= 2);
}

/* A name may be one letter, or one sign. */
static void short_names(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	int n;
	fill_store(s);
	must(store_begin(s, &e));
	screen_env_add_case(s, 300, "O", NULL, NULL);
	screen_env_add_case(s, 301, "Saw O Htoo", NULL, NULL);
	screen_env_add_case(s, 302, "Li", "\u674e", NULL);
	screen_env_add_case(s, 303, "Li Ming", "\u674e\u660e", NULL);
	screen_env_add_case(s, 304, "Ng", NULL, NULL);
	must(store_commit(s, &e));
	assert_int_equal(first(s, "O", NULL), 300);
	assert_int_equal(first(s, "o", &n), 300);
	assert_true(n >= 2 && n <= 3); /* whose name it is; not everybody whose name begins so */
	assert_int_equal(first(s, "m", NULL), 0);
	assert_int_equal(first(s, "\u674e", &n), 302);
	assert_int_equal(n, 2); /* and whose name it begins */
	assert_int_equal(first(s, "\u674e\u660e", NULL), 303);
	assert_int_equal(first(s, "Ng", NULL), 304);
	assert_int_equal(first(s, "li", NULL), 302);
	assert_int_equal(first(s, ".", NULL), 0);
}

/* Names that thousands share: those who have both come first all the same. */
static void common_names(void **state)
{
	struct store *s = ((struct screen_env *)*state)->store;
	struct err e = {0};
	struct case_list l;
	int likeness[100];
	char name[64];
	must(store_begin(s, &e));
	for (int i = 0; i < 2300; i++) {
		snprintf(name, sizeof name, "Mohamed X%c%c", 'a' + i % 26, 'a' + i / 26 % 26);
		screen_env_add_case(s, 1 + i, name, NULL, NULL);
		snprintf(name, sizeof name, "X%c%c Ali", 'a' + i % 26, 'a' + i / 26 % 26);
		screen_env_add_case(s, 3001 + i, name, NULL, NULL);
	}
	screen_env_add_case(s, 6000, "Mohamed Ali", NULL, NULL);
	screen_env_add_case(s, 6001, "Ali Mohamed Zubeyr", NULL, NULL);
	must(store_commit(s, &e));
	assert_int_equal(first(s, "mohamed ali", NULL), 6000);
	assert_int_equal(first(s, "ali muhammad", NULL), 6000);
	assert_int_equal(first(s, "zubeyr mohamed", NULL), 6001);
	must(store_case_search(s, "ali mohamed", 3, &l, likeness, &e));
	assert_int_equal(l.n, 3);
	assert_string_equal(l.at[1].number, "HR-2026-6001");
	case_list_fini(&l);
	must(store_case_search(s, "mohamed", 1000, &l, likeness, &e));
	assert_int_equal(l.n, 100);
	case_list_fini(&l);
}

int main(void)
{
#define TEST(f) cmocka_unit_test_setup_teardown(f, screen_env_setup, screen_env_teardown)
	const struct CMUnitTest tests[] = {
		TEST(nothing_for_nothing),    TEST(people_are_found_as_one_types_them),
		TEST(phones_and_numbers),     TEST(likeness_says_how_sure_it_is),
		TEST(search_follows_changes), TEST(a_person_may_have_several_cases),
		TEST(common_names),	      TEST(short_names),
	};
	return cmocka_run_group_tests_name("store: search", tests, NULL, NULL);
}
