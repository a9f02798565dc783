/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The end of a file, by two people: proposed by one, carried out by another, in one transaction.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sarai/access/audit.h>
#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/access/transaction.h>
#include <sarai/base/clock.h>
#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>
#include <sarai/crypto/digest.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/reason.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/kind/erasure.h>
#include <sarai/kind/erasure_removal.h>
#include <sarai/kind/kinds.h>
#include <sarai/model/erasure.h>
#include <sarai/model/permit.h>
#include <sarai/model/status.h>
#include <sarai/store/casefile.h>
#include <sarai/store/history.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>

#define ERASURE_FIELDS(X) \
	X(ERASURE_HOW, "how") X(ERASURE_BASIS, "basis") X(ERASURE_REASON, "reason")
KIND_FIELDS(ERASURE_FIELDS)

#define KIND ERASURE_KIND

/* ---- proposing ---- */

bool erasure_waiting(struct session *s, const char *case_id, char out[ID_TEXT], struct err *e)
{
	struct record_filter f = {.case_id = case_id, .kind = KIND, .state = "waiting", .limit = 1};
	struct record_list found = {0};
	*out = 0;
	if (!store_record_list(s->store, &f, &found, e))
		return false;
	if (found.n)
		memcpy(out, found.at[0].id, ID_TEXT);
	record_list_fini(&found);
	return true;
}

/* What stays must not name whom it was about: their names as they stand in the registration. */
static bool names_nobody(struct session *s, const struct case_row *c, const char *text, struct err *e)
{
	static const char *const fields[] = {"name", "name_script", "other_names", "document_name"};
	struct record person = {0};
	struct err why = {0};
	bool named = false;
	if (!*c->person_id)
		return true;
	if (!store_record_get(s->store, c->person_id, &person, &why))
		return why.code == ERR_MISSING || err_set(e, why.code, why.where, "%s", why.detail);
	for (size_t i = 0; text_is(person.kind, "person") && i < sizeof fields / sizeof *fields; i++)
		named |= erasure_names(text, pairs_get(&person.answers, fields[i]));
	record_fini(&person);
	return !named ||
	       err_set(e, ERR_DATA, c->number, "Write it without the name: these words stay when all else is gone.");
}

static bool may_be_proposed(struct session *s, const struct case_row *c, enum erasure_how how, struct err *e)
{
	char waiting[ID_TEXT];
	enum case_status status = STATUS_ACTIVE;
	status_from_name(c->status, &status);
	if (!erasure_waiting(s, c->id, waiting, e))
		return false;
	const char *why = erasure_why_not(status, how, *waiting);
	return !why || err_set(e, ERR_DATA, c->number, "%s", why);
}

static bool start_erasure(struct save *save, struct err *e)
{
	return may_be_proposed(save->session, &save->edit->case_row, ERASURE_ALL, e);
}

static bool before_erasure(struct save *save, struct err *e)
{
	struct session *s = save->session;
	struct record *next = save->next;
	enum erasure_how how = ERASURE_ALL;
	erasure_from_name(pairs_get(&next->answers, ERASURE_HOW), &how);
	if (!may_be_proposed(s, save->case_row, how, e) || !names_nobody(s, save->case_row, pairs_get(&next->answers, "reason"), e))
		return false;
	snprintf(next->state, sizeof next->state, "waiting");
	session_now(s, next->due);
	return true;
}

static bool put(struct edit *w, const char *field, const char *value, struct err *e)
{
	int i = form_def_field(form_definition(w->form), field);
	return (i >= 0 && form_set(w->form, i, value)) ||
	       err_set(e, ERR_DATA, w->kind->label, "\"%s\" is not taken here.", value);
}

bool erasure_propose(struct session *s, const char *case_id, enum erasure_how how, const char *basis,
		     const char *reason, struct err *e)
{
	struct edit *w = edit_open(s, KIND, case_id, NULL, NULL, e);
	bool good = w && put(w, "how", erasure_name(how), e) && put(w, "basis", basis, e) &&
		    put(w, "reason", reason, e) && edit_save(s, w, NULL, e);
	edit_close(&w);
	return good;
}

static bool tell(struct session *s, const struct record *p, const char *action, const char *words, struct err *e)
{
	struct history_entry h = {0};
	id_new(&s->ids, h.id);
	session_now(s, h.at);
	snprintf(h.who, sizeof h.who, "%s", s->actor);
	memcpy(h.case_id, p->case_id, sizeof h.case_id);
	memcpy(h.record_id, p->id, sizeof h.record_id);
	snprintf(h.kind, sizeof h.kind, KIND);
	snprintf(h.action, sizeof h.action, "%s", action);
	h.summary = mem_strdup(words);
	bool good = history_log(s, &h, e);
	history_entry_fini(&h);
	return good;
}

/* ---- answering ---- */

static bool comment_fits(struct session *s, const struct case_row *c, const char *comment, struct err *e)
{
	if (text_length(comment) > 600)
		return err_set(e, ERR_DATA, c->number, "The comment is too long: at most 600 characters.");
	return names_nobody(s, c, comment, e);
}

