/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_DEMO_H
#define SARAI_DEMO_DEMO_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>

/* About 40 clearly fictitious cases at every stage, saved through these services. */
bool demo_fill(struct session *s, int cases, struct err *e);

#endif
