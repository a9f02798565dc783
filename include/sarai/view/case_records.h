/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_CASE_RECORDS_H
#define SARAI_VIEW_CASE_RECORDS_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/edit/kind.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

/* The records of a kind (NULL: of all) in a case, newest first, without their answers. Restricted ones as in
 * section_read; a restricted kind by itself is refused without the permission. */
bool records_list(struct session *s, const char *case_id, const char *kind, struct record_list *out, struct err *e);

/* Those of all kinds in a section, newest first, each correction behind what it corrects, without their answers. Without
 * the permission, restricted ones are there as "restricted-note", whatever they are: that there is something may be
 * known, not what. */
bool section_read(struct session *s, const char *case_id, enum case_section section, struct record_list *out,
		  struct err *e);
bool history_read(struct session *s, const char *case_id, int limit, struct history_list *out, struct err *e);

#endif
