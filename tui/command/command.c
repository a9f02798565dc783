/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/confine.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/command/args.h>
#include <sarai/command/backup.h>
#include <sarai/command/check.h>
#include <sarai/command/check_config.h>
#include <sarai/command/command.h>
#include <sarai/command/directory.h>
#include <sarai/command/export.h>
#include <sarai/command/help.h>
#include <sarai/command/notify.h>
#include <sarai/command/open.h>
#include <sarai/command/score.h>
#include <sarai/command/setup.h>
#include <sarai/command/tour.h>
#include <sarai/command/user.h>
#include <sarai/command/weights.h>
#include <sarai/command/workplace.h>
#include <sarai/store/store.h>

const struct command commands[] = {
	{"open", "Open the program (also without a command).", command_open},
	{"init", "Make the database, if there is none yet.", command_init},
	{"score", "Score answers; prints one JSON object. Needs no database.", command_score},
	{"check-config", "Check the built-in configuration and a site's, file by file.", command_check_config},
	{"weights", "Compare weights, report overridden levels, adopt new weights.", command_weights},
	{"user", "Add, change, disable and list accounts.", command_user},
	{"audit", "Check the audit log; print its newest entry.", command_audit},
	{"directory", "Import and export the service directory as a table.", command_directory},
	{"keys", "Make a key pair for encrypted backups.", command_keys},
	{"backup", "Make an encrypted copy of the database while others work.", command_backup},
	{"restore", "Decrypt a backup into a new file, or into the place of the database.", command_restore},
	{"export", "Export statistics, codes of cases (HTCDS 2.0), records of a kind.", command_export},
	{"notify", "Tell supervisors who are not logged in of urgent matters; for a timer.", command_notify},
	{"check", "Check database, permissions of files, configuration, backups.", command_check},
	{"setup", "Lay out folders, owners and modes on a server (as root).", command_setup},
	{"tour", "Play the main job on fictitious cases; print the screens.", command_tour},
	{"help", "This list, or one of the topics below.", command_help},
};
const int command_count = sizeof commands / sizeof commands[0];

#define O(id) (UINT64_C(1) << OPTION_##id)
#define SITE (O(DB) | O(CONFIG))
#define PERSON (O(FULL_NAME) | O(TEAM) | O(OFFICE))

/* command, verb, words, options needed, options allowed */
const struct usage usages[] = {
	{"open", NULL, "", 0, SITE | O(DEMO) | O(AS)},
	{"init", NULL, "", 0, SITE | O(DEMO)},
	{"score", NULL, "", O(FACTORS) | O(ANSWERS), 0},
	{"check-config", NULL, "[FOLDER]", 0, 0},
	{"weights", "compare", "FILE", 0, O(JSON) | SITE | O(DEMO)},
	{"weights", "overrides", "", 0, O(JSON) | SITE | O(DEMO)},
	{"weights", "adopt", "FILE", O(AUTHORITY), SITE | O(DEMO)},
	{"user", "list", "", 0, O(JSON) | O(CSV) | SITE},
	{"user", "add", "NAME", O(ROLE), PERSON | SITE},
	{"user", "add", "", O(FROM), O(DRY_RUN) | SITE},
	{"user", "change", "NAME", 0, O(ROLE) | PERSON | SITE},
	{"user", "leave", "NAME", 0, O(CASES_TO) | SITE},
	{"user", "disable", "NAME", 0, SITE},
	{"user", "enable", "NAME", 0, SITE},
	{"user", "reset", "NAME", 0, SITE},
	{"audit", "verify", "", 0, O(ANCHOR) | O(DB)},
	{"audit", "head", "", 0, O(DB)},
	{"directory", "import", "FILE", 0, O(DRY_RUN) | SITE | O(DEMO)},
	{"directory", "export", "FILE", 0, SITE | O(DEMO)},
	{"keys", NULL, "NAME", 0, 0},
	{"backup", NULL, "", O(TO) | O(KEY), O(DB)},
	{"restore", NULL, "", O(FROM) | O(KEY) | O(TO), 0},
	{"restore", NULL, "", O(FROM) | O(KEY) | O(IN_PLACE), O(CLOSE_SESSIONS) | O(DB)},
	{"export", "stats", "FILE", 0, O(BY) | SITE | O(DEMO)},
	{"export", "htcds", "FILE", 0, O(FOR) | SITE | O(DEMO)},
	{"export", "records", "KIND FILE", 0, O(FOR) | SITE | O(DEMO)},
	{"notify", NULL, "", 0, SITE | O(DEMO)},
	{"check", NULL, "[NAME]", 0, O(JSON) | O(QUIET) | O(NAGIOS) | SITE},
	{"setup", "service", "", 0, O(ROOT)},
	{"setup", "shared", "", 0, O(ROOT)},
	{"tour", NULL, "", 0, 0},
	{"help", NULL, "[TOPIC]", 0, 0},
};
const int usage_count = sizeof usages / sizeof usages[0];

