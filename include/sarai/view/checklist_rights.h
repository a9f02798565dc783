/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_CHECKLIST_RIGHTS_H
#define SARAI_VIEW_CHECKLIST_RIGHTS_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/casefile.h>
#include <sarai/view/check_lines.h>

/* Consent and its withdrawals, corrections that are open, until when the file is kept. */
bool rights_checklist(struct session *s, const struct case_row *k, struct checklist *to, struct err *e);

#endif
