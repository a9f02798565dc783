/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Safety work and trafficking through the services: what is worked out at a save, what stands in the head and in
 * Today, and until when.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/clock.h>
#include <sarai/base/date.h>
#include <sarai/base/list.h>
#include <sarai/base/str.h>
#include <sarai/base/units.h>
#include <sarai/edit/open.h>
#include <sarai/edit/save.h>
#include <sarai/form/form.h>
#include <sarai/model/clinical.h>
#include <sarai/model/permit.h>
#include <sarai/store/casefile.h>
#include <sarai/store/record.h>
#include <sarai/view/case_records.h>
#include <sarai/view/notices.h>
#include <sarai/view/summary.h>
#include <sarai/view/today.h>

#include "lib/service_env.h"

static void due_is(struct service_env *d, const char *id, const char *due)
{
	struct record r;
	good(d, store_record_get(d->s.store, id, &r, &d->e));
	assert_string_equal(r.due, due);
	record_fini(&r);
}

/* The clocks in the head of the case, as "words until; words until". */
static void clocks_are(struct service_env *d, const char *case_id, const char *expected)
{
	struct case_row k = head(d, case_id);
	struct str t = {0};
	for (int i = 0; i < k.n_clocks; i++)
		str_addf(&t, "%s%s%s%s", i ? "; " : "", k.clocks[i].words, *k.clocks[i].until ? " " : "",
			 k.clocks[i].until);
	assert_string_equal(str_text(&t), expected);
	str_fini(&t);
	case_row_fini(&k);
}

/* What of Today (or, with days, of the agenda) has these words: how many, of which kind the first is. */
static int items(struct service_env *d, int days, const char *what, enum today_kind *kind, char due[TIME_TEXT])
{
	struct today t;
	int n = 0;
	struct date until = date_from_days(date_days(clock_today(&d->clock)) + days);
	good(d, days ? agenda_read(&d->s, until, true, &t, &d->e) : today_read(&d->s, &t, &d->e));
	for (int i = 0; i < t.n; i++) {
		if (strcmp(t.at[i].what, what) || n++)
			continue;
		if (kind)
			*kind = t.at[i].kind;
		if (due)
			memcpy(due, t.at[i].due, TIME_TEXT);
	}
	today_fini(&t);
	return n;
}

static void save_again(struct service_env *d, const char *kind, const char *case_id, const char *id, const char *field,
		       const char *value)
{
	struct edit *w = edit_open(&d->s, kind, case_id, id, NULL, &d->e);
	if (!w)
		fail_msg("%s: %s", kind, d->e.detail);
	put(w, field, value);
	save(d, w);
	edit_close(&w);
}

/* ---- care windows ---- */

static void a_care_window_runs_until_both_answers_are_there(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], care[ID_TEXT], due[TIME_TEXT];
	enum today_kind kind;
	register_as(d, "Care Example", id);
	fill(d, id, "sexual-violence-care", care, "happened_on", "2026-11-22", "happened_hour", "21");
	clocks_are(d, id, "Care window 2026-11-25T21:00:00Z");
	assert_int_equal(items(d, 0, "Care window", &kind, due),
			 1); /* today, though its end is the day after tomorrow */
	assert_int_equal(kind, TODAY_URGENT);
	assert_string_equal(due, "2026-11-25T21:00:00Z");
	assert_int_equal(items(d, 1, "Care window", NULL, NULL), 1);
	/* On its way is not received. */
	save_again(d, "sexual-violence-care", id, care, "pep", "arranged");
	clocks_are(d, id, "Care window 2026-11-25T21:00:00Z");
	save_again(d, "sexual-violence-care", id, care, "pep", "received");
	clocks_are(d, id, "Care window 2026-11-27T21:00:00Z");
	save_again(d, "sexual-violence-care", id, care, "contraception", "declined");
	clocks_are(d, id, "");
	due_is(d, care, "");
	assert_int_equal(items(d, 60, "Care window", NULL, NULL), 0);
}

