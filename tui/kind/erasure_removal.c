/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What goes from a file that is erased or kept without a name, and the certificate of it; all in the open transaction.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/session.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/text.h>
#include <sarai/crypto/digest.h>
#include <sarai/kind/erasure_certificate.h>
#include <sarai/kind/erasure_removal.h>
#include <sarai/kind/household_action.h>
#include <sarai/kind/retention.h>
#include <sarai/kind/statistics_record.h>
#include <sarai/model/erasure.h>
#include <sarai/model/household.h>
#include <sarai/model/status.h>
#include <sarai/store/audit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/forget.h>
#include <sarai/store/record.h>
#include <sarai/store/shared.h>

#define MARK "(erased)"
#define MEMBER "household-member"

static bool take_record(struct taking *t, const struct record *r, struct err *e)
{
	t->parts++;
	t->answers += r->answers.n;
	return store_record_forget(t->s->store, r->id, e);
}

/* Does anybody else's case still belong to this household, or rest on it? */
static bool others_have(struct taking *t, const char *household_id, bool *yes, struct err *e)
{
	struct record_filter f = {.parent_id = household_id, .kind = MEMBER};
	struct record_list members = {0};
	struct case_list users = {0};
	*yes = true;
	if (!store_record_list(t->s->store, &f, &members, e) ||
	    !store_source_users(t->s->store, household_id, 2, &users, e)) {
		record_list_fini(&members);
		return false;
	}
	*yes = false;
	for (int i = 0; i < members.n; i++)
		*yes |= *members.at[i].case_id && !text_is(members.at[i].case_id, t->case_row.id);
	for (int i = 0; i < users.n; i++)
		*yes |= !text_is(users.at[i].id, t->case_row.id);
	record_list_fini(&members);
	case_list_fini(&users);
	return true;
}

/* A household in which nobody has a case any more: it tells of the person and of those around them. */
static bool take_household(struct taking *t, const char *household_id, struct err *e)
{
	struct record_filter f = {.parent_id = household_id, .with_answers = true};
	struct record_list under = {0};
	struct record household = {0};
	struct err why = {0};
	bool kept;
	if (!others_have(t, household_id, &kept, e) || kept)
		return kept;
	bool good = store_record_list(t->s->store, &f, &under, e);
	for (int i = 0; good && i < under.n; i++)
		good = take_record(t, &under.at[i], e);
	record_list_fini(&under);
	if (good && store_record_get(t->s->store, household_id, &household, &why))
		good = take_record(t, &household, e);
	record_fini(&household);
	return good;
}

/* What is planned for a household is not one person's: it goes on with the case of another member, who is *handed it.
 */
static bool hand_on(struct taking *t, struct record *r, bool *handed, struct err *e)
{
	struct member_list members = {0};
	const struct case_row *next = NULL;
	enum whereabouts where;
	*handed = false;
	if (!text_is(r->kind, HOUSEHOLD_ACTION))
		return true;
	if (!store_member_list(t->s->store, r->parent_id, MEMBER, &members, e))
		return false;
	for (int i = 0; i < members.n && !next; i++) {
		const struct member_row *m = &members.at[i];
		if (*m->case_row.id && !text_is(m->case_row.id, t->case_row.id) &&
		    whereabouts_from_name(m->link.state, &where) && whereabouts_member(where))
			next = &m->case_row;
	}
	bool good = true;
	if (next) {
		household_action_of(r, next);
		good = store_record_update(t->s->store, r, e);
		*handed = good;
	}
	member_list_fini(&members);
	return good;
}

/* Certificates stay, and proposals; they are of nobody any more. */
static bool keep_record(struct taking *t, struct record *r, struct err *e)
{
	if (text_is(r->id, t->proposal.id) || !*r->person_id)
		return true; /* the proposal is written once, at the end */
	r->person_id[0] = 0;
	return store_record_update(t->s->store, r, e);
}

static bool take_records(struct taking *t, struct err *e)
{
	struct record_filter f = {.case_id = t->case_row.id, .with_answers = true};
	struct record_list all = {0};
	bool good = store_record_list(t->s->store, &f, &all, e);
	/* Households first, while it can still be seen who is in them. */
	for (int i = 0; good && i < all.n; i++)
		good = !text_is(all.at[i].kind, MEMBER) || take_household(t, all.at[i].parent_id, e);
	for (int i = 0; good && i < all.n; i++) {
		bool kept = text_is(all.at[i].kind, ERASURE_KIND) && !text_is(all.at[i].state, "refused"), handed;
		good = hand_on(t, &all.at[i], &handed, e);
		if (good && !handed)
			good = kept ? keep_record(t, &all.at[i], e) : take_record(t, &all.at[i], e);
	}
	record_list_fini(&all);
	return good;
}

