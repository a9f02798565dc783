/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/confine.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/command/backup.h>
#include <sarai/command/check.h>
#include <sarai/command/check_config.h>
#include <sarai/command/command.h>
#include <sarai/command/export.h>
#include <sarai/command/help.h>
#include <sarai/command/directory.h>
#include <sarai/command/score.h>
#include <sarai/command/setup.h>
#include <sarai/command/user.h>
#include <sarai/command/weights.h>

static const struct command {
	const char *name, *arguments, *help;
	int (*run)(int argc, char **argv);
} commands[] = {
	{"open", "[--db FILE] [--config FOLDER] [--as=NAME] [--demo]", "Open the program (also without a command).",
	 command_open},
	{"init", "[--db FILE] [--config FOLDER] [--demo]", "Make the database, if there is none yet.", command_init},
	{"score", "--factors FILE --answers FILE", "Score answers; prints one JSON object. Needs no database.",
	 command_score},
	{"check-config", "[FOLDER]", "Check the built-in configuration and a site's, file by file.",
	 command_check_config},
	{"weights", "compare NEW.ini | overrides | adopt NEW.ini --authority TEXT",
	 "What other weights would do; where people assign otherwise; put new ones in force.", command_weights},
	{"user", "list | add NAME --role ROLE ... | change, disable, enable, reset NAME", "Keep accounts.",
	 command_user},
	{"audit", "verify [--anchor NUMBER:DIGEST] | head [--db FILE]", "Check the audit trail; print its head.",
	 command_audit},
	{"directory", "import FILE.csv [--dry-run] | export FILE.csv [--db FILE]",
	 "The service directory from a table, and into one.", command_directory},
	{"keys", "NAME", "Make a key pair for sealed backups.", command_keys},
	{"backup", "--to FILE-OR-FOLDER --key PUBLIC-HALF [--db FILE]",
	 "Copy the database while others work, check and seal it.", command_backup},
	{"restore", "--from FILE --key SECRET-HALF --to NEW-FILE | --in-place",
	 "Open a backup into a new file, or into the place of the database.", command_restore},
	{"export", "stats FILE.csv [--by COLUMNS] | htcds FILE.csv [--for RECIPIENT] [--db FILE]",
	 "Figures with nobody in them; codes of single cases under HTCDS 2.0 names.", command_export},
	{"check", "[--db FILE] [--config FOLDER]",
	 "Look at everything: the database, who could open it, configuration, room, backups.", command_check},
	{"setup", "service | shared", "Lay out folders, owners and modes on a server (as root).", command_setup},
	{"tour", "", "Play the main job on fictitious cases and print each screen as text.", command_tour},
	{"help", "[TOPIC]", "This list, or one of the topics below.", command_help},
};

int command_help(int argc, char **argv)
{
	if (argc > 2 || (argc == 2 && !help_topic(argv[1]))) {
		fprintf(stderr, "sarai: there is no help under '%s'. See 'sarai help'.\n", argv[argc - 1]);
		return err_exit_status(ERR_USAGE);
	}
	if (argc == 2)
		return 0;
	printf("Sarai %s, protection case management in the terminal.\n\n", SARAI_VERSION);
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		printf("  sarai %-13s %s\n  %19s %s\n", commands[i].name, commands[i].arguments, "", commands[i].help);
	putchar('\n');
	help_topics();
	printf("\n--demo uses a database of its own with fictitious cases.\n"
	       "The manual: man sarai, man 5 sarai.conf, man 5 sarai-factors.\n");
	return 0;
}

int command_fail(const struct err *e)
{
	const char *advice = err_advice(e->code);
	struct str s = {0};
	str_addf(&s, "%s%s%s%s%s", e->where, *e->where ? ": " : "", e->detail, *advice ? " " : "", advice);
	/* What is told may come out of a file. */
	char *clean = text_clean(str_text(&s), s.len, false);
	fprintf(stderr, "sarai: %s\n", clean);
	free(clean);
	str_fini(&s);
	return err_exit_status(e->code);
}

bool command_options_read(struct command_options *o, int argc, char **argv)
{
	memset(o, 0, sizeof *o);
	for (int i = 1; i < argc; i++) {
		if (!strcmp(argv[i], "--demo")) {
			o->demo = true;
		} else if (!strncmp(argv[i], "--as=", 5) && argv[i][5]) {
			o->as = argv[i] + 5;
		} else if (!strcmp(argv[i], "--db") && i + 1 < argc) {
			o->db = argv[++i];
		} else if (!strcmp(argv[i], "--config") && i + 1 < argc) {
			o->config = argv[++i];
		} else {
			fprintf(stderr,
				"sarai: '%s' is not known here, or something is missing behind it. Options stand "
				"behind their command. See 'sarai help'.\n",
				argv[i]);
			return false;
		}
	}
	return true;
}

int command_run(int argc, char **argv)
{
	const char *name = argc > 1 ? argv[1] : "open";
	/* With more rights than whoever runs it: only the program itself, which asks for a password. */
	if (confine_raised() && argc > 1) {
		struct str asked = {0};
		for (int i = 1; i < argc; i++)
			str_addf(&asked, "%s%s", i > 1 ? " " : "", argv[i]);
		int status = command_refuse(&(struct command_options){0}, str_text(&asked),
					    "No command and no option is taken here: this program works for everybody "
					    "on the server.");
		str_fini(&asked);
		return status;
	}
	if (!strcmp(name, "--help") || !strcmp(name, "-h"))
		return command_help(1, argv);
	if (!strcmp(name, "--version")) {
		printf("sarai %s\n", SARAI_VERSION);
		return 0;
	}
	if (name[0] == '-') /* only options: open with them */
		return command_open(argc, argv);
	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
		if (!strcmp(commands[i].name, name))
			return commands[i].run(argc > 1 ? argc - 1 : argc, argc > 1 ? argv + 1 : argv);
	}
	fprintf(stderr, "sarai: there is no command '%s'. See 'sarai help'.\n", name);
	return err_exit_status(ERR_USAGE);
}
