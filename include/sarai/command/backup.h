/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai keys NAME` makes a key pair. `sarai backup --to FILE --key PUBLIC` copies the database in one go while others
 * work, checks the copy, and seals it to the public half. `sarai restore --from FILE --key SECRET --to NEW` opens it into
 * a new file and checks it; never over one that is there.
 */
#ifndef SARAI_COMMAND_BACKUP_H
#define SARAI_COMMAND_BACKUP_H

/* The file beside a database that says when the last backup of it was made (ISO 8601, UTC), and on a second line where it
 * was written. */
#define BACKUP_NOTE "sarai.backup"

int command_keys(int argc, char **argv);
int command_backup(int argc, char **argv);
int command_restore(int argc, char **argv);

#endif
