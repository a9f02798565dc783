/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_PROGRAMME_H
#define SARAI_DEMO_PROGRAMME_H

#include <sarai/base/err.h>
#include <sarai/demo/record.h>

bool demo_family_step(struct demo *d, const char *household, struct err *e);
bool demo_intervention(struct demo *d, struct err *e);

#endif
