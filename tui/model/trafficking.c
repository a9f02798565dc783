/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/model/trafficking.h>

/* An act alone (a journey that somebody arranged) is no indicator: smuggling has it too. */
void trafficking_read(const struct trafficking_facts *f, struct trafficking_reading *out)
{
	out->means_needed = !f->child;
	out->complete = f->act && f->purpose && (f->means || f->child);
	out->refer = f->indicators > 0 || f->means || f->purpose;
}

const char *trafficking_words(const struct trafficking_reading *r)
{
	return r->refer ? "Indicators present: refer for identification" : "No indicators noted";
}

void trafficking_line(const struct trafficking_facts *f, struct str *out)
{
	struct trafficking_reading r;
	trafficking_read(f, &r);
	/* Short enough for a line of 80 columns. "child": was under 18, the means are not needed. */
	str_addf(out, "%s. Act %s, %s, purpose %s.", trafficking_words(&r), f->act ? "yes" : "-",
		 f->means	  ? "means yes"
		 : r.means_needed ? "means -"
				  : "child",
		 f->purpose ? "yes" : "-");
}
