/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What must not be possible yet in a case, and why; and checklists of what is done and what is missing. A locked action
 * may be written down as planned and is shown locked; it cannot be started or done.
 */
#ifndef SARAI_KIND_ACTION_LOCKS_H
#define SARAI_KIND_ACTION_LOCKS_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/model/gate.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

/* What is known of a case for the locks. */
bool gates_read(struct session *s, const char *case_id, struct gate_facts *out, struct err *e);

/* The locks that stand before an action with these answers. Returns their number. */
int gates_of_action(const struct gate_facts *f, const struct pairs *action, enum gate_lock out[GATE_LOCK_COUNT]);

/* "Assisted return is locked: needs a guardian, ..." for those; nothing when there are none. */
void gates_words(const struct gate_facts *f, const struct pairs *action, struct str *out);

/* May one begin what such an action stands for? Otherwise ERR_DATA with the words of the locks. */
bool gates_allow(struct session *s, const char *case_id, const struct pairs *action, struct err *e);
char *action_locks_warning(struct session *s, const struct edit *w);
bool gates_gather(struct session *s, const struct case_row *k, struct gate_facts *f, struct err *e);
bool gates_concern(const struct pairs *action);
bool gates_before_action(struct session *s, const struct edit *w, const struct record *next, struct err *e);

#endif
