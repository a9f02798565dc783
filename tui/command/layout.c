/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The two ways to set up a server, as tables: what lies where, whose it is, and who may do what with it.
 */
#include <sarai/command/backup.h>
#include <sarai/command/setup.h>
#include <sarai/command/workplace.h>

#define PROGRAM SARAI_PREFIX "/bin/sarai"
#define BACKUPS "/var/backups/sarai"

/* (a) Everything is one account's, and nobody but sshd becomes it: each key runs the program for one person. */
static const struct place service[] = {
	{PLACE_PROGRAM, PROGRAM, "root", "root", 0755},
	{PLACE_FOLDER, SYSTEM_CONFIG, "root", "root", 0755},
	{PLACE_FOLDER, SYSTEM_FOLDER, SYSTEM_USER, SYSTEM_USER, 0700},
	{PLACE_DATABASE, SYSTEM_DATABASE, SYSTEM_USER, SYSTEM_USER, 0600},
	{PLACE_KEY, SYSTEM_FOLDER "/sarai.key", SYSTEM_USER, SYSTEM_USER, 0600},
	{PLACE_FILE, SYSTEM_FOLDER "/passwords.lock", SYSTEM_USER, SYSTEM_USER, 0600},
	{PLACE_FOLDER, SYSTEM_FOLDER "/exports", SYSTEM_USER, SYSTEM_USER, 0700},
	{PLACE_FOLDER, BACKUPS, "root", "root", 0700},
};

/* (b) Everything is root's, for the group of the program, which no person is in: so nobody owns what they work with,
 * and nobody can even enter the folder but through the program. */
static const struct place shared[] = {
	{PLACE_PROGRAM, PROGRAM, "root", SYSTEM_USER, 02755},
	{PLACE_FOLDER, SYSTEM_CONFIG, "root", "root", 0755},
	{PLACE_FOLDER, SYSTEM_FOLDER, "root", SYSTEM_USER, 02770},
	{PLACE_DATABASE, SYSTEM_DATABASE, "root", SYSTEM_USER, 0660},
	{PLACE_KEY, SYSTEM_FOLDER "/sarai.key", "root", SYSTEM_USER, 0640},
	{PLACE_FILE, SYSTEM_FOLDER "/passwords.lock", "root", SYSTEM_USER, 0660},
	{PLACE_FOLDER, SYSTEM_FOLDER "/exports", "root", SYSTEM_USER, 02770},
	{PLACE_FOLDER, BACKUPS, "root", "root", 0700},
};

#define ROWS(table) table, (int)(sizeof table / sizeof table[0])

const struct layout layouts[] = {
	{"service",
	 "adduser --system --group --home " SYSTEM_FOLDER " --no-create-home --shell /bin/sh " SYSTEM_USER,
	 {SYSTEM_USER, NULL},
	 "addgroup --system " SYSTEM_USER,
	 ROWS(service),
	 "  sarai user add NAME --role administrator\n"
	 "  a line for each person's key in /etc/ssh/sarai_authorized_keys (authorized_keys.sample)\n"
	 "  sshd.sample, part (a), as /etc/ssh/sshd_config.d/sarai.conf; then: sshd -t && systemctl reload ssh\n"
	 "  sarai check\n"},
	{"shared",
	 NULL,
	 {SYSTEM_USER, STAFF_GROUP},
	 "addgroup --system " SYSTEM_USER "; addgroup " STAFF_GROUP,
	 ROWS(shared),
	 "  sarai user add NAME --role administrator, with the name of the person's account on this server\n"
	 "  each person in the group: adduser NAME " STAFF_GROUP "\n"
	 "  sshd.sample, part (b), as /etc/ssh/sshd_config.d/sarai.conf; then: sshd -t && systemctl reload ssh\n"
	 "  sarai check\n"},
};
const int layout_count = sizeof layouts / sizeof layouts[0];
