/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_SCREENING_H
#define SARAI_DEMO_SCREENING_H

#include <sarai/base/err.h>
#include <sarai/demo/record.h>

bool demo_screen(struct demo *d, struct err *e);

#endif
