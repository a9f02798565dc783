/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The files of config/ (and the lists made from iso-codes), compiled in: the program runs without any file beside it.
 * The table is made by the Makefile.
 */
#ifndef SARAI_BASE_BUILTIN_H
#define SARAI_BASE_BUILTIN_H

#include <stddef.h>

struct builtin_file {
	const char *name; /* "factors.ini", "forms/screening.ini", "lists/country.ini" */
	const char *data;
	size_t size;
};

extern const struct builtin_file builtin_files[];
extern const int builtin_count;

const struct builtin_file *builtin_get(const char *name); /* NULL when there is none */

#endif
