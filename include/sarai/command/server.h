/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How this server is set up, as `sarai setup` has recorded it.
 */
#ifndef SARAI_COMMAND_SERVER_H
#define SARAI_COMMAND_SERVER_H

#include <stdbool.h>

#include <sarai/base/err.h>

/* Where the server's files lie. */
#define SYSTEM_FOLDER "/var/lib/sarai"
#define SYSTEM_DATABASE SYSTEM_FOLDER "/sarai.db"
#define SYSTEM_CONFIG "/etc/sarai"
#define SYSTEM_SETUP SYSTEM_CONFIG "/setup" /* how this server is set up: one word, "service" or "shared" */
#define SYSTEM_KEYS "/etc/ssh/sarai_authorized_keys" /* of people, for sshd, in the set-up "service" */
#define SYSTEM_USER "sarai" /* the service account, and the group of the shared set-up */

/* The set-up that is recorded in SYSTEM_SETUP; false: none is. */
bool server_setup(char name[16]);
/* Has this machine a database for all? Then nobody gets one of their own without asking for it by name. */
bool server_here(void);
int server_refuse(void); /* says why, and what to run; the exit status */
bool server_record(const char *root, const char *setup, struct err *e);

#endif
