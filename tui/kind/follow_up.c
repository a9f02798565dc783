/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Contacts with the person, also after the case has been closed.
 */
#include <string.h>

#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/permit.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define FOLLOW_UP_FIELDS(X) \
	X(FOLLOW_UP_CONTACT, "contact") X(FOLLOW_UP_HAPPENED_ON, "happened_on") X(FOLLOW_UP_NEXT, "next") \
	X(FOLLOW_UP_NEXT_ON, "next_on")
KIND_FIELDS(FOLLOW_UP_FIELDS)

static bool before_follow_up(struct save *save, struct err *e)
{
	struct case_row *c = save->case_row;
	struct record closure;
	if (case_is_open(c))
		return true;
	if (!edit_existing(save->session, kind_get("closure"), c->id, &closure, e))
		return false;
	bool agreed = !strcmp(c->status, status_name(STATUS_CLOSED)) && !strcmp(pairs_get(&closure.answers, "later_contact"), "yes");
	record_fini(&closure);
	return agreed ||
	       err_set(e, ERR_DATA, c->number,
		       "Contact after the end of this case was not agreed. If they came by themselves, write a "
		       "note or open the case again.");
}

const struct kind kind_follow_up = {
	.name = "follow-up",
	.label = "Follow-up contact",
	.form = "follow-up",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_FOLLOW_UP,
	.title_field = "contact",
	.state_field = "contact",
	.due_field = "next_on",
	.happened_field = "happened_on",
	.when_ended = true, /* contact after closing, where it was agreed */
	.before = before_follow_up,
	.needs = KIND_NEEDS(FOLLOW_UP_FIELDS),
};
