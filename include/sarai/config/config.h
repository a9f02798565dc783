/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The configuration as a whole. Built-in files are compiled in; a site's folder ($SARAI_CONFIG, else /etc/sarai)
 * replaces factors.ini, forms/ and lists/ file by file, and lays the keys of sarai.ini, follow-up.ini, response.ini,
 * keys.ini and theme-*.ini over the built-in ones: a key that the site leaves out keeps its built-in value. All or nothing: with one
 * error in a site's file the program does not start on half of it.
 */
#ifndef SARAI_CONFIG_CONFIG_H
#define SARAI_CONFIG_CONFIG_H

#include <sarai/base/inidoc.h>
#include <sarai/base/list.h>
#include <sarai/config/settings.h>
#include <sarai/form/form.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/due.h>
#include <sarai/model/response.h>
#include <sarai/model/role.h>

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

void config_free(struct config **c);
const struct form_def *config_form(const struct config *c, const char *id); /* NULL when there is none */

/* Words for codes of lists: the label, or the code itself. Borrowed. */
const char *config_label(const struct config *c, const char *list, const char *code);

#endif
