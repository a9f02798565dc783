/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/household_link.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/catalogue.h>
#include <sarai/model/household.h>
#include <sarai/model/permit.h>
#include <sarai/model/role.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

#define HOUSEHOLD_REQUEST_FIELDS(X) \
	X(HOUSEHOLD_REQUEST_FROM, "from") X(HOUSEHOLD_REQUEST_RELATION, "relation") \
	X(HOUSEHOLD_REQUEST_RESULT, "result")
KIND_FIELDS(HOUSEHOLD_REQUEST_FIELDS)

#define OF "=of"	 /* of a request: the number of the case it is made from */
#define MEMBER "=member" /* of a request: the member to be linked; "" where the case OF asks to join */
#define NEWS "=news"	 /* of the answer, in the case that asked: linked, refused */

static bool is_current(const struct record *link)
{
	enum whereabouts where;
	return !whereabouts_from_name(link->state, &where) || whereabouts_member(where);
}

bool member_linked(const struct member_row *m)
{
	return *m->case_row.id && is_current(&m->link) && text_is(pairs_get(&m->link.answers, MEMBER_LINK), LINK_ACCEPTED);
}

/* ---- reading ---- */

bool household_members(struct session *s, const char *household_id, struct member_list *out, struct err *e)
{
	/* Who only reads is judged by what they may read. */
	enum permit p = s->permits & PERMIT_BIT(PERMIT_REGISTER) ? PERMIT_REGISTER : PERMIT_VIEW;
	struct record household = {0};
	bool all = true, old = false;
	if (!store_member_list(s->store, household_id, HOUSEHOLD_MEMBER, out, e))
		return false;
	for (int i = 0; i < out->n; i++) {
		const struct member_row *m = &out->at[i];
		if (!*m->case_row.id)
			continue;
		all = all && (!is_current(&m->link) || access_covers(s, p, &m->case_row));
		old |= !*pairs_get(&m->link.answers, MEMBER_LINK);
	}
	if (!old)
		return true;
	if (!store_record_get(s->store, household_id, &household, e)) {
		member_list_fini(out);
		return false;
	}
	for (int i = 0; i < out->n; i++) {
		struct record *link = &out->at[i].link;
		bool own = text_is(link->created_by, household.created_by) && text_is(link->created_by, out->at[i].case_row.owner);
		if (*out->at[i].case_row.id && !*pairs_get(&link->answers, MEMBER_LINK))
			pairs_set(&link->answers, MEMBER_LINK, all || own ? LINK_ACCEPTED : LINK_OLD);
	}
	record_fini(&household);
	return true;
}

static bool link_accepted(struct session *s, const struct record *link, bool *yes, struct err *e)
{
	struct member_list members = {0};
	*yes = false;
	if (!household_members(s, link->parent_id, &members, e))
		return false;
	for (int i = 0; i < members.n; i++)
		*yes |= text_is(members.at[i].link.id, link->id) && member_linked(&members.at[i]);
	member_list_fini(&members);
	return true;
}

static bool type_is(struct session *s, const char *household_id, enum household_type type, bool *yes, struct err *e)
{
	struct record household = {0};
	enum household_type its;
	if (!store_record_get(s->store, household_id, &household, e))
		return false;
	*yes = household_type_from_name(household.state, &its) && its == type;
	record_fini(&household);
	return true;
}

bool household_find(struct session *s, const char *case_id, enum household_type type, bool linked, const char *but_not,
		    char household[ID_TEXT], char link[ID_TEXT], struct err *e)
{
	struct record_filter f = {.case_id = case_id, .kind = HOUSEHOLD_MEMBER, .newest_first = true};
	struct record_list links = {0};
	*household = *link = 0;
	if (!*case_id)
		return true;
	if (!store_record_list(s->store, &f, &links, e))
		return false;
	bool good = true;
	for (int i = 0; good && i < links.n && !*household; i++) {
		const struct record *r = &links.at[i];
		bool fits = false;
		if (text_is(r->id, but_not) || !is_current(r))
			continue;
		good = type_is(s, r->parent_id, type, &fits, e) &&
		       (!fits || !linked || link_accepted(s, r, &fits, e));
		if (good && fits) {
			memcpy(household, r->parent_id, ID_TEXT);
			memcpy(link, r->id, ID_TEXT);
		}
	}
	record_list_fini(&links);
	return good;
}

/* ---- writing on both sides ---- */

/* A link and its request are written in cases of two owners: their own check is the one above the call. */
struct raised {
	unsigned permits;
	enum scope scope[PERMIT_COUNT];
};

