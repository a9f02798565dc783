/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Themes: for each role the attributes and colours, as "bold reverse" or "bold white on red".
 */
#include <string.h>

#include "terminal.h"

static const char *const role_names[] = {
#define X(id, name) name,
	ROLE_TABLE(X)
#undef X
};

static const struct {
	const char *name;
	attr_t attribute;
} attributes[] = {{"normal", A_NORMAL}, {"bold", A_BOLD}, {"reverse", A_REVERSE}, {"underline", A_UNDERLINE}, {"dim", A_DIM}, {"standout", A_STANDOUT}};

static const char *const colours[] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};

#define COUNT(a) (int)(sizeof(a) / sizeof *(a))

static int index_of(const char *const *names, int n, const char *word, size_t len)
{
	for (int i = 0; i < n; i++) {
		if (strlen(names[i]) == len && !strncmp(names[i], word, len))
			return i;
	}
	return -1;
}

static bool take_word(struct look *l, const char *word, size_t len, bool back)
{
	int colour = index_of(colours, COUNT(colours), word, len);
	if (colour >= 0) {
		*(back ? &l->back : &l->front) = (short)colour;
		return true;
	}
	for (int i = 0; i < COUNT(attributes); i++) {
		if (strlen(attributes[i].name) == len && !strncmp(attributes[i].name, word, len)) {
			l->attributes |= attributes[i].attribute;
			return true;
		}
	}
	return false;
}

static void take_entry(struct theme *th, const struct ini_entry *e, struct diags *d)
{
	int role = index_of(role_names, ROLE_COUNT, e->key, strlen(e->key));
	bool back = false;
	if (role < 0) {
		if (d)
			diag_add(d, e->file, e->line, "%s is not a role of a theme", e->key);
		return;
	}
	for (const char *s = e->value; *s;) {
		size_t len = strcspn(s, " ");
		if (len == 2 && !strncmp(s, "on", 2))
			back = true;
		else if (!take_word(&th->looks[role], s, len, back) && d)
			diag_add(d, e->file, e->line, "'%.*s' is neither an attribute (bold, reverse, underline, dim, standout) nor a colour",
				 (int)len, s);
		s += len;
		s += strspn(s, " ");
	}
}

void theme_read(struct theme *th, const struct ini_doc *doc, struct diags *d)
{
	memset(th, 0, sizeof *th);
	for (int i = 0; i < ROLE_COUNT; i++)
		th->looks[i].front = th->looks[i].back = -1;
	for (int i = 0; doc && i < doc->n; i++) {
		const struct ini_section *s = &doc->at[i];
		if (strcmp(s->name, "theme")) {
			if (d)
				diag_add(d, s->file, s->line, "[%s] is not known in a theme; only [theme] is", s->name);
			continue;
		}
		for (int k = 0; k < s->n; k++)
			take_entry(th, &s->at[k], d);
	}
}

void theme_check(const struct ini_doc *doc, struct diags *d)
{
	struct theme th;
	theme_read(&th, doc, d);
}

void theme_apply(struct term *t, const struct theme *th, bool colour)
{
	for (int i = 0; i < ROLE_COUNT; i++) {
		const struct look *l = &th->looks[i];
		t->looks[i] = l->attributes;
		t->pairs[i] = 0;
		if (colour && (l->front >= 0 || l->back >= 0) && init_pair((short)(i + 1), l->front, l->back) == OK)
			t->pairs[i] = (short)(i + 1);
	}
}
