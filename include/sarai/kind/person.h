/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_PERSON_H
#define SARAI_KIND_PERSON_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>

struct edit;

#endif
