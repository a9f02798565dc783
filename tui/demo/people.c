/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Nobody: names with "(fictitious)" in them, from many places, and how far each case has come.
 */
#include <sarai/demo/people.h>
#include <sarai/demo/record.h>

#define COUNT(a) ((int)(sizeof(a) / sizeof(a)[0]))
#define F " (fictitious)"

/* In the order of the stories: who is told of as "she" or as a child is one. */
const struct demo_person demo_people[] = {
	{"Amina Example" F, "", "", "female", "~1994", "NG", "hau"},
	{"Mohamed Sample" F, "محمد" F, "Muhammad Sample" F, "male", "1999-03", "SD", "ara"},
	{"Thi Lan Exemplar" F, "", "Lan Exemplar" F, "female", "2001-07-14", "VN", "vie"},
	{"Rahim Sample" F, "رحیم" F, "Raheem Sample" F, "male", "~2010", "AF", "prs"},
	{"Oleksandr Specimen" F, "Олександр" F, "Aleksandr Specimen" F, "male", "1986", "UA", "ukr"},
	{"Fatoumata Exemple" F, "", "Fatou Exemple" F, "female", "~1998", "GN", "ful"},
	{"Suresh Sample" F, "", "", "male", "~1983", "NP", "nep"},
	{"Hodan Example" F, "", "Hodan Sample" F, "female", "~2009", "SO", "som"},
	{"Yonas Exemplar" F, "ዮናስ" F, "Jonas Exemplar" F, "male", "1997", "ER", "tir"},
	{"Ana Muestra" F, "", "", "female", "2009-12-30", "GT", "spa"},
	{"Rosa Ejemplo" F, "", "", "female", "1958", "SV", "spa"},
	{"José Ejemplo" F, "", "Jose Luis Ejemplo" F, "male", "1979-11-02", "HN", "spa"},
	{"Nasrin Example" F, "", "Nasreen Example" F, "female", "1996-12", "BD", "ben"},
	{"Grace Specimen" F, "", "", "female", "1991-05-20", "GH", "aka"},
	{"María Muestra" F, "", "Maria Muestra" F, "female", "1988-02-09", "VE", "spa"},
	{"Phan Van Exemplar" F, "", "Van Exemplar" F, "male", "2011", "VN", "vie"},
	{"Ibrahim Exemple" F, "إبراهيم" F, "Ebrahim Exemple" F, "male", "1990-08", "ML", "bam"},
	{"Samira Sample" F, "سمیرا" F, "Sameera Sample" F, "female", "~1985", "IR", "fas"},
	{"Tesfaye Example" F, "ተስፋዬ" F, "", "male", "2000-01", "ET", "amh"},
	{"Aissatou Exemple" F, "", "", "female", "2009-11", "SN", "wol"},
	{"Abdul Karim Sample" F, "", "Karim Sample" F, "male", "~1978", "MM", "rhg"},
	{"Blessing Example" F, "", "Bless Example" F, "female", "~2010", "NG", "eng"},
	{"Ndeye Exemple" F, "", "", "female", "~1955", "SN", "wol"},
	{"Emmanuel Exemple" F, "", "Manu Exemple" F, "male", "1989", "CM", "fra"},
	{"Marie-Claire Exemple" F, "", "M. C. Exemple" F, "female", "1992-10-11", "CD", "lin"},
	{"Kofi Specimen" F, "", "", "male", "1993", "GH", "ewe"},
	{"Leyla Specimen" F, "ليلى" F, "Laila Specimen" F, "female", "1995-09-23", "SY", "ara"},
	{"Hassan Specimen" F, "حسن" F, "Hasan Specimen" F, "male", "~2010", "PK", "urd"},
	{"Mehmet Example" F, "", "", "male", "~1981", "TR", "kmr"},
	{"Precious Example" F, "", "", "female", "1999", "ZW", "sna"},
	{"Chinedu Example" F, "", "Chi Example" F, "male", "2002-06", "NG", "ibo"},
	{"Zahra Specimen" F, "زهرا" F, "Zohra Specimen" F, "female", "2010-05", "AF", "pus"},
	{"Sunil Specimen" F, "", "", "male", "1987-10", "LK", "sin"},
	{"Dawit Sample" F, "ዳዊት" F, "", "male", "~2009", "ET", "amh"},
	{"Olena Specimen" F, "Олена" F, "Elena Specimen" F, "female", "1953-12-01", "UA", "ukr"},
	{"Carlos Muestra" F, "", "", "male", "1995-01-28", "EC", "spa"},
	{"Lucía Ejemplo" F, "", "Lucia Ejemplo" F, "female", "1997-03-17", "CO", "spa"},
	{"Mariam Example" F, "ማርያም" F, "Maryam Example" F, "female", "~1990", "ET", "orm"},
	{"Sokha Sample" F, "", "", "female", "1994-08", "KH", "khm"},
	{"Abel Example" F, "ኣቤል" F, "", "male", "2011-02", "ER", "tir"},
};
const int demo_people_count = COUNT(demo_people);