static void raise_rights(struct session *s, struct raised *was)
{
	was->permits = s->permits;
	memcpy(was->scope, s->scope, sizeof was->scope);
	s->permits = PERMIT_EVERYTHING;
	for (int i = 0; i < PERMIT_COUNT; i++)
		s->scope[i] = SCOPE_ALL;
}

static void restore_rights(struct session *s, const struct raised *was)
{
	s->permits = was->permits;
	memcpy(s->scope, was->scope, sizeof was->scope);
}

static bool put(struct edit *w, const char *field, const char *value, struct err *e)
{
	int i = form_def_field(form_definition(w->form), field);
	return !*value || (i >= 0 && form_set(w->form, i, value)) ||
	       err_set(e, ERR_CONFIG, w->kind->form, "The field \"%s\" does not take \"%s\".", field, value);
}

struct ask {
	const char *case_id;   /* whose owner is to see it */
	const char *household; /* "" in the answer */
	const char *from, *of, *member, *relation, *news;
};

static bool write_request(struct session *s, const struct ask *a, struct err *e)
{
	struct raised was;
	raise_rights(s, &was);
	struct edit *w = edit_open_blank(s, HOUSEHOLD_REQUEST, a->case_id, NULL, e);
	bool good = w && put(w, "from", a->from, e) && put(w, "relation", a->relation, e) &&
		    put(w, "result", a->news, e);
	if (good) {
		snprintf(w->record.parent_id, sizeof w->record.parent_id, "%s", a->household);
		form_set_other(w->form, OF, a->of);
		form_set_other(w->form, MEMBER, a->member);
		form_set_other(w->form, NEWS, a->news);
		good = edit_save_within(s, w, e);
	}
	edit_close(&w);
	restore_rights(s, &was);
	return good;
}

static bool before_household_request(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	const char *news = pairs_get(&next->answers, NEWS);
	(void)e;
	snprintf(next->state, sizeof next->state, "%s", *news ? news : "waiting");
	session_now(s, next->due); /* what waits or is news has a time here */
	return true;
}

/* ---- asking ---- */

/* The requests of a household that wait. */
static bool requests_waiting(struct session *s, const char *household_id, struct record_list *out, struct err *e)
{
	struct record_filter f = {
		.parent_id = household_id, .kind = HOUSEHOLD_REQUEST, .state = "waiting", .with_answers = true};
	return store_record_list(s->store, &f, out, e);
}

static bool settle_request(struct session *s, struct record *r, const char *state, struct err *e)
{
	snprintf(r->state, sizeof r->state, "%s", state);
	snprintf(r->updated_by, sizeof r->updated_by, "%s", s->actor);
	session_now(s, r->updated_at);
	r->due[0] = 0;
	return store_record_update(s->store, r, e);
}

/* The case that the request is made from: the first member's whom the session works on; "" for none. */
static bool asking_case(struct session *s, const char *household_id, char number[32], struct err *e)
{
	struct member_list members = {0};
	*number = 0;
	if (!household_members(s, household_id, &members, e))
		return false;
	for (int i = 0; i < members.n && !*number; i++) {
		if (member_linked(&members.at[i]) && access_covers(s, PERMIT_REGISTER, &members.at[i].case_row))
			memcpy(number, members.at[i].case_row.number, 32);
	}
	member_list_fini(&members);
	return true;
}

static bool ask_for(struct session *s, const struct record *link, const struct case_row *other, struct err *e)
{
	struct record household = {0};
	char of[32];
	if (!store_record_get(s->store, link->parent_id, &household, e))
		return false;
	struct ask a = {.case_id = other->id,
			.household = link->parent_id,
			.from = household.title ? household.title : "Household",
			.of = of,
			.member = link->id,
			.relation = link->title ? link->title : "",
			.news = ""};
	bool good = asking_case(s, link->parent_id, of, e) && write_request(s, &a, e);
	record_fini(&household);
	return good;
}

/* A member saved with a case out of reach: its owner is asked once; a request for another number is withdrawn. */
bool household_link_after_member(struct session *s, struct edit *w, struct case_row *c, struct history_entry *h, struct err *e)
{
	const struct record *link = &w->record;
	bool ask = text_is(pairs_get(&link->answers, MEMBER_LINK), LINK_REQUESTED);
	struct record_list found = {0};
	struct case_row other = {0};
	(void)c;
	(void)h;
	bool good = (!ask || store_case_by_number(s->store, pairs_get(&link->answers, "member_case"), &other, e)) &&
		    requests_waiting(s, link->parent_id, &found, e);
	for (int i = 0; good && i < found.n; i++) {
		struct record *r = &found.at[i];
		if (!text_is(pairs_get(&r->answers, MEMBER), link->id))
			continue;
		if (ask && text_is(r->case_id, other.id))
			ask = false;
		else
			good = settle_request(s, r, "withdrawn", e);
	}
	good = good && (!ask || ask_for(s, link, &other, e));
	record_list_fini(&found);
	case_row_fini(&other);
	return good;
}

