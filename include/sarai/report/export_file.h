/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Files that leave the program: whole or not at all, and for their owner alone.
 */
#ifndef SARAI_REPORT_EXPORT_FILE_H
#define SARAI_REPORT_EXPORT_FILE_H

#include <stddef.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/report/export_file.h>

/* Write a file (mode 0600): beside it first, then in its place. What was there is replaced; a link or a folder of that
 * name is refused. */
bool export_file_write(const char *path, const char *bytes, size_t n, struct err *e);

/* The folder for what is printed from within the program: `exports` beside the database, made (mode 0700) when it is
 * not there. A free name in it: NAME.SUFFIX, or NAME-2.SUFFIX and so on. Owned; NULL on failure. */
char *export_file_name(const struct session *s, const char *name, const char *suffix, struct err *e);

#endif
