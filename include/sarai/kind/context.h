/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_CONTEXT_H
#define SARAI_KIND_CONTEXT_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

struct edit;

/* Newest version of each, by name. */
bool contexts_list(struct session *s, struct shared_list *out, struct err *e);

/* The cases that rest on a household or a profile; names only for those who may see them. */
bool source_users(struct session *s, const char *source, struct case_list *out, struct err *e);

/* A shared assessment as text to read: what is answered, with its notes. record_id NULL: the newest one finished under
 * `source`. Owned. */
char *shared_page(struct session *s, const char *source, const char *kind, const char *record_id, struct err *e);

/* Who did what to a household or a profile and all that stands under it. */
bool shared_history(struct session *s, const char *source, struct history_list *out, struct err *e);

/* Open cases whose newest assessment rests on less than there is. case_id NULL: all. */
bool stale_cases(struct session *s, const char *case_id, struct stale_list *out, struct err *e);

#endif