static void the_next_window_takes_over_with_nobody_saving(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], due[TIME_TEXT];
	enum today_kind kind;
	register_as(d, "Care Example", id);
	fill(d, id, "sexual-violence-care", NULL, "happened_on", "2026-11-22"); /* the hour is not known */
	clocks_are(d, id, "Care window 2026-11-25T00:00:00Z");
	d->now += 2 * DAY;
	clocks_are(d, id, "Care window 2026-11-27T00:00:00Z");
	assert_int_equal(items(d, 0, "Care window", &kind, due), 1);
	assert_string_equal(due, "2026-11-27T00:00:00Z");
	/* Over, and nobody has written what was done: it does not just go away. */
	d->now += 3 * DAY;
	clocks_are(d, id, "Care unanswered 2026-11-27T00:00:00Z");
	assert_int_equal(items(d, 0, "Care unanswered", &kind, NULL), 1);
	assert_int_equal(kind, TODAY_URGENT);
	char other[ID_TEXT];
	register_as(d, "Care Exemple", other);
	struct case_row twin = head(d, other);
	fill(d, id, "status-change", NULL, "status", "duplicate", "reason", "Registered twice.", "other_case",
	     twin.number);
	case_row_fini(&twin);
	clocks_are(d, id, "");
	assert_int_equal(items(d, 0, "Care unanswered", NULL, NULL), 0);
}

static void the_hours_are_the_organisations(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	d->config->due->care_h[CARE_PEP] = 48;
	register_as(d, "Care Example", id);
	fill(d, id, "sexual-violence-care", NULL, "happened_on", "2026-11-22", "happened_hour", "21");
	clocks_are(d, id, "Care window 2026-11-24T21:00:00Z");
}

static void whoever_may_not_see_it_sees_that_the_window_runs(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	register_as(d, "Care Example", id);
	fill(d, id, "sexual-violence-care", NULL, "happened_on", "2026-11-22", "happened_hour", "21");
	d->s.permits &= ~PERMIT_BIT(PERMIT_RESTRICTED);
	clocks_are(d, id, "Care window 2026-11-25T21:00:00Z");
	assert_int_equal(items(d, 0, "Care window", NULL, NULL), 1);
}

/* ---- self-harm ---- */

static void a_thought_now_asks_for_the_supervisor_until_they_are_told(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], talk[ID_TEXT];
	enum today_kind kind;
	struct form_problem problems[20];
	register_as(d, "Talk Example", id);
	struct edit *w = open_kind(d, "self-harm", id);
	put(w, "thoughts", "current");
	save(d, w); /* what was said is kept whatever is missing */
	memcpy(talk, w->record.id, sizeof talk);
	struct str says = {0};
	w->kind->says(&d->s, w, &says);
	assert_non_null(strstr(str_text(&says), "Tell your supervisor now"));
	str_clear(&says);
	put(w, "supervisor_told", "not-yet");
	bool said = false;
	int n = form_problems(w->form, problems, 20);
	for (int i = 0; i < n && i < 20; i++)
		said |= strstr(problems[i].text, "tell your supervisor at once") != NULL;
	assert_true(said);
	d->now += HOUR;
	save(d, w);
	edit_close(&w);
	/* The clock has run since the first save. */
	clocks_are(d, id, "Tell the supervisor 2026-11-23T13:00:00Z");
	assert_int_equal(items(d, 0, "Tell the supervisor", &kind, NULL), 1);
	assert_int_equal(kind, TODAY_URGENT);
	w = edit_open(&d->s, "self-harm", id, talk, NULL, &d->e);
	assert_non_null(w);
	put(w, "plan", "yes");
	w->kind->says(&d->s, w, &says);
	assert_non_null(strstr(str_text(&says), "Do not leave the person alone"));
	put(w, "supervisor_told", "yes");
	put(w, "supervisor_name", "Ines");
	save(d, w);
	edit_close(&w);
	str_fini(&says);
	/* Then it is due to ask again, and what the page says of it tells nothing. */
	due_is(d, talk, "2026-11-25T23:59:59Z");
	clocks_are(d, id, "");
	assert_int_equal(items(d, 3, "Restricted: ask again", &kind, NULL), 1);
	assert_int_equal(kind, TODAY_DUE);
}

