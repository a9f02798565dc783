/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_CHILD_H
#define SARAI_DEMO_CHILD_H

#include <sarai/base/err.h>
#include <sarai/demo/record.h>

bool demo_child(struct demo *d, struct err *e);   /* nothing for adults */
bool demo_way_ahead(struct demo *d, struct err *e);
bool demo_counsel(struct demo *d, struct err *e); /* ... for those without fear of going back */

#endif
