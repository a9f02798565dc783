/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the kinds of records ask of the forms. The list comes from kind/, which stands above the configuration.
 */
#ifndef SARAI_CONFIG_FORM_USE_H
#define SARAI_CONFIG_FORM_USE_H

#include <stdbool.h>

#include <sarai/base/diag.h>

struct config;

struct form_use {
	const char *kind, *form;
	const char *needs; /* fields that the program works with, blanks between; NULL for none */
};

/* The use that kind number i makes of its form; false: there are no more. */
bool form_use_get(int i, struct form_use *out);

/* Take the kinds that forms of a site make of themselves ([kind]); those taken before are dropped. What is wrong with them
 * is added to d. Called whenever a configuration has been read. */
void form_use_take(const struct config *c, struct diags *d);

#endif
