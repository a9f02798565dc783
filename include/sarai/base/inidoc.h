/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * INI files, read whole and strictly. inih splits the lines; this reader around it counts them, joins continuation
 * lines (an indented line continues the value above, joined by one blank), and makes an error of all that inih lets
 * pass: a line of more than INIDOC_LINE_MAX bytes, a duplicate section or key, a key outside a section, a line that is
 * neither, an over-long name, bytes that are not UTF-8, a file that is not a regular one or is too large.
 * Comments: a line whose first visible character is ';' or '#', and " ;" inside a line.
 */
#ifndef SARAI_BASE_INIDOC_H
#define SARAI_BASE_INIDOC_H

#include <stdbool.h>
#include <stddef.h>

#include <sarai/base/diag.h>
#include <sarai/base/err.h>
#include <sarai/base/names.h>

#define INIDOC_LINE_MAX 8000
#define INIDOC_NAME_MAX 49
#define INIDOC_FILE_MAX (4 * 1024 * 1024)

struct ini_entry {
	const char *key, *value; /* value "" where nothing stands behind the '=' */
	const char *file;        /* where it stands: differs from the document's after an overlay */
	int line;
};

struct ini_section {
	const char *name; /* "factor documents_identity" */
	const char *file;
	int line;
	struct ini_entry *at;
	int n, cap;
	struct names keys;
};

struct ini_doc {
	char *file;   /* as named in messages */
	char *source;     /* the bytes as read, terminated */
	struct ini_section *at;
	int n, cap;
	struct names names;
};

/* Read a file or a text. Findings go to d; returns an owned document even when there are findings (with what could be
 * read), or NULL when nothing could. Files with findings must not be used: compare d->n before and after. */
struct ini_doc *inidoc_read(const char *path, struct diags *d);
struct ini_doc *inidoc_read_text(const char *label, const char *text, size_t n, struct diags *d);
void inidoc_free(struct ini_doc **doc);

const struct ini_section *inidoc_section(const struct ini_doc *doc, const char *name); /* NULL when absent */
const struct ini_entry *inidoc_entry(const struct ini_section *s, const char *key);    /* NULL when absent */

/* "factor documents" has kind "factor": then *name = "documents" (borrowed). A section without a second word matches
 * only when name is NULL. */
bool inidoc_is(const struct ini_section *s, const char *kind, const char **name);

/* Lay site over base: keys of the site's sections replace the base's of the same section, new sections are added.
 * Entries keep the file and line they came from. site may be freed afterwards. */
void inidoc_overlay(struct ini_doc *base, const struct ini_doc *site);

/* Keys of a section declared as a table, filled into a struct, with ranges checked and unknown keys reported. */
enum ini_type { INI_TEXT, INI_INT, INI_BOOL, INI_WORD /* [a-z][a-z0-9_-]* */, INI_CHOICE /* of `choices` */ };
struct ini_key {
	const char *key;
	enum ini_type type;
	size_t offset;       /* of a char * (TEXT, WORD: owned copy), int (INT, CHOICE: index) or bool */
	long min, max;       /* INT: range; TEXT: greatest length in characters, 0 for none */
	bool required;
	const char *choices; /* "none ascii line" */
	const char *doc;     /* one sentence, for manual and help */
};
/* The keys of a kind of section ("office", "field NAME"): one list for parser, help and manual. */
struct ini_part {
	const char *name;
	const struct ini_key *keys;
	int n;
};
/* Keys not in the table are reported unless also_ok (may be NULL) says yes to them. */
bool inidoc_fill(const struct ini_doc *doc, const struct ini_section *s, const struct ini_key *table, int n, void *out,
		 bool (*also_ok)(const char *key), struct diags *d);

/* Whole numbers as typed: optional '-', digits, within min..max. */
bool ini_int(const char *s, long min, long max, long *out);

#endif
