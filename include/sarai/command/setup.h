/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai setup service|shared`: lays out a server, run by root: folders, the database, the key, their owners and modes.
 * What is there is kept; what has a wrong owner or mode is put right; each is told. No other program is run: where a
 * user or a group is missing, the command that makes it is named.
 */
#ifndef SARAI_COMMAND_SETUP_H
#define SARAI_COMMAND_SETUP_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include <sarai/base/err.h>

#define STAFF_GROUP "sarai-staff" /* whose members log in to the shared set-up */

enum place_what { PLACE_FOLDER, PLACE_DATABASE, PLACE_KEY, PLACE_FILE, PLACE_PROGRAM };
struct place {
	enum place_what what;
	const char *path;
	const char *owner, *group;
	mode_t mode;
};

struct layout {
	const char *name;	 /* "service", "shared" */
	const char *users;	 /* the command that makes the service account; NULL: none is needed */
	const char *groups[2];	 /* groups that must be there */
	const char *make_groups; /* the command that makes them */
	const struct place *places;
	int n;
	const char *next; /* what is left to do */
};
extern const struct layout layouts[];
extern const int layout_count;

int command_setup(int argc, char **argv);

#endif
