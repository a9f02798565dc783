/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How many urgent flags there are and how soon somebody must act, in words that name no flag: passers-by may read them.
 */
#ifndef SARAI_KIND_URGENT_ALARM_H
#define SARAI_KIND_URGENT_ALARM_H

#include <sarai/access/session.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/store/casefile.h>

/* The `alarms` of a kind: what saving the answers as they stand would raise. Nothing is added where that is no flag. */
void urgent_alarm(const struct save *save, struct str *out);

/* The same of what is open in a case. */
void urgent_alarm_saved(const struct session *s, const struct case_row *c, struct str *out);

#endif
