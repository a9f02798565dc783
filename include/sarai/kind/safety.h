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
bool self_harm_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out);
bool care_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out);

#endif