static void the_newest_talk_takes_the_place_of_those_before(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	register_as(d, "Talk Example", id);
	char first[ID_TEXT];
	fill(d, id, "self-harm", first, "thoughts", "current", "recheck_on", "2026-11-25");
	assert_int_equal(items(d, 0, "Tell the supervisor", NULL, NULL), 1);
	d->now += DAY;
	fill(d, id, "self-harm", NULL, "thoughts", "past", "recheck_on", "2026-11-30");
	/* That nobody has been told of the first is still to be done. */
	assert_int_equal(items(d, 0, "Tell the supervisor", NULL, NULL), 1);
	clocks_are(d, id, "Tell the supervisor 2026-11-23T13:00:00Z");
	save_again(d, "self-harm", id, first, "supervisor_told", "yes");
	assert_int_equal(items(d, 0, "Tell the supervisor", NULL, NULL), 0);
	assert_int_equal(items(d, 20, "Restricted: ask again", NULL, NULL), 1);
	clocks_are(d, id, "");
	d->now += 2 * DAY;
	clocks_are(d, id, "");
}

/* ---- safety assessment and plan ---- */

static void a_review_is_due_by_the_rating_or_the_day_that_was_typed(void **state)
{
	static const struct {
		const char *person, *staff, *overall, *review, *due;
	} rows[] = {
		{"high", "low", "high", "", "2026-11-30T23:59:59Z"},
		{"medium", "low", "medium", "", "2026-12-07T23:59:59Z"},
		{"low", "low", "low", "", "2026-12-23T23:59:59Z"},
		{"low", "high", "", "", "2026-11-30T23:59:59Z"}, /* not rated as a whole: as the gravest part */
		{"high", "", "high", "2026-11-25", "2026-11-25T23:59:59Z"},
		{"unknown", "", "", "", "2026-12-07T23:59:59Z"},
	};
	struct service_env *d = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char id[ID_TEXT], record[ID_TEXT];
		register_as(d, "Danger Example", id);
		fill(d, id, "ssra", record, "person", rows[i].person, "staff", rows[i].staff, "overall",
		     rows[i].overall, "review_on", rows[i].review);
		due_is(d, record, rows[i].due);
	}
	assert_int_equal(items(d, 0, "Safety review", NULL, NULL), 0);
	assert_int_equal(items(d, 7, "Safety review", NULL, NULL), 3);
	assert_int_equal(items(d, 40, "Safety review", NULL, NULL), 6);
}

static void a_review_stands_in_the_head_when_it_has_come(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	enum today_kind kind;
	register_as(d, "Danger Example", id);
	fill(d, id, "ssra", NULL, "person", "high", "overall", "high", "review_on", "2026-11-25");
	fill(d, id, "safety-plan", NULL, "code_word", "pancake", "review_on", "2026-11-26");
	clocks_are(d, id, "");
	d->now += 2 * DAY;
	clocks_are(d, id, "Safety review 2026-11-25T23:59:59Z");
	assert_int_equal(items(d, 0, "Safety review", &kind, NULL), 1);
	assert_int_equal(kind, TODAY_DUE);
	d->now += 2 * DAY;
	assert_int_equal(items(d, 0, "Safety review", &kind, NULL), 1);
	assert_int_equal(kind, TODAY_OVERDUE);
	assert_int_equal(items(d, 0, "Restricted: review", &kind, NULL), 1);
	/* Another colleague's cases are not mine. */
	struct service_env other;
	service_env_beside(&other, d, "besnik");
	other.now = d->now;
	assert_int_equal(items(&other, 0, "Safety review", NULL, NULL), 0);
	assert_int_equal(items(&other, 1, "Safety review", NULL, NULL), 1);
	service_env_leave(&other);
	close_case(d, id);
	assert_int_equal(items(d, 0, "Safety review", NULL, NULL), 0);
	clocks_are(d, id, "");
}

