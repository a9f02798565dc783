/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_PROTECT_H
#define SARAI_DEMO_PROTECT_H

#include <sarai/base/err.h>
#include <sarai/demo/record.h>

bool demo_protect(struct demo *d, struct err *e); /* trafficking, safety assessment and plan */
bool demo_care(struct demo *d, struct err *e);

#endif