/* A caseload as a worker has it: most of it under way, some new, some late, a few urgent. */
const struct demo_course demo_courses[] = {
	{.stage = DEMO_SCREENED, .days = 0, .rounds = 0, .urgent_open = true},
	{.stage = DEMO_NEW, .days = 0, .rounds = 0},
	{.stage = DEMO_ACTIVE, .days = 40, .rounds = 2, .care = true},
	{.stage = DEMO_ASSESSED, .days = 6, .rounds = 1},
	{.stage = DEMO_ACTIVE, .days = 75, .rounds = 2, .late = true},
	{.stage = DEMO_PARTIAL, .days = 1, .rounds = 0, .urgent_open = true},
	{.stage = DEMO_PLANNED, .days = 12, .rounds = 1, .waits = true, .with = "lucia"},
	{.stage = DEMO_SCREENED, .days = 0, .rounds = 0, .urgent_open = true},
	{.stage = DEMO_CLOSED, .days = 96, .rounds = 3, .again = true},
	{.stage = DEMO_INFORMED, .days = 3, .rounds = 0},
	{.stage = DEMO_ACTIVE, .days = 28, .rounds = 1, .offered = true, .with = "lucia"},
	{.stage = DEMO_CLOSED, .days = 120, .rounds = 2, .keeps = 14},
	{.stage = DEMO_PARTIAL, .days = 2, .rounds = 0},
	{.stage = DEMO_ASSESSED, .days = 3, .rounds = 1},
	{.stage = DEMO_ACTIVE, .days = 52, .rounds = 2, .corrects = true},
	{.stage = DEMO_NEW, .days = 4, .rounds = 0, .late = true},
	{.stage = DEMO_ON_HOLD, .days = 64, .rounds = 1},
	{.stage = DEMO_ACTIVE, .days = 33, .rounds = 1},
	{.stage = DEMO_PLANNED, .days = 9, .rounds = 1},
	{.stage = DEMO_ACTIVE, .days = 84, .rounds = 3, .late = true},
	{.stage = DEMO_NEW, .days = 1, .rounds = 0},
	{.stage = DEMO_ASSESSED, .days = 21, .rounds = 1, .late = true},
	{.stage = DEMO_ACTIVE, .days = 47, .rounds = 2},
	{.stage = DEMO_PARTIAL, .days = 5, .rounds = 0},
	{.stage = DEMO_ACTIVE, .days = 30, .rounds = 1},
	{.stage = DEMO_CLOSED, .days = 98, .rounds = 1, .waits = true, .with = "karim"},
	{.stage = DEMO_ACTIVE, .days = 61, .rounds = 2, .with = "karim"},
	{.stage = DEMO_SCREENED, .days = 0, .rounds = 0, .urgent_open = true},
	{.stage = DEMO_ACTIVE, .days = 70, .rounds = 1, .late = true},
	{.stage = DEMO_PLANNED, .days = 17, .rounds = 1, .late = true},
	{.stage = DEMO_ASSESSED, .days = 4, .rounds = 1},
	{.stage = DEMO_ACTIVE, .days = 110, .rounds = 3},
	{.stage = DEMO_REFUSED, .days = 8, .rounds = 0},
	{.stage = DEMO_ACTIVE, .days = 25, .rounds = 1},
	{.stage = DEMO_SCREENED, .days = 0, .rounds = 0, .urgent_open = true},
	{.stage = DEMO_PARTIAL, .days = 3, .rounds = 0},
	{.stage = DEMO_ACTIVE, .days = 56, .rounds = 2},
	{.stage = DEMO_ON_HOLD, .days = 90, .rounds = 2},
	{.stage = DEMO_PLANNED, .days = 7, .rounds = 1},
	{.stage = DEMO_ACTIVE, .days = 38, .rounds = 1},
};
const int demo_courses_count = COUNT(demo_courses);
