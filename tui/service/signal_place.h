/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the room: places of signals and interventions.
 */
#ifndef SERVICE_SIGNAL_PLACE_H
#define SERVICE_SIGNAL_PLACE_H

#include <sarai/service/shared.h>
#include <sarai/service/signals.h>

/* Are fictitious cases counted? In a practice database. */
bool signals_fictitious(struct session *s, bool *with, struct err *e);
/* Owned. */
char *place_words(const struct config *c, const struct shared_list *profiles, const char *place);
/* Where an intervention is, in the way of struct signal; "" when it does not say. */
void intervention_place(const struct record *r, char out[SIGNAL_PLACE]);

#endif
