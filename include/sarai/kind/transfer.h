/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_TRANSFER_H
#define SARAI_KIND_TRANSFER_H

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/list.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

struct edit;

/* Names to choose from: the accounts; without any, whoever has open cases, and this person. Owned. NULL on failure. */
struct option_list *colleagues_read(struct session *s, const char *list_name, struct err *e);

/* Give these cases to a colleague, all or none. */
bool cases_assign(struct session *s, const char (*case_ids)[ID_TEXT], int n, const char *to, const char *reason,
		  struct err *e);
bool transfer_answer(struct session *s, const char *transfer_id, const char *answer, const char *reason, struct err *e);

/* Is a transfer of this case pending? Its id, or "". */
bool transfer_pending(struct session *s, const char *case_id, char id[ID_TEXT], struct err *e);

#endif
