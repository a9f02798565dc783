/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_EDIT_DRAFTS_H
#define SARAI_EDIT_DRAFTS_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/draft.h>

struct edit;

struct edit *edit_open_draft(struct session *s, const char *draft_id, struct err *e);

/* Keep what has been typed (and `pending`, the text of the field being typed in, under its name; may be NULL). No-op
 * when there is nothing new. */
bool edit_save_draft(struct session *s, struct edit *w, const char *pending_field, const char *pending, struct err *e);
bool edit_discard_draft(struct session *s, struct edit *w, struct err *e);

/* What a draft holds, as text: for one whose case is not in this database (any more). Owned. */
char *draft_text(struct session *s, const char *draft_id, struct err *e);

/* Discards a draft of one's own, whatever it was for. */
bool draft_discard(struct session *s, const char *draft_id, struct err *e);
bool drafts_list(struct session *s, struct draft_list *out, struct err *e);

/* The yes/no questions answered here, if only the same again, blanks between; owned, may be NULL. And putting it back
 * after answers have been loaded. */
char *edit_typed(const struct edit *w);
void edit_retype(struct edit *w, const char *names);

#endif
