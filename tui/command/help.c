/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/builtin.h>
#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/command/args.h>
#include <sarai/command/check.h>
#include <sarai/command/help.h>
#include <sarai/config/settings.h>
#include <sarai/form/form.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/due.h>
#include <sarai/model/permit.h>
#include <sarai/model/response.h>
#include <sarai/model/role.h>
#include <sarai/screen/tables.h>
#include <sarai/term/key.h>
#include <sarai/term/term.h>

#define COMMENT_COLS 76

/* ---- the manner of all topics ---- */

/* number: from 0, as it comes in the file */
static void print_section(int number, const char *name)
{
	printf("%s[%s]\n", number ? "\n" : "", name);
}

static void print_comment(const char *text)
{
	size_t next;
	do {
		size_t n = text_wrap(text, COMMENT_COLS, &next);
		printf("; %.*s\n", (int)n, text);
		text += next;
	} while (*text);
}

static void print_pair(const char *key, const char *value)
{
	printf("%s =%s%s\n", key, *value ? " " : "", value);
}

/* The file as shipped. NULL when it cannot be read; its findings are those of check-config. */
static struct ini_doc *shipped(const char *name)
{
	struct diags d = {0};
	const struct builtin_file *f = name ? builtin_get(name) : NULL;
	struct ini_doc *doc = f ? inidoc_read_text(f->name, f->data, f->size, &d) : NULL;
	diags_fini(&d);
	return doc;
}

static const char *shipped_value(const struct ini_doc *doc, const char *section, const char *key)
{
	const struct ini_section *s = doc ? inidoc_section(doc, section) : NULL;
	const struct ini_entry *e = s ? inidoc_entry(s, key) : NULL;
	return e ? e->value : "";
}

/* ---- keys of files ---- */

static void add_kind(struct str *out, const struct ini_key *k, bool has_example)
{
	size_t n = k->choices ? strlen(k->choices) : 0;
	switch (k->type) {
	case INI_TEXT:
		str_add(out, "text");
		if (k->max)
			str_addf(out, ", at most %ld characters", k->max);
		break;
	case INI_WORD:
		str_add(out, "a word of a to z, 0 to 9, - and _");
		break;
	case INI_INT:
		str_addf(out, "a whole number, %ld to %ld", k->min, k->max);
		break;
	case INI_BOOL:
		str_add(out, "yes or no");
		break;
	case INI_CHOICE:
		while (n && k->choices[n - 1] == ' ')
			n--;
		str_addf(out, "one of: %.*s", (int)n, k->choices);
		break;
	}
	/* What a site leaves out of a file that is laid over the shipped one is there. */
	if (k->required && !has_example)
		str_add(out, "; needed");
}

/* example: the shipped file whose values are shown, NULL: none */
static void print_parts(const struct ini_part *parts, int n, const char *example)
{
	struct ini_doc *doc = shipped(example);
	struct str s = {0};
	for (int i = 0; i < n; i++) {
		print_section(i, parts[i].name);
		for (int k = 0; k < parts[i].n; k++) {
			const struct ini_key *key = &parts[i].keys[k];
			str_clear(&s);
			str_addf(&s, "%s (", key->doc);
			add_kind(&s, key, example != NULL);
			str_add_char(&s, ')');
			print_comment(str_text(&s));
			print_pair(key->key, shipped_value(doc, parts[i].name, key->key));
		}
	}
	str_fini(&s);
	inidoc_free(&doc);
}

static void topic_settings(void)
{
	print_parts(settings_keys, settings_section_count, "sarai.ini");
}

static void topic_follow_up(void)
{
	print_parts(due_file_parts, due_file_part_count, "follow-up.ini");
}

static void topic_response(void)
{
	print_parts(response_file_parts, response_file_part_count, "response.ini");
}

static void topic_forms(void)
{
	print_parts(form_file_parts, form_file_part_count, NULL);
}

static void topic_factors(void)
{
	print_parts(catalogue_file_parts, catalogue_file_part_count, NULL);
}