static const struct command *find(const char *name)
{
	for (int i = 0; i < command_count; i++) {
		if (!strcmp(commands[i].name, name))
			return &commands[i];
	}
	return NULL;
}

int command_help(int argc, char **argv)
{
	struct args a;
	int status;
	if (!args_read(&a, "help", argc, argv, &status))
		return status;
	const char *topic = a.word[0];
	/* A topic comes first: 'sarai help keys' is the table of keys. */
	if (topic && help_topic(topic))
		return 0;
	if (topic && !find(topic))
		return args_refuse(NULL, "There is no help topic '%.80s'.", topic);
	if (topic) {
		usage_print_command(topic);
		return 0;
	}
	printf("Sarai %s, protection case management in the terminal.\n\n", SARAI_VERSION);
	for (int i = 0; i < command_count; i++)
		printf("  sarai %-13s %s\n", commands[i].name, commands[i].help);
	putchar('\n');
	help_topics();
	printf("\n'sarai COMMAND --help' shows how to call a command.\n"
	       "The manual: man sarai, man 5 sarai.conf, man 5 sarai-factors, man 7 sarai-setup.\n");
	return 0;
}

static int print_version(void)
{
	printf("sarai %s, schema %d, commit %s\nLicence: GPL-3.0-or-later\n", SARAI_VERSION, store_schema_newest(),
	       sarai_commit);
	return 0;
}

/* More rights than the user has (set-group-id): take nothing from the command line, the program asks for a password. */
static int refuse_all(int argc, char **argv)
{
	struct str asked = {0};
	for (int i = 1; i < argc; i++)
		str_addf(&asked, "%s%s", i > 1 ? " " : "", argv[i]);
	int status = command_refuse(&(struct command_options){0}, str_text(&asked),
				    "No command and no option is taken here: this program works for everybody "
				    "on the server.");
	str_fini(&asked);
	return status;
}

static const char *command_name(int i)
{
	return commands[i].name;
}

static int dispatch(int argc, char **argv)
{
	int at = args_command(argc, argv);
	const char *name = at ? argv[at] : "open";
	const struct command *c = find(name);
	if (!at) {
		for (int i = 1; i < argc; i++) {
			if (!strcmp(argv[i], "--version"))
				return print_version();
			if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))
				return command_help(1, argv);
		}
	}
	if (!c) {
		const char *meant = args_suggest(name, command_name, command_count);
		return args_refuse(NULL, "There is no command '%.80s'.%s%s%s", name, meant ? " Did you mean '" : "",
				   meant ? meant : "", meant ? "'?" : "");
	}
	/* The command's name is not one of its own words. */
	if (at) {
		char *own = argv[at];
		memmove(&argv[1], &argv[0], (size_t)at * sizeof *argv);
		argv[0] = own;
		argc--;
		argv++;
	}
	return c->run(argc, argv);
}

int command_run(int argc, char **argv)
{
	if (confine_raised() && argc > 1)
		return refuse_all(argc, argv);
	int status = dispatch(argc, argv);
	if (fflush(stdout) == EOF && !status) {
		fputs("sarai: The output cannot be written.\n", stderr);
		status = err_exit_status(ERR_IO);
	}
	return status;
}
