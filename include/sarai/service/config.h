/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The configuration as a whole. Built-in files are compiled in; a site's folder ($SARAI_CONFIG, else /etc/sarai)
 * replaces factors.ini, forms/ and lists/ file by file, and lays the keys of sarai.ini, follow-up.ini, response.ini,
 * keys.ini and theme-*.ini over the built-in ones: a key that the site leaves out keeps its built-in value. All or nothing: with one
 * error in a site's file the program does not start on half of it.
 */
#ifndef SARAI_SERVICE_CONFIG_H
#define SARAI_SERVICE_CONFIG_H

#include <sarai/base/list.h>
#include <sarai/form/form.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/due.h>
#include <sarai/model/response.h>
#include <sarai/model/role.h>

struct settings { /* sarai.ini: see settings_keys in tui/service/settings.c for ranges and meaning */
	char *office;         /* [office] name */
	char *case_prefix;    /* [office] case_prefix */
	int esc_delay_ms;     /* [terminal] how long after ESC the rest of a key may come */
	int esc_digit_ms;     /* [terminal] how long after ESC a digit still makes a function key */
	int borders;          /* [terminal] 0 none, 1 ascii, 2 line */
	char *theme;          /* [terminal] mono | colour | a theme file's name */
	bool flow_control;    /* [terminal] keep ^S/^Q for a real serial line */
	int draft_ms;         /* [drafts] at most this long after a key (<= 2000) */
	char *order_of_names; /* [names] order */
	int idle_minutes;     /* [lock] without a key before the page is locked; 0: never */
	int warn_seconds;     /* [lock] warning before that */
	int access_hours;     /* [access] how long a typed reason opens another's case */
	int reason_min;       /* [reasons] letters of a typed reason, at least */
	int password_slots;   /* [access] passwords worked out at once on the server */
	int stale_days;       /* [directory] after which an entry counts as not verified lately */
	int correction_days;  /* [rights] until a correction is decided and done */
	int retention_notice_days; /* [rights] how long before its day a file is on the list */
	char *copy_leaves_out;	   /* [rights] kinds, blanks between */
	int stat_threshold;   /* [statistics] cases of a combination, at least */
	char *stat_columns;   /* [statistics] names of model/statistics.h */
};

/* The keys of sarai.ini, declared once: the parser reads this table, and manual and help are made from it. */
extern const struct ini_part settings_keys[];
extern const int settings_section_count;

struct config {
	struct settings settings;
	struct catalogue *catalogue;
	struct due_rules *due;
	struct response_rules *response;
	struct roles *roles;
	struct option_lists lists;     /* country, language, services, and config/lists */
	struct form_def **forms;
	int n_forms, cap_forms;
	struct ini_doc *keys;          /* for term: not parsed here */
	struct ini_doc *theme_mono, *theme_colour, *theme_site;
	char *folder;                  /* the site's, or NULL */
	char **files;                  /* every file that was read, as named in messages, in order */
	int n_files, cap_files;
};

/* folder NULL: $SARAI_CONFIG, else /etc/sarai when it exists. Findings in d; NULL when there is one. Owned. */
struct config *config_load(const char *folder, struct diags *d);
/* What folder (NULL: built-in files only) would come to with another factors.ini. */
struct config *config_load_with(const char *folder, const char *factors, struct diags *d);
struct config *config_load_builtin(struct diags *d); /* whatever a site has */
void config_free(struct config **c);
const struct form_def *config_form(const struct config *c, const char *id); /* NULL when there is none */

/* Words for codes of lists: the label, or the code itself. Borrowed. */
const char *config_label(const struct config *c, const char *list, const char *code);

#endif
