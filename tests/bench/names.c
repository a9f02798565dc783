/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Finding a person whose name is spelled otherwise, among many: by sound keys as the program does, against SQL's LIKE.
 */
#include <string.h>

#include <sqlite3.h>

#include <sarai/base/clock.h>
#include <sarai/base/mem.h>
#include <sarai/store/casefile.h>
#include <sarai/store/store.h>

#include "figures.h"

#define PEOPLE 20000
#define QUESTIONS 100

static const char *const syllables[] = {"ma", "ri", "a",  "mo", "ham", "ed", "fa", "ti", "ou", "sa",
					"na", "di", "ka", "jo", "el",  "be", "no", "ur", "se", "lim",
					"ha", "wa", "ab", "du", "li",  "ye", "zo", "ra", "th", "in"};
#define SYLLABLES (sizeof syllables / sizeof *syllables)

static void name_of(unsigned *x, char out[64])
{
	out[0] = 0;
	for (int word = 0; word < 2; word++) {
		size_t start = strlen(out);
		for (unsigned i = 0, n = 2 + chance(x) % 2; i < n; i++)
			strcat(out, syllables[chance(x) % SYLLABLES]);
		out[start] = (char)(out[start] - 'a' + 'A');
		if (!word)
			strcat(out, " ");
	}
}

/* As somebody else would write it: doubled letters, an e for an i, the words the other way round. */
static void otherwise(const char *name, char out[160])
{
	const char *blank = strchr(name, ' ');
	char turned[80];
	size_t n = 0;
	snprintf(turned, sizeof turned, "%s %.*s", blank + 1, (int)(blank - name), name);
	for (const char *p = turned; *p; p++) {
		out[n++] = *p == 'i' ? 'e' : *p == 'u' ? 'o' : *p;
		if (*p == 'm' || *p == 'd' || *p == 'l')
			out[n++] = *p;
	}
	out[n] = 0;
}

static void fill(struct store *s, char (*ids)[ID_TEXT], char (*names)[64])
{
	struct clock clock = clock_system();
	struct ids g;
	struct err e = {0};
	unsigned x = 1;
	uint64_t seed = 1;
	ids_init_seeded(&g, &clock, &seed);
	bool good = store_begin(s, &e);
	for (int i = 0; good && i < PEOPLE; i++) {
		struct person_row p = {0};
		struct case_row c = {
			.score = -1, .low = -1, .high = -1, .status = "new", .opened_at = "2026-11-23T09:00:00Z"};
		name_of(&x, names[i]);
		id_new(&g, p.id);
		id_new(&g, c.id);
		memcpy(ids[i], c.id, ID_TEXT);
		memcpy(c.person_id, p.id, ID_TEXT);
		p.name = mem_strdup(names[i]);
		good = store_person_put(s, &p, &e) && store_case_number(s, "HR", 2026, c.number, &e) &&
		       store_case_insert(s, &c, &e);
		person_row_fini(&p);
		case_row_fini(&c);
	}
	if (!good || !store_commit(s, &e)) {
		fprintf(stderr, "filling: %s: %s\n", e.where, e.detail);
		exit(1);
	}
}

/* LIKE '%word%' for each word, as one would write it without keys. Is the person among the first 30? */
static bool by_like(sqlite3_stmt *st, const char *typed, const char *id)
{
	char a[90], b[90];
	const char *blank = strchr(typed, ' ');
	bool found = false;
	snprintf(a, sizeof a, "%%%.*s%%", (int)(blank - typed), typed);
	snprintf(b, sizeof b, "%%%s%%", blank + 1);
	sqlite3_bind_text(st, 1, a, -1, SQLITE_STATIC);
	sqlite3_bind_text(st, 2, b, -1, SQLITE_STATIC);
	while (sqlite3_step(st) == SQLITE_ROW)
		found |= !strcmp((const char *)sqlite3_column_text(st, 0), id);
	sqlite3_reset(st);
	return found;
}

static bool by_sound(struct store *s, const char *typed, const char *id)
{
	struct case_list l = {0};
	struct err e = {0};
	int likeness[30];
	bool found = false;
	if (!store_case_search(s, typed, 30, &l, likeness, &e))
		fprintf(stderr, "search: %s\n", e.detail);
	for (int i = 0; i < l.n; i++)
		found |= !strcmp(l.at[i].id, id);
	case_list_fini(&l);
	return found;
}

int main(void)
{
	static char ids[PEOPLE][ID_TEXT], names[PEOPLE][64];
	char folder[64], path[96];
	struct err e = {0};
	sqlite3 *db;
	sqlite3_stmt *st;
	folder_make(folder);
	snprintf(path, sizeof path, "%s/sarai.db", folder);
	struct store *s = store_open(path, STORE_CREATE, &e);
	if (!s) {
		fprintf(stderr, "%s\n", e.detail);
		return 1;
	}
	fill(s, ids, names);
	sqlite3_open(path, &db);
	if (sqlite3_prepare_v2(db,
			       "select c.id from person p join case_file c on c.person_id = p.id "
			       "where p.name like ? and p.name like ? limit 30",
			       -1, &st, NULL) != SQLITE_OK) {
		fprintf(stderr, "%s\n", sqlite3_errmsg(db));
		return 1;
	}
	heading("A name among 20,000 people");
	for (int spelled = 0; spelled < 2; spelled++) {
		double sound = 0, like = 0;
		int sound_found = 0, like_found = 0;
		unsigned x = 77;
		char typed[160];
		for (int i = 0; i < QUESTIONS; i++) {
			unsigned who = chance(&x) % PEOPLE;
			if (spelled)
				otherwise(names[who], typed);
			else
				snprintf(typed, sizeof typed, "%s", names[who]);
			double start = seconds(CLOCK_MONOTONIC);
			sound_found += by_sound(s, typed, ids[who]);
			sound += seconds(CLOCK_MONOTONIC) - start;
			start = seconds(CLOCK_MONOTONIC);
			like_found += by_like(st, typed, ids[who]);
			like += seconds(CLOCK_MONOTONIC) - start;
		}
		const char *how = spelled ? "spelled otherwise" : "spelled as kept";
		beside(how, "ms", "by sound", sound / QUESTIONS * 1e3, "LIKE", like / QUESTIONS * 1e3);
		printf("  %-34s by sound %d of %d, LIKE %d of %d\n", "... and found", sound_found, QUESTIONS,
		       like_found, QUESTIONS);
	}
	sqlite3_finalize(st);
	sqlite3_close(db);
	store_close(&s);
	folder_remove(folder);
	return 0;
}
