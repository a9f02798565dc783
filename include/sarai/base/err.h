/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors. A function that can fail returns bool (or NULL) and fills a struct err, its last parameter (which may be
 * NULL). Only screens and commands put an error into words for people.
 */
#ifndef SARAI_BASE_ERR_H
#define SARAI_BASE_ERR_H

#include <stdbool.h>

/* One row per kind of error: id, exit status of a command (sysexits), what a person is told to do about it. */
#define ERR_TABLE(X)                                                                                                   \
	X(NONE, 0, "")                                                                                                 \
	X(USAGE, 64, "See 'sarai help'.")                                                                              \
	X(DATA, 65, "Correct what is named and try again.")                                                            \
	X(MISSING, 66, "It is not there (any more). Look it up again.")                                                \
	X(BUSY, 75, "Someone else is saving. Try again in a moment; nothing is lost.")                                 \
	X(CONFLICT, 75, "Someone else has changed this. Compare both and choose.")                                     \
	X(DENIED, 77, "You may not do this. Ask your supervisor.")                                                     \
	X(REACH, 77, "Open it with a reason, or ask the colleague or your supervisor.")                                \
	X(FULL, 74, "The disk is full. Your text is kept; tell the administrator.")                                    \
	X(IO, 74, "The disk or the link reported an error. Your text is kept; tell the administrator.")                \
	X(CORRUPT, 65, "The database file is damaged. Stop working and tell the administrator.")                       \
	X(NEWER, 69, "The database was made by a newer version. Ask the administrator to update this program.")        \
	X(MOVED, 75, "Log out and log in again: your text is kept.")                                                   \
	X(ENDED, 77, "Log in again: your text is kept.")                                                               \
	X(CONFIG, 78, "Correct the configuration; 'sarai check-config' lists every error.")                            \
	X(CANCELLED, 75, "Stopped; nothing was changed.")                                                              \
	X(NOMEM, 71, "The server is out of memory. Your text is kept; try again.")                                     \
	X(INTERNAL, 70, "This is a fault of the program. Please tell the administrator what you were doing.")

enum err_code {
#define X(id, status, advice) ERR_##id,
	ERR_TABLE(X)
#undef X
	ERR_COUNT
};

struct err {
	enum err_code code;
	char where[96];   /* the file, form, field or function it happened in */
	char detail[256]; /* one sentence */
};

/* Fill *e (may be NULL) and return false, so that a caller can write `return err_set(...)`. */
bool err_set(struct err *e, enum err_code code, const char *where, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* Exit status of a command that ended with this error. */
int err_exit_status(enum err_code code);

/* What a person can do about it: one or two sentences, borrowed. */
const char *err_advice(enum err_code code);

#endif
