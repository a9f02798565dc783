/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Households, families and groups: who belongs to one, making and joining one, and what is checked when they are saved.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/case_mask.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/cases.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/mask.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/household.h>
#include <sarai/kind/household_link.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/household.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

#define HOUSEHOLD_FIELDS(X) \
	X(HOUSEHOLD_TYPE, "type")
KIND_FIELDS(HOUSEHOLD_FIELDS)

#define HOUSEHOLD_MEMBER_FIELDS(X) \
	X(HOUSEHOLD_MEMBER_MEMBER_CASE, "member_case") X(HOUSEHOLD_MEMBER_NAME, "name") \
	X(HOUSEHOLD_MEMBER_RELATION, "relation") X(HOUSEHOLD_MEMBER_WHEREABOUTS, "whereabouts") \
	X(HOUSEHOLD_MEMBER_SEEN_ALONE, "seen_alone") X(HOUSEHOLD_MEMBER_SEEN_ALONE_ON, "seen_alone_on")
KIND_FIELDS(HOUSEHOLD_MEMBER_FIELDS)

#define HOUSEHOLD_ASSESSMENT_FIELDS(X) \
	X(HOUSEHOLD_ASSESSMENT_ASSESSED_ON, "assessed_on") X(HOUSEHOLD_ASSESSMENT_NOT_ALONE, "not_alone") \
	X(HOUSEHOLD_ASSESSMENT_FINISHED, "finished")
KIND_FIELDS(HOUSEHOLD_ASSESSMENT_FIELDS)

#define MEMBER HOUSEHOLD_MEMBER
#define OF "=of" /* the case a household was made from: its name, in place of a family's */

/* ---- reading ---- */

bool household_id_of(struct session *s, const char *case_id, enum household_type type, char out[ID_TEXT], struct err *e)
{
	char link[ID_TEXT];
	return household_find(s, case_id, type, true, "", out, link, e);
}

void household_person_of(const struct member_row *m, struct household_person *out)
{
	const struct pairs *a = &m->link.answers;
	*out = (struct household_person){.seen_alone = !strcmp(pairs_get(a, HOUSEHOLD_MEMBER_SEEN_ALONE), "yes")};
	whereabouts_from_name(m->link.state, &out->where);
	date_from_iso(*m->case_row.id ? m->case_row.birth : pairs_get(a, "birth"), &out->birth);
	date_from_iso(pairs_get(a, HOUSEHOLD_MEMBER_SEEN_ALONE_ON), &out->seen_on);
}

static void count(struct session *s, struct household_view *v)
{
	struct date since = {0};
	int64_t at;
	if (*v->assessment.id && time_from_iso(v->assessment.happened, &at))
		since = time_date(at);
	for (int i = 0; i < v->members.n; i++) {
		struct household_person p;
		household_person_of(&v->members.at[i], &p);
		if (!whereabouts_member(p.where))
			continue;
		if (*v->members.at[i].case_row.id && !member_linked(&v->members.at[i])) {
			v->unlinked++;
			continue;
		}
		v->current++;
		v->with_case += *v->members.at[i].case_row.id != 0;
		v->unseen += household_unseen(&p, since, clock_today(s->clock));
	}
}

/* Of a member whose case one does not reach: how they are related and where they are, not what another wrote of them. */
static void mask_link(const struct session *s, struct record *link)
{
	static const char *const shown[] = {"member_case", "relation", "whereabouts", MEMBER_LINK};
	struct pairs kept = {0};
	if (!strcmp(link->created_by, s->actor) && !strcmp(link->updated_by, s->actor))
		return; /* one's own words */
	for (size_t i = 0; i < sizeof shown / sizeof *shown; i++)
		pairs_set(&kept, shown[i], pairs_has(&link->answers, shown[i]) ? pairs_get(&link->answers, shown[i]) : NULL);
	pairs_clear(&link->answers);
	link->answers = kept;
}

static void mask(const struct session *s, struct member_list *l)
{
	bool names = s->permits & PERMIT_BIT(PERMIT_NAMES);
	for (int i = 0; i < l->n; i++) {
		struct case_row *k = &l->at[i].case_row;
		bool own = names && (!*k->id || access_covers(s, PERMIT_NAMES, k));
		if (*k->id)
			case_row_show(s, k);
		if (k->beyond)
			mask_link(s, &l->at[i].link);
		if (!own)
			pairs_set(&l->at[i].link.answers, "name", NULL);
	}
}

