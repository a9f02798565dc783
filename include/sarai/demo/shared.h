/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_SHARED_H
#define SARAI_DEMO_SHARED_H

#include <sarai/base/err.h>
#include <sarai/demo/record.h>

/* What cases share. */
bool demo_profiles(struct demo *d, struct err *e);
bool demo_newer_profile(struct demo *d, struct err *e); /* once the cases have used the first */
const char *demo_place(int i);				/* where the person of a case stays */
bool demo_register_group(struct demo *d, struct err *e);
bool demo_family(struct demo *d, struct err *e);

#endif
