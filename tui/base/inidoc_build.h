/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How the reader fills a document.
 */
#ifndef SARAI_BASE_INIDOC_BUILD_H
#define SARAI_BASE_INIDOC_BUILD_H

#include <sarai/base/inidoc.h>

/* false, with a finding, when it is there already. */
bool ini_build_section(struct ini_doc *doc, const char *name, size_t n, int line, struct diags *d);
bool ini_build_key(struct ini_doc *doc, const char *key, const char *value, int line, struct diags *d);
void ini_build_continue(struct ini_doc *doc, const char *more, size_t n); /* the last key's value goes on */

#endif
