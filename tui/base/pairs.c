/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>

static int find(const struct pairs *p, const char *name)
{
	for (int i = 0; i < p->n; i++) {
		if (!strcmp(p->at[i].name, name))
			return i;
	}
	return -1;
}

void pairs_set(struct pairs *p, const char *name, const char *value)
{
	int i = find(p, name);
	if (!value || !*value) {
		if (i < 0)
			return;
		free(p->at[i].name);
		free(p->at[i].value);
		memmove(p->at + i, p->at + i + 1, (size_t)(p->n - i - 1) * sizeof *p->at);
		p->n--;
		return;
	}
	char *copy = mem_strdup(value); /* before the old one goes: value may be it */
	if (i < 0) {
		p->at = mem_grow(p->at, &p->cap, p->n + 1, sizeof *p->at);
		i = p->n++;
		p->at[i].name = mem_strdup(name);
	} else {
		free(p->at[i].value);
	}
	p->at[i].value = copy;
}

const char *pairs_get(const struct pairs *p, const char *name)
{
	int i = find(p, name);
	return i < 0 ? "" : p->at[i].value;
}

bool pairs_has(const struct pairs *p, const char *name)
{
	return find(p, name) >= 0;
}

void pairs_clear(struct pairs *p)
{
	for (int i = 0; i < p->n; i++) {
		free(p->at[i].name);
		free(p->at[i].value);
	}
	free(p->at);
	memset(p, 0, sizeof *p);
}

void pairs_copy(struct pairs *to, const struct pairs *from)
{
	struct pairs copy = {0};
	for (int i = 0; i < from->n; i++) {
		copy.at = mem_grow(copy.at, &copy.cap, copy.n + 1, sizeof *copy.at);
		copy.at[copy.n].name = mem_strdup(from->at[i].name);
		copy.at[copy.n++].value = mem_strdup(from->at[i].value);
	}
	pairs_clear(to);
	*to = copy;
}

bool pairs_equal(const struct pairs *a, const struct pairs *b)
{
	if (a->n != b->n)
		return false;
	for (int i = 0; i < a->n; i++) {
		if (strcmp(a->at[i].value, pairs_get(b, a->at[i].name)))
			return false;
	}
	return true;
}

void pairs_diff(const struct pairs *old_pairs, const struct pairs *new_pairs,
		void (*each)(void *ctx, const char *name, const char *old_value, const char *new_value), void *ctx)
{
	for (int i = 0; i < old_pairs->n; i++) {
		const char *now = pairs_get(new_pairs, old_pairs->at[i].name);
		if (strcmp(old_pairs->at[i].value, now))
			each(ctx, old_pairs->at[i].name, old_pairs->at[i].value, now);
	}
	for (int i = 0; i < new_pairs->n; i++) {
		if (!pairs_has(old_pairs, new_pairs->at[i].name))
			each(ctx, new_pairs->at[i].name, "", new_pairs->at[i].value);
	}
}

static void escaped(struct str *s, const char *t)
{
	for (; *t; t++) {
		switch (*t) {
		case '\\':
			str_add(s, "\\\\");
			break;
		case '\n':
			str_add(s, "\\n");
			break;
		case '=':
			str_add(s, "\\e");
			break;
		default:
			str_add_char(s, *t);
		}
	}
}

char *pairs_to_text(const struct pairs *p)
{
	struct str s = {0};
	for (int i = 0; i < p->n; i++) {
		escaped(&s, p->at[i].name);
		str_add_char(&s, '=');
		escaped(&s, p->at[i].value);
		str_add_char(&s, '\n');
	}
	return str_take(&s);
}

static bool unescaped(const char *t, size_t n, struct str *out)
{
	str_clear(out);
	for (size_t i = 0; i < n; i++) {
		if (t[i] != '\\') {
			str_add_char(out, t[i]);
			continue;
		}
		if (++i == n)
			return false;
		if (t[i] == '\\')
			str_add_char(out, '\\');
		else if (t[i] == 'n')
			str_add_char(out, '\n');
		else if (t[i] == 'e')
			str_add_char(out, '=');
		else
			return false;
	}
	return true;
}

bool pairs_from_text(struct pairs *p, const char *text)
{
	struct str name = {0}, value = {0};
	bool ok = true;
	pairs_clear(p);
	while (ok && *text) {
		const char *end = strchr(text, '\n');
		const char *equals = strchr(text, '=');
		if (!end || !equals || equals > end) {
			ok = false;
			break;
		}
		ok = unescaped(text, (size_t)(equals - text), &name) &&
		     unescaped(equals + 1, (size_t)(end - equals - 1), &value);
		if (ok)
			pairs_set(p, str_text(&name), str_text(&value));
		text = end + 1;
	}
	str_fini(&name);
	str_fini(&value);
	return ok;
}