static void everyones_agenda_is_of_the_cases_one_reaches(void **state)
{
	struct service_env *d = *state, other;
	char id[ID_TEXT], his[ID_TEXT];
	register_as(d, "Danger Example", id);
	fill(d, id, "ssra", NULL, "person", "high", "overall", "high", "review_on", "2026-11-25");
	fill(d, id, "action", NULL, "action", "Meet", "due_on", "2026-11-25");
	service_env_beside(&other, d, "besnik");
	for (int i = 0; i < PERMIT_COUNT; i++)
		other.s.scope[i] = SCOPE_OWN;
	register_as(&other, "His Example", his);
	fill(&other, his, "ssra", NULL, "person", "high", "overall", "high", "review_on", "2026-11-25");
	assert_int_equal(items(&other, 5, "Safety review", NULL, NULL), 1);
	assert_int_equal(items(&other, 5, "Action: see the plan", NULL, NULL), 0);
	assert_int_equal(items(d, 5, "Safety review", NULL, NULL), 2);
	assert_int_equal(items(d, 5, "Action: see the plan", NULL, NULL), 1);
	service_env_leave(&other);
}

/* ---- trafficking ---- */

static void title_is(struct service_env *d, const char *case_id, const char *title)
{
	struct record_list l = {0};
	good(d, records_list(&d->s, case_id, "trafficking", &l, &d->e));
	assert_int_equal(l.n, 1);
	assert_string_equal(l.at[0].title, title);
	record_list_fini(&l);
}

static void says(struct service_env *d, const char *birth, const char *expected, ...)
{
	char id[ID_TEXT];
	struct str t = {0};
	va_list ap;
	struct edit *w = open_kind(d, "person", NULL);
	put(w, "name", "Somebody Example");
	put(w, "birth_date", birth);
	save(d, w);
	memcpy(id, w->case_row.id, sizeof id);
	edit_close(&w);
	w = open_kind(d, "trafficking", id);
	va_start(ap, expected);
	for (const char *field; (field = va_arg(ap, const char *));)
		put(w, field, va_arg(ap, const char *));
	va_end(ap);
	w->kind->says(&d->s, w, &t);
	if (!strstr(str_text(&t), expected))
		fail_msg("%s: not in \"%s\"", expected, str_text(&t));
	str_fini(&t);
	edit_close(&w);
}

static void for_a_child_no_means_are_needed(void **state)
{
	struct service_env *d = *state;
	says(d, "1994", "Act yes, means -, purpose yes.", "acts", "recruitment", "exploitation", "ForcedLabour", NULL);
	says(d, "1994", "means yes", "control", "DebtBondage", NULL);
	says(d, "2012-05-03", "Act yes, child, purpose -", "acts", "receipt", NULL);
	says(d, "", "means -", "acts", "receipt", NULL);
	/* Perhaps a child: the benefit of the doubt. */
	says(d, "2008", "Act yes, child, purpose -", "acts", "receipt", NULL);
	/* The age that was said counts before the birth date. */
	says(d, "1994", "Act yes, child, purpose -", "acts", "receipt", "age_when", "16", NULL);
	says(d, "2009", "Act yes, child, purpose -", "acts", "receipt", NULL);
	says(d, "1994", "Act -, child, purpose -", "indicators", "recruited-child", NULL);
	says(d, "", "means -", "age_when", "18", NULL);
}

