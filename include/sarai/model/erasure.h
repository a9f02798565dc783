/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long a file is kept, and how it ends: erased, or kept without a name for figures alone. Personal data are kept no
 * longer than their purpose asks for; then they are destroyed or made anonymous (domain notes 8.6). That two people do
 * it together is this project's rule.
 */
#ifndef SARAI_MODEL_ERASURE_H
#define SARAI_MODEL_ERASURE_H

#include <sarai/base/date.h>
#include <sarai/model/status.h>

#define ERASURE_TABLE(X)                                                                                               \
	X(ALL, "erase", "Erase", STATUS_ERASED)                                                                        \
	X(NAMES, "pseudonymise", "Keep without name", STATUS_PSEUDONYMISED)
enum erasure_how {
#define X(id, name, words, status) ERASURE_##id,
	ERASURE_TABLE(X)
#undef X
		ERASURE_HOW_COUNT
};
const char *erasure_name(enum erasure_how h);
const char *erasure_words(enum erasure_how h);
bool erasure_from_name(const char *name, enum erasure_how *out);
enum case_status erasure_status(enum erasure_how h); /* of the case afterwards */

/* May this be proposed for a case of this status? NULL: yes; otherwise what to do first. waits: a proposal does
 * already. */
const char *erasure_why_not(enum case_status status, enum erasure_how how, bool waits);

/* May this person carry out, or refuse, what that one has proposed? Never one's own, whatever else one may do. */
bool erasure_may_answer(const char *proposed_by, const char *answers);

enum retention { RETENTION_FAR, RETENTION_SOON, RETENTION_OVER };
/* until: the last day on which the file is kept. Soon: in at most so many days. */
enum retention retention_at(struct date until, struct date today, int soon_days);

/* Does a text hold a word of these names (several words, lines)? Words of fewer than three letters do not count;
 * neither do accents or capitals. What stays after an erasure must not name whom it was about. */
bool erasure_names(const char *text, const char *names);

#endif
