/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_SCREENING_H
#define SARAI_KIND_SCREENING_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

bool before_screening(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e);

#endif
