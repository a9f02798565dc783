/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How to call the program, from the tables: as help, for the manual, and as a completion for bash.
 */
#include <stdio.h>
#include <string.h>

#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/command/args.h>

#define COLS 79

static void add_line(struct str *s, const struct usage *u)
{
	str_addf(s, "sarai %s%s%s%s%s", u->command, u->verb ? " " : "", u->verb ? u->verb : "", *u->words ? " " : "",
		 u->words);
	for (int needed = 1; needed >= 0; needed--) {
		for (int i = 0; i < OPTION_COUNT; i++) {
			const struct option_row *o = &option_rows[i];
			if ((needed ? u->need : u->may) >> i & 1)
				str_addf(s, needed ? " --%s%s%s" : " [--%s%s%s]", o->name, o->value ? " " : "",
					 o->value ? o->value : "");
		}
	}
}

/* Lines after the first are indented. */
static void print_wrapped(const char *text)
{
	size_t next;
	for (bool first = true; *text; text += next, first = false) {
		size_t n = text_wrap(text, first ? COLS : COLS - 8, &next);
		printf("%s%.*s\n", first ? "" : "        ", (int)n, text);
	}
}

static uint64_t options_of(const char *command)
{
	uint64_t all = 0;
	for (int i = 0; i < usage_count; i++) {
		if (!strcmp(usages[i].command, command))
			all |= usages[i].need | usages[i].may;
	}
	return all;
}

void usage_print_command(const char *command)
{
	uint64_t options = options_of(command);
	for (int i = 0; i < usage_count; i++) {
		struct str line = {0};
		if (strcmp(usages[i].command, command) != 0)
			continue;
		add_line(&line, &usages[i]);
		print_wrapped(str_text(&line));
		str_fini(&line);
	}
	for (int i = 0; i < command_count; i++) {
		if (!strcmp(commands[i].name, command))
			printf("\n%s\n", commands[i].help);
	}
	for (int i = 0, n = 0; i < OPTION_COUNT; i++) {
		const struct option_row *o = &option_rows[i];
		const char *help = o->help;
		char name[64];
		size_t next;
		if (!(options >> i & 1))
			continue;
		if (!n++)
			putchar('\n');
		snprintf(name, sizeof name, "--%s %s", o->name, o->value ? o->value : "");
		for (const char *left = name; *help; help += next, left = "") {
			size_t len = text_wrap(help, COLS - 26, &next);
			printf("  %-23s %.*s\n", left, (int)len, help);
		}
	}
}

void usage_print_all(void)
{
	for (int i = 0; i < usage_count; i++) {
		struct str line = {0};
		add_line(&line, &usages[i]);
		puts(str_text(&line));
		str_fini(&line);
	}
}

void usage_print_options(void)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		const struct option_row *o = &option_rows[i];
		printf("; %s\n--%s%s%s\n", o->help, o->name, i == OPTION_HELP ? ", -h" : o->value ? " " : "",
		       o->value ? o->value : "");
	}
}

/* ---- completion ---- */

static bool is_path(const char *value)
{
	return strstr(value, "FILE") || !strcmp(value, "FOLDER");
}

static void print_values(bool paths)
{
	int n = 0;
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (option_rows[i].value && is_path(option_rows[i].value) == paths)
			printf("%s--%s", n++ ? "|" : "", option_rows[i].name);
	}
}

static void print_words_of(const char *command, const char *indent)
{
	printf("%s%s)", indent, command);
	printf(" verbs='");
	for (int i = 0, n = 0; i < usage_count; i++) {
		if (!strcmp(usages[i].command, command) && usages[i].verb)
			printf("%s%s", n++ ? " " : "", usages[i].verb);
	}
	printf("' options='");
	uint64_t options = options_of(command) | UINT64_C(1) << OPTION_HELP;
	for (int i = 0, n = 0; i < OPTION_COUNT; i++) {
		if (options >> i & 1)
			printf("%s--%s", n++ ? " " : "", option_rows[i].name);
	}
	printf("' ;;\n");
}

void usage_print_completion(void)
{
	printf("# Completion of sarai for bash, made by 'sarai help completion'.\n"
	       "_sarai() {\n"
	       "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command= verb= verbs= options= i\n"
	       "\t[ \"$word\" = '=' ] && word=\n"
	       "\t[ \"$before\" = '=' ] && before=${COMP_WORDS[COMP_CWORD-2]}\n"
	       "\tCOMPREPLY=()\n"
	       "\tcase $before in\n\t");
	print_values(true);
	printf(") COMPREPLY=($(compgen -f -- \"$word\")); compopt -o filenames 2>/dev/null; return ;;\n\t");
	print_values(false);
	printf(") return ;;\n"
	       "\tesac\n"
	       "\tfor ((i = 1; i < COMP_CWORD; i++)); do\n"
	       "\t\tcase ${COMP_WORDS[i]} in\n\t\t");
	print_values(true);
	putchar('|');
	print_values(false);
	printf(") [ \"${COMP_WORDS[i+1]}\" = '=' ] && ((i++)); ((i++)) ;;\n"
	       "\t\t-*) ;;\n"
	       "\t\t*) if [ -z \"$command\" ]; then command=${COMP_WORDS[i]}; else verb=${verb:-${COMP_WORDS[i]}}; fi ;;\n"
	       "\t\tesac\n"
	       "\tdone\n"
	       "\tcase $command in\n"
	       "\t'') verbs='");
	for (int i = 0; i < command_count; i++)
		printf("%s%s", i ? " " : "", commands[i].name);
	printf("' options='--db --config --demo --help --version' ;;\n");
	for (int i = 0; i < command_count; i++)
		print_words_of(commands[i].name, "\t");
	printf("\tesac\n"
	       "\t[ -n \"$verb\" ] && verbs=\n"
	       "\tcase $word in\n"
	       "\t-*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
	       "\t*) COMPREPLY=($(compgen -W \"$verbs\" -- \"$word\"))\n"
	       "\t   [ -z \"$verbs\" ] && COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
	       "\tesac\n"
	       "}\n"
	       "complete -F _sarai sarai\n");
}
