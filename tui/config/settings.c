/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The keys of sarai.ini. Declared once: read from this table, and the manual and help are made from it.
 */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/base/diag.h>
#include <sarai/base/inidoc.h>
#include <sarai/base/mem.h>
#include <sarai/config/form_use.h>
#include <sarai/config/settings.h>
#include <sarai/model/statistics.h>

#define AT(member) offsetof(struct settings, member)
#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))

static const struct ini_key office_keys[] = {
	{.key = "name",
	 .type = INI_TEXT,
	 .offset = AT(office),
	 .max = 60,
	 .required = true,
	 .doc = "Name of the office, as it stands on screens and reports."},
	{.key = "case_prefix",
	 .type = INI_TEXT,
	 .offset = AT(case_prefix),
	 .max = 8,
	 .required = true,
	 .doc = "What case numbers begin with: one to eight capital letters A to Z or digits, the first a letter."},
};

static const struct ini_key terminal_keys[] = {
	{.key = "esc_delay_ms",
	 .type = INI_INT,
	 .offset = AT(esc_delay_ms),
	 .min = 10,
	 .max = 2000,
	 .required = true,
	 .doc = "How long after Esc the rest of an arrow or function key may come. Higher for slow links, 0.15 s is "
		"usual."},
	{.key = "esc_digit_ms",
	 .type = INI_INT,
	 .offset = AT(esc_digit_ms),
	 .min = 0,
	 .max = 5000,
	 .required = true,
	 .doc = "How long after Esc a digit still makes a function key (Esc 2 is F2). 0 turns this off."},
	{.key = "esc_digit",
	 .type = INI_TEXT,
	 .offset = AT(esc_digit),
	 .max = 200,
	 .required = true,
	 .doc = "Types of terminal without function keys, blanks between, or none: only there a lone Esc waits for its digit. "
		"Elsewhere Esc acts at once, and a digit counts that comes together with it (Alt and the digit)."},
	{.key = "charset",
	 .type = INI_CHOICE,
	 .offset = AT(charset),
	 .choices = SETTINGS_CHARSETS,
	 .required = true,
	 .doc = "What the terminals speak. Where they cannot be set to utf-8, their characters are converted on the way in "
		"and out; what such a terminal cannot show becomes ?."},
	{.key = "borders",
	 .type = INI_CHOICE,
	 .offset = AT(borders),
	 .choices = "none ascii line",
	 .required = true,
	 .doc = "Lines between parts of the screen: none (for screen readers), ascii, or line."},
	{.key = "theme",
	 .type = INI_WORD,
	 .offset = AT(theme),
	 .required = true,
	 .doc = "mono, colour, or the NAME of a theme-NAME.ini in the site's folder. Mono is complete: colour only "
		"adds."},
	{.key = "flow_control",
	 .type = INI_BOOL,
	 .offset = AT(flow_control),
	 .required = true,
	 .doc = "yes keeps ^S and ^Q for a real serial line; then ^S does not save."},
};

static const struct ini_key draft_keys[] = {
	{.key = "keep_ms",
	 .type = INI_INT,
	 .offset = AT(draft_ms),
	 .min = 200,
	 .max = 2000,
	 .required = true,
	 .doc = "What is typed is kept as a draft at most this long after a key."},
};

static const struct ini_key name_keys[] = {
	{.key = "order",
	 .type = INI_WORD,
	 .offset = AT(order_of_names),
	 .required = true,
	 .doc = "In which order names are usually written here: as-given, given-first or family-first. A reminder on "
		"the form; "
		"search finds either."},
};

static const struct ini_key lock_keys[] = {
	{.key = "idle_minutes",
	 .type = INI_INT,
	 .offset = AT(idle_minutes),
	 .min = 0,
	 .max = 240,
	 .required = true,
	 .doc = "Minutes without a key after which the page is cleared and locked. 0 turns this off: only where nobody "
		"else "
		"can come near the terminal."},
	{.key = "warn_seconds",
	 .type = INI_INT,
	 .offset = AT(warn_seconds),
	 .min = 0,
	 .max = 600,
	 .required = true,
	 .doc = "Seconds before locking at which a warning is shown; any key goes on."},
};

