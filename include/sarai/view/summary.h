/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_SUMMARY_H
#define SARAI_VIEW_SUMMARY_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>

/* One page that a colleague taking over reads in a minute, as plain lines. Owned. */
char *case_summary(struct session *s, const char *case_id, int cols, struct err *e);

#endif
