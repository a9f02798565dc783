/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_REFERRAL_DISCLOSURE_H
#define SARAI_VIEW_REFERRAL_DISCLOSURE_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/view/referrals.h>

/* What this referral tells about the person, and nothing more: words and values, in order. */
bool referral_told(struct session *s, const struct referral_view *v, struct pairs *out, struct err *e);

/* It has been printed: noted in the history. Inside a transaction. */
bool referral_note_print(struct session *s, const struct referral_view *v, struct err *e);

#endif