char *household_link_warning(struct session *s, const struct edit *w)
{
	const char *state = pairs_get(&w->record.answers, MEMBER_LINK);
	struct str out = {0};
	(void)s;
	if (text_is(state, LINK_REQUESTED))
		str_addf(&out, "Not linked yet: the owner of %s has been asked. Until then nothing is shared.",
			 pairs_get(&w->record.answers, "member_case"));
	else if (text_is(state, LINK_REJECTED))
		str_addf(&out, "Not linked: the owner of %s has rejected it. Nothing is shared.",
			 pairs_get(&w->record.answers, "member_case"));
	return out.len ? str_take(&out) : NULL;
}

/* member: a link from before requests that is to be accepted; "" for a new one. */
static bool ask_to_join(struct session *s, const struct case_row *mine, const struct case_row *theirs,
			const char *household_id, const char *member, struct err *e)
{
	struct ask a = {.case_id = theirs->id,
			.household = household_id,
			.from = mine->number,
			.of = mine->number,
			.member = member,
			.relation = "",
			.news = ""};
	struct record_list found = {0};
	bool own, already = false;
	if (!transaction_begin(s, &own, e))
		return false;
	bool good = requests_waiting(s, household_id, &found, e);
	for (int i = 0; good && i < found.n; i++)
		already |= text_is(pairs_get(&found.at[i].answers, OF), mine->number) && text_is(found.at[i].case_id, theirs->id);
	good = good && (already || write_request(s, &a, e));
	record_list_fini(&found);
	return transaction_end(s, own, good, e);
}

static bool full_row(struct session *s, const char *case_id, bool *reached, struct case_row *out, struct err *e)
{
	if (!store_case_get(s->store, case_id, out, e))
		return false;
	*reached = access_covers(s, PERMIT_REGISTER, out);
	return true;
}

bool household_ask_join(struct session *s, const char *case_id, enum household_type type, const char *number,
			struct err *e)
{
	struct case_row mine = {0}, theirs = {0};
	char household[ID_TEXT], link[ID_TEXT];
	bool reached = false;
	bool good = session_may(s, PERMIT_REGISTER, e) && full_row(s, case_id, &reached, &mine, e) &&
		    (reached || err_set(e, ERR_REACH, mine.number, "Only who works on this case can link it.")) &&
		    store_case_by_number(s->store, number, &theirs, e) &&
		    household_find(s, theirs.id, type, false, "", household, link, e);
	/* Whether the other case is in a household is not told to who does not reach it. */
	good = good && (!*household || ask_to_join(s, &mine, &theirs, household, "", e));
	case_row_fini(&mine);
	case_row_fini(&theirs);
	return good;
}

/* ---- answering ---- */

bool household_requests(struct session *s, const char *case_id, struct record_list *out, struct err *e)
{
	struct record_filter f = {
		.case_id = case_id, .kind = HOUSEHOLD_REQUEST, .state = "waiting", .with_answers = true};
	struct case_row c = {0};
	bool reached = false;
	*out = (struct record_list){0};
	if (!session_may(s, PERMIT_VIEW, e) || !full_row(s, case_id, &reached, &c, e))
		return false;
	case_row_fini(&c);
	return !reached || store_record_list(s->store, &f, out, e);
}

/* Under raised rights: the link as accepted. */
static bool accept_member(struct session *s, const struct record *request, const char *member, struct err *e)
{
	struct edit *w = edit_open(s, HOUSEHOLD_MEMBER, NULL, *member ? member : NULL,
				   *member ? NULL : request->parent_id, e);
	bool good = w && (*member || put(w, "member_case", pairs_get(&request->answers, OF), e));
	if (good) {
		form_set_other(w->form, MEMBER_LINK, LINK_ACCEPTED);
		good = edit_save_within(s, w, e);
	}
	edit_close(&w);
	return good;
}

static bool tell_asker(struct session *s, const struct record *request, const char *number, bool accepted, struct err *e)
{
	const char *of = pairs_get(&request->answers, OF);
	struct case_row c = {0};
	struct err why = {0};
	if (!*of)
		return true;
	if (!store_case_by_number(s->store, of, &c, &why)) /* it may have been erased since */
		return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	struct ask a = {.case_id = c.id,
			.household = "",
			.from = number,
			.of = "",
			.member = "",
			.relation = pairs_get(&request->answers, "relation"),
			.news = accepted ? "linked" : "refused"};
	bool good = write_request(s, &a, e);
	case_row_fini(&c);
	return good;
}

