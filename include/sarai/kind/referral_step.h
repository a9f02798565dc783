/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_REFERRAL_STEP_H
#define SARAI_KIND_REFERRAL_STEP_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

struct edit;

bool start_referral_step(struct session *s, struct edit *w, struct err *e);
bool before_referral_step(struct session *s, struct edit *w, struct record *next, struct case_row *c, struct err *e);
bool after_referral_step(struct session *s, struct edit *w, struct case_row *c, struct history_entry *h, struct err *e);
bool start_gap(struct session *s, struct edit *w, struct err *e);
bool after_gap(struct session *s, struct edit *w, struct case_row *c, struct history_entry *h, struct err *e);

#endif
