/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai user add|change|disable|enable|reset|list` keeps accounts. `sarai audit verify` goes through the audit trail;
 * `sarai audit head` prints its newest digest, to be noted down elsewhere and given to a later verify.
 */
#ifndef SARAI_COMMAND_USER_H
#define SARAI_COMMAND_USER_H

int command_user(int argc, char **argv);
int command_audit(int argc, char **argv);

#endif
