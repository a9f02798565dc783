/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_ACCESS_CASE_MASK_H
#define SARAI_ACCESS_CASE_MASK_H

#include <sarai/access/session.h>
#include <sarai/store/casefile.h>

/* A row in a list: of what one does not reach only the number; the name only where one may see names. */
void case_row_show(const struct session *s, struct case_row *c);

/* The row of a case that is open: the name is for those who may see names; access for a time counts. */
void case_row_mask(struct session *s, struct case_row *c);

#endif
