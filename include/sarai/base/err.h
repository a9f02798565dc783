/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Errors. A function that can fail returns bool (or NULL) and fills a struct err, its last parameter (which may be
 * NULL). Only screens and commands put an error into words for people.
 */
#ifndef SARAI_BASE_ERR_H
#define SARAI_BASE_ERR_H

#include <stdbool.h>

/* One row per kind of error: id, exit status of a command (sysexits), what a person at work can do about it, and what the
 * administrator who runs a command can. */
#define ERR_TABLE(X)													\
	X(NONE, 0, "",													\
	  "")														\
	X(USAGE, 64, "See 'sarai help'.",										\
	  "See 'sarai help'.")												\
	X(DATA, 65, "Correct what is named and try again.",								\
	  "Correct what is named and run the command again.")								\
	X(MISSING, 66, "It is not there (any more). Look it up again.",						\
	  "Check the name or path and run the command again.")								\
	X(NO_ACCOUNT, 67, "There is no such account. Ask the administrator.",						\
	  "'sarai user list' shows all accounts.")									\
	X(BUSY, 75, "Someone else is saving. Try again in a moment; nothing is lost.",					\
	  "Another process is writing. Run the command again in a moment.")						\
	X(CONFLICT, 75, "Someone else has changed this. Compare both and choose.",					\
	  "It was changed by someone else meanwhile. Look at it and run the command again.")				\
	X(DENIED, 77, "You may not do this. Ask your supervisor.",							\
	  "Run the command as the owner of the file, or as root.")							\
	X(EXPIRED, 77, "Ask the administrator for a new one.",								\
	  "Give a new one: sarai user reset NAME.")									\
	X(REACH, 77, "Open it with a reason, or ask the colleague or your supervisor.",				\
	  "Only an account with access to the case can do this, in the program.")					\
	X(FULL, 74, "The disk is full. Your text is kept; tell the administrator.",					\
	  "The disk is full. Make room and run the command again.")							\
	X(IO, 74, "The disk or the link reported an error. Your text is kept; tell the administrator.",		\
	  "Check the disk and the system log, then run the command again.")						\
	X(CANNOT_CREATE, 73, "The file cannot be made. Choose another name or folder.",				\
	  "Choose another name or folder and run the command again.")							\
	X(CORRUPT, 65, "The database file is damaged. Stop working and tell the administrator.",			\
	  "The file is damaged. Keep a copy of it and restore a backup: sarai restore --in-place.")			\
	X(NEWER, 69, "The database was made by a newer version. Ask the administrator to update this program.",	\
	  "The database was made by a newer version. Update this program.")						\
	X(MOVED, 75, "Log out and log in again: your text is kept.",							\
	  "The database was replaced meanwhile. Run the command again.")						\
	X(ENDED, 77, "Log in again: your text is kept.",								\
	  "The session has ended. Log in again.")									\
	X(CONFIG, 78, "Correct the configuration; 'sarai check-config' lists every error.",				\
	  "Correct the configuration; 'sarai check-config' lists every error.")					\
	X(CANCELLED, 75, "Stopped; nothing was changed.",								\
	  "Stopped; nothing was changed.")										\
	X(NOMEM, 71, "The server is out of memory. Your text is kept; try again.",					\
	  "The server is out of memory. Free some and run the command again.")						\
	X(INTERNAL, 70, "This is a fault of the program. Please tell the administrator what you were doing.",		\
	  "This is a fault of the program. Report the command and what 'sarai --version' prints.")

enum err_code {
#define X(id, status, advice, admin) ERR_##id,
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
/* The same for whoever runs a command on the server. */
const char *err_advice_admin(enum err_code code);

/* A file that a command was to write cannot be made, because of errno: ERR_FULL or ERR_CANNOT_CREATE. Returns false. */
bool err_cannot_create(struct err *e, const char *path, const char *what);

#endif
