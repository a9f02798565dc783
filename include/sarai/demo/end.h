/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_END_H
#define SARAI_DEMO_END_H

#include <sarai/base/err.h>
#include <sarai/demo/record.h>

/* What waits in the case is approved by a supervisor. */
bool demo_approve(struct demo *d, struct err *e);
bool demo_close(struct demo *d, struct err *e);
bool demo_correct(struct demo *d, struct err *e);
bool demo_hold(struct demo *d, struct err *e);
bool demo_offer(struct demo *d, struct err *e);

#endif
