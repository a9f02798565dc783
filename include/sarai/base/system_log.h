/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The system log (syslog, the journal): what an administrator's tools watch for. Names of accounts and addresses, numbers
 * and rights; never anything of the people in the files.
 */
#ifndef SARAI_BASE_SYSTEM_LOG_H
#define SARAI_BASE_SYSTEM_LOG_H

/* Connect while the process can still reach the log. Not needed by a command that is not confined. */
void system_log_open(void);

/* One line: "EVENT from=SOURCE account=ACCOUNT DETAIL". An empty source or account is "-"; what could look like another
 * field or line is replaced in them, so that a filter (config/fail2ban.sample) can rely on the first two fields. */
void system_log(const char *event, const char *source, const char *account, const char *detail);

#endif
