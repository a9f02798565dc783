/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_DEMO_PAPERS_H
#define SARAI_DEMO_PAPERS_H

#include <sarai/base/err.h>
#include <sarai/demo/record.h>

struct edit;

/* The parts of a story. */
void demo_rules(const struct demo *d, struct edit *w); /* of contact, into the person's form */
bool demo_consent(struct demo *d, struct err *e);
bool demo_papers(struct demo *d, struct err *e);

#endif