static void the_program_says_indicators_and_somebody_else_decides(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	register_as(d, "Work Example", id);
	fill(d, id, "trafficking", NULL, "acts", "transportation");
	title_is(d, id, "No indicators noted");
	fill(d, id, "trafficking", NULL, "indicators", "documents-held wages", "exploitation", "ForcedLabour",
	     "industry", "T_ActivitiesOfHouseholdsAsEmployers");
	title_is(d, id, "Indicators present: refer for identification");
	struct edit *w = open_kind(d, "trafficking", id);
	put(w, "status", "ActualVictimOfTrafficking");
	refused(d, ERR_DATA, edit_save(&d->s, w, NULL, &d->e));
	assert_non_null(strstr(d->e.detail, "Who decided?"));
	put(w, "decided_by", "CourtOrProsecution");
	put(w, "decided_on", "2026-11-20");
	save(d, w);
	edit_close(&w);
	title_is(d, id, "Indicators present: refer for identification");
	char *page = case_summary(&d->s, id, 300, &d->e);
	assert_non_null(strstr(page,
			       "Trafficking: Indicators present: refer for identification; status decided: Actual: "
			       "formally identified, Court or prosecution, 20 Nov 2026"));
	assert_null(strstr(page, "ictim"));
	free(page);
}

static void a_reflection_period_stands_in_the_head_and_is_due_before_it_ends(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT], record[ID_TEXT];
	enum today_kind kind;
	const char *words = "Reflection: what next";
	register_as(d, "Work Example", id);
	fill(d, id, "trafficking", record, "indicators", "wages", "reflection", "yes", "reflection_from", "2026-11-20");
	clocks_are(d, id, "Reflection until 20 Dec 2026");
	due_is(d, record, "2026-12-13T23:59:59Z");
	assert_int_equal(items(d, 0, words, NULL, NULL), 0);
	assert_int_equal(items(d, 20, words, NULL, NULL), 1);
	d->now += 20 * DAY; /* 13 December */
	assert_int_equal(items(d, 0, words, &kind, NULL), 1);
	assert_int_equal(kind, TODAY_DUE);
	/* One that was granted for longer. */
	fill(d, id, "trafficking", NULL, "reflection_until", "2027-02-20");
	clocks_are(d, id, "Reflection until 20 Feb 2027");
	assert_int_equal(items(d, 0, words, NULL, NULL), 0);
	d->now += 90 * DAY;
	clocks_are(d, id, "Reflection ended 20 Feb 2027");
	char *page = case_summary(&d->s, id, 300, &d->e);
	assert_non_null(strstr(page, "Reflection ended 20 Feb 2027"));
	free(page);
	fill(d, id, "trafficking", NULL, "reflection_after", "permit");
	clocks_are(d, id, "");
	due_is(d, record, "");
	/* Asked for, it does not run yet. */
	register_as(d, "Work Example", id);
	fill(d, id, "trafficking", NULL, "reflection", "applied");
	clocks_are(d, id, "");
}

static void the_reflection_period_keeps_the_length_it_began_with(void **state)
{
	struct service_env *d = *state;
	char id[ID_TEXT];
	d->config->due->reflection_days = 45;
	register_as(d, "Work Example", id);
	fill(d, id, "trafficking", NULL, "reflection", "yes", "reflection_from", "2026-11-20");
	clocks_are(d, id, "Reflection until 4 Jan 2027");
	d->config->due->reflection_days = 30;
	clocks_are(d, id, "Reflection until 4 Jan 2027");
}

