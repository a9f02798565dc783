/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/model/contact_rules.h>

void contact_rules_words(const struct contact_rules *r, struct str *out)
{
	const struct {
		const char *label, *text;
	} parts[] = {
		{"", r->messages},
		{"Only: ", r->ways},
		{"Hours: ", r->hours},
		{"", r->say},
		{"Not to know: ", r->not_know},
		{"", r->other},
		{"Word: ", r->code_word},
	};
	size_t from = out->len;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		const char *text = parts[i].text ? parts[i].text : "";
		if (!*text)
			continue;
		if (out->len > from)
			str_add(out, strchr(".!?", out->s[out->len - 1]) ? " " : ". ");
		str_addf(out, "%s%s", parts[i].label, text);
	}
}
