/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_STEPS_H
#define SARAI_DEMO_STEPS_H

#include <sarai/base/err.h>
#include <sarai/demo/record.h>

bool demo_assess(struct demo *d, int round, struct err *e);
bool demo_plan(struct demo *d, struct err *e);
bool demo_follow(struct demo *d, struct err *e);

#endif
