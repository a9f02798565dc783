/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long a file is kept, its end by two people, with nothing left in the bytes of the file; a person's own copy;
 * corrections.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>
#include <cmocka.h>

#include <sarai/access/audit.h>
#include <sarai/base/clock.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/crypto/digest.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/kind.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/edit/temporary_access.h>
#include <sarai/form/form.h>
#include <sarai/kind/erasure.h>
#include <sarai/kind/household.h>
#include <sarai/kind/retention.h>
#include <sarai/kind/status_change.h>
#include <sarai/model/erasure.h>
#include <sarai/model/permit.h>
#include <sarai/report/paper.h>
#include <sarai/report/person_copy.h>
#include <sarai/store/audit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/store/store.h>
#include <sarai/view/audit_log.h>
#include <sarai/view/notices.h>
#include <sarai/view/person_copy.h>
#include <sarai/view/summary.h>

#include "lib/service_env.h"

/* Words that occur nowhere else in the program. */
static const char *const secrets[] = {
	"Zuleikhawati",	  "Qudratullohi",   "7700112299",    "Quarterofbees", "Cousinzarathu", "Numberxyzzy77",
	"Villageofreeds", "Whispereddraft", "Olderspelling", "Tentmakers",    "Heldincellars", "Wishesforgoats",
	"Notedbykettle",  "Brotherpumice",  "Reasontyped",   "Planofaction",  "Perpwolfram",   "Wrongturnip",
};
#define SECRETS (sizeof secrets / sizeof secrets[0])

static bool held(const struct service_env *d, const char *word)
{
	return service_env_file_holds(d, "sarai.db", word) || service_env_file_holds(d, "sarai.db-wal", word);
}

static void register_her(struct service_env *d, char case_id[ID_TEXT])
{
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Zuleikhawati Qudratullohi");
	put(w, "other_names", "Olderspelling");
	put(w, "sex", "female");
	put(w, "birth_date", "1994-02-03");
	put(w, "nationality", "HN");
	put(w, "phone", "+7700112299");
	put(w, "location", "Quarterofbees 3");
	put(w, "reach_as", "say you are from the Tentmakers");
	save(d, w);
	memcpy(case_id, w->case_row.id, ID_TEXT);
	put(w, "other_names", "Corrected");
	d->now += 60;
	save(d, w);
	edit_close(&w);
}

static void tell_her_story(struct service_env *d, const char *case_id)
{
	char household[ID_TEXT];
	fill(d, case_id, "contact-person", NULL, "contact_name", "Cousinzarathu", "safe", "yes");
	fill(d, case_id, "document", NULL, "doc_type", "passport", "held_by", "person", "doc_number", "Numberxyzzy77");
	fill(d, case_id, "journey-stage", NULL, "stage", "before", "from_place", "Villageofreeds");
	fill(d, case_id, "screening", NULL, "consent", "consents", "exposure", "yes", "exposure_text", "Heldincellars",
	     "capability", "no", "decision", "assess", "decision_reason", "As said.");
	fill(d, case_id, "consent", NULL, "consent", "consents", "given_by", "person", "informed", "purpose withdraw",
	     "purposes", "statistics case-work", "recipients", "us research", "method", "spoken", "certified", "yes");
	assess_all(d, case_id, "neutral");
	fill(d, case_id, "plan", NULL, "wishes", "Wishesforgoats");
	fill(d, case_id, "goal", NULL, "goal", "Planofaction", "state", "reached");
	fill(d, case_id, "note", NULL, "subject", "visit", "note", "Notedbykettle");
	fill(d, case_id, "trafficking", NULL, "exploitation", "ForcedLabour", "control", "DebtBondage", "status",
	     "PossibleVictimOfTrafficking", "decided_by", "NGO");
	fill(d, case_id, "perpetrator", NULL, "called", "Perpwolfram", "role", "Exploiter");
	fill(d, case_id, "correction-request", NULL, "asked_by", "person", "wrong", "Wrongturnip");
	good(d, household_make(&d->s, case_id, 0, household, &d->e));
	struct edit *w = edit_open(&d->s, "household-member", NULL, NULL, household, &d->e);
	assert_non_null(w);
	put(w, "name", "Brotherpumice");
	put(w, "relation", "sibling");
	save(d, w);
	edit_close(&w);
	good(d, access_open(&d->s, case_id, "Reasontyped for tonight", &d->e));
}

static void a_closed_file(struct service_env *d, char case_id[ID_TEXT])
{
	struct service_env other;
	register_her(d, case_id);
	tell_her_story(d, case_id);
	close_case(d, case_id);
	service_env_beside(&other, d, "besnik");
	struct edit *w = open_kind(&other, "note", case_id);
	put(w, "note", "Whispereddraft");
	good(&other, edit_save_draft(&other.s, w, NULL, NULL, &other.e));
	edit_close(&w);
	service_env_leave(&other);
}