/* Reading may be granted for a time; what is written stays, so it needs the case itself. */
static bool reach_for(struct session *s, enum permit p, const struct case_row *k)
{
	return p == PERMIT_VIEW ? access_check_row(s, p, k, NULL) : access_covers(s, p, k);
}

/* What is written of a member who has a case is changed only by who reaches that case. */
static bool reach_member(struct session *s, enum permit p, const struct record *link, struct err *e)
{
	struct case_row k = {0};
	if (!store_case_get(s->store, link->case_id, &k, e))
		return false;
	bool reached = reach_for(s, p, &k) || err_set(e, ERR_REACH, k.number, "%s is %s%s.", k.number,
						      *k.owner ? "with " : "with nobody in your reach", k.owner);
	case_row_fini(&k);
	return reached;
}

/* A household in which nobody has a case is its maker's. */
static bool made_by(struct session *s, const char *household)
{
	struct record r = {0};
	struct err why = {0};
	if (!store_record_get(s->store, household, &r, &why))
		return why.code == ERR_MISSING; /* being made */
	bool own = !strcmp(r.created_by, s->actor);
	record_fini(&r);
	return own;
}

bool household_access(struct session *s, enum permit p, const struct record *r, struct err *e)
{
	struct member_list members = {0};
	const char *household = !strcmp(r->kind, "household") ? r->id : r->parent_id;
	int with_case = 0;
	bool reached = false;
	if (!session_may(s, p, e))
		return false;
	if (s->scope[p] == SCOPE_ALL || !strcmp(r->kind, "context") || !*household)
		return true;
	if (!strcmp(r->kind, MEMBER) && *r->case_id)
		return reach_member(s, p, r, e);
	if (!household_members(s, household, &members, e))
		return false;
	for (int i = 0; i < members.n && !reached; i++) {
		const struct member_row *m = &members.at[i];
		with_case += *m->case_row.id != 0;
		reached = member_linked(m) && reach_for(s, p, &m->case_row);
	}
	member_list_fini(&members);
	return reached || (!with_case && made_by(s, household)) ||
	       err_set(e, ERR_REACH, "household", "Its members' cases are with others.");
}

static bool none_is_fine(const struct err *why, struct err *e)
{
	return why->code == ERR_MISSING || err_set(e, why->code, why->where, "%s", why->detail);
}

/* The newest finished assessment before a round (0: any). */
static bool last_finished(struct session *s, const char *household_id, struct record *out, struct err *e)
{
	struct err why = {0};
	return store_record_newest_under(s->store, household_id, "household-assessment", "finished", out, &why) ||
	       none_is_fine(&why, e);
}

bool household_read(struct session *s, const char *household_id, struct household_view *out, struct err *e)
{
	struct record begun;
	struct err why = {0};
	memset(out, 0, sizeof *out);
	bool good = session_may(s, PERMIT_VIEW, e) && store_record_get(s->store, household_id, &out->household, e) &&
		    household_members(s, household_id, &out->members, e) && household_access(s, PERMIT_VIEW, &out->household, e) &&
		    last_finished(s, household_id, &out->assessment, e);
	if (good && store_record_newest_under(s->store, household_id, "household-assessment", "open", &begun, &why)) {
		out->begun = begun.round;
		memcpy(out->begun_id, begun.id, ID_TEXT);
		record_fini(&begun);
	} else if (good) {
		good = none_is_fine(&why, e);
	}
	if (!good) {
		household_view_fini(out);
		return false;
	}
	household_type_from_name(out->household.state, &out->type);
	count(s, out);
	mask(s, &out->members);
	record_mask(s->config, restricted_seen(s, NULL), &out->household);
	record_mask(s->config, restricted_seen(s, NULL), &out->assessment);
	return true;
}

/* A link from before requests, across reach: that it is there, and with whom; nothing of what the others share. */
static bool read_unlinked(struct session *s, const char *household_id, const char *link, struct household_view *out,
			  struct err *e)
{
	if (!store_record_get(s->store, household_id, &out->household, e) ||
	    !household_members(s, household_id, &out->members, e)) {
		household_view_fini(out);
		return false;
	}
	pairs_clear(&out->household.answers);
	household_type_from_name(out->household.state, &out->type);
	memcpy(out->not_linked, link, ID_TEXT);
	int kept = 0;
	for (int i = 0; i < out->members.n; i++) {
		struct member_row *m = &out->members.at[i];
		if (*m->case_row.id) {
			out->members.at[kept++] = *m;
		} else {
			record_fini(&m->link);
			case_row_fini(&m->case_row);
		}
	}
	out->members.n = kept;
	count(s, out);
	mask(s, &out->members);
	return true;
}

