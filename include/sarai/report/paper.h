/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A page to be handed over: made once from what is told, then shown as text and written as PDF, so that both say the
 * same.
 */
#ifndef SARAI_REPORT_PAPER_H
#define SARAI_REPORT_PAPER_H

#include <sarai/base/err.h>
#include <sarai/base/str.h>

enum paper_kind {
	PAPER_TITLE,
	PAPER_LOUD, /* what must not be overlooked */
	PAPER_HEADING,
	PAPER_LINE,   /* label: text */
	PAPER_SCRIPT, /* the same, of something that is said in Latin letters too: left out where its letters cannot be
		       * written */
	PAPER_TEXT,
	PAPER_BLANK /* label, and a line to write on */
};
struct paper_item {
	enum paper_kind kind;
	char *label, *text; /* owned; "" where there is none */
};
struct paper {
	struct paper_item *at;
	int n, cap;
	char *name;   /* of the document; owned */
	char *footer; /* on every page; owned */
};
void paper_add(struct paper *p, enum paper_kind kind, const char *label,
	       const char *text); /* copied; no text: no line */
void paper_name(struct paper *p, const char *name, const char *footer);
void paper_fini(struct paper *p);

/* As plain lines of at most cols columns. Owned. */
char *paper_text(const struct paper *p, int cols);

/* As PDF, A4, added to *out: in the letters of any script, joined and in its direction, for which the server has a
 * font. ERR_CONFIG where it has none, and names what cannot be written, or where the libraries for it are not there.
 * They are loaded at the first page: a login that prints nothing does not carry them. */
bool pdf_render(const struct paper *p, struct str *out, struct err *e);

#endif
