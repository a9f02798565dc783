/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: making the lines on top of a section.
 */
#ifndef SARAI_VIEW_CHECKLIST_H
#define SARAI_VIEW_CHECKLIST_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/edit/kind.h>
#include <sarai/view/check_lines.h>

/* Empty for sections that have none. */
bool checklist_read(struct session *s, const char *case_id, enum case_section section, struct checklist *out,
		    struct err *e);

#endif
