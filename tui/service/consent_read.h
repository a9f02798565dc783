/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Within the room: all that was said about consent in a case, in the order of time.
 */
#ifndef SERVICE_CONSENT_READ_H
#define SERVICE_CONSENT_READ_H

#include <sarai/service/consent.h>
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

/* As consent_ask, for a rule that holds whoever saves. */
bool consent_gather(struct session *s, const char *case_id, const char *purpose, const char *recipient,
		    struct consent_answer *out, struct err *e);

#endif
