/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Composite stories for practice: none is anybody's. They name what happened as far as a colleague needs it, no more.
 */
#include <sarai/demo/record.h>
#include <sarai/demo/stories.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))

static const char *const house_trafficking[] = {
	"indicators",	"documents-held movement wages deceived threats-police hours isolated lives-at-work",
	"acts",		"recruitment transportation receipt",
	"means",	"threat deception vulnerability",
	"exploitation", "ForcedLabour Servitude",
	"industry",	"T_ActivitiesOfHouseholdsAsEmployers",
	"control",	"ThreatsLawEnforcement FalsePromises TakesEarnings ExcessiveWorkingHours WithholdsDocuments",
	"recruitment",	"ThroughFriendsOrSocialEvents",
	"relationship", "Acquainted",
	"referred",	"yes",
	"status",	"PossibleVictimOfTrafficking",
	"decided_by",	"NGO",
	"decided_name", "House of the Lilac (fictitious)",
	"reflection",	"yes",
	NULL};
static const char *const house_ssra[] = {"knows_place",	    "friends",
					 "perpetrator",	    "free connected",
					 "threats",	    "yes",
					 "phone_tracked",   "unknown",
					 "police_trusted",  "careful",
					 "person",	    "high",
					 "person_measures", "Another quarter, another phone; never alone at the bus station.",
					 "family",	    "medium",
					 "family_measures", "Her sister knows what not to say when somebody rings.",
					 "staff",	    "low",
					 "shelter",	    "medium",
					 "shelter_measures", "Nobody waits at the door; visitors only by word.",
					 "overall",	    "high",
					 NULL};
static const char *const house_plan[] = {"dangers",	 "A white car that drives slowly; calls without a voice.",
					 "safe_people",	 "The neighbour on the first floor.",
					 "routes",	 "Through the yard to the bakery.",
					 "code_word",	 "buttons",
					 "code_means",	 "We come at once, and ring nobody else.",
					 "bag",		 "documents money phone",
					 "contact_how",	 "phone",
					 "contact_when", "10 to 12",
					 "contact_name", "the seamstress",
					 "no_message",	 "yes",
					 NULL};