bool household_of_case(struct session *s, const char *case_id, enum household_type type, struct household_view *out,
		       struct err *e)
{
	char id[ID_TEXT], link[ID_TEXT];
	memset(out, 0, sizeof *out);
	if (!access_check_case(s, PERMIT_VIEW, case_id, e) || !household_find(s, case_id, type, true, "", id, link, e))
		return false;
	if (*id)
		return household_read(s, id, out, e);
	return household_find(s, case_id, type, false, "", id, link, e) &&
	       (!*id || read_unlinked(s, id, link, out, e));
}

void household_view_fini(struct household_view *v)
{
	record_fini(&v->household);
	record_fini(&v->assessment);
	member_list_fini(&v->members);
	memset(v, 0, sizeof *v);
}

/* ---- making, joining ---- */

static bool set(struct edit *w, const char *field, const char *value, struct err *e)
{
	int i = form_def_field(form_definition(w->form), field);
	return (i >= 0 && form_set(w->form, i, value)) ||
	       err_set(e, ERR_CONFIG, w->kind->form, "The field \"%s\" does not take \"%s\".", field, value);
}

static struct edit *open_member(struct session *s, const char *household_id, const char *number, struct err *e)
{
	struct edit *w = edit_open(s, MEMBER, NULL, NULL, household_id, e);
	if (w && !set(w, "member_case", number, e))
		edit_close(&w);
	return w;
}

static bool add_first(struct session *s, const char *household_id, const char *number, struct err *e)
{
	struct edit *w = open_member(s, household_id, number, e);
	bool good = w && set(w, "relation", "self", e) && edit_save(s, w, NULL, e);
	edit_close(&w);
	return good;
}

static bool make(struct session *s, const char *case_id, enum household_type type, char out[ID_TEXT], struct err *e)
{
	struct case_row k = {0};
	if (!store_case_get(s->store, case_id, &k, e))
		return false;
	struct edit *w = edit_open(s, "household", NULL, NULL, NULL, e);
	bool good = w && set(w, "type", household_type_name(type), e);
	if (good) {
		form_set_other(w->form, OF, k.number);
		good = edit_save(s, w, NULL, e);
		memcpy(out, w->record.id, ID_TEXT);
	}
	edit_close(&w);
	good = good && add_first(s, out, k.number, e);
	case_row_fini(&k);
	return good;
}

bool household_make(struct session *s, const char *case_id, enum household_type type, char out[ID_TEXT], struct err *e)
{
	bool own;
	*out = 0;
	return access_check_case(s, PERMIT_REGISTER, case_id, e) && transaction_begin(s, &own, e) &&
	       transaction_end(s, own, make(s, case_id, type, out, e), e);
}

struct edit *household_join(struct session *s, const char *case_id, enum household_type type, const char *other,
			    struct err *e)
{
	struct case_row mine = {0}, theirs = {0};
	struct edit *w = NULL;
	char id[ID_TEXT] = "";
	if (cases_get(s, case_id, &mine, e) && cases_jump(s, other, &theirs, e) &&
	    household_id_of(s, theirs.id, type, id, e)) {
		if (*id)
			w = open_member(s, id, mine.number, e);
		else
			err_set(e, ERR_DATA, "", "%s is in no %s yet.", theirs.number,
				type == HOUSEHOLD_GROUP ? "group" : "household");
	}
	case_row_fini(&mine);
	case_row_fini(&theirs);
	return w;
}

bool household_seen(struct session *s, const char *member_id, struct err *e)
{
	char today[DATE_TEXT];
	date_to_iso(clock_today(s->clock), today);
	struct edit *w = edit_open(s, MEMBER, NULL, member_id, NULL, e);
	bool good =
		w && set(w, "seen_alone", "yes", e) && set(w, "seen_alone_on", today, e) && edit_save(s, w, NULL, e);
	edit_close(&w);
	return good;
}

/* ---- saving ---- */

static bool parent_is(struct session *s, const struct record *next, const char *kind, struct record *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	if (*next->parent_id && store_record_get(s->store, next->parent_id, out, NULL) && !strcmp(out->kind, kind))
		return true;
	record_fini(out);
	return err_set(e, ERR_INTERNAL, next->kind, "It belongs to no household.");
}

