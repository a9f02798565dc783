/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai notify`: run by a timer every few minutes, it writes messages about urgent matters into a folder that the site's
 * mailer takes, and a line into the system log.
 */
#ifndef SARAI_COMMAND_NOTIFY_H
#define SARAI_COMMAND_NOTIFY_H

int command_notify(int argc, char **argv);

#endif
