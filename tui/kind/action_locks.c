/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The facts that locks ask for, gathered from what a case holds, and the rule that a locked action is not begun.
 */
#include <string.h>

#include <sarai/access/check.h>
#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/edit/open.h>
#include <sarai/edit/score_record.h>
#include <sarai/form/form.h>
#include <sarai/kind/action_locks.h>
#include <sarai/kind/child.h>
#include <sarai/kind/consent_check.h>
#include <sarai/model/child.h>
#include <sarai/model/gate.h>
#include <sarai/model/permit.h>
#include <sarai/model/plan.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>

#define FEAR "fear_of_return"
#define NAMED_MAX 4 /* locks named in one message: what two rows hold; the page of the section has all */

static bool is(const struct pairs *a, const char *field, const char *value)
{
	return !strcmp(pairs_get(a, field), value);
}

static bool has(const struct pairs *a, const char *field, const char *code)
{
	const char *codes = pairs_get(a, field);
	size_t n = strlen(code);
	for (const char *p = codes; (p = strstr(p, code)); p += n) {
		if ((p == codes || p[-1] == ' ') && (p[n] == 0 || p[n] == ' '))
			return true;
	}
	return false;
}

/* ---- international protection ---- */

/* Raised by the later answer of screening and newest round, or by the decision of the screening. */
static bool read_protection(struct session *s, const char *case_id, struct gate_facts *f, struct err *e)
{
	struct record screening = {0}, round = {0}, told = {0};
	bool good = child_newest(s, case_id, "screening", &screening, e) &&
		    child_newest(s, case_id, "assessment", &round, e) &&
		    child_newest(s, case_id, "protection-counselling", &told, e);
	if (good) {
		f->protection_raised = *flag_raised(&screening.answers, &round.answers, FEAR) ||
				       is(&screening.answers, "decision", "international-protection");
		f->counselled = has(&told.answers, "told", "right");
		f->referral_offered =
			*pairs_get(&told.answers, "referral") && !is(&told.answers, "referral", "not-offered");
	}
	record_fini(&screening);
	record_fini(&round);
	record_fini(&told);
	return good;
}

/* The person's own yes to just this: no other basis will do. */
static bool read_consulate_consent(struct session *s, const char *case_id, struct gate_facts *f, struct err *e)
{
	static const char *const purposes[] = {"documents", "return"};
	for (size_t i = 0; i < sizeof purposes / sizeof purposes[0] && !f->consulate_consent; i++) {
		struct consent_answer a;
		if (!consent_gather(s, case_id, purposes[i], "consulate", &a, e))
			return false;
		f->consulate_consent = a.allowed && a.by_consent;
	}
	return true;
}

/* ---- children ---- */

static void take_assessment(const struct record *r, struct gate_facts *f)
{
	f->bia_for_return = has(&r->answers, "result", "return-together");
	f->bia_for_reunification = has(&r->answers, "result", "reunification");
	f->determination_asked |= has(&r->answers, "result", "determination");
}

/* The latest round that is finished decides; what is not finished yet only locks. */
static bool take_determinations(struct session *s, const char *case_id, struct gate_facts *f, struct err *e)
{
	struct record_filter filter = {.case_id = case_id, .kind = "bid", .with_answers = true};
	struct record_list rounds = {0};
	const struct record *finished = NULL, *newest = NULL;
	if (!store_record_list(s->store, &filter, &rounds, e))
		return false;
	for (int i = 0; i < rounds.n; i++) {
		const struct record *r = &rounds.at[i];
		if (!newest || r->round > newest->round)
			newest = r;
		if (is(&r->answers, "finished", "yes") && (!finished || r->round > finished->round))
			finished = r;
	}
	f->determination_asked |= newest != NULL;
	if (finished) {
		bool stands = !is(&finished->answers, "appeal", "changed");
		f->bid_for_return = stands && has(&finished->answers, "decision", "return");
		f->bid_for_reunification = stands && has(&finished->answers, "decision", "reunification");
		f->bid_appealed = is(&finished->answers, "appeal", "asked");
		f->bid_reopened = newest != finished;
	}
	record_list_fini(&rounds);
	return true;
}

/* Of the family of the plan the latest assessment counts. */
static bool take_family(struct session *s, const char *case_id, struct gate_facts *f, struct err *e)
{
	struct record_filter filter = {
		.case_id = case_id, .kind = "family-assessment", .newest_first = true, .with_answers = true};
	struct record_list found = {0};
	if (!store_record_list(s->store, &filter, &found, e))
		return false;
	for (int i = 0; i < found.n; i++) {
		const struct pairs *a = &found.at[i].answers;
		if (is(a, "for_plan", "other"))
			continue;
		f->family_in_favour = child_family_in_favour(a);
		f->guardian_agrees = is(a, "guardian_agrees", "yes");
		f->child_agrees = is(a, "child_agrees", "yes");
		break;
	}
	record_list_fini(&found);
	return true;
}

static bool take_tracing(struct session *s, const char *case_id, struct gate_facts *f, struct err *e)
{
	struct record_filter filter = {
		.case_id = case_id, .kind = "tracing", .newest_first = true, .with_answers = true};
	struct record_list found = {0};
	if (!store_record_list(s->store, &filter, &found, e))
		return false;
	/* Whether the child agrees is what was said last; a relationship is verified for one family among others. */
	f->tracing_agreed = found.n > 0 && is(&found.at[0].answers, "agreed", "yes");
	for (int i = 0; i < found.n; i++)
		f->relation_verified |=
			is(&found.at[i].answers, "state", "found") && is(&found.at[i].answers, "verified", "yes");
	record_list_fini(&found);
	return true;
}