/* Permissions are keys, the cases they reach their values. */
static void topic_roles(void)
{
	static const char *const permits[][2] = {
#define X(id, name, words) {name, words},
		PERMIT_TABLE(X)
#undef X
	};
	struct str s = {0};
	print_parts(role_file_parts, role_file_part_count, NULL);
	for (int i = 0; i < PERMIT_COUNT; i++) {
		str_clear(&s);
		str_addf(&s, "%s. (one of:", permits[i][1]);
		for (int k = 0; k < SCOPE_COUNT; k++)
			str_addf(&s, " %s", scope_name((enum scope)k));
		str_add_char(&s, ')');
		print_comment(str_text(&s));
		print_pair(permits[i][0], "");
	}
	str_fini(&s);
}

/* ---- keys of the keyboard, themes, exit statuses ---- */

static void topic_keys(void)
{
	struct str section = {0};
	for (int i = 0; i < screen_table_count; i++) {
		const struct action_table *t = screen_tables[i];
		str_clear(&section);
		str_addf(&section, "keys %s", t->name);
		print_section(i, str_text(&section));
		for (int k = 0; k < t->n; k++) {
			print_comment(t->at[k].help);
			print_pair(t->at[k].name, t->at[k].keys);
		}
	}
	str_fini(&section);
}

static void topic_theme(void)
{
	static const char *const roles[] = {
#define X(id, name) name,
		ROLE_TABLE(X)
#undef X
	};
	struct ini_doc *mono = shipped("theme-mono.ini"), *colour = shipped("theme-colour.ini");
	struct str s = {0};
	print_section(0, "theme");
	for (int i = 0; i < ROLE_COUNT; i++) {
		str_clear(&s);
		str_addf(&s, "Without colour: %s.", shipped_value(mono, "theme", roles[i]));
		print_comment(str_text(&s));
		print_pair(roles[i], shipped_value(colour, "theme", roles[i]));
	}
	str_fini(&s);
	inidoc_free(&mono);
	inidoc_free(&colour);
}

static void topic_status(void)
{
	static const struct {
		int status;
		const char *name, *advice;
	} errors[] = {
#define X(id, status, advice, admin) {status, #id, admin},
		ERR_TABLE(X)
#undef X
	};
	print_section(0, "exit status");
	print_comment("Done.");
	print_pair("0", "NONE");
	for (int status = 1; status < 256; status++) {
		struct str names = {0};
		for (int i = 0; i < ERR_COUNT; i++) {
			if (errors[i].status != status)
				continue;
			str_addf(&names, "%s%s", names.len ? " " : "", errors[i].name);
			print_comment(errors[i].advice);
		}
		if (names.len)
			printf("%d = %s\n", status, str_text(&names));
		str_fini(&names);
	}
}

static void topic_checks(void)
{
	for (int i = 0; i < check_count(); i++) {
		print_comment(check_help(i));
		print_pair(check_name(i), "");
	}
}

static const struct {
	const char *name, *help;
	void (*print)(void);
} topics[] = {
	{"keys", "Every action and its keys, as in keys.ini.", topic_keys},
	{"settings", "Every key of sarai.ini, and what it is as shipped.", topic_settings},
	{"follow-up", "Every key of follow-up.ini: time standards.", topic_follow_up},
	{"response", "Every key of response.ini: programme signals and what answers them.", topic_response},
	{"theme", "Every kind of text that a theme can give a look.", topic_theme},
	{"forms", "Every key of the files in forms.", topic_forms},
	{"factors", "Every key of factors.ini.", topic_factors},
	{"roles", "Every key of roles.ini: who may do what.", topic_roles},
	{"status", "What the exit status of a command means.", topic_status},
	{"checks", "What 'sarai check' looks at, by name.", topic_checks},
	{"usage", "Every way to call a command.", usage_print_all},
	{"options", "Every option.", usage_print_options},
	{"completion", "A script that completes commands and options in bash.", usage_print_completion},
};

bool help_topic(const char *name)
{
	for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++) {
		if (strcmp(topics[i].name, name) != 0)
			continue;
		topics[i].print();
		return true;
	}
	return false;
}

void help_topics(void)
{
	for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
		printf("  sarai help %-10s %s\n", topics[i].name, topics[i].help);
}
