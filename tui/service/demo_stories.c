/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Composite stories for practice: none is anybody's. They name what happened as far as a colleague needs it, no more.
 */
#include "demo.h"

#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))

const struct demo_story demo_stories[] = {
	{
		.how_found = "outreach",
		.alert = "Call only between 10 and 12, ask for \"the seamstress\".",
		.exposure = "Worked in a private house without pay; passport kept by the employer.",
		.capability = "Does not know the town, has no papers, sends all she finds home.",
		.flags = "possible_control no_safe_place",
		.factors = "documents=severe-risk past_exploitation=severe-risk current_control=moderate-risk "
			   "money=severe-risk "
			   "legal_status=moderate-risk language=mild-risk support_person=moderate-risk "
			   "mental_health=moderate-risk "
			   "household_debt=moderate-risk coping=moderate-protection skills=mild-protection",
		.better = "current_control=neutral documents=moderate-risk support_person=mild-protection "
			  "money=moderate-risk",
		.wishes = "To have her passport back and to be paid for her work. Not to go to the police yet.",
		.goals = {"Holds her own papers again", "Lives in a place that is safe and her own"},
	},
	{
		.how_found = "self",
		.alert = "",
		.exposure = "Owes the journey to a broker who rings every week.",
		.capability = "Has work now and then, two friends, speaks the language a little.",
		.flags = "",
		.factors = "debt=severe-risk recruitment=moderate-risk livelihood=moderate-risk "
			   "legal_status=moderate-risk "
			   "housing=mild-risk support_person=moderate-protection skills=moderate-protection "
			   "physical_health=mild-protection",
		.better = "debt=moderate-risk livelihood=mild-protection legal_status=mild-risk housing=neutral",
		.wishes = "To work with a contract and pay the debt off without anyone at home being troubled.",
		.goals = {"The debt is no threat any more", "Regular work with a contract"},
	},
	{
		.how_found = "referral",
		.alert = "Never leave a message; the phone is shared.",
		.exposure = "Violence on the way, and from the partner since arrival.",
		.capability = "Two small children, no income of her own, afraid to lose them.",
		.flags = "immediate_danger",
		.factors = "violence_family=severe-risk past_violence=severe-risk dependents=moderate-risk "
			   "money=severe-risk "
			   "housing=severe-risk mental_health=moderate-risk children_at_risk=moderate-risk "
			   "law_enforcement=mild-risk coping=mild-protection",
		.better = "housing=neutral violence_family=moderate-risk mental_health=mild-risk money=moderate-risk",
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
		.factors = "age=severe-risk family_separation=severe-risk past_exploitation=moderate-risk "
			   "education=moderate-risk "
			   "housing=severe-risk legal_status=moderate-risk support_person=moderate-risk "
			   "child_protection_system=moderate-risk physical_health=neutral coping=mild-protection",
		.better = "housing=mild-protection support_person=mild-protection education=neutral "
			  "past_exploitation=mild-risk",
		.wishes = "To reach his uncle, and to learn to repair engines.",
		.goals = {"A guardian is named and he lives with people who care for him", "Contact with the family"},
	},
	{
		.how_found = "hotline",
		.alert = "",
		.exposure = "Hurt at a building site, sent away without pay or treatment.",
		.capability = "Cannot work now, sleeps at a colleague's, has a brother in the next town.",
		.flags = "medical_need",
		.factors = "physical_health=severe-risk disability=moderate-risk livelihood=severe-risk "
			   "labour_law=moderate-risk "
			   "housing=moderate-risk health_access=moderate-risk legal_status=mild-risk "
			   "support_person=mild-protection family_support=moderate-protection",
		.better = "physical_health=moderate-risk health_access=mild-protection livelihood=moderate-risk "
			  "housing=neutral",
		.wishes = "Treatment for his back, and what he is owed.",
		.goals = {"Treated and able to decide about work", "Wages and compensation are claimed"},
	},
	{
		.how_found = "authority",
		.alert = "",
		.exposure = "Held at the airport, to be sent back; says that return is not safe.",
		.capability = "Reads and writes three languages, a lawyer in the family.",
		.flags = "forced_return international_protection",
		.factors = "legal_status=severe-risk detention=moderate-risk asylum_system=moderate-risk "
			   "nationality_ethnicity=moderate-risk "
			   "literacy=strong-protection language=moderate-protection family_support=moderate-protection "
			   "coping=moderate-protection",
		.better = "detention=neutral legal_status=moderate-risk asylum_system=mild-risk",
		.wishes = "That her claim is heard, and that the embassy is not told where she is.",
		.goals = {"The claim is lodged with legal aid at her side", NULL},
	},
	{
		.how_found = "self",
		.alert = "",
		.exposure = "Came back after two years abroad with nothing; neighbours talk.",
		.capability = "A house to live in, but no trade that sells here; drinks more than he did.",
		.flags = "",
		.factors = "substance_use=moderate-risk mental_health=moderate-risk family_expectation=moderate-risk "
			   "livelihood=moderate-risk community_support=moderate-risk debt=mild-risk "
			   "housing=moderate-protection "
			   "skills=mild-protection",
		.better = "livelihood=mild-risk mental_health=mild-risk community_support=neutral "
			  "substance_use=mild-risk",
		.wishes = "To be asked what he can do, not what he brought back.",
		.goals = {"Earns something of his own", "Has somebody to talk to"},
		.assigned = "medium",
		.assigned_reason = "Much weighs on him at once and he says little; seen again within the fortnight.",
	},
	{
		.how_found = "referral",
		.alert = "Speak to her alone; the aunt answers for her otherwise.",
		.exposure = "Promised in marriage at home; the family presses from afar.",
		.capability = "Lives with an aunt who is of two minds; goes to school and likes it.",
		.flags = "unaccompanied_child",
		.factors = "age=moderate-risk gender_discrimination=severe-risk family_complicity=moderate-risk "
			   "family_support=mild-risk social_norms=moderate-risk education=moderate-protection "
			   "support_person=mild-protection language=mild-protection",
		.better = "family_complicity=mild-risk family_support=mild-protection social_norms=mild-risk",
		.wishes = "To finish school. That the aunt is not blamed.",
		.goals = {"Stays in school and decides for herself", NULL},
	},
	{
		.how_found = "outreach",
		.alert = "",
		.exposure = "Season after season in the fields, charged for bed and tools, paid late.",
		.capability = "Ten of them together, one speaks for all; papers are in order.",
		.flags = "",
		.factors = "recruitment=mild-risk labour_law=moderate-risk housing=mild-risk livelihood=mild-risk "
			   "social_networks=moderate-protection legal_status=moderate-protection "
			   "documents=moderate-protection "
			   "physical_health=mild-protection coping=mild-protection",
		.better = "housing=neutral labour_law=mild-risk",
		.wishes = "To know what he may ask for, and to come back next year.",
		.goals = {"Knows his rights and whom to call", NULL},
	},
	{
		.how_found = "community",
		.alert = "Not by phone: the messages are read.",
		.exposure = "Made to sell things in the street; someone waits for the money each night.",
		.capability = "Sixteen or seventeen, speaks for two younger ones, trusts one teacher.",
		.flags = "possible_control",
		.factors = "current_control=severe-risk past_exploitation=severe-risk age=moderate-risk "
			   "recruitment=severe-risk "
			   "crime=moderate-risk family_separation=moderate-risk education=mild-risk "
			   "support_person=mild-protection "
			   "mental_health=moderate-risk",
		.better = "current_control=moderate-risk recruitment=moderate-risk education=mild-protection "
			  "mental_health=mild-risk",
		.wishes = "That the younger ones are safe first.",
		.goals = {"All three are out of reach of those who used them",
			  "A place to live with care by day and night"},
	},
	{
		.how_found = "self",
		.alert = "",
		.exposure = "Lost the medicine for her heart on the way; sleeps where she can.",
		.capability = "Has grown children who send a little; walks with a stick.",
		.flags = "medical_need no_safe_place",
		.factors =
			"physical_health=severe-risk age=moderate-risk housing=severe-risk health_access=moderate-risk "
			"disability=mild-risk money=mild-risk family_support=moderate-protection "
			"religion=mild-protection "
			"coping=moderate-protection",
		.better = "housing=mild-protection physical_health=mild-risk health_access=mild-protection",
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
		.factors = "sexual_orientation=severe-risk housing=moderate-risk social_norms=moderate-risk "
			   "past_violence=moderate-risk "
			   "mental_health=mild-risk skills=strong-protection language=mild-protection "
			   "support_person=mild-protection",
		.better = "housing=mild-protection mental_health=neutral past_violence=mild-risk",
		.wishes = "A room where he need not lie, and that nothing of this is written where others read it.",
		.goals = {"Lives in a place where he is safe as he is", NULL},
	},
};
const int demo_stories_count = COUNT(demo_stories);

