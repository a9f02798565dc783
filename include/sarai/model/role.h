/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Roles: which permissions, and over whose cases, as an organisation wrote them in roles.ini.
 */
#ifndef SARAI_MODEL_ROLE_H
#define SARAI_MODEL_ROLE_H

#include <stdbool.h>

#include <sarai/base/inidoc.h>
#include <sarai/model/permit.h>

/* Over whose cases. Wider takes in narrower. A permission that is not about a case (accounts, the directory) is given
 * with any but none. */
#define SCOPE_TABLE(X)                                                                                                 \
	X(NONE, "none", "no cases")                                                                                    \
	X(OWN, "own", "one's own cases")                                                                               \
	X(TEAM, "team", "cases of the team")                                                                           \
	X(OFFICE, "office", "cases of the office")                                                                     \
	X(ALL, "all", "all cases")
enum scope {
#define X(id, name, words) SCOPE_##id,
	SCOPE_TABLE(X)
#undef X
	SCOPE_COUNT
};
const char *scope_name(enum scope s);
const char *scope_words(enum scope s);
bool scope_from_name(const char *name, enum scope *out);

struct user_role {
	char *name, *label; /* owned */
	enum scope may[PERMIT_COUNT];
	bool escalation;     /* informed of urgent matters that no supervisor acknowledges in time */
};
struct roles {
	struct user_role *at;
	int n, cap;
};

/* [role NAME] with label and one key a permission: none, own, team, office or all; a permission left out is none. At least
 * one role must be able to change accounts. NULL with findings in d. Owned. */
struct roles *roles_parse(const struct ini_doc *doc, struct diags *d);

/* The sections of roles.ini and their keys, the permissions left out: those are keys too. */
extern const struct ini_part role_file_parts[];
extern const int role_file_part_count;
void roles_free(struct roles **r);
const struct user_role *roles_get(const struct roles *r, const char *name); /* NULL when there is none */

/* Does it do the work of cases, so that one can be given to somebody with it: see, assess, plan and follow up? NULL: no. */
bool role_works_on_cases(const struct user_role *r);

/* Whose a case is, as far as a scope can tell. */
struct case_ties {
	const char *owner, *team, *office; /* of the case; "" for nobody's */
};
/* Does somebody of this name, team and office reach the case with this scope? A case that is nobody's belongs to
 * whoever reaches its team or office; with neither, to whoever reaches further than their own. */
bool scope_reaches(enum scope s, const char *name, const char *team, const char *office, const struct case_ties *of);

#endif