static const struct ini_key access_keys[] = {
	{.key = "access_hours",
	 .type = INI_INT,
	 .offset = AT(access_hours),
	 .min = 1,
	 .max = 168,
	 .required = true,
	 .doc = "Hours for which a typed reason opens a case that is not one's own."},
	{.key = "once_days",
	 .type = INI_INT,
	 .offset = AT(once_days),
	 .min = 0,
	 .max = 365,
	 .required = true,
	 .doc = "Days for which a password that was handed out works, if it is not used before. 0: for ever."},
	{.key = "password_slots",
	 .type = INI_INT,
	 .offset = AT(password_slots),
	 .min = 1,
	 .max = 64,
	 .required = true,
	 .doc = "Passwords that are checked at once on the server; each takes 64 MiB of memory for a moment."},
};

static const struct ini_key reason_keys[] = {
	{.key = "reason_min",
	 .type = INI_INT,
	 .offset = AT(reason_min),
	 .min = 1,
	 .max = 200,
	 .required = true,
	 .doc = "Letters that every typed reason has at least. Characters of scripts that write a syllable or a word in one "
		"count for several."},
};

static const struct ini_key server_keys[] = {
	{.key = "syslog",
	 .type = INI_BOOL,
	 .offset = AT(syslog),
	 .required = true,
	 .doc = "Tell the system log (facility authpriv) of refused logins and commands, accounts and rights that change, "
		"cases opened with a reason, and how many urgent flags 'sarai check' finds overdue: accounts, addresses and numbers of cases, nothing of "
		"people's files."},
	{.key = "backup_days",
	 .type = INI_INT,
	 .offset = AT(backup_days),
	 .min = 1,
	 .max = 365,
	 .required = true,
	 .doc = "'sarai check' reports an error when the last backup is older than so many days."},
};

static const struct ini_key message_keys[] = {
	{.key = "queue",
	 .type = INI_TEXT,
	 .offset = AT(queue),
	 .max = 180,
	 .required = true,
	 .doc = "A folder into which 'sarai notify' writes one mail file for each message, and from which the site's mailer takes "
		"it. none: nobody is told who is not logged in."},
	{.key = "mail_domain",
	 .type = INI_TEXT,
	 .offset = AT(mail_domain),
	 .max = 80,
	 .required = true,
	 .doc = "Stands behind the name of the account in To:. none: the name alone, for a mailer that knows it."},
};

static const struct ini_key directory_keys[] = {
	{.key = "stale_days",
	 .type = INI_INT,
	 .offset = AT(stale_days),
	 .min = 1,
	 .max = 3650,
	 .required = true,
	 .doc = "Days after which an entry of the service directory counts as not verified lately, and says so."},
};

static const struct ini_key rights_keys[] = {
	{.key = "correction_days",
	 .type = INI_INT,
	 .offset = AT(correction_days),
	 .min = 1,
	 .max = 365,
	 .required = true,
	 .doc = "Days within which a correction that a person asks for is decided and done."},
	{.key = "retention_notice_days",
	 .type = INI_INT,
	 .offset = AT(retention_notice_days),
	 .min = 0,
	 .max = 365,
	 .required = true,
	 .doc = "Days before the end of the time for keeping a file from which it stands in the list of retention."},
	{.key = "copy_leaves_out",
	 .type = INI_TEXT,
	 .offset = AT(copy_leaves_out),
	 .max = 400,
	 .required = true,
	 .doc = "Kinds of entry that tell of other people, blanks between: left out of a person's own copy, which says "
		"so."},
};

static const struct ini_key statistics_keys[] = {
	{.key = "threshold",
	 .type = INI_INT,
	 .offset = AT(stat_threshold),
	 .min = 1,
	 .max = 1000,
	 .required = true,
	 .doc = "Combinations of fewer cases than this are left out of figures. 11 is what CTDC uses."},
	{.key = "columns",
	 .type = INI_TEXT,
	 .offset = AT(stat_columns),
	 .max = 200,
	 .required = true,
	 .doc = "What figures are counted by, unless it is said at the export: year, sex, age, citizenship, level, "
		"status, decision, closure, trafficking, exploitation, country, blanks between."},
};

