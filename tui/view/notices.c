/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/err.h>
#include <sarai/base/str.h>
#include <sarai/edit/kind.h>
#include <sarai/kind/household_link.h>
#include <sarai/kind/referral.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/view/notices.h>

static bool is_me(const struct session *s, const char *who)
{
	return !strcmp(s->actor, who);
}

/* ---- for whom ---- */

/* Whoever may approve in this case; one's own only with the permission for that. */
static bool for_approver(const struct session *s, const struct record *r, const struct case_row *c)
{
	return access_covers(s, PERMIT_APPROVE, c) &&
	       (!is_me(s, r->created_by) || access_covers(s, PERMIT_SELF_APPROVE, c));
}

static bool for_asker(const struct session *s, const struct record *r, const struct case_row *c)
{
	(void)c;
	return is_me(s, r->created_by);
}

static bool for_named(const struct session *s, const struct record *r, const struct case_row *c)
{
	(void)c;
	return r->title && is_me(s, r->title);
}

/* Whoever has the case or has offered it, but not the one it is offered to. */
static bool for_giver(const struct session *s, const struct record *r, const struct case_row *c)
{
	return !for_named(s, r, c) && (is_me(s, r->created_by) || is_me(s, c->owner));
}

static bool for_holder(const struct session *s, const struct record *r, const struct case_row *c)
{
	return is_me(s, r->created_by) || is_me(s, c->owner);
}

/* Who works on the case; where nobody has it, whoever may. */
static bool for_owner(const struct session *s, const struct record *r, const struct case_row *c)
{
	(void)r;
	return *c->owner ? is_me(s, c->owner) : access_covers(s, PERMIT_REGISTER, c);
}

/* The second of two people: whoever may approve, but for the one who asks. */
static bool for_second(const struct session *s, const struct record *r, const struct case_row *c)
{
	return access_covers(s, PERMIT_APPROVE, c) && !is_me(s, r->created_by);
}

/* ---- in words ---- */

static void ask(const struct session *s, const struct record *r, struct str *out)
{
	str_addf(out, "Approve: %s%s%s", r->title ? r->title : "",
		 is_me(s, r->created_by) ? ", asked by yourself" : ", for ",
		 is_me(s, r->created_by) ? "" : r->created_by);
}

static void approved(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "Approved by %s: %s", r->updated_by, r->title ? r->title : "");
}

static void rejected(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "Not approved by %s: %s", r->updated_by, r->title ? r->title : "");
}

static void offered(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "Take over? Offered by %s", r->created_by);
}

static void unanswered(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "Transfer: %s has not answered yet", r->title);
}

static void sent(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "Transfer: note the answer of %s", r->title);
}

static void taken(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "%s has taken the case over", r->title);
}

static void not_taken(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "%s does not take the case over", r->title);
}

static void given(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "Given to you by %s", r->created_by);
}

static void without_consent(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "Sent without consent by %s", r->created_by);
}

static void link_asked(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "Link to a household? Asked by %s", r->created_by);
}

static void linked(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "%s: household link accepted by %s", r->title ? r->title : "", r->created_by);
}

static void not_linked(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "%s: household link rejected by %s", r->title ? r->title : "", r->created_by);
}

static void end_of_file(const struct session *s, const struct record *r, struct str *out)
{
	(void)s;
	str_addf(out, "End of the file? By %s", r->created_by);
}

const struct notice notices[] = {
	{"approval", "waiting", TODAY_WAITING, false, for_approver, ask, SECTION_NONE, false},
	{"approval", "approved", TODAY_NEWS, true, for_asker, approved, SECTION_NONE, false},
	{"approval", "rejected", TODAY_NEWS, true, for_asker, rejected, SECTION_NONE, false},
	{"transfer", "requested", TODAY_WAITING, false, for_named, offered, SECTION_NONE, false},
	{"transfer", "requested", TODAY_NEWS, false, for_giver, unanswered, SECTION_NONE, false},
	{"transfer", "sent", TODAY_WAITING, false, for_holder, sent, SECTION_NONE, false},
	{"transfer", "accepted", TODAY_NEWS, true, for_asker, taken, SECTION_NONE, false},
	{"transfer", "rejected", TODAY_NEWS, true, for_asker, not_taken, SECTION_NONE, false},
	{"assignment", "given", TODAY_NEWS, true, for_named, given, SECTION_NONE, false},
	{HOUSEHOLD_REQUEST, "waiting", TODAY_WAITING, false, for_owner, link_asked, SECTION_FAMILY, true},
	{HOUSEHOLD_REQUEST, "linked", TODAY_NEWS, true, for_owner, linked, SECTION_FAMILY, true},
	{HOUSEHOLD_REQUEST, "refused", TODAY_NEWS, true, for_owner, not_linked, SECTION_FAMILY, true},
	{"erasure", "waiting", TODAY_WAITING, false, for_second, end_of_file, SECTION_RIGHTS, true},
	{"referral-step", STEP_UNSEEN, TODAY_WAITING, false, for_approver, without_consent, SECTION_NONE, false},
};
const int notice_count = (int)(sizeof notices / sizeof *notices);

/* ---- seen ---- */

static bool seen(struct session *s, struct record *r, const struct case_row *c, struct err *e)
{
	for (int i = 0; i < notice_count; i++) {
		const struct notice *n = &notices[i];
		if (!n->once || strcmp(n->kind, r->kind) || strcmp(n->state, r->state) || !n->mine(s, r, c))
			continue;
		struct record all = {0};
		if (!store_record_get(s->store, r->id, &all, e)) /* with its answers, or they would go */
			return false;
		all.due[0] = 0;
		bool good = store_record_update(s->store, &all, e);
		record_fini(&all);
		return good;
	}
	return true;
}

static bool any_unseen(const struct record_list *l)
{
	for (int i = 0; i < l->n; i++) {
		for (int k = 0; *l->at[i].due && k < notice_count; k++) {
			if (notices[k].once && !strcmp(notices[k].kind, l->at[i].kind) &&
			    !strcmp(notices[k].state, l->at[i].state))
				return true;
		}
	}
	return false;
}

bool notices_seen(struct session *s, const char *case_id, struct err *e)
{
	struct record_filter f = {.case_id = case_id};
	struct record_list found = {0};
	struct case_row c = {0};
	bool own;
	if (!session_may(s, PERMIT_VIEW, e) || !store_record_list(s->store, &f, &found, e))
		return false;
	bool any = any_unseen(&found), good = true;
	record_list_fini(&found);
	if (!any)
		return true;
	if (!transaction_begin(s, &own, e))
		return false;
	/* Again, inside the transaction. */
	good = store_case_get(s->store, case_id, &c, e) && store_record_list(s->store, &f, &found, e);
	for (int i = 0; good && i < found.n; i++)
		good = !*found.at[i].due || seen(s, &found.at[i], &c, e);
	good = transaction_end(s, own, good, e);
	record_list_fini(&found);
	case_row_fini(&c);
	return good;
}
