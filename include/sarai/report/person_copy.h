/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A person's own copy of their file, as text and as PDF, into the exports folder.
 */
#ifndef SARAI_REPORT_PERSON_COPY_H
#define SARAI_REPORT_PERSON_COPY_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/report/paper.h>
#include <sarai/report/person_copy.h>
#include <sarai/view/person_copy.h>

/* The page. paper_fini it. */
void person_copy_paper(const struct session *s, const struct person_copy *c, struct paper *out);

/* Read, write the file (mode 0600), and tell that it was made; without the telling the file does not stay. pdf:
 * otherwise text. The file's name, owned; NULL on failure. */
char *person_copy_write(struct session *s, const char *case_id, bool pdf, const char *given_to, struct err *e);

#endif
