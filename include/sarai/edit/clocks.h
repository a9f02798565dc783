/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What runs on a case beside its time standards: care windows, a reflection period, reviews that are due. Read from
 * the records of kinds that have a clock or stand in the agenda.
 */
#ifndef SARAI_EDIT_CLOCKS_H
#define SARAI_EDIT_CLOCKS_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/edit/kind.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

/* Fill k->clocks, urgent ones first. Nothing runs on a case on which no work is going on. */
bool case_clocks(struct session *s, struct case_row *k, struct err *e);

/* The records of a kind that stand in the agenda of all cases of an owner (NULL: everyone), with something due before a
 * time (NULL: any); with their answers where the kind has a clock. */
bool agenda_records(struct session *s, const struct kind *k, const char *owner, const char *before,
		    struct record_list *out, struct err *e);

#endif
