/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_VIEW_AUDIT_LOG_H
#define SARAI_VIEW_AUDIT_LOG_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/audit.h>

/* Newest first, for those with the permission. */
bool audit_read(struct session *s, const struct audit_filter *f, struct audit_list *out, struct err *e);

#endif
