/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where the configuration's files are found: compiled in, and in the site's folder.
 */
#ifndef SARAI_CONFIG_FILES_H
#define SARAI_CONFIG_FILES_H

#include <sarai/base/diag.h>
#include <sarai/base/inidoc.h>
#include <sarai/config/config.h>

struct config_source {
	struct config *c; /* notes the files that were read */
	struct diags *d;
	char *folder; /* the site's, NULL: built-in files only; owned */
	const char *factors; /* a file that stands for factors.ini; NULL: none does */
};

/* The site's folder: given, else $SARAI_CONFIG, else /etc/sarai where it is. What is named must be there. */
void config_source_init(struct config_source *s, struct config *c, const char *folder, struct diags *d);
void config_source_fini(struct config_source *s);

/* Names are those of builtin_files. Owned documents; NULL with a finding when there is nothing to read. */
struct ini_doc *config_read_builtin(struct config_source *s, const char *name);

struct ini_doc *config_read_site(struct config_source *s, const char *name);  /* NULL without a finding: has none */

struct ini_doc *config_read_whole(struct config_source *s, const char *name); /* the site's stands for the built-in */

struct ini_doc *config_read_laid(struct config_source *s, const char *name);  /* the site's keys over the built-in's */

bool config_site_has(const struct config_source *s, const char *name);

/* Files of the site's that nothing reads are findings. */
void config_check_names(struct config_source *s);

/* Call each for the .ini names in a folder of the site's ("", "forms", "lists"), sorted: "lists/sex.ini". */
void config_each_site_file(struct config_source *s, const char *sub, void (*each)(void *ctx, const char *name),
			   void *ctx);

#endif
