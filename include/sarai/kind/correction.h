/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_CORRECTION_H
#define SARAI_KIND_CORRECTION_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

struct edit;

#endif
