/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys declared as a table, filled into a struct.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>

bool ini_int(const char *s, long min, long max, long *out)
{
	char *end;
	size_t digits = strspn(s + (*s == '-'), "0123456789");
	if (!digits || s[(*s == '-') + digits])
		return false;
	errno = 0;
	long v = strtol(s, &end, 10);
	if (errno || v < min || v > max)
		return false;
	*out = v;
	return true;
}

static bool is_word(const char *s)
{
	if (*s < 'a' || *s > 'z')
		return false;
	for (; *s; s++) {
		if (!(*s >= 'a' && *s <= 'z') && !(*s >= '0' && *s <= '9') && *s != '_' && *s != '-')
			return false;
	}
	return true;
}

/* Which of the words of a list it is; -1 when none. */
static int choice_of(const char *choices, const char *s)
{
	size_t n = strlen(s);
	for (int i = 0; *choices; i++) {
		size_t len = strcspn(choices, " ");
		if (len == n && !strncmp(choices, s, n))
			return i;
		choices += len;
		choices += strspn(choices, " ");
	}
	return -1;
}

static void take_text(void *to, const char *value)
{
	char **p = to;
	free(*p);
	*p = mem_strdup(value);
}

static bool fill_one(const struct ini_entry *e, const struct ini_key *k, void *to, struct diags *d)
{
	static const char *const words = "no yes off on false true 0 1";
	const char *v = e->value;
	long number;
	int which;
	switch (k->type) {
	case INI_TEXT:
		if (k->max && text_length(v) > k->max) {
			diag_add(d, e->file, e->line, "%s has %d characters, at most %ld fit", k->key, text_length(v), k->max);
			return false;
		}
		take_text(to, v);
		return true;
	case INI_WORD:
		if (!is_word(v)) {
			diag_add(d, e->file, e->line, "%s = %s: use small letters, digits, _ and -, beginning with a letter", k->key, v);
			return false;
		}
		take_text(to, v);
		return true;
	case INI_INT:
		if (!ini_int(v, k->min, k->max, &number)) {
			diag_add(d, e->file, e->line, "%s = %s: give a whole number from %ld to %ld", k->key, v, k->min, k->max);
			return false;
		}
		*(int *)to = (int)number;
		return true;
	case INI_BOOL:
		which = choice_of(words, v);
		if (which < 0) {
			diag_add(d, e->file, e->line, "%s = %s: say yes or no", k->key, v);
			return false;
		}
		*(bool *)to = which % 2;
		return true;
	case INI_CHOICE:
		which = choice_of(k->choices, v);
		if (which < 0) {
			diag_add(d, e->file, e->line, "%s = %s: choose one of: %s", k->key, v, k->choices);
			return false;
		}
		*(int *)to = which;
		return true;
	}
	return false;
}

static const struct ini_key *key_of(const struct ini_key *table, int n, const char *name)
{
	for (int i = 0; i < n; i++) {
		if (!strcmp(table[i].key, name))
			return &table[i];
	}
	return NULL;
}

/* The known key a mistyped one is most like; NULL when none is near. */
static const char *nearest(const struct ini_key *table, int n, const char *name)
{
	int best = 850;
	const char *found = NULL;
	for (int i = 0; i < n; i++) {
		int like = text_likeness(table[i].key, name);
		if (like > best) {
			best = like;
			found = table[i].key;
		}
	}
	return found;
}

bool inidoc_fill(const struct ini_doc *doc, const struct ini_section *s, const struct ini_key *table, int n, void *out,
		 bool (*also_ok)(const char *key), struct diags *d)
{
	int before = d->n;
	(void)doc;
	for (int i = 0; i < s->n; i++) {
		const struct ini_entry *e = &s->at[i];
		const struct ini_key *k = key_of(table, n, e->key);
		if (!k && also_ok && also_ok(e->key))
			continue;
		if (!k) {
			const char *meant = nearest(table, n, e->key);
			diag_add(d, e->file, e->line, "%s is not a key of [%s]%s%s%s", e->key, s->name, meant ? "; is " : "",
				 meant ? meant : "", meant ? " meant?" : "");
		} else if (!*e->value && (k->required || k->type != INI_TEXT)) {
			diag_add(d, e->file, e->line, "%s has no value", e->key);
		} else {
			fill_one(e, k, (char *)out + k->offset, d);
		}
	}
	for (int i = 0; i < n; i++) {
		if (table[i].required && !inidoc_entry(s, table[i].key))
			diag_add(d, s->file, s->line, "[%s] needs a key %s", s->name, table[i].key);
	}
	return d->n == before;
}
