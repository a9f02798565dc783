/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: lists of words, and the conditions of rules.
 */
#ifndef SARAI_MODEL_CATALOGUE_RULE_H
#define SARAI_MODEL_CATALOGUE_RULE_H

#include <sarai/model/catalogue.h>

/* The next of several words with commas between, trimmed; *list moves behind it. Owned. */
char *catalogue_list_word(const char **list);

/* Read `when` into r. side: 1 where only what raises the score may be asked (>=, = yes), -1 where only what lowers it
 * (<=), 0 either. */
void catalogue_rule_when(const struct catalogue *c, struct rule *r, const char *when, int side, const struct ini_section *s,
			 struct diags *d);

#endif