const struct demo_service demo_services[] = {
	{"", "Find out who can help with this and go there together"},
	{"safety", "Agree on a safety plan and on a word for danger"},
	{"shelter", "Place in the shelter, with a talk about its rules first"},
	{"accommodation", "Look for a room; first two weeks paid"},
	{"food", "Food parcels until there is an income"},
	{"nfi", "Clothes, blankets and hygiene things"},
	{"health", "Appointment at the clinic, accompanied"},
	{"mhpss", "Weekly talks with the counsellor"},
	{"education", "Enrol at the school round the corner"},
	{"training", "Look at the courses of the training centre together"},
	{"livelihood", "Write down skills and look for work with a contract"},
	{"cash", "Cash support for three months, looked at again each month"},
	{"legal-aid", "Meet the legal aid office about status and what is owed"},
	{"documents", "Ask for new papers; consulate only with consent"},
	{"consular", "Ask for a travel document, only with consent"},
	{"child-protection", "Guardian asked for, and a best interests talk"},
	{"family-tracing", "Search for the family through the tracing service"},
	{"interpretation", "An interpreter the person has chosen"},
	{"information", "Go through rights and services here, in the person's language"},
	{"return", "Counselling about return, without promise or pressure"},
	{"reintegration", "Plan the first months after return"},
	{"asylum", "Referral to the asylum office, with legal aid"},
	{"police", "Go to the police together, only if and when wanted"},
};
const int demo_services_count = COUNT(demo_services);