static void proposal_of(struct service_env *d, const char *case_id, char out[ID_TEXT])
{
	struct retention_list l;
	good(d, retention_read(&d->s, &l, &d->e));
	*out = 0;
	for (int i = 0; i < l.n; i++) {
		if (!strcmp(l.at[i].case_row.id, case_id))
			memcpy(out, l.at[i].proposal_id, ID_TEXT);
	}
	retention_list_fini(&l);
}

static void propose(struct service_env *d, const char *case_id, enum erasure_how how, char out[ID_TEXT])
{
	good(d, erasure_propose(&d->s, case_id, how, "person-asks", "Has asked for it on a visit.", &d->e));
	proposal_of(d, case_id, out);
	assert_true(*out);
}

/* The case as rows, so that nothing changed can be told. */
static int count_audit(struct service_env *d)
{
	struct audit_state st;
	good(d, audit_check(&d->s, &st, &d->e));
	assert_int_equal(st.bad, 0);
	return (int)st.rows;
}

static void nothing_of_her_is_left(void **state)
{
	struct service_env *d = *state, other;
	char case_id[ID_TEXT], neighbour[ID_TEXT], proposal[ID_TEXT];
	bool cleared;
	for (int i = 0; i < 30; i++)
		register_as(d, "Neighbour Example", neighbour);
	a_closed_file(d, case_id);
	for (int i = 0; i < 30; i++)
		register_as(d, "Neighbour Example", neighbour);
	for (size_t i = 0; i < SECRETS; i++) {
		if (!held(d, secrets[i]))
			fail_msg("%s was not there to begin with", secrets[i]);
	}
	struct case_row before = head(d, case_id);
	propose(d, case_id, ERASURE_ALL, proposal);
	service_env_beside(&other, d, "sara");
	good(&other, erasure_carry_out(&other.s, proposal, "Looked through.", &cleared, &other.e));
	service_env_leave(&other); /* the last one reading: then the log can go */
	good(d, store_forget_log(d->s.store, &d->e));
	for (size_t i = 0; i < SECRETS; i++) {
		if (held(d, secrets[i]))
			fail_msg("%s is still in the file", secrets[i]);
	}
	static const char *const keys[] = {"zuleikhawati", "qudratullohi", "olderspelling", "0112299", "1994-02-03"};
	for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
		if (held(d, keys[i]))
			fail_msg("%s is still in the file", keys[i]);
	}
	assert_true(held(d, "Neighbour Example"));
	good(d, store_check(d->s.store, &d->e));
	struct case_row k = head(d, case_id);
	assert_string_equal(k.number, before.number);
	assert_string_equal(k.opened_at, before.opened_at);
	assert_string_equal(k.screened_at, before.screened_at);
	assert_string_equal(k.status, "erased");
	assert_string_equal(k.person_id, "");
	assert_string_equal(k.band_calculated, "");
	assert_int_equal(k.score, -1);
	assert_string_equal(k.due, "");
	assert_string_equal(k.sex, "");
	assert_null(k.name);
	case_row_fini(&k);
	case_row_fini(&before);
}

static void what_figures_need_is_kept_without_a_name(void **state)
{
	struct service_env *d = *state, other;
	char case_id[ID_TEXT], proposal[ID_TEXT];
	struct record_list l = {0};
	struct record_filter f = {.case_id = case_id, .with_answers = true};
	a_closed_file(d, case_id);
	struct case_row before = head(d, case_id);
	propose(d, case_id, ERASURE_NAMES, proposal);
	service_env_beside(&other, d, "sara");
	good(&other, erasure_carry_out(&other.s, proposal, "", NULL, &other.e));
	service_env_leave(&other);
	good(d, store_forget_log(d->s.store, &d->e));
	for (size_t i = 0; i < SECRETS; i++) {
		if (held(d, secrets[i]))
			fail_msg("%s is still in the file", secrets[i]);
	}
	assert_false(held(d, "1994-02-03"));
	struct case_row k = head(d, case_id);
	assert_string_equal(k.status, "pseudonymised");
	assert_string_equal(k.band_calculated, before.band_calculated);
	assert_int_equal(k.score, before.score);
	case_row_fini(&k);
	case_row_fini(&before);
	good(d, store_record_list(d->s.store, &f, &l, &d->e));
	assert_int_equal(l.n, 2);
	for (int i = 0; i < l.n; i++) {
		const struct pairs *a = &l.at[i].answers;
		if (strcmp(l.at[i].kind, "figures"))
			continue;
		assert_string_equal(pairs_get(a, "year"), "2026");
		assert_string_equal(pairs_get(a, "sex"), "female");
		assert_string_equal(pairs_get(a, "age"), "30-38");
		assert_string_equal(pairs_get(a, "citizenship"), "HN");
		assert_string_equal(pairs_get(a, "exploitation"), "ForcedLabour");
		assert_string_equal(pairs_get(a, "closure"), "goals-met");
		assert_string_equal(pairs_get(a, "decision"), "assess");
	}
	record_list_fini(&l);
	/* Later that goes too. */
	good(d, erasure_propose(&d->s, case_id, ERASURE_ALL, "other", "Not needed any more.", &d->e));
	proposal_of(d, case_id, proposal);
	service_env_beside(&other, d, "sara");
	good(&other, erasure_carry_out(&other.s, proposal, "", NULL, &other.e));
	service_env_leave(&other);
	good(d, store_record_list(d->s.store, &f, &l, &d->e));
	assert_int_equal(l.n, 2); /* the certificates */
	for (int i = 0; i < l.n; i++)
		assert_string_equal(l.at[i].kind, "erasure");
	record_list_fini(&l);
}