static bool reject_member(struct session *s, const char *member, struct err *e)
{
	struct edit *w = *member ? edit_open(s, HOUSEHOLD_MEMBER, NULL, member, NULL, e) : NULL;
	bool good = !*member || w != NULL;
	if (w && !*w->record.case_id) {
		form_set_other(w->form, MEMBER_LINK, LINK_REJECTED);
		good = edit_save_within(s, w, e);
	}
	edit_close(&w);
	return good;
}

static bool carry_out(struct session *s, struct record *request, const char *number, bool accepted, struct err *e)
{
	const char *member = pairs_get(&request->answers, MEMBER);
	struct raised was;
	raise_rights(s, &was);
	bool good = accepted ? accept_member(s, request, member, e) : reject_member(s, member, e);
	restore_rights(s, &was);
	return good && settle_request(s, request, accepted ? "accepted" : "rejected", e) &&
	       tell_asker(s, request, number, accepted, e);
}

static bool answer(struct session *s, const char *request_id, bool accepted, struct err *e)
{
	struct record request = {0};
	struct case_row c = {0};
	bool reached = false;
	bool good = store_record_get(s->store, request_id, &request, e) &&
		    (text_is(request.kind, HOUSEHOLD_REQUEST) || err_set(e, ERR_MISSING, "", "This is no request.")) &&
		    full_row(s, request.case_id, &reached, &c, e) &&
		    (reached || err_set(e, ERR_REACH, c.number, "Only who works on this case can answer.")) &&
		    (text_is(request.state, "waiting") ||
		     err_set(e, ERR_DATA, c.number, "This request has been answered or withdrawn already.")) &&
		    carry_out(s, &request, c.number, accepted, e);
	record_fini(&request);
	case_row_fini(&c);
	return good;
}

bool household_answer(struct session *s, const char *request_id, bool accepted, struct err *e)
{
	bool own;
	return session_may(s, PERMIT_REGISTER, e) && transaction_begin(s, &own, e) &&
	       transaction_end(s, own, answer(s, request_id, accepted, e), e);
}

/* ---- links from before requests ---- */

/* Whose yes is missing besides that of the case's owner: the first other member's case. */
static const struct case_row *other_side(const struct member_list *l, const char *link_id)
{
	const struct case_row *found = NULL;
	for (int i = 0; i < l->n; i++) {
		const struct member_row *m = &l->at[i];
		if (text_is(m->link.id, link_id) || !*m->case_row.id || !is_current(&m->link))
			continue;
		if (member_linked(m))
			return &m->case_row;
		if (!found)
			found = &m->case_row;
	}
	return found;
}

static bool confirm(struct session *s, const struct record *link, const struct case_row *c, bool *asked, struct err *e)
{
	struct record household = {0};
	struct member_list members = {0};
	struct raised was;
	*asked = false;
	if (!store_record_get(s->store, link->parent_id, &household, e))
		return false;
	bool good = household_members(s, link->parent_id, &members, e);
	const struct case_row *other = good ? other_side(&members, link->id) : NULL;
	/* Who made the household and added this case has said yes by that. */
	if (good && other && !access_covers(s, PERMIT_REGISTER, other) &&
	    (!text_is(link->created_by, household.created_by) || text_is(link->created_by, s->actor))) {
		*asked = true;
		good = ask_to_join(s, c, other, link->parent_id, link->id, e);
	} else if (good) {
		raise_rights(s, &was);
		good = accept_member(s, link, link->id, e);
		restore_rights(s, &was);
	}
	member_list_fini(&members);
	record_fini(&household);
	return good;
}

bool household_confirm(struct session *s, const char *member_id, bool *asked, struct err *e)
{
	struct record link = {0};
	struct case_row c = {0};
	bool own, reached = false;
	if (!session_may(s, PERMIT_REGISTER, e) || !transaction_begin(s, &own, e))
		return false;
	bool good = store_record_get(s->store, member_id, &link, e) &&
		    (text_is(link.kind, HOUSEHOLD_MEMBER) || err_set(e, ERR_MISSING, "", "This is no member.")) &&
		    full_row(s, link.case_id, &reached, &c, e) &&
		    (reached || err_set(e, ERR_REACH, c.number, "Only who works on this case can link it.")) &&
		    confirm(s, &link, &c, asked, e);
	record_fini(&link);
	case_row_fini(&c);
	return transaction_end(s, own, good, e);
}

const struct kind kind_household_request = {
	.name = HOUSEHOLD_REQUEST,
	.label = "Household link",
	.form = "household-request",
	.permit = PERMIT_REGISTER,
	.when_ended = true,
	.any_episode = true,
	.made_by_program = true,
	.final = true,
	.title_field = "from",
	.before = before_household_request,
	.needs = KIND_NEEDS(HOUSEHOLD_REQUEST_FIELDS),
};
