/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_CASE_STEPS_H
#define SARAI_KIND_CASE_STEPS_H

#include <sarai/store/casefile.h>

/* Move the status by what the head says has been done. in_force: the plan is agreed, and approved where it must be;
 * begun: a contact was made, or an action taken up. */
void case_row_step(struct case_row *c, const char *kind, bool in_force, bool begun);

#endif
