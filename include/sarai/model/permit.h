/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a person may do. Every service asks first.
 */
#ifndef SARAI_MODEL_PERMIT_H
#define SARAI_MODEL_PERMIT_H

#include <stdbool.h>

#define PERMIT_TABLE(X)                                                                                                \
	X(VIEW, "view", "See cases")                                                                                   \
	X(NAMES, "names", "See names")                                                                                 \
	X(REGISTER, "register", "Register people")                                                                     \
	X(SCREEN, "screen", "Screen")                                                                                  \
	X(ASSESS, "assess", "Assess")                                                                                  \
	X(PLAN, "plan", "Plan protection")                                                                             \
	X(FOLLOW_UP, "follow-up", "Record follow-up")                                                                  \
	X(APPROVE, "approve", "Approve plans and closures")                                                            \
	X(SELF_APPROVE, "self-approve", "Approve what one has asked for oneself")                                      \
	X(ASSIGN, "assign", "Assign and transfer cases")                                                               \
	X(RESTRICTED, "restricted", "See restricted notes and answers")                                                \
	X(CONSENT_OVERRIDE, "consent-override", "Share without consent to save a life")                                \
	X(CONTEXT, "context", "Keep profiles of communities and countries")                                            \
	X(DIRECTORY, "directory", "Keep the service directory")                                                        \
	X(EXPORT, "export", "Export figures")                                                                          \
	X(EXPORT_CASES, "export-cases", "Export the codes of single cases")                                            \
	X(AUDIT, "audit", "Read the audit trail")                                                                      \
	X(CONFIGURE, "configure", "Change the configuration")
enum permit {
#define X(id, name, words) PERMIT_##id,
	PERMIT_TABLE(X)
#undef X
	PERMIT_COUNT
};
#define PERMIT_BIT(p) (1u << (p))
#define PERMIT_EVERYTHING ((1u << PERMIT_COUNT) - 1u)
const char *permit_words(enum permit p);
bool permit_from_name(const char *name, enum permit *out); /* as roles.ini calls it */
/* Is it about cases? Accounts, the audit log, the directory and profiles of communities are not. */
bool permit_of_cases(enum permit p);

#endif
