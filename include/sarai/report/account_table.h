/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Accounts as tables: a list of new ones to add, and the list of all.
 */
#ifndef SARAI_REPORT_ACCOUNT_TABLE_H
#define SARAI_REPORT_ACCOUNT_TABLE_H

#include <sarai/access/account.h>
#include <sarai/access/session.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/store/account.h>

/* Add every account of a CSV file: columns name and role, and full_name, team, office. The whole file is checked first:
 * with one finding nothing is added, and d says all that is wrong. dry_run: only checks. made is called after each account
 * with its password to hand over; *n counts them, also when a later one fails (*e). */
bool accounts_import(struct session *s, const char *path, bool dry_run,
		     void (*made)(void *ctx, const struct account_facts *f, const char *once), void *ctx, int *n,
		     struct diags *d, struct err *e);

/* The list of all, one row an account: as CSV with a header, or as a JSON array in one line. Owned. */
char *accounts_csv(const struct account_list *l);
char *accounts_json(const struct account_list *l);

#endif