/* HTCDS codes are stored as they are in its field list. */
static void codes_are_those_of_htcds(void **state)
{
	static const struct {
		const char *list, *codes;
	} rows[] = {
		{"htcds-status", "PossibleVictimOfTrafficking ActualVictimOfTrafficking NotAVictimOfTrafficking"},
		{"htcds-decided", "Police NGO CourtOrProsecution NonPoliceGovernmentalOrganization Other"},
		{"htcds-relationship", "Familial Acquainted Unaquainted"},
		{"htcds-recruitment",
		 "AtAPlaceOfBusiness AtAnEducationalInstitution AtWork ThroughOnlineSocialNetworks "
		 "ThroughAnOnlineAdvertisement ThroughATelevisionAdvert ThroughANewspaperAdvert "
		 "ThroughFamilyOrFamilyEvents ThroughFriendsOrSocialEvents Other"},
		{"htcds-control",
		 "PhysicalThreats ThreatsLawEnforcement ThreatensChildrenFamily DebtBondage FalsePromises "
		 "PhysicalAbuse "
		 "SexualAbuse TakesEarnings RestrictsFinancialAccess RestrictsMedicalCare WithholdsNecessities "
		 "PsychologicalAbuse PsychoactiveSubstance ExcessiveWorkingHours WithholdsDocuments Other"},
		{"htcds-exploitation",
		 "ForcedLabour SexualExploitation ChildLabour ForcedMarriage Servitude ForcedMilitaryByNonStateActors "
		 "OrganRemoval ForcedBegging ForcedAdoption Surrogacy Other"},
		{"htcds-sexual", "Prostitution Pornography RemoteInteractiveServices PrivateSexualServices"},
		{"htcds-industry",
		 "A_AgricultureForestryAndFishing B_MiningAndQuarrying C_Manufacturing "
		 "D_ElectricityGasSteamAndAirConditioningSupply E_WaterSupplySewerageWasteManagement F_Construction "
		 "G_WholesaleAndRetailTradeRepairOfMotorVehicles H_TransportationAndStorage "
		 "I_AccommodationAndFoodServiceActivities J_InformationAndCommunication "
		 "K_FinancialAndInsuranceActivities "
		 "L_RealEstateActivities M_ProfessionalScientificAndTechnicalActivities "
		 "N_AdministrativeAndSupportServiceActivities O_PublicAdministrationAndDefence P_Education "
		 "Q_HumanHealthAndSocialWorkActivities R_ArtsEntertainmentAndRecreation S_OtherServiceActivities "
		 "T_ActivitiesOfHouseholdsAsEmployers U_ActivitiesOfExtraterritorialOrganizations"},
		{"htcds-role",
		 "TravellingPartner Transporter RecruiterOrIntermediary BrokerTravelAgent TransferredIndividual "
		 "HarbouredIndividual SoldIndividual BoughtIndividual ReceivedIndividual ControlledIndividual Smuggler "
		 "Abuser "
		 "Kidnapper Exploiter Other"},
		{"htcds-event", "Recruitment Transit Exploitation"},
	};
	struct service_env *d = *state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct option_list *l = option_lists_get(&d->config->lists, rows[i].list);
		struct str codes = {0};
		assert_non_null(l);
		for (int k = 0; k < l->n; k++)
			str_addf(&codes, "%s%s", k ? " " : "", l->at[k].code);
		assert_string_equal(str_text(&codes), rows[i].codes);
		str_fini(&codes);
	}
}

#define T(f) cmocka_unit_test_setup_teardown(f, service_env_set_up, service_env_tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(a_care_window_runs_until_both_answers_are_there),
		T(the_next_window_takes_over_with_nobody_saving),
		T(the_hours_are_the_organisations),
		T(whoever_may_not_see_it_sees_that_the_window_runs),
		T(a_thought_now_asks_for_the_supervisor_until_they_are_told),
		T(the_newest_talk_takes_the_place_of_those_before),
		T(a_review_is_due_by_the_rating_or_the_day_that_was_typed),
		T(a_review_stands_in_the_head_when_it_has_come),
		T(everyones_agenda_is_of_the_cases_one_reaches),
		T(for_a_child_no_means_are_needed),
		T(the_program_says_indicators_and_somebody_else_decides),
		T(a_reflection_period_stands_in_the_head_and_is_due_before_it_ends),
		T(the_reflection_period_keeps_the_length_it_began_with),
		T(codes_are_those_of_htcds),
	};
	return cmocka_run_group_tests_name("service_safety", tests, NULL, NULL);
}
