/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_ACCESS_TRANSACTION_H
#define SARAI_ACCESS_TRANSACTION_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>

/* Begin a transaction unless one is open; *own says which. ERR_ENDED: the account is not what it was at the login. End it
 * as it went. */
bool transaction_begin(struct session *s, bool *own, struct err *e);
bool transaction_end(struct session *s, bool own, bool good, struct err *e);

#endif
