/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The command line. Options, commands and what each takes are tables (OPTION_TABLE here, the rest in commands.c); the
 * parser, --help, the manual's synopsis and options, and the completion for bash are made from them.
 */
#ifndef SARAI_COMMAND_ARGS_H
#define SARAI_COMMAND_ARGS_H

#include <stdbool.h>
#include <stdint.h>

/* id, name, its value (NULL: none), help. A value named TEXT may be empty; FILE, FOLDER and ...-HALF are paths. */
#define OPTION_TABLE(X)                                                                                                \
	X(AS, "as", "NAME", "Log in under this name, and no other: for the command that sshd runs for a key.")         \
	X(ROLE, "role", "ROLE", "The role of an account, by its name in roles.ini.")                                   \
	X(FULL_NAME, "full-name", "TEXT", "The name of the person.")                                                   \
	X(TEAM, "team", "TEXT", "Their team.")                                                                         \
	X(OFFICE, "office", "TEXT", "Their office.")                                                                   \
	X(CASES_TO, "cases-to", "NAME", "Who takes the open cases of a person who leaves.")                             \
	X(DRY_RUN, "dry-run", NULL, "Only check what would be imported.")                                    \
	X(BY, "by", "COLUMNS", "What 'export stats' counts by.")                                                       \
	X(FOR, "for", "RECIPIENT", "Who receives what 'export htcds' or 'records' writes.")                                         \
	X(ANCHOR, "anchor", "NUMBER:DIGEST", "What 'audit head' printed on an earlier day.")                           \
	X(KEY, "key", "KEY-FILE", "Half of a key pair: the public one for backup, the secret one for restore.")        \
	X(TO, "to", "FILE", "Where the result is written.")                                                            \
	X(FROM, "from", "FILE", "What is read: the sealed backup, or a CSV file of accounts.")                                                          \
	X(IN_PLACE, "in-place", NULL, "Restore into the place of the database in use.")                                 \
	X(CLOSE_SESSIONS, "close-sessions", NULL, "End the sessions of people who are at work; what they typed is kept.") \
	X(ROOT, "root", "FOLDER", "Lay out the server under this folder instead of /.")                                \
	X(FACTORS, "factors", "FILE", "The weights, for score.")                                                       \
	X(ANSWERS, "answers", "FILE", "The answers, for score.")                                                       \
	X(AUTHORITY, "authority", "TEXT", "Who authorises the weights; shown to everyone who assesses.")               \
	X(JSON, "json", NULL, "Print the result as JSON.")                                                             \
	X(QUIET, "quiet", NULL, "Print warnings and errors alone.")                                                    \
	X(NAGIOS, "nagios", NULL, "Print and exit as Nagios and Icinga expect: 0, 1 or 2.")                             \
	X(CSV, "csv", NULL, "Print the result as CSV.")                                                                \
	X(DB, "db", "FILE", "The database to work on, instead of the user's own.")                                     \
	X(CONFIG, "config", "FOLDER", "The site's configuration, instead of SARAI_CONFIG and /etc/sarai.")             \
	X(DEMO, "demo", NULL, "Work on a practice database, filled with fictitious cases when it is made.")            \
	X(HELP, "help", NULL, "Show how to call the program or a command.")                                   \
	X(VERSION, "version", NULL, "Print the version of the program and of the database schema.")

enum option_id {
#define X(id, name, value, help) OPTION_##id,
	OPTION_TABLE(X)
#undef X
	OPTION_COUNT
};
struct option_row {
	const char *name, *value, *help;
};
extern const struct option_row option_rows[OPTION_COUNT];

struct command {
	const char *name, *help;
	int (*run)(int argc, char **argv);
};
extern const struct command commands[];
extern const int command_count;

/* One way to call a command. */
struct usage {
	const char *command;
	const char *verb;  /* "add"; NULL where the command has no verbs */
	const char *words; /* "NAME", "[FOLDER]"; "" */
	uint64_t need, may; /* options, as 1 << OPTION_... */
};
extern const struct usage usages[];
extern const int usage_count;

#define ARGS_WORDS 4
struct args {
	const char *command, *verb;	 /* verb "" where there is none */
	const char *word[ARGS_WORDS];	 /* NULL where not given */
	const char *value[OPTION_COUNT]; /* NULL: not given; "" for an option without a value */
};

/* Read what stands behind a command (argv[0] is not looked at). Values are borrowed from argv. false: *status is how to
 * exit; help was printed, or what is wrong with how to call it. */
bool args_read(struct args *a, const char *command, int argc, char **argv, int *status);

/* The index in argv of the command's name: the first word that is neither an option nor its value. 0: there is none. */
int args_command(int argc, char **argv);

/* Say on standard error what is wrong and how to call the command (NULL: the program); returns the exit status. */
int args_refuse(const char *command, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The one among names that was likely meant by typed; NULL: none is close. */
const char *args_suggest(const char *typed, const char *(*name)(int i), int n);

/* ---- usage.c ---- */
void usage_print_command(const char *command);	  /* its lines, what it does, its options */
void usage_print_all(void);			  /* every line of every command, for the manual */
void usage_print_options(void);			  /* every option with its help, for the manual */
void usage_print_completion(void);		  /* a script for bash */

#endif