/* The proposal and its case as they stand now. mine: whoever proposed it may answer too. */
static bool take_up(struct session *s, const char *proposal_id, bool mine, struct record *p, struct case_row *c,
		    struct err *e)
{
	memset(p, 0, sizeof *p);
	memset(c, 0, sizeof *c);
	if (!store_record_get(s->store, proposal_id, p, e))
		return false;
	if (!text_is(p->kind, KIND))
		return err_set(e, ERR_MISSING, KIND, "There is nothing here to answer.");
	bool own = !erasure_may_answer(p->created_by, s->actor);
	if (!store_case_get(s->store, p->case_id, c, e) ||
	    !access_check_row(s, own && mine ? PERMIT_FOLLOW_UP : PERMIT_APPROVE, c, e))
		return false;
	if (!text_is(p->state, "waiting"))
		return err_set(e, ERR_DATA, c->number, "%s has answered this already.", p->updated_by);
	return !own || mine ||
	       err_set(e, ERR_DENIED, c->number, "You have proposed this yourself: somebody else has to carry it out.");
}

static bool take_out(struct taking *t, const char *proposal_id, struct err *e)
{
	struct session *s = t->s;
	char digest[DIGEST_TEXT];
	struct str words = {0};
	if (!take_up(s, proposal_id, false, &t->proposal, &t->case_row, e) ||
	    !erasure_from_name(pairs_get(&t->proposal.answers, ERASURE_HOW), &t->how) ||
	    !comment_fits(s, &t->case_row, t->comment, e))
		return false;
	enum case_status status = STATUS_ACTIVE;
	status_from_name(t->case_row.status, &status);
	const char *why = erasure_why_not(status, t->how, false); /* opened again since? */
	if (why)
		return err_set(e, ERR_DATA, t->case_row.number, "%s", why);
	bool good = erasure_take(t, digest, e);
	if (good) {
		str_addf(&words, "%s; certificate %s",
			 t->how == ERASURE_ALL ? "File erased" : "File kept without a name", digest);
		good = tell(s, &t->proposal, status_name(erasure_status(t->how)), str_text(&words), e);
	}
	str_fini(&words);
	return good;
}

bool erasure_carry_out(struct session *s, const char *proposal_id, const char *comment, bool *cleared, struct err *e)
{
	struct taking t = {.s = s};
	char *said = text_clean(comment ? comment : "", strlen(comment ? comment : ""), false);
	bool own;
	t.comment = said;
	bool good = session_may(s, PERMIT_APPROVE, e) && transaction_begin(s, &own, e) &&
		    transaction_end(s, own, take_out(&t, proposal_id, e), e);
	taking_fini(&t);
	free(said);
	/* Where others are reading just now, the log is written over later, by itself. */
	bool gone = good && own && store_forget_log(s->store, NULL);
	if (cleared)
		*cleared = gone;
	return good;
}

static bool refuse(struct session *s, const char *proposal_id, const char *comment, struct err *e)
{
	struct record p;
	struct case_row c;
	bool good = take_up(s, proposal_id, true, &p, &c, e) && comment_fits(s, &c, comment, e);
	if (good && erasure_may_answer(p.created_by, s->actor))
		good = reason_check(s, comment, NULL, c.number, e);
	if (good) {
		pairs_set(&p.answers, "=comment", comment);
		snprintf(p.state, sizeof p.state, "refused");
		p.due[0] = 0;
		session_now(s, p.updated_at);
		snprintf(p.updated_by, sizeof p.updated_by, "%s", s->actor);
		good = store_record_update(s->store, &p, e) && tell(s, &p, "refused", "Erasure not carried out", e);
	}
	record_fini(&p);
	case_row_fini(&c);
	return good;
}

bool erasure_refuse(struct session *s, const char *proposal_id, const char *comment, struct err *e)
{
	bool own;
	if (!session_may(s, PERMIT_APPROVE, NULL) && !session_may(s, PERMIT_FOLLOW_UP, e))
		return false;
	char *said = text_clean(comment ? comment : "", strlen(comment ? comment : ""), false);
	bool good = transaction_begin(s, &own, e) && transaction_end(s, own, refuse(s, proposal_id, said, e), e);
	free(said);
	return good;
}

char *erasure_certificate(struct session *s, const char *proposal_id, struct err *e)
{
	struct record p = {0};
	char *out = NULL;
	if (session_may(s, PERMIT_VIEW, e) && store_record_get(s->store, proposal_id, &p, e) &&
	    access_check_case(s, PERMIT_VIEW, p.case_id, e)) {
		if (text_is(p.kind, KIND) && pairs_has(&p.answers, ERASURE_CERTIFICATE))
			out = mem_strdup(pairs_get(&p.answers, ERASURE_CERTIFICATE));
		else
			err_set(e, ERR_DATA, KIND, "There is no certificate: it has not been carried out.");
	}
	record_fini(&p);
	return out;
}

const struct kind kind_erasure = {
	.name = "erasure",
	.label = "Erasure",
	.form = "erasure",
	.permit = PERMIT_FOLLOW_UP,
	.section = SECTION_RIGHTS,
	.when_ended = true,
	.when_gone = true,
	.any_episode = true,
	.title_field = "how",
	.final = true,
	.start = start_erasure,
	.before = before_erasure,
	.reasons = "reason",
	.needs = KIND_NEEDS(ERASURE_FIELDS),
};
