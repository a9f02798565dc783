/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/model/age.h>

#define AGE_OLDER 60

bool age_is_child(struct date declared, bool disputed, struct date today)
{
	int least;
	if (disputed)
		return true;
	if (!declared.year)
		return false;
	date_age(declared, today, &least, NULL);
	return least < AGE_ADULT;
}

bool age_papers_differ(struct date declared, struct date papers, struct date today)
{
	int least[2], most[2];
	if (!declared.year || !papers.year)
		return false;
	date_age(declared, today, &least[0], &most[0]);
	date_age(papers, today, &least[1], &most[1]);
	return (most[0] < AGE_ADULT && least[1] >= AGE_ADULT) || (least[0] >= AGE_ADULT && most[1] < AGE_ADULT);
}

const char *age_band(struct date declared, bool disputed, struct date today)
{
	int least;
	if (age_is_child(declared, disputed, today))
		return "child";
	if (!declared.year)
		return "unknown";
	date_age(declared, today, &least, NULL);
	return least < AGE_OLDER ? "adult" : "older";
}
