/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What many cases of one place have in common, told without a name (model/signal.h), and the register of what is done
 * about it. For those with PERMIT_CONTEXT, who keep the profiles of places.
 */
#ifndef SARAI_VIEW_TRENDS_H
#define SARAI_VIEW_TRENDS_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/view/trend_words.h>

bool signals_read(struct session *s, struct signal_rows *out, struct err *e);
void signal_rows_fini(struct signal_rows *l);

#endif