static bool before_household(struct save *save, struct err *e)
{
	struct record *next = save->next;
	const char *of = pairs_get(&next->answers, OF);
	enum household_type type;
	char title[64];
	if (!household_type_from_name(pairs_get(&next->answers, "type"), &type))
		return err_set(e, ERR_DATA, "", "Say whether it is a family or household, or a group.");
	if (!save->edit->is_new && strcmp(save->edit->record.state, next->state))
		return err_set(e, ERR_DATA, "", "A household stays one, and a group a group: make a new one instead.");
	snprintf(title, sizeof title, "%s%s%s", type == HOUSEHOLD_GROUP ? "Group" : "Household", *of ? " of " : "", of);
	free(next->title);
	next->title = mem_strdup(title);
	return true;
}

/* The same words whether nobody, one or several of that name have a case with others: a name tells who has one here. */
static bool none_of_yours(const char *typed, struct err *e)
{
	return err_set(e, ERR_MISSING, "", "No case of yours matches \"%s\". Of another's, write the whole number.", typed);
}

/* Linked at once by who works on that case; else its owner is asked, and until the yes the member has no case here. */
static bool request_link(struct edit *w, struct record *next, const char *typed, const struct case_row *k, struct err *e)
{
	const struct pairs *was = &w->record.answers;
	bool same = !strcmp(pairs_get(was, HOUSEHOLD_MEMBER_MEMBER_CASE), k->number);
	if (strcasecmp(typed, k->number))
		return none_of_yours(typed, e);
	if (*next->case_id)
		return err_set(e, ERR_DATA, "", "This member has another case. Add %s as a member of its own.", k->number);
	pairs_set(&next->answers, HOUSEHOLD_MEMBER_MEMBER_CASE, k->number);
	pairs_set(&next->answers, MEMBER_LINK,
		  same && !strcmp(pairs_get(was, MEMBER_LINK), LINK_REJECTED) ? LINK_REJECTED : LINK_REQUESTED);
	return true;
}

static bool take_case(struct session *s, struct record *next, const struct record *household, const struct case_row *k,
		      struct err *e)
{
	enum household_type type = HOUSEHOLD_FAMILY;
	enum whereabouts where;
	char other[ID_TEXT] = "", link[ID_TEXT];
	bool current = !whereabouts_from_name(next->state, &where) || whereabouts_member(where);
	if (*next->case_id && strcmp(next->case_id, k->id))
		return err_set(e, ERR_DATA, "", "This member has another case. Add %s as a member of its own.", k->number);
	household_type_from_name(household->state, &type);
	if (current && !household_find(s, k->id, type, true, next->id, other, link, e))
		return false;
	if (*other && !strcmp(other, household->id))
		return err_set(e, ERR_DATA, "", "%s is a member already.", k->number);
	if (*other)
		return err_set(e, ERR_DATA, "", "%s is in another %s: set it there to \"no longer of it\" first.",
			       k->number, type == HOUSEHOLD_GROUP ? "group" : "household");
	if (!*next->case_id)
		pairs_set(&next->answers, MEMBER_LINK, LINK_ACCEPTED);
	pairs_set(&next->answers, HOUSEHOLD_MEMBER_MEMBER_CASE, k->number);
	memcpy(next->case_id, k->id, sizeof next->case_id);
	memcpy(next->person_id, k->person_id, sizeof next->person_id);
	return true;
}

/* The case that is named: found, written in the one way, and in no other household of this type. */
static bool settle_case(struct session *s, struct edit *w, struct record *next, const struct record *household,
			struct err *e)
{
	const char *typed = pairs_get(&next->answers, HOUSEHOLD_MEMBER_MEMBER_CASE);
	struct case_row found = {0}, k = {0};
	if (!*typed && *next->case_id)
		return err_set(e, ERR_DATA, "",
			       "The case stays with this member. Who has left is \"no longer of it\".");
	if (!*typed) {
		pairs_set(&next->answers, MEMBER_LINK, NULL);
		return true;
	}
	/* The owner of that case has just said no. */
	if (!strcmp(pairs_get(&next->answers, MEMBER_LINK), LINK_REJECTED) &&
	    strcmp(pairs_get(&w->record.answers, MEMBER_LINK), LINK_REJECTED))
		return true;
	bool good = cases_jump(s, typed, &found, e) && store_case_get(s->store, found.id, &k, e);
	if (!good && e && e->code == ERR_MISSING)
		none_of_yours(typed, e);
	if (good)
		good = access_covers(s, PERMIT_REGISTER, &k) ? take_case(s, next, household, &k, e)
							   : request_link(w, next, typed, &k, e);
	case_row_fini(&found);
	case_row_fini(&k);
	return good;
}

