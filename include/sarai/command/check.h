/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai check [NAME]`: looks at everything a server needs, one check after the other or the one named, and reports each
 * finding as "ok:", "warning:" or "error:". Exit status 0 without an error, else that of the first (sysexits); with
 * --nagios 0, 1 or 2 as monitoring expects.
 */
#ifndef SARAI_COMMAND_CHECK_H
#define SARAI_COMMAND_CHECK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include <sarai/base/err.h>
#include <sarai/config/config.h>
#include <sarai/report/check_json.h>
#include <sarai/store/account.h>
#include <sarai/store/store.h>

enum grade { GRADE_OK, GRADE_WARNING, GRADE_ERROR };
enum check_output { CHECK_ALL, CHECK_QUIET, CHECK_JSON, CHECK_NAGIOS };
struct check {
	int warnings, errors;
	int status; /* of the first error; 0 */
	enum check_output output;
	const char *name;	/* of the check that runs; NULL in a test */
	struct check_row *rows; /* findings that are printed at the end: JSON, NAGIOS; owned */
	int n, cap;
};
void check_fini(struct check *c);
/* The name of a check that may take long is on the terminal while it runs, and gone before anything is printed. */
void check_show_running(const char *name);
/* What is printed at the end; the exit status. */
int check_print(const struct check *c);
/* One line; code is what an error is one of. */
void check_say(struct check *c, enum grade grade, enum err_code code, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void check_say_err(struct check *c, const struct err *e);

/* What the checks look at. Configuration and database are opened by the first that needs them; what is wrong in opening is
 * reported once. */
struct check_at {
	const char *db, *config_folder; /* the folder NULL: the usual place */
	struct config *config;
	struct store *store;
	bool config_read, store_opened;
};
const struct config *check_config(struct check *c, struct check_at *at); /* NULL: it has errors */
struct store *check_store(struct check *c, struct check_at *at);	 /* NULL: it cannot be opened */
void check_at_fini(struct check_at *at);

/* Every check by name, for the manual. */
int check_count(void);
const char *check_name(int i);
const char *check_help(int i);

/* ---- what is in the database: check_data.c ---- */
void check_database(struct check *c, struct check_at *at);
void check_audit(struct check *c, struct check_at *at);
/* Accounts with a role that there is not, and open cases of accounts that are disabled or not there. */
void check_accounts(struct check *c, struct check_at *at);
/* Members of the group that logs in to the shared set-up (NULL at the end), without an account that can. */
void check_staff(struct check *c, char *const *members, const struct account_list *l);
/* Accounts named in a file of keys for sshd. */
void check_keys(struct check *c, struct check_at *at, const char *file);
void check_urgent(struct check *c, struct check_at *at);
/* Does `sarai notify` run, and is there a way out of the server for what it writes? */
void check_notify(struct check *c, struct check_at *at);

/* Who could open, replace or add to what without the program: the database with its folder and what lies beside it, and
 * the site's configuration (may be NULL). */
void check_places(struct check *c, const char *db, const struct config *config);
/* Owner and mode of everything, the program too, against the set-up of this server. */
void check_setup(struct check *c);
/* Room on the disk: bytes that may still be written, of all. A warning below 1 GB or a tenth. */
void check_room(struct check *c, const char *folder, uint64_t left, uint64_t all);
/* When the last backup was made; at is "" where that is not known. An error when it is older than so many days. */
void check_backup(struct check *c, const char *at, int days, int64_t now);
/* ... and whether it is still where it was written. */
void check_backup_file(struct check *c, const char *file);

/* ---- what locks people out: check_access.c ---- */
/* A user that the program runs as, with all groups. */
struct check_user {
	const char *name;
	uid_t uid;
	const gid_t *groups;
	int n;
};
/* Can this user open database, key and configuration, through every folder on the way? */
void check_access(struct check *c, const struct check_user *u, const char *db, const struct config *config);
/* The same for the set-up of this server. */
void check_access_of_server(struct check *c, struct check_at *at);

/* ---- what was left: check_leftovers.c ---- */
/* Files beside the database that upgrades, restores and backups have left: they hold people's files. */
void check_leftovers(struct check *c, const char *db);
/* A database of their own in somebody's home, beside that of the server. */
void check_private(struct check *c, const char *user, const char *home);
void check_private_of_all(struct check *c, struct check_at *at);

int command_check(int argc, char **argv);

#endif
