/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_INTERVENTION_H
#define SARAI_KIND_INTERVENTION_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/model/signal.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

/* Where an intervention is, in the way of struct signal; "" when it does not say. */
void intervention_place(const struct record *r, char out[SIGNAL_PLACE]);

#endif