const struct ini_part settings_keys[] = {
	{"office", office_keys, COUNT(office_keys)}, {"terminal", terminal_keys, COUNT(terminal_keys)},
	{"drafts", draft_keys, COUNT(draft_keys)},   {"names", name_keys, COUNT(name_keys)},
	{"lock", lock_keys, COUNT(lock_keys)},	     {"access", access_keys, COUNT(access_keys)},
	{"reasons", reason_keys, COUNT(reason_keys)}, {"server", server_keys, COUNT(server_keys)},
	{"messages", message_keys, COUNT(message_keys)}, {"directory", directory_keys, COUNT(directory_keys)},
	{"rights", rights_keys, COUNT(rights_keys)}, {"statistics", statistics_keys, COUNT(statistics_keys)},
};
const int settings_section_count = COUNT(settings_keys);

static const struct ini_part *section_of(const char *name)
{
	for (int i = 0; i < settings_section_count; i++) {
		if (!strcmp(settings_keys[i].name, name))
			return &settings_keys[i];
	}
	return NULL;
}

/* A finding at the line that holds the key. */
static void complain(const struct ini_doc *doc, const char *section, const char *key, const char *reason,
		     struct diags *d)
{
	const struct ini_section *s = inidoc_section(doc, section);
	const struct ini_entry *entry = s ? inidoc_entry(s, key) : NULL;
	if (entry)
		diag_add(d, entry->file, entry->line, "%s: %s", key, reason);
}

static bool prefix_good(const char *p)
{
	if (!isupper((unsigned char)*p))
		return false;
	for (; *p; p++) {
		if (!isupper((unsigned char)*p) && !isdigit((unsigned char)*p))
			return false;
	}
	return true;
}

static bool kind_exists(const char *name)
{
	struct form_use use;
	for (int i = 0; form_use_get(i, &use); i++) {
		if (!strcmp(use.kind, name))
			return true;
	}
	return false;
}

/* Only kinds that there are: one that is misspelt would not be left out. */
static void check_kinds(const char *names, const struct ini_doc *doc, struct diags *d)
{
	for (const char *p = names ? names + strspn(names, " ") : ""; *p; p += strspn(p, " ")) {
		size_t n = strcspn(p, " ");
		char *name = mem_strndup(p, n);
		if (!kind_exists(name))
			complain(doc, "rights", "copy_leaves_out", "A kind of entry that is named there does not exist.", d);
		free(name);
		p += n;
	}
}

void settings_fill(struct settings *to, const struct ini_doc *doc, struct diags *d)
{
	for (int i = 0; i < doc->n; i++) {
		const struct ini_part *known = section_of(doc->at[i].name);
		if (known)
			inidoc_fill(doc, &doc->at[i], known->keys, known->n, to, NULL, d);
		else
			diag_add(d, doc->at[i].file, doc->at[i].line, "There is no section [%s] in sarai.ini.",
				 doc->at[i].name);
	}
	for (int i = 0; i < settings_section_count; i++) {
		if (!inidoc_section(doc, settings_keys[i].name))
			diag_add(d, doc->file, 0, "The section [%s] is missing.", settings_keys[i].name);
	}
	if (to->case_prefix && !prefix_good(to->case_prefix))
		complain(doc, "office", "case_prefix", "Use capital letters A to Z and digits, a letter first.", d);
	const char *order = to->order_of_names ? to->order_of_names : "as-given";
	if (strcmp(order, "as-given") && strcmp(order, "given-first") && strcmp(order, "family-first"))
		complain(doc, "names", "order", "Use as-given, given-first or family-first.", d);
	check_kinds(to->copy_leaves_out, doc, d);
	enum stat_column columns[STAT_COUNT];
	const char *bad;
	if (to->stat_columns && !stat_columns(to->stat_columns, columns, &bad))
		complain(doc, "statistics", "columns", "There is no such column, or one is named twice, or none is.", d);
}

bool settings_given(const char *text)
{
	return text && *text && strcmp(text, "none") != 0;
}

void settings_fini(struct settings *s)
{
	free(s->office);
	free(s->case_prefix);
	free(s->esc_digit);
	free(s->theme);
	free(s->order_of_names);
	free(s->copy_leaves_out);
	free(s->stat_columns);
	free(s->queue);
	free(s->mail_domain);
	memset(s, 0, sizeof *s);
}

void settings_charset(const struct settings *s, char name[16])
{
	const char *at = SETTINGS_CHARSETS;
	for (int i = 0; i < s->charset && *at; i++) {
		at += strcspn(at, " ");
		at += *at == ' ';
	}
	snprintf(name, 16, "%.*s", (int)strcspn(at, " "), at);
}