const struct demo_story demo_stories[] = {
	{
		.how_found = "outreach",
		.alert = "Call only between 10 and 12, ask for \"the seamstress\".",
		.exposure = "Worked in a private house without pay; passport kept by the employer.",
		.capability = "Does not know the town, has no papers, sends all she finds home.",
		.flags = "ongoing_control no_safe_place",
		.factors = "documents_identity=severe-risk past_exploitation_trafficking=severe-risk current_control_threat=moderate-risk "
			   "money_goods_support=severe-risk "
			   "legal_status_migration=moderate-risk language=mild-risk support_person=moderate-risk "
			   "mental_health=moderate-risk "
			   "household_debt_assets=moderate-risk cognitive_emotional_coping=moderate-protection skills_work_experience=mild-protection",
		.better = "current_control_threat=neutral documents_identity=moderate-risk support_person=mild-protection "
			  "money_goods_support=moderate-risk",
		.wishes = "To have her passport back and to be paid for her work. Not to go to the police yet.",
		.goals = {"Holds her own papers again", "Lives in a place that is safe and her own"},
		.trafficking = house_trafficking,
		.ssra = house_ssra,
		.safety_plan = house_plan,
	},
	{
		.how_found = "self",
		.alert = "",
		.exposure = "Owes the journey to a broker who rings every week.",
		.capability = "Has work now and then, two friends, speaks the language a little.",
		.flags = "",
		.factors = "debt=severe-risk recruitment_journey_mode=moderate-risk income_source_livelihood=moderate-risk "
			   "legal_status_migration=moderate-risk "
			   "housing_security_household=mild-risk support_person=moderate-protection skills_work_experience=moderate-protection "
			   "physical_health=mild-protection",
		.better = "debt=moderate-risk income_source_livelihood=mild-protection legal_status_migration=mild-risk housing_security_household=neutral",
		.wishes = "To work with a contract and pay the debt off without anyone at home being troubled.",
		.goals = {"The debt is no threat any more", "Regular work with a contract"},
	},
	{
		.how_found = "referral",
		.alert = "Never leave a message; the phone is shared.",
		.exposure = "Violence on the way, and from the partner since arrival.",
		.capability = "Two small children, no income of her own, afraid to lose them.",
		.flags = "immediate_danger",
		.factors = "violence_in_family=severe-risk past_violence_abuse=severe-risk family_size_dependents=moderate-risk "
			   "money_goods_support=severe-risk "
			   "housing_security_household=severe-risk mental_health=moderate-risk children_at_risk_in_hh=moderate-risk "
			   "law_enforcement_access=mild-risk cognitive_emotional_coping=mild-protection",
		.better = "housing_security_household=neutral violence_in_family=moderate-risk mental_health=mild-risk money_goods_support=moderate-risk",
		.wishes = "A door that can be locked, and school for the older one.",
		.goals = {"Mother and children live in safety", "The older child goes to school"},
		.assigned = "high",
		.assigned_reason = "He has found out the street; what she says on the phone is not free.",
	},
	{
		.how_found = "community",
		.alert = "",
		.exposure = "Under age, on his own since the border, works at the market at night.",
		.capability = "No adult who cares for him; wants to go on to an uncle nobody has reached.",
		.flags = "unaccompanied_child",
		.factors = "age=severe-risk family_separation=severe-risk past_exploitation_trafficking=moderate-risk "
			   "education_access=moderate-risk "
			   "housing_security_household=severe-risk legal_status_migration=moderate-risk support_person=moderate-risk "
			   "child_protection_system=moderate-risk physical_health=neutral cognitive_emotional_coping=mild-protection",
		.better = "housing_security_household=mild-protection support_person=mild-protection education_access=neutral "
			  "past_exploitation_trafficking=mild-risk",
		.situation = "unaccompanied",
		.care = "residential",
		.determination = true,
		.wishes = "To reach his uncle, and to learn to repair engines.",
		.goals = {"A guardian is named and he lives with people who care for him", "Contact with the family"},
	},
	{
		.how_found = "hotline",
		.alert = "",
		.exposure = "Hurt at a building site, sent away without pay or treatment.",
		.capability = "Cannot work now, sleeps at a colleague's, has a brother in the next town.",
		.flags = "acute_medical_need",
		.factors = "physical_health=severe-risk disability_functioning=moderate-risk income_source_livelihood=severe-risk "
			   "labour_law_enforcement=moderate-risk "
			   "housing_security_household=moderate-risk health_mhpss_access=moderate-risk legal_status_migration=mild-risk "
			   "support_person=mild-protection family_dynamics_support=moderate-protection",
		.better = "physical_health=moderate-risk health_mhpss_access=mild-protection income_source_livelihood=moderate-risk "
			  "housing_security_household=neutral",
		.wishes = "Treatment for his back, and what he is owed.",
		.goals = {"Treated and able to decide about work", "Wages and compensation are claimed"},
	},
	{
		.how_found = "authority",
		.alert = "",
		.exposure = "Held at the airport, to be sent back; says that return is not safe.",
		.capability = "Reads and writes three languages, a lawyer in the family.",
		.flags = "imminent_removal fear_of_return",
		.factors = "legal_status_migration=severe-risk detention_deportation_practice=moderate-risk asylum_statelessness_system=moderate-risk "
			   "nationality_race_ethnicity=moderate-risk "
			   "literacy_education=strong-protection language=moderate-protection family_dynamics_support=moderate-protection "
			   "cognitive_emotional_coping=moderate-protection",
		.better = "detention_deportation_practice=neutral legal_status_migration=moderate-risk asylum_statelessness_system=mild-risk",
		.wishes = "That her claim is heard, and that the embassy is not told where she is.",
		.goals = {"The claim is lodged with legal aid at her side", NULL},
	},
	{
		.how_found = "self",
		.alert = "",
		.exposure = "Came back after two years abroad with nothing; neighbours talk.",
		.capability = "A house to live in, but no trade that sells here; drinks more than he did.",
		.flags = "",
		.factors = "substance_use=moderate-risk mental_health=moderate-risk family_expectation_stigma=moderate-risk "
			   "income_source_livelihood=moderate-risk community_support_to_returnees=moderate-risk debt=mild-risk "
			   "housing_security_household=moderate-protection "
			   "skills_work_experience=mild-protection",
		.better = "income_source_livelihood=mild-risk mental_health=mild-risk community_support_to_returnees=neutral "
			  "substance_use=mild-risk",
		.wishes = "To be asked what he can do, not what he brought back.",
		.goals = {"Earns something of his own", "Has somebody to talk to"},
		.assigned = "high",
		.assigned_reason = "Much weighs on him at once and he says little; seen again within the week.",
	},
	{
		.how_found = "referral",
		.alert = "Speak to her alone; the aunt answers for her otherwise.",
		.exposure = "Promised in marriage at home; the family presses from afar.",
		.capability = "Lives with an aunt who is of two minds; goes to school and likes it.",
		.flags = "unaccompanied_child",
		.factors = "age=moderate-risk gender_discrimination=severe-risk family_complicity=moderate-risk "
			   "family_dynamics_support=mild-risk social_norms=moderate-risk education_access=moderate-protection "
			   "support_person=mild-protection language=mild-protection",
		.better = "family_complicity=mild-risk family_dynamics_support=mild-protection social_norms=mild-risk",
		.situation = "separated",
		.care = "kinship",
		.wishes = "To finish school. That the aunt is not blamed.",
		.goals = {"Stays in school and decides for herself", NULL},
	},
	{
		.how_found = "outreach",
		.alert = "",
		.exposure = "Season after season in the fields, charged for bed and tools, paid late.",
		.capability = "Ten of them together, one speaks for all; papers are in order.",
		.flags = "",
		.factors = "recruitment_journey_mode=mild-risk labour_law_enforcement=moderate-risk housing_security_household=mild-risk income_source_livelihood=mild-risk "
			   "social_networks=moderate-protection legal_status_migration=moderate-protection "
			   "documents_identity=moderate-protection "
			   "physical_health=mild-protection cognitive_emotional_coping=mild-protection",
		.better = "housing_security_household=neutral labour_law_enforcement=mild-risk",
		.wishes = "To know what he may ask for, and to come back next year.",
		.goals = {"Knows his rights and whom to call", NULL},
	},
	{
		.how_found = "community",
		.alert = "Not by phone: the messages are read.",
		.exposure = "Made to sell things in the street; someone waits for the money each night.",
		.capability = "Sixteen or seventeen, speaks for two younger ones, trusts one teacher.",
		.flags = "ongoing_control",
		.factors = "current_control_threat=severe-risk past_exploitation_trafficking=severe-risk age=moderate-risk "
			   "recruitment_journey_mode=severe-risk "
			   "crime_violence_armed_groups=moderate-risk family_separation=moderate-risk education_access=mild-risk "
			   "support_person=mild-protection "
			   "mental_health=moderate-risk",
		.better = "current_control_threat=moderate-risk recruitment_journey_mode=moderate-risk education_access=mild-protection "
			  "mental_health=mild-risk",
		.situation = "unaccompanied",
		.care = "foster",
		.determination = true,
		.solution = "return reunification",
		.wishes = "That the younger ones are safe first.",
		.goals = {"All three are out of reach of those who used them",
			  "A place to live with care by day and night"},
	},
	{
		.how_found = "self",
		.alert = "",
		.exposure = "Lost the medicine for her heart on the way; sleeps where she can.",
		.capability = "Has grown children who send a little; walks with a stick.",
		.flags = "acute_medical_need no_safe_place",
		.factors =
			"physical_health=severe-risk age=moderate-risk housing_security_household=severe-risk health_mhpss_access=moderate-risk "
			"disability_functioning=mild-risk money_goods_support=mild-risk family_dynamics_support=moderate-protection "
			"religion_belief_membership=mild-protection "
			"cognitive_emotional_coping=moderate-protection",
		.better = "housing_security_household=mild-protection physical_health=mild-risk health_mhpss_access=mild-protection",
		.wishes = "Her medicine, a bed, and to see her daughter once more.",
		.goals = {"Treated, with medicine that does not run out",
			  "Together with her daughter or in touch with her"},
	},
	{
		.how_found = "referral",
		.alert = "",
		.exposure = "Threatened for whom he loves, at home and in the shared flat here.",
		.capability = "A good trade, a few friends found online, careful whom he trusts.",
		.flags = "",
		.factors = "sexual_orientation=severe-risk housing_security_household=moderate-risk social_norms=moderate-risk "
			   "past_violence_abuse=moderate-risk "
			   "mental_health=mild-risk skills_work_experience=strong-protection language=mild-protection "
			   "support_person=mild-protection",
		.better = "housing_security_household=mild-protection mental_health=neutral past_violence_abuse=mild-risk",
		.wishes = "A room where he need not lie, and that nothing of this is written where others read it.",
		.goals = {"Lives in a place where he is safe as he is", NULL},
	},
};
const int demo_stories_count = COUNT(demo_stories);

