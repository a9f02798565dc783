/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_DOCUMENTS_H
#define SARAI_KIND_DOCUMENTS_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

bool before_document(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e);
bool before_journey(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e);
bool before_contact(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e);

#endif
