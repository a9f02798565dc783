/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_STATUS_CHANGE_H
#define SARAI_KIND_STATUS_CHANGE_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

struct edit;

/* Change the status by hand, with the reason: a record of kind "status-change" filled in. On hold and duplicate need
 * more than a reason: open that kind. Closing: kind "closure"; handing over: kind "transfer". */
bool case_set_status(struct session *s, const char *case_id, const char *status, const char *reason, struct err *e);

#endif
