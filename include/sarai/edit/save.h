/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_EDIT_SAVE_H
#define SARAI_EDIT_SAVE_H

#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/store/record.h>

struct edit;

/* Save. ERR_CONFLICT: nothing written; *theirs (may be NULL; a zeroed struct) is what the other has saved, for
 * work_merge. A new person is saved together with the case opened for them. */
bool edit_save(struct session *s, struct edit *w, struct record *theirs, struct err *e);

/* After a conflict: take `answers` as chosen field by field and continue on top of `theirs`. */
void edit_rebase(struct edit *w, const struct record *theirs, const struct pairs *answers);

/* A date of a form as a point in time: its end (something due then), or noon (something that happened then; now, when
 * that is today). "" when it is not a date. */
void date_as_due(const char *iso_date, char out[TIME_TEXT]);
void date_as_happened(const char *iso_date, int64_t now, char out[TIME_TEXT]);

/* Store columns from the form's fields. */
void edit_fill_columns(const struct session *s, const struct edit *w, struct record *r, int64_t now);

/* A stored answer as a person reads it; "" where there is none. Owned. */
char *edit_shown(const struct edit *w, const struct record *r, const char *field);

/* The record's title, as lists show it: one line, cut. Empties *line. */
void record_set_title(struct record *r, struct str *line);

/* For a hook of another record's save, in its transaction: write this one too, without what it does to the case. */
bool edit_save_within(struct session *s, struct edit *w, struct err *e);

#endif
