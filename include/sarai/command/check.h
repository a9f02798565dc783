/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai check`: looks at everything a server stands on and tells each thing as "ok:", "warning:" or "error:". Exit
 * status 0 without an error, else that of the first (sysexits).
 */
#ifndef SARAI_COMMAND_CHECK_H
#define SARAI_COMMAND_CHECK_H

#include <stdint.h>
#include <sys/types.h>

#include <sarai/base/err.h>
#include <sarai/command/check.h>
#include <sarai/config/config.h>

enum grade { GRADE_OK, GRADE_WARNING, GRADE_ERROR };
struct check {
	int warnings, errors;
	int status; /* of the first error; 0 */
};
/* One line; code is what an error is one of. */
void check_say(struct check *c, enum grade grade, enum err_code code, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* Who could open, replace or add to what without the program: the database with its folder and what lies beside it, and
 * the site's configuration (may be NULL). */
void check_places(struct check *c, const char *db, const struct config *config);
/* Owner and mode of everything, the program too, against the set-up of this server. */
void check_setup(struct check *c);
/* Room on the disk: bytes that may still be written, of all. A warning below 1 GB or a tenth. */
void check_room(struct check *c, const char *folder, uint64_t left, uint64_t all);
/* When the last backup was made; at is "" where that is not known. */
void check_backup(struct check *c, const char *at, int64_t now);

int command_check(int argc, char **argv);

#endif
