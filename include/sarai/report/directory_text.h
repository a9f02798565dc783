/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * An entry of the service directory as a page.
 */
#ifndef SARAI_REPORT_DIRECTORY_TEXT_H
#define SARAI_REPORT_DIRECTORY_TEXT_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/kind/directory.h>
#include <sarai/report/directory_text.h>
#include <sarai/report/paper.h>

void directory_paper(struct session *s, const struct directory_entry *d, struct paper *out);

/* Write it as PDF into the folder of exports; the file's name in *path (owned). */
bool directory_print(struct session *s, const struct directory_entry *d, char **path, struct err *e);

#endif