static bool take_person(struct taking *t, struct err *e)
{
	struct record person = {0};
	struct case_row other = {0};
	struct err why = {0};
	if (!*t->case_row.person_id)
		return true;
	/* The case does not name them any more: does another one? */
	if (store_case_of_person(t->s->store, t->case_row.person_id, &other, &why)) {
		case_row_fini(&other);
		return true;
	}
	if (why.code != ERR_MISSING)
		return err_set(e, why.code, why.where, "%s", why.detail);
	bool good = store_record_get(t->s->store, t->case_row.person_id, &person, &why)
			    ? take_record(t, &person, e)
			    : why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	record_fini(&person);
	return good && store_person_forget(t->s->store, t->case_row.person_id, e);
}

/* The head: its number, its days, who had it; and, kept without a name, how grave it was. */
static bool bare_case(struct taking *t, struct err *e)
{
	struct case_row c = {0};
	if (!store_case_get(t->s->store, t->case_row.id, &c, e))
		return false;
	c.person_id[0] = 0;
	snprintf(c.status, sizeof c.status, "%s", status_name(erasure_status(t->how)));
	free(c.flags);
	free(c.alert);
	c.flags = c.alert = NULL;
	c.urgent_due[0] = c.due[0] = c.due_kind[0] = c.next_contact_at[0] = c.duplicate_of[0] = 0;
	c.attempts = 0;
	if (t->how == ERASURE_ALL) {
		c.band_calculated[0] = c.band_assigned[0] = 0;
		c.level_rank = 0;
		c.level_below[0] = 0;
		c.score = c.low = c.high = -1;
		c.settled = false;
	}
	bool good = store_sources_put(t->s->store, c.id, NULL, 0, e) && store_case_update(t->s->store, &c, e);
	case_row_fini(&c);
	return good;
}

static bool keep_figures(struct taking *t, struct err *e)
{
	struct record r = {.round = 0};
	if (t->how == ERASURE_ALL)
		return true;
	id_new(&t->s->ids, r.id);
	snprintf(r.kind, sizeof r.kind, "figures");
	memcpy(r.case_id, t->case_row.id, sizeof r.case_id);
	r.episode = t->case_row.episode;
	session_now(t->s, r.created_at);
	memcpy(r.updated_at, r.created_at, sizeof r.updated_at);
	snprintf(r.created_by, sizeof r.created_by, "%s", t->s->actor);
	memcpy(r.updated_by, r.created_by, sizeof r.updated_by);
	pairs_copy(&r.answers, &t->figures);
	bool good = store_record_insert(t->s->store, &r, e);
	record_fini(&r);
	return good;
}

static bool certify(struct taking *t, char digest[DIGEST_TEXT], struct err *e)
{
	char head[AUDIT_DIGEST];
	struct record *p = &t->proposal;
	struct certificate c = {.proposal = p,
				.case_row = &t->case_row,
				.closed_at = t->closed_at,
				.how = t->how,
				.by = t->s->actor,
				.comment = t->comment,
				.parts = t->parts,
				.answers = t->answers,
				.audit_head = head};
	if (!store_audit_last(t->s->store, &c.audit_row, head, e))
		return false;
	char *text = certificate_text(t->s, &c);
	digest_of(text, strlen(text), digest);
	pairs_set(&p->answers, ERASURE_CERTIFICATE, text);
	pairs_set(&p->answers, "=comment", t->comment);
	free(text);
	p->person_id[0] = 0;
	snprintf(p->state, sizeof p->state, "done");
	p->due[0] = 0;
	session_now(t->s, p->happened);
	memcpy(p->updated_at, p->happened, sizeof p->updated_at);
	snprintf(p->updated_by, sizeof p->updated_by, "%s", t->s->actor);
	return store_record_update(t->s->store, p, e);
}

bool erasure_take(struct taking *t, char digest[DIGEST_TEXT], struct err *e)
{
	struct session *s = t->s;
	struct record closure;
	if (!closure_in_force(s, &t->case_row, &closure, e))
		return false;
	memcpy(t->closed_at, closure.happened, sizeof t->closed_at);
	record_fini(&closure);
	if (t->how == ERASURE_NAMES && !figures_of_case(s, &t->case_row, &t->figures, e))
		return false;
	return take_records(t, e) && store_case_forget(s->store, t->case_row.id, MARK, e) && bare_case(t, e) &&
	       take_person(t, e) && keep_figures(t, e) && certify(t, digest, e);
}

void taking_fini(struct taking *t)
{
	record_fini(&t->proposal);
	case_row_fini(&t->case_row);
	pairs_clear(&t->figures);
}
