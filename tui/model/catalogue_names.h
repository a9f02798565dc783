/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: the sections of a catalogue's file, and their names.
 */
#ifndef SARAI_MODEL_CATALOGUE_NAMES_H
#define SARAI_MODEL_CATALOGUE_NAMES_H

#include <sarai/model/catalogue.h>

enum catalogue_kind {
	CATALOGUE_LEVEL,
	CATALOGUE_BAND,
	CATALOGUE_FACTOR,
	CATALOGUE_FLAG,
	CATALOGUE_RULE,
	CATALOGUE_KINDS
};

/* "[factor age]" is a FACTOR named "age" (borrowed); KINDS for what is none of these. */
enum catalogue_kind catalogue_kind_of(const struct ini_section *s, const char **name);

/* [a-z][a-z0-9_]*, at most 40; `dash`: or '-'. */
bool catalogue_name_good(const char *name, bool dash);

/* A row for each section of the file, in its order, with its name, and the indexes: anything can then refer to
 * anything. A section whose name is refused has its row too, so that what it holds is still looked at. */
void catalogue_gather_names(struct catalogue *c, const struct ini_doc *doc, struct diags *d);

#endif
