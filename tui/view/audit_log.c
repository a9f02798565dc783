/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The audit log as a person reads it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/edit/kind.h>
#include <sarai/model/permit.h>
#include <sarai/store/audit.h>
#include <sarai/view/audit_log.h>

bool audit_read(struct session *s, const struct audit_filter *f, struct audit_list *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (!session_may(s, PERMIT_AUDIT, e) || !store_audit_list(s->store, f, out, e))
		return false;
	/* The trail is of many cases: what they are is for those who may see it in all. */
	bool seen = (s->permits & PERMIT_BIT(PERMIT_RESTRICTED)) && s->scope[PERMIT_RESTRICTED] == SCOPE_ALL;
	for (int i = 0; !seen && i < out->n; i++) {
		struct audit_entry *a = &out->at[i];
		const struct kind *k = kind_get(a->kind);
		if (!k || !k->restricted)
			continue;
		snprintf(a->kind, sizeof a->kind, RESTRICTED_KIND);
		free(a->detail);
		a->detail = mem_strdup("Restricted note");
	}
	return true;
}
