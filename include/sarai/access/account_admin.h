/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_ACCESS_ACCOUNT_ADMIN_H
#define SARAI_ACCESS_ACCOUNT_ADMIN_H

#include <sarai/access/account.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/crypto/password.h>
#include <sarai/store/account.h>

/* A password to hand over comes back in once; it has to be changed at the first login. */
bool account_add(struct session *s, const struct account_facts *f, char once[PASSWORD_ONCE], struct err *e);

/* NULL facts stay as they are. */
bool account_change(struct session *s, const struct account_facts *f, struct err *e);
bool account_disable(struct session *s, const char *name, bool disable, struct err *e);
bool account_reset(struct session *s, const char *name, char once[PASSWORD_ONCE], struct err *e);
bool accounts_list(struct session *s, struct account_list *out, struct err *e); /* without passwords */

/* The first administrator, only while there is no account at all. */
bool account_first(struct session *s, const char *name, const char *full_name, const char *password, struct err *e);

#endif
