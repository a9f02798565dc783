/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the module: all that was said about consent in a case, in the order of time.
 */
#ifndef SARAI_KIND_CONSENT_STATEMENTS_H
#define SARAI_KIND_CONSENT_STATEMENTS_H

#include <sarai/access/session.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/model/consent.h>
#include <sarai/store/record.h>

/* One thing said, with the record it stands in and its time. */
struct consent_said {
	struct consent_word word;
	const struct record *record;
	char at[TIME_TEXT];
};

struct consent_reading {
	struct session *s;
	struct record_list consents;
	struct record screening, person;
	struct consent_said *at;
	int n;
	struct consent_word *words; /* of `at`, oldest first */
	struct consent_facts facts;
};

/* r->s is set, all else zero; fini also after a failure. */
bool consent_read(struct consent_reading *r, const char *case_id, struct err *e);
void consent_reading_fini(struct consent_reading *r);

#endif
