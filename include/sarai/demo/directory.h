/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_DIRECTORY_H
#define SARAI_DEMO_DIRECTORY_H

#include <sarai/base/err.h>
#include <sarai/demo/record.h>

/* The service directory; referrals of the first cases. */
bool demo_directory(struct demo *d, struct err *e);
bool demo_referrals(struct demo *d, struct err *e);

#endif
