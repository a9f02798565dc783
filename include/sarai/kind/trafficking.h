/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_TRAFFICKING_H
#define SARAI_KIND_TRAFFICKING_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

bool trafficking_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out);

#endif
