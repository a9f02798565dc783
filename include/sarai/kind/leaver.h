/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Somebody leaves the organisation: nobody logs in with the account any more, and no case is left without a worker.
 */
#ifndef SARAI_KIND_LEAVER_H
#define SARAI_KIND_LEAVER_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/draft.h>

struct leaving {
	char name[64], to[64];	  /* as the accounts are named; to "" where there was no case */
	int cases;		  /* that were reassigned */
	struct draft_list drafts; /* that the account leaves, without their content */
};
void leaving_fini(struct leaving *l);

/* All or nothing, in one transaction: assigns the open cases of the account to cases_to (NULL: it has none, or ERR_DATA
 * says how many), disables the account, which ends its sessions, and lists its drafts, which stay. Each step is in the
 * audit log. PERMIT_CONFIGURE, and PERMIT_ASSIGN where there are cases. */
bool account_leave(struct session *s, const char *name, const char *cases_to, struct leaving *out, struct err *e);

#endif
