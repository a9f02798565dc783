/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/list.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>

struct option_list *option_list_new(const char *name)
{
	struct option_list *l = mem_alloc(sizeof *l);
	l->name = mem_strdup(name);
	return l;
}

static void forget_folded(struct option_list *l)
{
	for (int i = 0; l->folded && i < l->n; i++)
		free(l->folded[i]);
	free(l->folded);
	l->folded = NULL;
}

void option_list_add(struct option_list *l, const char *code, const char *label)
{
	forget_folded(l);
	l->at = mem_grow(l->at, &l->cap, l->n + 1, sizeof *l->at);
	l->at[l->n++] = (struct option){mem_strdup(code), mem_strdup(label)};
}

int option_list_find(const struct option_list *l, const char *code)
{
	for (int i = 0; i < l->n; i++) {
		if (!strcmp(l->at[i].code, code))
			return i;
	}
	return -1;
}

const char *option_list_folded(const struct option_list *list, int i)
{
	struct option_list *l = (struct option_list *)list; /* what it holds is the same afterwards */
	if (!l->folded) {
		l->folded = mem_alloc((size_t)l->n * sizeof *l->folded);
		for (int k = 0; k < l->n; k++)
			l->folded[k] = text_fold(l->at[k].label);
	}
	return l->folded[i];
}

void option_list_free(struct option_list **l)
{
	if (!*l)
		return;
	forget_folded(*l);
	for (int i = 0; i < (*l)->n; i++) {
		free((*l)->at[i].code);
		free((*l)->at[i].label);
	}
	free((*l)->at);
	free((*l)->name);
	free(*l);
	*l = NULL;
}

struct option_list *option_list_parse(const char *name, const struct ini_doc *doc, struct diags *d)
{
	struct option_list *l = option_list_new(name);
	for (int i = 0; i < doc->n; i++) {
		const struct ini_section *s = &doc->at[i];
		if (strcmp(s->name, "list")) {
			diag_add(d, s->file, s->line, "[%s] is not known in a list; only [list] is", s->name);
			continue;
		}
		for (int k = 0; k < s->n; k++) {
			const struct ini_entry *e = &s->at[k];
			if (!*e->value)
				diag_add(d, e->file, e->line, "%s has no label; write %s = what people read", e->key, e->key);
			else if (strpbrk(e->key, " ="))
				diag_add(d, e->file, e->line, "the code '%s' may hold no blank", e->key);
			else
				option_list_add(l, e->key, e->value);
		}
	}
	if (!inidoc_section(doc, "list"))
		diag_add(d, doc->file, 0, "there is no [list] in it");
	return l;
}

void option_lists_put(struct option_lists *ls, struct option_list *l)
{
	for (int i = 0; i < ls->n; i++) {
		if (!strcmp(ls->at[i]->name, l->name)) {
			option_list_free(&ls->at[i]);
			ls->at[i] = l;
			return;
		}
	}
	ls->at = mem_grow(ls->at, &ls->cap, ls->n + 1, sizeof *ls->at);
	ls->at[ls->n++] = l;
}

const struct option_list *option_lists_get(const struct option_lists *ls, const char *name)
{
	for (int i = 0; ls && i < ls->n; i++) {
		if (!strcmp(ls->at[i]->name, name))
			return ls->at[i];
	}
	return NULL;
}

void option_lists_fini(struct option_lists *ls)
{
	for (int i = 0; i < ls->n; i++)
		option_list_free(&ls->at[i]);
	free(ls->at);
	memset(ls, 0, sizeof *ls);
}