static void the_certificate_can_be_checked(void **state)
{
	struct service_env *d = *state, other;
	char case_id[ID_TEXT], proposal[ID_TEXT], digest[DIGEST_TEXT], whole[DIGEST_TEXT];
	struct audit_list trail;
	a_closed_file(d, case_id);
	propose(d, case_id, ERASURE_ALL, proposal);
	struct audit_state before;
	good(d, audit_check(&d->s, &before, &d->e));
	service_env_beside(&other, d, "sara");
	other.now += 3600;
	good(&other, erasure_carry_out(&other.s, proposal, "Looked through.", NULL, &other.e));
	service_env_leave(&other);
	char *text = erasure_certificate(&d->s, proposal, &d->e);
	assert_non_null(text);
	static const char *const says[] = {
		"HR-2026-0001",		  "amina, 23 Nov 2026",		  "sara, 23 Nov 2026",
		"The person asks for it", "Has asked for it on a visit.", "Looked through."};
	for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
		if (!strstr(text, says[i]))
			fail_msg("\"%s\" is not on it:\n%s", says[i], text);
	}
	assert_non_null(strstr(text, before.head));
	char *last = strstr(text, "Digest");
	assert_non_null(last);
	digest_of(text, (size_t)(last - text), digest);
	assert_non_null(strstr(last, digest));
	/* The trail holds the digest of all of it, and is whole. */
	digest_of(text, strlen(text), whole);
	struct audit_filter f = {.case_id = case_id, .limit = 1};
	good(d, audit_read(&d->s, &f, &trail, &d->e));
	assert_string_equal(trail.at[0].action, "erased");
	assert_non_null(strstr(trail.at[0].detail, whole));
	audit_list_fini(&trail);
	count_audit(d);
	free(text);
	/* Nothing is added to what is gone; it can still be looked at. */
	assert_null(edit_open(&d->s, "note", case_id, NULL, NULL, &d->e));
	assert_int_equal(d->e.code, ERR_DATA);
	char *page = case_summary(&d->s, case_id, 60, &d->e);
	assert_non_null(page);
	free(page);
	refused(d, ERR_DATA, case_set_status(&d->s, case_id, "reopened", "Again.", &d->e));
}

static char *copy_text(struct service_env *d, const char *case_id, struct person_copy *c)
{
	struct paper p;
	good(d, person_copy_read(&d->s, case_id, c, &d->e));
	person_copy_paper(&d->s, c, &p);
	char *text = paper_text(&p, 78);
	paper_fini(&p);
	return text;
}

static void a_copy_tells_all_of_her_and_nothing_of_others(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct person_copy c;
	a_closed_file(d, case_id);
	char *text = copy_text(d, case_id, &c);
	static const char *const in[] = {"Zuleikhawati",   "7700112299",    "Quarterofbees",  "Numberxyzzy77",
					 "Villageofreeds", "Heldincellars", "Wishesforgoats", "Planofaction",
					 "Notedbykettle",  "Wrongturnip",   "Honduras",	      "Forced labour",
					 "3 Feb 1994",	   "Contact (1)",   "Perpetrator (1)"};
	static const char *const out[] = {"Cousinzarathu", "Perpwolfram", "Whispereddraft", "Brotherpumice"};
	for (size_t i = 0; i < sizeof in / sizeof *in; i++) {
		if (!strstr(text, in[i]))
			fail_msg("\"%s\" is missing in:\n%s", in[i], text);
	}
	for (size_t i = 0; i < sizeof out / sizeof *out; i++)
		assert_null(strstr(text, out[i]));
	assert_int_equal(c.hidden, 0);
	free(text);
	person_copy_fini(&c);
	/* Somebody who may not see what is restricted can make one: it says that parts are missing. */
	d->s.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	d->s.scope[PERMIT_RESTRICTED] = SCOPE_NONE;
	text = copy_text(d, case_id, &c);
	assert_true(c.hidden > 0);
	assert_non_null(strstr(text, "are seen by few"));
	free(text);
	person_copy_fini(&c);
	d->s.permits &= ~PERMIT_BIT(PERMIT_NAMES);
	refused(d, ERR_DENIED, person_copy_read(&d->s, case_id, &c, &d->e));
}

