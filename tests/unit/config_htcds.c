/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The lists of trafficking have the codes of the Human Trafficking Case Data Standard.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <sarai/base/list.h>
#include <sarai/base/str.h>

#include "lib/service_env.h"

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
		T(codes_are_those_of_htcds),
	};
	return cmocka_run_group_tests_name("config_htcds", tests, NULL, NULL);
}
