/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Time standards: what is due next in a case, and when. Computed from what has happened and the standards of
 * follow-up.ini; never typed for the system to work. Inter-agency and field practice, set by each organisation.
 */
#ifndef SARAI_MODEL_DUE_H
#define SARAI_MODEL_DUE_H

#include <stdbool.h>
#include <stdint.h>

#include <sarai/base/inidoc.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/status.h>

struct due_level {
	int first_contact_h, assessment_h, plan_h, follow_up_days;
};
struct due_rules {
	struct due_level *levels; /* one per band of the catalogue */
	int n_levels;
	int unassessed;           /* band whose standards hold before the first assessment */
	int plan_review_days;
	int attempts_before_supervisor; /* attempts without contact after which the supervisor is told */
	int urgent_default_h;     /* an urgent flag that has no due_hours of its own */
};

/* [due BAND] for every band, [due unassessed] standards = BAND, [review], [attempts]. NULL with findings in d. Owned. */
struct due_rules *due_rules_parse(const struct ini_doc *doc, const struct catalogue *c, struct diags *d);
void due_rules_free(struct due_rules **r);

/* What is known of a case, as points in time in UTC seconds; 0: has not happened. */
struct case_facts {
	enum case_status status;
	int band;                /* the level that counts: assigned, else calculated, else -1 */
	int64_t registered_at, screened_at, assessed_at, plan_agreed_at, last_contact_at, plan_reviewed_at;
	int64_t next_contact_at; /* what the worker and the person agreed; wins when it is earlier than the standard */
	int64_t urgent_due_at;   /* of the urgent flags nobody has acted on yet; 0: none */
};

#define DUE_TABLE(X)                                                                                                   \
	X(NOTHING, "nothing", "Nothing due")                                                                           \
	X(URGENT, "urgent", "Urgent: act")                                                                             \
	X(SCREENING, "screening", "Screening")                                                                         \
	X(ASSESSMENT, "assessment", "Assessment")                                                                      \
	X(PLAN, "plan", "Protection plan")                                                                             \
	X(FOLLOW_UP, "follow-up", "Follow-up contact")                                                                 \
	X(REVIEW, "review", "Plan review")

enum due_kind {
#define X(id, name, words) DUE_##id,
	DUE_TABLE(X)
#undef X
	DUE_COUNT
};
const char *due_name(enum due_kind k);
const char *due_words(enum due_kind k);
bool due_from_name(const char *name, enum due_kind *out);

/* The earliest thing due, and when (seconds UTC). NOTHING for cases that are closed, transferred or duplicates. */
enum due_kind due_next(const struct due_rules *r, const struct case_facts *f, int64_t *when);

/* When the next follow-up contact is due, counted from a contact. */
int64_t due_follow_up(const struct due_rules *r, int band, int64_t contact);

#endif
