/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whoever refuses consent is named nowhere afterwards: not in answers, rows, keys, drafts, history, and not in the
 * bytes of the file.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/access/audit.h>
#include <sarai/base/clock.h>
#include <sarai/base/pairs.h>
#include <sarai/edit/drafts.h>
#include <sarai/edit/open.h>
#include <sarai/kind/anonymise.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/store.h>

#include "lib/service_env.h"

/* Words that occur nowhere else in the program. */
static const char *const secrets[] = {
	"Zuleikhawati",
	"Qudratullohi",
	"\xd0\x97\xd1\x83\xd0\xbb\xd0\xb5\xd0\xb9\xd1\x85\xd0\xb0", /* Зулейха */
	"Papersnamovich",
	"7700112299",
	"Quarterofbees",
	"Cousinzarathu",
	"Numberxyzzy77",
	"Villageofreeds",
	"Whispereddraft",
	"Olderspelling",
	"Tentmakers",
	"Bakerofsevenroads",
	"Nicknamequill",
	"Platenumberseven",
	"Sayingsofthenight",
	"Auntieofthewell",
	"Hiddeninthemill",
	"Storyoftheferry",
	"Crossingofowls",
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
	put(w, "name_script", secrets[2]);
	put(w, "other_names", "Olderspelling");
	put(w, "document_name", "Papersnamovich");
	put(w, "sex", "female");
	put(w, "birth_date", "1994-02-03");
	put(w, "phone", "+7700112299");
	put(w, "location", "Quarterofbees 3");
	put(w, "reach_as", "say you are from the Tentmakers");
	put(w, "met_at", "The port");
	put(w, "how_found", "self");
	save(d, w);
	memcpy(case_id, w->case_row.id, ID_TEXT);
	/* Spelt otherwise at first: the old value is in the history. */
	put(w, "other_names", "Corrected");
	d->now += 60;
	save(d, w);
	edit_close(&w);
}

static void fill_papers(struct service_env *d, const char *case_id)
{
	fill(d, case_id, "contact-person", NULL, "contact_name", "Cousinzarathu", "safe", "yes");
	fill(d, case_id, "document", NULL, "doc_type", "passport", "held_by", "person", "doc_number", "Numberxyzzy77");
	fill(d, case_id, "journey-stage", NULL, "stage", "before", "from_place", "Villageofreeds");
	fill(d, case_id, "safety-plan", NULL, "safe_people", "Bakerofsevenroads", "review_on", "2026-12-01");
	fill(d, case_id, "perpetrator", NULL, "role", "Exploiter", "called", "Nicknamequill");
	fill(d, case_id, "ssra", NULL, "person", "high", "details", "Platenumberseven");
	fill(d, case_id, "self-harm", NULL, "thoughts", "past", "thoughts_text", "Sayingsofthenight");
	fill(d, case_id, "sexual-violence-care", NULL, "happened_on", "2026-11-22", "accompanied", "Auntieofthewell");
	fill(d, case_id, "restricted-note", NULL, "subject", "Where", "note", "Hiddeninthemill");
	fill(d, case_id, "trafficking", NULL, "indicators", "wages", "in_short", "Storyoftheferry");
	fill(d, case_id, "trafficking-event", NULL, "type", "Transit", "place", "Crossingofowls");
}

static void leave_draft(struct service_env *d, const char *kind, const char *case_id, const char *field)
{
	struct edit *w = open_kind(d, kind, case_id);
	put(w, field, "Whispereddraft");
	good(d, edit_save_draft(&d->s, w, NULL, NULL, &d->e));
	edit_close(&w);
}

static void refuse(struct service_env *d, const char *case_id)
{
	fill(d, case_id, "screening", NULL, "consent", "refused", "refused_given", "information");
}

static void nothing_names_her_afterwards(void **state)
{
	struct service_env *d = *state, other;
	char case_id[ID_TEXT], neighbour[ID_TEXT];
	bool named;
	for (int i = 0; i < 40; i++)
		register_as(d, "Neighbour Example", neighbour);
	register_her(d, case_id);
	fill_papers(d, case_id);
	for (int i = 0; i < 40; i++) /* pages are split, and what stood in them moves */
		register_as(d, "Neighbour Example", neighbour);
	fill(d, case_id, "screening", NULL, "consent", "consents", "exposure", "yes", "exposure_text",
	     "Zuleikhawati was held.");
	/* Drafts of others too. */
	service_env_beside(&other, d, "besnik");
	leave_draft(&other, "person", case_id, "person_note");
	leave_draft(&other, "contact-person", case_id, "knows");
	service_env_leave(&other);
	refuse(d, case_id);
	for (size_t i = 0; i < SECRETS; i++) {
		if (!held(d, secrets[i]))
			fail_msg("%s was not there to begin with", secrets[i]);
	}
	good(d, person_is_named(&d->s, case_id, &named, &d->e));
	assert_true(named);
	good(d, person_anonymise(&d->s, case_id, &d->e));
	good(d, person_is_named(&d->s, case_id, &named, &d->e));
	assert_false(named);
	for (size_t i = 0; i < SECRETS; i++) {
		if (held(d, secrets[i]))
			fail_msg("%s is still in the file", secrets[i]);
	}
	/* Search keys are folded: without capitals, as sounds, as digits. */
	static const char *const keys[] = {"zuleikhawati", "qudratullohi", "olderspelling", "papersnamovich",
					   "0112299"};
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (held(d, keys[i]))
			fail_msg("the key %s is still in the file", keys[i]);
	}
	good(d, store_check(d->s.store, &d->e));
	assert_true(held(d, "Neighbour Example"));
}

static void it_takes_the_permission_and_happens_whole(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_her(d, case_id);
	d->s.permits &= ~PERMIT_BIT(PERMIT_REGISTER);
	refused(d, ERR_DENIED, person_anonymise(&d->s, case_id, &d->e));
	d->s.permits = PERMIT_EVERYTHING;
	refused(d, ERR_MISSING, person_anonymise(&d->s, "01ARZ3NDEKTSV4RRFFQ69G5FAV", &d->e));
	/* Within a larger step that is given up, nothing has happened. */
	good(d, store_begin(d->s.store, &d->e));
	good(d, person_anonymise(&d->s, case_id, &d->e));
	store_rollback(d->s.store);
	struct case_row k = head(d, case_id);
	assert_string_equal(k.name, "Zuleikhawati Qudratullohi");
	case_row_fini(&k);
}

/* By hand, in the form of a person who is registered already. */
static void the_form_does_it_too(void **state)
{
	struct service_env *d = *state;
	char case_id[ID_TEXT];
	register_her(d, case_id);
	fill(d, case_id, "person", NULL, "unnamed", "yes", "age_band", "adult");
	good(d, store_forget_log(d->s.store, &d->e));
	for (size_t i = 0; i < SECRETS; i++) {
		if (held(d, secrets[i]))
			fail_msg("%s is still in the file", secrets[i]);
	}
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(nothing_names_her_afterwards),
		T(it_takes_the_permission_and_happens_whole),
		T(the_form_does_it_too),
	};
	return cmocka_run_group_tests_name("service: unname", tests, NULL, NULL);
}