static bool before_member(struct save *save, struct err *e)
{
	struct edit *w = save->edit;
	struct record *next = save->next;
	const struct pairs *a = &next->answers;
	struct record household;
	/* Saved before with this form, which does not hold it. */
	if (!*pairs_get(a, MEMBER_LINK) && *pairs_get(&w->record.answers, MEMBER_LINK))
		pairs_set(&next->answers, MEMBER_LINK, pairs_get(&w->record.answers, MEMBER_LINK));
	if (!parent_is(save->session, next, "household", &household, e))
		return false;
	bool good = *pairs_get(a, HOUSEHOLD_MEMBER_MEMBER_CASE) || *pairs_get(a, "name") || *pairs_get(a, "relation") ||
		    err_set(e, ERR_DATA, "", "Write a case number, a name, or at least how they are related.");
	good = good && settle_case(save->session, w, next, &household, e);
	record_fini(&household);
	return good;
}

/* ---- its assessment ---- */

bool shared_round_settle(struct edit *w, struct record *next, struct err *e)
{
	if (!w->is_new && !strcmp(w->record.state, "finished"))
		return err_set(e, ERR_DATA, "", "This %s is finished and cases may rest on it. Start a new one.",
			       kind_round_word(w->kind));
	snprintf(next->state, sizeof next->state, "%s",
		 strcmp(pairs_get(&next->answers, "finished"), "yes") ? "open" : "finished");
	return true;
}

static bool before_household_assessment(struct save *save, struct err *e)
{
	struct record *next = save->next;
	struct record household;
	struct household_view v;
	enum household_type type = HOUSEHOLD_FAMILY;
	if (!shared_round_settle(save->edit, next, e) || !parent_is(save->session, next, "household", &household, e))
		return false;
	household_type_from_name(household.state, &type);
	record_fini(&household);
	if (!household_shares(type))
		return err_set(e, ERR_DATA, "", "A group is assessed in its own case.");
	free(next->title);
	next->title = mem_strdup("Household");
	if (strcmp(next->state, "finished") || *pairs_get(&next->answers, HOUSEHOLD_ASSESSMENT_NOT_ALONE))
		return true;
	if (!household_read(save->session, next->parent_id, &v, e))
		return false;
	int unseen = v.unseen;
	household_view_fini(&v);
	return unseen == 0 ||
	       err_set(e, ERR_DATA, "",
		       unseen == 1 ? "One adult has not been spoken with alone. Do so, or write why not."
				   : "%d adults have not been spoken with alone. Do so, or write why not.",
		       unseen);
}

const struct kind kind_household = {
	.name = "household",
	.label = "Household",
	.form = "household",
	.permit = PERMIT_REGISTER,
	.shared = true,
	.access = household_access,
	.state_field = "type",
	.before = before_household,
	.needs = KIND_NEEDS(HOUSEHOLD_FIELDS),
};

static bool after_member(struct save *save, struct err *e)
{
	return household_link_after_member(save->session, save->edit, save->case_row, save->history, e);
}

static char *warns_member(const struct save *save)
{
	return household_link_warning(save->session, save->edit);
}

const struct kind kind_household_member = {
	.name = "household-member",
	.label = "Household member",
	.form = "household-member",
	.permit = PERMIT_REGISTER,
	.shared = true,
	.access = household_access,
	.names = true,
	.title_field = "relation",
	.state_field = "whereabouts",
	.before = before_member,
	.after = after_member,
	.warns = warns_member,
	.needs = KIND_NEEDS(HOUSEHOLD_MEMBER_FIELDS),
};

const struct kind kind_household_assessment = {
	.name = "household-assessment",
	.label = "Household assessment",
	.form = "household-assessment",
	.permit = PERMIT_ASSESS,
	.shared = true,
	.access = household_access,
	.rounds = true,
	.anew = "finished not_alone",
	.happened_field = "assessed_on",
	.before = before_household_assessment,
	.reasons = "not_alone",
	.needs = KIND_NEEDS(HOUSEHOLD_ASSESSMENT_FIELDS),
};
