/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a case says about suggested services beside its assessment: screening, consent, age, actions, and what the worker
 * said no to.
 */
#ifndef SARAI_KIND_SUGGEST_H
#define SARAI_KIND_SUGGEST_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/model/plan.h>
#include <sarai/store/record.h>

struct suggest_case {
	struct suggest_facts facts; /* its arrays are owned */
	struct record screening;    /* id "" when there is none */
};

/* actions and dismissed: records of the case, with their answers. */
bool suggest_read(struct session *s, const char *case_id, const struct record_list *actions,
		  const struct record_list *dismissed, struct suggest_case *out, struct err *e);
void suggest_fini(struct suggest_case *x);

/* The urgent flags as they stand: yes where the screening or this round raised them, else the later answer. n_flags.
 * Owned. */
enum flag_answer *suggest_flags(const struct catalogue *c, const struct suggest_case *x, const struct record *round);

#endif
