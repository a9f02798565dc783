/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_REFERRAL_START_H
#define SARAI_KIND_REFERRAL_START_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>

struct edit;

/* New ones for filling in, owned; NULL on failure. Of a plan's action: with its service, risks, provider. Again: as the
 * one before, to somebody else. A step: what is one of the above, or a state. */
struct edit *referral_open_new(struct session *s, const char *case_id, const char *action_id, struct err *e);

struct edit *referral_open_again(struct session *s, const char *referral_id, struct err *e);

struct edit *referral_open_step(struct session *s, const char *referral_id, const char *what, struct err *e);

struct edit *referral_open_gap(struct session *s, const char *referral_id, struct err *e);

/* An entry of the directory as the receiver of what is filled in (a referral, or the provider of a plan's action). */
bool referral_take_entry(struct session *s, struct edit *w, const char *entry_id, struct err *e);

/* Hooks. */
bool referral_prefill(struct session *s, struct edit *w, struct err *e);

#endif