static void a_copy_is_written_for_its_owner_alone_and_told(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct stat st;
	struct record_list l = {0};
	struct record_filter f = {.case_id = case_id, .kind = "person-copy", .with_answers = true};
	struct audit_list trail;
	a_closed_file(d, case_id);
	char *path = person_copy_write(&d->s, case_id, false, "The person; known to me.", &d->e);
	if (!path)
		fail_msg("%s", d->e.detail);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	char *pdf = person_copy_write(&d->s, case_id, true, "The person; known to me.", &d->e);
	if (!pdf)
		fail_msg("%s", d->e.detail);
	assert_true(service_env_file_holds(d, strrchr(pdf, '/') - 7, "%PDF-1"));
	free(pdf);
	free(path);
	good(d, store_record_list(d->s.store, &f, &l, &d->e));
	assert_int_equal(l.n, 2);
	assert_string_equal(pairs_get(&l.at[0].answers, "given_to"), "The person; known to me.");
	record_list_fini(&l);
	struct audit_filter of = {.case_id = case_id, .limit = 1};
	good(d, audit_read(&d->s, &of, &trail, &d->e));
	assert_string_equal(trail.at[0].action, "copied");
	audit_list_fini(&trail);
	/* Nobody named who takes it: no file stays. */
	struct str left = {0};
	str_addf(&left, "%s/exports/HR-2026-0001-copy-2.txt", d->folder);
	assert_null(person_copy_write(&d->s, case_id, false, "", &d->e));
	assert_int_not_equal(access(str_text(&left), F_OK), 0);
	str_fini(&left);
}

/* No sentence of the trail can hold what somebody typed: every text field of every form filled with a word. */
static void the_trail_holds_no_words_of_forms(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	struct audit_filter all = {0};
	struct audit_list trail;
	int tried = 0;
	register_as(d, "Typedword", case_id);
	for (int k = 0; kind_at(k); k++) {
		struct edit *w = edit_open(&d->s, kind_at(k)->name, kind_at(k)->shared ? NULL : case_id, NULL,
					   NULL, &d->e);
		if (!w)
			continue;
		const struct form_def *def = form_definition(w->form);
		/* To whom a case is given is said there, by the name of an account. */
		bool to_account = !strcmp(w->kind->name, "assignment");
		for (int i = 0; i < def->n_fields && !to_account; i++) {
			const char *why;
			if (def->fields[i].type == FIELD_TEXT || def->fields[i].type == FIELD_LONG)
				form_set(w->form, i, "Typedword");
			else if (def->fields[i].others)
				form_enter(w->form, i, "Typedword", &why);
			else if (form_options(w->form, i) && form_options(w->form, i)->n)
				form_set(w->form, i, form_options(w->form, i)->at[0].code);
		}
		tried += edit_save(&d->s, w, NULL, &d->e);
		edit_close(&w);
	}
	assert_true(tried > 15);
	good(d, access_open(&d->s, case_id, "Typedword is the reason", &d->e));
	good(d, audit_read(&d->s, &all, &trail, &d->e));
	assert_true(trail.n > 15);
	for (int i = 0; i < trail.n; i++) {
		if (strstr(trail.at[i].detail, "Typedword"))
			fail_msg("%s %s: %s", trail.at[i].action, trail.at[i].kind, trail.at[i].detail);
	}
	audit_list_fini(&trail);
}

int main(void)
{
#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)
	const struct CMUnitTest tests[] = {
		T(nothing_of_her_is_left),
		T(what_figures_need_is_kept_without_a_name),
		T(the_certificate_can_be_checked),
		T(a_copy_tells_all_of_her_and_nothing_of_others),
		T(a_copy_is_written_for_its_owner_alone_and_told),
		T(the_trail_holds_no_words_of_forms),
	};
	return cmocka_run_group_tests_name("rights of the person", tests, NULL, NULL);
}
