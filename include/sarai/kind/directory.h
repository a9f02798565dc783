/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The service directory: entries (records of kind "service-entry", of no case) and finding those that fit a person.
 * Read with PERMIT_VIEW; changed, as all records, through edit_open, with PERMIT_DIRECTORY.
 */
#ifndef SARAI_KIND_DIRECTORY_H
#define SARAI_KIND_DIRECTORY_H

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/model/directory.h>
#include <sarai/store/record.h>

struct directory_entry {
	struct record record;
	struct entry_facts facts; /* borrows from the record */
};

struct directory {
	struct directory_entry *at; /* by organisation */
	int n, cap;
};

bool directory_read(struct session *s, struct directory *out, struct err *e); /* those not active too */
void directory_fini(struct directory *d);
bool directory_get(struct session *s, const char *id, struct directory_entry *out, struct err *e);
void directory_entry_fini(struct directory_entry *d);

/* A field of an entry as a person reads it; owned. */
char *directory_show(struct session *s, const struct directory_entry *d, const char *field);

struct directory_match {
	int index; /* into the directory */
	struct entry_fit fit;
};

/* Active entries that give the service, best fit first, then by organisation. Owned array; NULL when there is none. */
struct directory_match *directory_find(struct session *s, const struct directory *d, const struct entry_need *need,
				       int *n);

/* What is known of the person of a case, for finding what fits. */
struct case_need {
	struct entry_need need; /* borrows from the rest, and the service from the caller */
	char *place, *languages, *nationalities, *status;
	char sex[16];
};

bool directory_need_of(struct session *s, const char *case_id, const char *service, struct case_need *out,
		       struct err *e);
void case_need_fini(struct case_need *n);

#endif
