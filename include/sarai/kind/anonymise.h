/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_KIND_ANONYMISE_H
#define SARAI_KIND_ANONYMISE_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>

/* Is anything left in the registration that names or identifies the person? */
bool person_is_named(struct session *s, const char *case_id, bool *named, struct err *e);

/* Remove what identifies: at the person's wish, where consent is refused. Kept of the registration: sex, age band,
 * place and how they came. Papers, journey and contacts are emptied, search keys and drafts of them go, old values go
 * from the history, which says that they were removed and by whom. Cannot be undone. PERMIT_REGISTER. */
bool person_anonymise(struct session *s, const char *case_id, struct err *e);

/* A person saved without a name: what was there before goes from this entry and all earlier ones, and from drafts. */
bool person_forget_old(struct session *s, const struct record *r, const char *case_id, struct history_entry *h,
		       struct err *e);

#endif
