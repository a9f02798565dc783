/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One transaction for whoever works.
 */
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/err.h>
#include <sarai/store/store.h>

bool transaction_begin(struct session *s, bool *own, struct err *e)
{
	*own = !store_in_transaction(s->store);
	if (!*own)
		return true;
	if (!store_begin(s->store, e))
		return false;
	if (session_still_holds(s, e))
		return true;
	store_rollback(s->store);
	return false;
}

bool transaction_end(struct session *s, bool own, bool good, struct err *e)
{
	if (!own)
		return good;
	if (good)
		return store_commit(s->store, e);
	store_rollback(s->store);
	return false;
}
