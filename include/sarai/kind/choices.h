/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_CHOICES_H
#define SARAI_KIND_CHOICES_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>

struct edit;

/* Hooks of the kinds. */
bool choices_action(struct session *s, struct edit *w, struct err *e);
bool choices_referral(struct session *s, struct edit *w, struct err *e);
bool choices_no_action(struct session *s, struct edit *w, struct err *e);
bool choices_urgent(struct session *s, struct edit *w, struct err *e);

#endif