static bool read_child(struct session *s, const struct case_row *k, struct gate_facts *f, struct err *e)
{
	struct child_view v;
	struct record bia = {0};
	if (!child_read(s, k, &v, e))
		return false;
	f->is_child = v.is_child;
	f->too_young_to_say = v.is_child && v.age_known && !child_assent_needed(v.most);
	f->situation = child_situation_from_name(pairs_get(&v.situation.answers, "situation"));
	f->guardian_appointed = v.facts.guardian_at != 0;
	child_view_fini(&v);
	if (!f->is_child)
		return true;
	bool good = child_newest(s, k->id, "bia", &bia, e);
	if (good)
		take_assessment(&bia, f);
	record_fini(&bia);
	return good && take_determinations(s, k->id, f, e) && take_family(s, k->id, f, e) &&
	       take_tracing(s, k->id, f, e);
}

/* ---- the rule ---- */

bool gates_gather(struct session *s, const struct case_row *k, struct gate_facts *f, struct err *e)
{
	memset(f, 0, sizeof *f);
	return read_protection(s, k->id, f, e) && read_consulate_consent(s, k->id, f, e) && read_child(s, k, f, e);
}

bool gates_read(struct session *s, const char *case_id, struct gate_facts *f, struct err *e)
{
	struct case_row k = {0};
	bool good =
		access_check_case(s, PERMIT_VIEW, case_id, e) && store_case_get(s->store, case_id, &k, e) && gates_gather(s, &k, f, e);
	case_row_fini(&k);
	return good;
}

static unsigned acts_of(const struct gate_facts *f, const struct pairs *a)
{
	struct gate_wish w = {pairs_get(a, "service"), pairs_get(a, "consulate"), pairs_get(a, "return_first"),
			      pairs_get(a, "aim")};
	return gate_acts_of(&w, f);
}

/* Whatever is known of the case: can an action like this be locked at all? Most cannot, and nothing need be read. */
bool gates_concern(const struct pairs *action)
{
	return acts_of(&(struct gate_facts){.protection_raised = true}, action) != 0;
}

int gates_of_action(const struct gate_facts *f, const struct pairs *action, enum gate_lock out[GATE_LOCK_COUNT])
{
	return gate_locks(acts_of(f, action), f, out);
}

void gates_words(const struct gate_facts *f, const struct pairs *action, struct str *out)
{
	enum gate_lock locks[GATE_LOCK_COUNT];
	unsigned acts = acts_of(f, action);
	int n = gates_of_action(f, action, locks), left = n - NAMED_MAX;
	const char *what = "This";
	for (enum gate_act act = 0; n > 0 && act < GATE_ACT_COUNT; act++) {
		enum gate_lock of_act[GATE_LOCK_COUNT];
		if ((acts & GATE_BIT(act)) && gate_locks(GATE_BIT(act), f, of_act) > 0) {
			what = gate_act_words(act);
			break;
		}
	}
	for (int i = 0; i < n && i < NAMED_MAX; i++) {
		if (i == 0)
			str_addf(out, "%s is locked: needs ", what);
		str_addf(out, "%s%s", i ? ", " : "", gate_lock_needs(locks[i]));
	}
	if (left > 0)
		str_addf(out, " and %d more", left);
	if (n > 0)
		str_add(out, ".");
}

bool gates_allow(struct session *s, const char *case_id, const struct pairs *action, struct err *e)
{
	struct gate_facts f;
	struct case_row k = {0};
	struct str words = {0};
	bool good = access_check_case(s, PERMIT_VIEW, case_id, e) && store_case_get(s->store, case_id, &k, e) &&
		    gates_gather(s, &k, &f, e);
	if (good) {
		gates_words(&f, action, &words);
		good = !words.len || err_set(e, ERR_DATA, "plan", "%s", str_text(&words));
	}
	str_fini(&words);
	case_row_fini(&k);
	return good;
}

/* ---- actions ---- */

static bool same_wish(const struct pairs *a, const struct pairs *b)
{
	static const char *const fields[] = {"service", "consulate", "return_first", "aim", "state"};
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
		if (strcmp(pairs_get(a, fields[i]), pairs_get(b, fields[i])))
			return false;
	}
	return true;
}

/* Written down as planned, yes; begun or done, only when it is unlocked. What was begun before a lock closed (an
 * appeal, a doubt about the age) may still be described, given up, or set back to planned. */
bool gates_before_action(struct session *s, const struct edit *w, const struct record *next, struct err *e)
{
	enum action_state state;
	bool begins = action_state_from_name(next->state, &state) &&
		      (state == ACTION_STATE_STARTED || state == ACTION_STATE_WAITING || state == ACTION_STATE_DONE);
	if (!begins || !gates_concern(&next->answers) || (!w->is_new && same_wish(&w->record.answers, &next->answers)))
		return true;
	return gates_allow(s, next->case_id, &next->answers, e);
}

char *action_locks_warning(struct session *s, const struct edit *w)
{
	struct pairs now = {0};
	struct gate_facts f;
	struct str t = {0};
	enum action_state state;
	form_store(w->form, &now);
	bool over = action_state_from_name(pairs_get(&now, "state"), &state) && !action_state_open(state);
	if (!over && gates_concern(&now) && gates_gather(s, &w->case_row, &f, NULL))
		gates_words(&f, &now, &t);
	pairs_clear(&now);
	return t.len ? str_take(&t) : NULL;
}
