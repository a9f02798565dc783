/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_ACTION_H
#define SARAI_KIND_ACTION_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/model/catalogue.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

/* Set an action's state from a list (follow-up, plan), with its result. */
bool action_set_state(struct session *s, const char *record_id, const char *state, const char *result, struct err *e);

/* What actions of a case and of a household have in common: a state, and nothing due once they are over. */
void action_settle(struct record *next);

/* The factors that live actions name; n_factors, owned. */
bool *plan_cover_of(const struct catalogue *c, const struct record_list *actions);

#endif
