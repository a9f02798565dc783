/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An ordered list of names and values: the answers of a form, the content of a draft, what changed in a save.
 * An empty value is the same as no value: it is not kept.
 */
#ifndef SARAI_BASE_PAIRS_H
#define SARAI_BASE_PAIRS_H

#include <stdbool.h>

struct pair {
	char *name, *value; /* owned */
};

struct pairs {
	struct pair *at;
	int n, cap;
};

/* Set, replace, or (value NULL or "") remove. The order is that of first setting. */
void pairs_set(struct pairs *p, const char *name, const char *value);
const char *pairs_get(const struct pairs *p, const char *name); /* borrowed; "" when absent */
bool pairs_has(const struct pairs *p, const char *name);
void pairs_copy(struct pairs *to, const struct pairs *from); /* to is replaced */
bool pairs_equal(const struct pairs *a, const struct pairs *b); /* order does not matter */
void pairs_clear(struct pairs *p); /* empty, frees the memory too */

/* Call each(ctx, name, old, new) for every name whose value differs; absent is "". */
void pairs_diff(const struct pairs *old_pairs, const struct pairs *new_pairs,
		void (*each)(void *ctx, const char *name, const char *old_value, const char *new_value), void *ctx);

/* One line per pair, "name=value" with backslash escapes for \\, newline and '='; and back. */
char *pairs_to_text(const struct pairs *p); /* owned */
bool pairs_from_text(struct pairs *p, const char *text);

#endif
