/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The life of a case: its statuses, and which may follow which.
 */
#ifndef SARAI_MODEL_STATUS_H
#define SARAI_MODEL_STATUS_H

#include <stdbool.h>

#define STATUS_TABLE(X)                                                                                                \
	X(NEW, "new", "New")                                                                                           \
	X(SCREENED, "screened", "Screened")                                                                            \
	X(ASSESSED, "assessed", "Assessed")                                                                            \
	X(PLANNED, "planned", "Planned")                                                                               \
	X(ACTIVE, "active", "Active")                                                                                  \
	X(MONITORING, "monitoring", "Monitoring")                                                                      \
	X(ON_HOLD, "on-hold", "On hold")                                                                               \
	X(TRANSFERRED, "transferred", "Transferred")                                                                   \
	X(DUPLICATE, "duplicate", "Duplicate")                                                                         \
	X(CLOSED, "closed", "Closed")                                                                                  \
	X(REOPENED, "reopened", "Re-opened")                                                                           \
	X(PSEUDONYMISED, "pseudonymised", "Kept without name")                                                         \
	X(ERASED, "erased", "Erased")

enum case_status {
#define X(id, name, words) STATUS_##id,
	STATUS_TABLE(X)
#undef X
	STATUS_COUNT
};
const char *status_name(enum case_status s);
const char *status_words(enum case_status s);
bool status_from_name(const char *name, enum case_status *out);

/* May this status follow that one? */
bool status_may_follow(enum case_status from, enum case_status to);
bool status_is_open(enum case_status s); /* work is going on */
bool status_is_gone(enum case_status s); /* its file has been erased, or keeps no name: for good */
/* May it be set by hand, with a reason? Closing and handing over have their own forms. NULL: yes; otherwise what to do
 * instead. */
const char *status_not_by_hand(enum case_status to);

/* Screening decisions and the status each leads to. Two legs are needed for an assessment: exposure or experience, and
 * limited capability (IOM Handbook definition). */
#define DECISION_TABLE(X)                                                                                              \
	X(ASSESS, "assess", "Assess: go on to a full assessment")                                                      \
	X(REFER, "refer", "Refer to another service")                                                                  \
	X(INFORMATION, "information-only", "Information only")                                                         \
	X(PROTECTION, "international-protection", "Out of scope: refer for international protection")                  \
	X(INSUFFICIENT, "insufficient-information", "Not enough information yet")
enum decision {
#define X(id, name, words) DECISION_##id,
	DECISION_TABLE(X)
#undef X
	DECISION_COUNT
};
bool decision_from_name(const char *name, enum decision *out);
const char *decision_name(enum decision d);
const char *decision_words(enum decision d);

#endif
