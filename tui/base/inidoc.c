/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The document: sections and keys in the order of the file, and a site's file laid over a built-in one.
 */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/base/str.h>

#include "inidoc_build.h"

static struct ini_section *find_section(const struct ini_doc *doc, const char *name)
{
	int i = names_find(&doc->names, name);
	return i < 0 ? NULL : &doc->at[i];
}

static struct ini_entry *find_entry(const struct ini_section *s, const char *key)
{
	int i = s ? names_find(&s->keys, key) : -1;
	return i < 0 ? NULL : &s->at[i];
}

static struct ini_section *add_section(struct ini_doc *doc, char *name, const char *file, int line)
{
	doc->at = mem_grow(doc->at, &doc->cap, doc->n + 1, sizeof *doc->at);
	doc->at[doc->n] = (struct ini_section){.name = name, .file = mem_strdup(file), .line = line};
	names_put(&doc->names, name, doc->n);
	return &doc->at[doc->n++];
}

static void add_entry(struct ini_section *s, const char *key, const char *value, const char *file, int line)
{
	s->at = mem_grow(s->at, &s->cap, s->n + 1, sizeof *s->at);
	s->at[s->n++] = (struct ini_entry){mem_strdup(key), mem_strdup(value), mem_strdup(file), line};
	names_put(&s->keys, s->at[s->n - 1].key, s->n - 1);
}

static void free_entry(struct ini_entry *e)
{
	free((char *)e->key);
	free((char *)e->value);
	free((char *)e->file);
}

bool ini_build_section(struct ini_doc *doc, const char *name, size_t n, int line, struct diags *d)
{
	char *copy = mem_strndup(name, n);
	const struct ini_section *there = find_section(doc, copy);
	if (there) {
		diag_add(d, doc->file, line, "[%s] is there twice, first in line %d", copy, there->line);
		free(copy);
		return false;
	}
	add_section(doc, copy, doc->file, line);
	return true;
}

bool ini_build_key(struct ini_doc *doc, const char *key, const char *value, int line, struct diags *d)
{
	struct ini_section *s = &doc->at[doc->n - 1];
	const struct ini_entry *there = find_entry(s, key);
	if (there) {
		diag_add(d, doc->file, line, "%s is there twice in [%s], first in line %d", key, s->name, there->line);
		return false;
	}
	add_entry(s, key, value, doc->file, line);
	return true;
}

void ini_build_continue(struct ini_doc *doc, const char *more, size_t n)
{
	struct ini_section *s = &doc->at[doc->n - 1];
	struct ini_entry *e = &s->at[s->n - 1];
	struct str joined = {0};
	if (!n)
		return;
	str_add(&joined, e->value);
	if (joined.len)
		str_add_char(&joined, ' ');
	str_add_n(&joined, more, n);
	free((char *)e->value);
	e->value = str_take(&joined);
}

void inidoc_free(struct ini_doc **doc)
{
	if (!*doc)
		return;
	for (int i = 0; i < (*doc)->n; i++) {
		struct ini_section *s = &(*doc)->at[i];
		for (int k = 0; k < s->n; k++)
			free_entry(&s->at[k]);
		names_fini(&s->keys);
		free(s->at);
		free((char *)s->name);
		free((char *)s->file);
	}
	names_fini(&(*doc)->names);
	free((*doc)->at);
	free((*doc)->file);
	free((*doc)->source);
	free(*doc);
	*doc = NULL;
}

const struct ini_section *inidoc_section(const struct ini_doc *doc, const char *name)
{
	return doc ? find_section(doc, name) : NULL;
}

const struct ini_entry *inidoc_entry(const struct ini_section *s, const char *key)
{
	return find_entry(s, key);
}

bool inidoc_is(const struct ini_section *s, const char *kind, const char **name)
{
	size_t n = strlen(kind);
	if (strncmp(s->name, kind, n))
		return false;
	if (!name)
		return !s->name[n];
	if (s->name[n] != ' ')
		return false;
	*name = s->name + n + strspn(s->name + n, " ");
	return true;
}

void inidoc_overlay(struct ini_doc *base, const struct ini_doc *site)
{
	for (int i = 0; i < site->n; i++) {
		const struct ini_section *from = &site->at[i];
		struct ini_section *to = find_section(base, from->name);
		if (!to)
			to = add_section(base, mem_strdup(from->name), from->file, from->line);
		for (int k = 0; k < from->n; k++) {
			const struct ini_entry *e = &from->at[k];
			struct ini_entry *old = find_entry(to, e->key);
			if (old) {
				free((char *)old->value);
				free((char *)old->file);
				*old = (struct ini_entry){old->key, mem_strdup(e->value), mem_strdup(e->file), e->line};
			} else {
				add_entry(to, e->key, e->value, e->file, e->line);
			}
		}
	}
}
