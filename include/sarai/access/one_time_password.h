/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A password that was handed out works until its first use or for a number of days ([access] once_days).
 */
#ifndef SARAI_ACCESS_ONE_TIME_PASSWORD_H
#define SARAI_ACCESS_ONE_TIME_PASSWORD_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/account.h>

/* Store when the account got its password. Inside the transaction that stores the password. */
bool one_time_password_begin(struct session *s, const char *account, struct err *e);

/* ERR_EXPIRED once the password of an account that still has to change it is too old. Accounts from before this was stored
 * have no such time, and theirs never expires. */
bool one_time_password_holds(struct session *s, const struct account *a, struct err *e);

#endif
