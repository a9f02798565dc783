/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The referral form as it goes to the receiver: after the inter-agency referral form, with what is told and nothing
 * more.
 */
#ifndef SARAI_REPORT_REFERRAL_TEXT_H
#define SARAI_REPORT_REFERRAL_TEXT_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/report/paper.h>
#include <sarai/report/referral_text.h>
#include <sarai/view/referrals.h>

bool referral_paper(struct session *s, const struct referral_view *v, struct paper *out, struct err *e);

/* Write it as PDF into the folder of exports, and note that in the history; the file's name in *path (owned). */
bool referral_print(struct session *s, const struct referral_view *v, char **path, struct err *e);

#endif
