/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hooks of the kinds of safety work and of trafficking: what is checked and worked out at a save, the line above the
 * form, and what runs on a case.
 */
#ifndef SARAI_KIND_SAFETY_H
#define SARAI_KIND_SAFETY_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

#define SELF_HARM_TELL "tell"	      /* state of a talk: the supervisor has not been told yet */
#define SELF_HARM_SEEN "=acknowledged" /* when a supervisor has acknowledged it */
bool before_ssra(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e);
bool before_self_harm(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e);
bool before_care(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e);
void ssra_says(const struct session *s, const struct edit *w, struct str *out);
void self_harm_says(const struct session *s, const struct edit *w, struct str *out);
void care_says(const struct session *s, const struct edit *w, struct str *out);
bool self_harm_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out);
bool care_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out);

#endif