const struct demo_service demo_services[] = {
	{"", "Find out who can help with this and go there together"},
	{"safety", "Agree on a safety plan and on a word for danger"},
	{"accommodation", "Look for a room; first two weeks paid"},
	{"food", "Food parcels until there is an income"},
	{"items", "Clothes, blankets and hygiene things"},
	{"health", "Appointment at the clinic, accompanied"},
	{"mhpss", "Weekly talks with the counsellor"},
	{"education", "Enrol at the school round the corner"},
	{"livelihoods", "Write down skills and look for work with a contract"},
	{"cash", "Cash support for three months, looked at again each month"},
	{"legal-aid", "Meet the legal aid office about status and what is owed"},
	{"documentation", "Ask for new papers; consulate only with consent"},
	{"child-protection", "Guardian asked for, and a best interests talk"},
	{"family-tracing", "Search for the family through the tracing service"},
	{"interpretation", "An interpreter the person has chosen"},
	{"information", "Go through rights and services here, in the person's language"},
	{"durable-solution", "Ask with legal aid about a regular stay"},
	{"family-support", "Talk with the family, when and how the person wants it"},
	{"community-support", "Meet the women's group, the association or the congregation"},
	{"water", "Speak with the camp committee about the well"},
	{"advocacy", "Bring what is seen again and again before the authorities, naming nobody"},
	{"return", "Counselling about return, without promise or pressure"},
	{"reintegration", "Plan the first months after return"},
	{"international-protection", "Referral to the asylum office, with legal aid"},
	{"law-enforcement", "Go to the police together, only if and when wanted"},
};
const int demo_services_count = COUNT(demo_services);
