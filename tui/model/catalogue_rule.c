/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include <sarai/base/mem.h>

#include "catalogue_rule.h"

static char *trimmed(const char *s, size_t n)
{
	while (n && (*s == ' ' || *s == '\t')) {
		s++;
		n--;
	}
	while (n && (s[n - 1] == ' ' || s[n - 1] == '\t'))
		n--;
	return mem_strndup(s, n);
}

char *catalogue_list_word(const char **list)
{
	size_t n = strcspn(*list, ",");
	char *word = trimmed(*list, n);
	*list += n;
	if (**list == ',') {
		(*list)++;
		if (!**list)
			*list = " "; /* a comma at the end: a word is missing behind it, and will be said to be */
	}
	return word;
}

struct reading {
	const struct catalogue *c;
	const struct ini_section *s;
	struct diags *d;
};

static bool wrong(struct reading *r, const char *what, const char *one)
{
	const struct ini_entry *e = inidoc_entry(r->s, "when");
	diag_add(r->d, e->file, e->line, "when: '%s': %s", one, what);
	return false;
}

/* "documents >= mild-risk", "suicide_plan = yes" */
static bool read_condition(struct reading *r, const char *one, int side, struct condition *out)
{
	const char *sign = strpbrk(one, "<>=");
	if (!sign)
		return wrong(r, "write FACTOR >= ...-risk, FACTOR <= ...-protection, or FLAG = yes", one);
	size_t sign_n = strspn(sign, "<>=");
	char *name = trimmed(one, (size_t)(sign - one)), *value = trimmed(sign + sign_n, strlen(sign + sign_n));
	int factor = catalogue_factor(r->c, name), flag = catalogue_flag(r->c, name);
	if (factor >= 0 && flag >= 0) /* a name given twice, which is wrong elsewhere: either is meant */
		*(sign_n == 1 ? &factor : &flag) = -1;
	enum answer a = ANSWER_NONE;
	bool least = sign_n == 2 && !strncmp(sign, ">=", 2), most = sign_n == 2 && !strncmp(sign, "<=", 2);
	bool good = false;
	*out = (struct condition){factor, 0, flag};
	if (factor < 0 && flag < 0) {
		wrong(r, "there is no such factor or flag", one);
	} else if (flag >= 0) {
		if (sign_n != 1 || *sign != '=' || strcmp(value, "yes") != 0)
			wrong(r, "a flag can only be asked with '= yes'", one);
		else if (side < 0)
			wrong(r, "a rule that takes points away may only ask for protection (<=)", one);
		else
			good = true;
	} else if (!least && !most) {
		wrong(r, "a factor is asked with >= or <=", one);
	} else if (!answer_from_name(value, &a) || (least && answer_ordinal(a) <= 0) || (most && answer_ordinal(a) >= 0)) {
		wrong(r, least ? ">= goes with mild-risk, moderate-risk or severe-risk"
			       : "<= goes with mild-protection, moderate-protection or strong-protection", one);
	} else if (side > 0 && most) {
		wrong(r, "a rule that raises may only ask for risk (>=) or flags", one);
	} else if (side < 0 && least) {
		wrong(r, "a rule that takes points away may only ask for protection (<=)", one);
	} else {
		out->ordinal = answer_ordinal(a);
		good = true;
	}
	free(name);
	free(value);
	return good;
}

void catalogue_rule_when(const struct catalogue *c, struct rule *rule, const char *when, int side, const struct ini_section *s,
			 struct diags *d)
{
	struct reading r = {c, s, d};
	while (*when) {
		char *one = catalogue_list_word(&when);
		struct condition cond;
		if (read_condition(&r, one, side, &cond)) {
			rule->when = mem_resize(rule->when, (size_t)(rule->n_when + 1) * sizeof *rule->when);
			rule->when[rule->n_when++] = cond;
		}
		free(one);
	}
}
