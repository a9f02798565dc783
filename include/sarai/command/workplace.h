/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What commands stand on: database, configuration and session, opened together; where files lie; a failed command.
 */
#ifndef SARAI_COMMAND_WORKPLACE_H
#define SARAI_COMMAND_WORKPLACE_H

#include <stdbool.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/command/server.h>
#include <sarai/config/config.h>
#include <sarai/store/store.h>

/* Options that several commands take. */
struct command_options {
	const char *db;     /* --db FILE; NULL: the user's own */
	const char *config; /* --config FOLDER; NULL: the site's */
	const char *as;     /* --as NAME: whose session it is, for a key of sshd's; NULL */
	bool demo;          /* --demo: the fictitious cases, made when they are not there */
	bool at_work;       /* a person opens the program: errors speak to them, not to an administrator */
	bool make;          /* make the database when it is not there: only where that is what was asked for */
};
struct args;
struct command_options command_options(const struct args *a);

/* Everything a session stands on, opened together and closed together. */
struct workplace {
	struct config *config;
	struct store *store;
	struct clock clock;
	struct session session;
	bool made; /* the database was made just now */
	char user[64];      /* of the operating system */
	bool fixed_name;    /* and nobody else may log in through this process */
	bool with_accounts; /* people log in; false for a practice database */
	char *folder, *key_file; /* beside the database; owned */
};
/* Opens; makes the database only for make or demo (with fictitious cases). On failure says why on standard error
 * and returns the exit status; 0 otherwise. */
int workplace_open(struct workplace *w, const struct command_options *o);
void workplace_close(struct workplace *w);
/* A fresh session on it, of the system's user, with every permission: until somebody logs in. */
void workplace_session(struct workplace *w);

/* Who does what commands do, in the trail: whoever keeps the server, not an account's name. */
void system_actor(char out[64]);

/* $XDG_DATA_HOME/sarai/NAME, else ~/.local/share/sarai/NAME; owned. */
char *data_path(const char *name);
/* The database that is meant: the one named (may be NULL); else, for whoever may open it, the server's; else one's own.
 * Owned. */
char *database_path(const char *named);
char *path_folder(const char *file); /* owned */
char *path_beside(const char *file, const char *name); /* in the same folder; owned */

/* Say that something else than the program itself was asked for (another command over ssh, an option), and write that
 * into the trail of the database. Returns the exit status. */
int command_refuse(const struct command_options *o, const char *asked, const char *said);

/* Say an error of a command: "sarai: where: detail. advice", to the administrator. Returns the exit status. */
int command_fail(const struct err *e);
/* The same to a person at work, whose session could not begin or has ended. */
int command_fail_at_work(const struct err *e);

#endif
