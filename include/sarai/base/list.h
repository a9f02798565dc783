/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Lists of choices: a code that is stored and a label that is shown. They come from config/lists, from iso-codes,
 * from the factor catalogue, or are made for one form.
 */
#ifndef SARAI_BASE_LIST_H
#define SARAI_BASE_LIST_H

#include <stdbool.h>

#include <sarai/base/inidoc.h>

struct option {
	char *code, *label; /* owned by the list */
};

struct option_list {
	char *name;
	struct option *at;
	int n, cap;
	char **folded; /* n; made at the first search */
};

struct option_lists {
	struct option_list **at; /* owned */
	int n, cap;
};

struct option_list *option_list_new(const char *name);
void option_list_add(struct option_list *l, const char *code, const char *label);
int option_list_find(const struct option_list *l, const char *code); /* index or -1 */
void option_list_free(struct option_list **l);
/* The label as text_fold gives it, folded once for the whole list. Borrowed. */
const char *option_list_folded(const struct option_list *l, int i);

/* [list] with code = Label lines. */
struct option_list *option_list_parse(const char *name, const struct ini_doc *doc, struct diags *d);

void option_lists_put(struct option_lists *ls, struct option_list *l); /* takes l; replaces one of the same name */
const struct option_list *option_lists_get(const struct option_lists *ls, const char *name); /* NULL when absent */
void option_lists_fini(struct option_lists *ls);

#endif
