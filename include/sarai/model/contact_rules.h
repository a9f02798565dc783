/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How a person may safely be reached, as one line that stands before every call-back. A wrong call can cost a life: the
 * line begins with what must not be done.
 */
#ifndef SARAI_MODEL_CONTACT_RULES_H
#define SARAI_MODEL_CONTACT_RULES_H

#include <sarai/base/str.h>

struct contact_rules {	      /* as a person reads them; NULL or "": no such rule */
	const char *messages; /* "Never leave a message" */
	const char *ways;     /* the safe ones */
	const char *hours;
	const char *say;      /* whom to ask for, who to say is calling */
	const char *not_know; /* who must not learn of it */
	const char *other;    /* free text */
	const char *code_word;
};

/* Adds "Never leave a message. Only: Phone call. Hours: 10 to 12. ..."; nothing where there is no rule. */
void contact_rules_words(const struct contact_rules *r, struct str *out);

#endif
