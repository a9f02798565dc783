/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/command/args.h>

#define LIKE 800 /* of 1000: "bakcup" is close to "backup", "list" is not close to "reset" */

#define LONG 256 /* of getopt: below are characters, and 1 for a word */

const struct option_row option_rows[OPTION_COUNT] = {
#define X(id, name, value, help) {name, value, help},
	OPTION_TABLE(X)
#undef X
};

int args_refuse(const char *command, const char *fmt, ...)
{
	struct str s = {0};
	char said[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(said, sizeof said, fmt, ap);
	va_end(ap);
	str_addf(&s, "sarai%s%s: %s See 'sarai %s%s'.", command ? " " : "", command ? command : "", said,
		 command ? command : "help", command ? " --help" : "");
	char *clean = text_clean(str_text(&s), s.len, false); /* it repeats what was typed */
	fprintf(stderr, "%s\n", clean);
	free(clean);
	str_fini(&s);
	return err_exit_status(ERR_USAGE);
}

const char *args_suggest(const char *typed, const char *(*name)(int i), int n)
{
	const char *best = NULL;
	int most = LIKE - 1;
	for (int i = 0; i < n; i++) {
		const char *is = name(i);
		int like = is ? text_likeness(typed, is) : 0;
		if (like > most) {
			most = like;
			best = is;
		}
	}
	return best;
}

static const char *option_name(int i)
{
	return option_rows[i].name;
}

static int refuse_option(const char *command, const char *typed)
{
	char name[64];
	snprintf(name, sizeof name, "%.*s", (int)strcspn(typed + strspn(typed, "-"), "="), typed + strspn(typed, "-"));
	const char *meant = args_suggest(name, option_name, OPTION_COUNT);
	return args_refuse(command, "There is no option '%.80s'.%s%s%s", typed, meant ? " Did you mean '--" : "",
			   meant ? meant : "", meant ? "'?" : "");
}

/* ---- options ---- */

struct reading {
	struct args *a;
	const char *words[ARGS_WORDS + 2]; /* verb and words, and one too many */
	int n;
};

static void option_table(struct option to[OPTION_COUNT + 1])
{
	for (int i = 0; i < OPTION_COUNT; i++)
		to[i] = (struct option){option_rows[i].name, option_rows[i].value ? required_argument : no_argument, NULL, LONG + i};
	to[OPTION_COUNT] = (struct option){0};
}

static void read_option(struct reading *r, int id, const char *value, int *status)
{
	const struct option_row *o = &option_rows[id];
	if (r->a->value[id])
		*status = args_refuse(r->a->command, "--%s is given twice.", o->name);
	else if (o->value && !*value && strcmp(o->value, "TEXT") != 0)
		*status = args_refuse(r->a->command, "--%s needs %s.", o->name, o->value);
	else
		r->a->value[id] = o->value ? value : "";
}

static bool read_all(struct reading *r, int argc, char **argv, int *status)
{
	struct option table[OPTION_COUNT + 1];
	int c;
	option_table(table);
	optind = 0; /* getopt begins again */
	opterr = 0;
	while ((c = getopt_long(argc, argv, "-:h", table, NULL)) != -1) {
		if (c == 1 && r->n < (int)(sizeof r->words / sizeof r->words[0]))
			r->words[r->n++] = optarg;
		else if (c == 1)
			continue;
		else if (c == 'h')
			r->a->value[OPTION_HELP] = "";
		else if (c == ':')
			*status = args_refuse(r->a->command, "'%.80s' needs a value.", argv[optind - 1]);
		else if (c == '?')
			*status = refuse_option(r->a->command, argv[optind - 1]);
		else
			read_option(r, c - LONG, optarg, status);
		if (*status)
			return false;
	}
	for (; optind < argc && r->n < (int)(sizeof r->words / sizeof r->words[0]); optind++) /* behind a "--" */
		r->words[r->n++] = argv[optind];
	return true;
}

/* ---- which way of calling it ---- */

static const char *verb_of; /* the command whose verbs are looked through */
static const char *verb_name(int i)
{
	return usages[i].verb && !strcmp(usages[i].command, verb_of) ? usages[i].verb : NULL;
}

static bool needs_given(const struct reading *r, const struct usage *u)
{
	for (int i = 0; i < OPTION_COUNT; i++) {
		if (u->need >> i & 1 && !r->a->value[i])
			return false;
	}
	return true;
}

/* Of several ways with other options, the one whose needed options are all given, else the first. */
static const struct usage *find_usage(struct reading *r, int *status)
{
	const char *command = r->a->command;
	const struct usage *first = NULL;
	struct str verbs = {0};
	for (int i = 0; i < usage_count; i++) {
		const struct usage *u = &usages[i];
		if (strcmp(u->command, command) != 0)
			continue;
		if (u->verb)
			str_addf(&verbs, "%s%s", verbs.len ? ", " : "", u->verb);
		if (u->verb && (!r->n || strcmp(r->words[0], u->verb) != 0))
			continue;
		if (!first || (!needs_given(r, first) && needs_given(r, u)))
			first = u;
	}
	if (first) {
		str_fini(&verbs);
		return first;
	}
	verb_of = command;
	const char *meant = r->n ? args_suggest(r->words[0], verb_name, usage_count) : NULL;
	if (!r->n)
		*status = args_refuse(command, "One of these is missing: %s.", str_text(&verbs));
	else if (meant)
		*status = args_refuse(command, "There is no '%.80s'. Did you mean '%s'?", r->words[0], meant);
	else
		*status = args_refuse(command, "There is no '%.80s', only: %s.", r->words[0], str_text(&verbs));
	str_fini(&verbs);
	return NULL;
}

static bool take_words(struct reading *r, const struct usage *u, int *status)
{
	int from = u->verb ? 1 : 0, n = 0;
	for (const char *p = u->words; *p; n++) {
		int len = (int)strcspn(p, " ");
		if (from + n < r->n)
			r->a->word[n] = r->words[from + n];
		else if (*p != '[')
			*status = args_refuse(u->command, "%.*s is missing.", len, p);
		if (*status)
			return false;
		p += len;
		p += *p == ' ';
	}
	if (from + n < r->n)
		*status = args_refuse(u->command, "'%.80s' is one word too many.", r->words[from + n]);
	return !*status;
}

static bool options_fit(const struct reading *r, const struct usage *u, int *status)
{
	for (int i = 0; i < OPTION_COUNT && !*status; i++) {
		uint64_t bit = UINT64_C(1) << i;
		if (r->a->value[i] && !((u->need | u->may) & bit))
			*status = args_refuse(u->command, "--%s does not belong to 'sarai %s%s%s'.", option_rows[i].name,
					      u->command, u->verb ? " " : "", u->verb ? u->verb : "");
		else if (!r->a->value[i] && (u->need & bit))
			*status = args_refuse(u->command, "--%s%s%s is missing.", option_rows[i].name,
					      option_rows[i].value ? " " : "", option_rows[i].value ? option_rows[i].value : "");
	}
	return !*status;
}

bool args_read(struct args *a, const char *command, int argc, char **argv, int *status)
{
	struct reading r = {.a = a};
	memset(a, 0, sizeof *a);
	a->command = command;
	a->verb = "";
	*status = 0;
	if (!read_all(&r, argc, argv, status))
		return false;
	if (a->value[OPTION_HELP]) {
		usage_print_command(command);
		return false;
	}
	const struct usage *u = find_usage(&r, status);
	if (!u)
		return false;
	if (u->verb)
		a->verb = u->verb;
	return take_words(&r, u, status) && options_fit(&r, u, status);
}

int args_command(int argc, char **argv)
{
	struct option table[OPTION_COUNT + 1];
	int c;
	option_table(table);
	optind = 0;
	opterr = 0;
	while ((c = getopt_long(argc, argv, "-:h", table, NULL)) != -1) {
		if (c == 1)
			return optind - 1;
		if (c == '?' || c == ':')
			return 0; /* an unknown option: what follows may be its value */
	}
	return 0;
}
