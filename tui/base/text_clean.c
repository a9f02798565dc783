/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What may be stored and shown, and what two texts are compared by.
 */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include <sarai/base/mem.h>
#include <sarai/base/str.h>
#include <sarai/base/text.h>

static void add_code(struct str *out, int32_t cp)
{
	utf8proc_uint8_t b[4];
	str_add_n(out, (const char *)b, (size_t)utf8proc_encode_char(cp, b));
}

/* utf8proc takes memory of its own: hand on a copy of ours, so that everything is freed alike. */
static char *mapped(const char *s, int options)
{
	utf8proc_uint8_t *to = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s, 0, &to, UTF8PROC_NULLTERM | options);
	char *out = n < 0 ? mem_strdup(s) : mem_strndup((const char *)to, (size_t)n);
	free(to);
	return out;
}

char *text_nfc(const char *s)
{
	return mapped(s, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

static bool is_letter(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

static bool is_mark(int32_t cp)
{
	utf8proc_category_t c = utf8proc_category(cp);
	return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}

/* Decode what is valid, skip what is not: the next valid character at or after *i. */
static bool next_valid(const char *s, size_t n, size_t *i, int32_t *cp)
{
	while (*i < n) {
		utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)s + *i, (utf8proc_ssize_t)(n - *i), cp);
		if (step > 0) {
			*i += (size_t)step;
			return true;
		}
		(*i)++;
	}
	return false;
}

enum kept { DROP, KEEP, BLANK, NEWLINE, JOINER };

static enum kept kept(int32_t cp)
{
	if (cp == '\n' || cp == 0x85 || cp == 0x2028 || cp == 0x2029)
		return NEWLINE;
	if (cp == '\t' || cp == '\v' || cp == '\f')
		return BLANK;
	if (cp == 0x200c || cp == 0x200d)
		return JOINER;
	const utf8proc_property_t *p = utf8proc_get_property(cp);
	switch (p->category) {
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CO:
		return DROP;
	case UTF8PROC_CATEGORY_ZS:
		return BLANK;
	default:
		return p->ignorable ? DROP : KEEP;
	}
}

char *text_clean(const char *s, size_t n, bool multiline)
{
	struct str out = {0};
	int32_t cp, before = 0, joiner = 0;
	for (size_t i = 0; next_valid(s, n, &i, &cp);) {
		enum kept k;
		if (cp == '\r') {
			if (i < n && s[i] == '\n')
				continue;
			cp = '\n';
		}
		k = kept(cp);
		if (k == DROP)
			continue;
		if (k == JOINER) {
			joiner = cp; /* kept once a letter follows */
			continue;
		}
		if (k == NEWLINE)
			cp = multiline ? '\n' : ' ';
		if (k == BLANK)
			cp = ' ';
		if (joiner && (is_letter(before) || is_mark(before)) && is_letter(cp))
			add_code(&out, joiner);
		joiner = 0;
		add_code(&out, cp);
		before = cp;
	}
	char *composed = text_nfc(str_text(&out));
	str_fini(&out);
	return composed;
}

/* Letters that do not decompose, yet are written either way. */
static const struct {
	int32_t from;
	const char *to;
} plain[] = {
	{0xe6, "ae"},  {0xf0, "d"},	{0xf8, "o"},	{0xfe, "th"},	  {0x111, "d"},	    {0x127, "h"}, {0x131, "i"},
	{0x142, "l"},  {0x153, "oe"},	{0x167, "t"},	{0x259, "e"},	  {0x640, ""},	    {0x629, "\u0647"},
	{0x649, "\u064a"}, {0x6a9, "\u0643"}, {0x6cc, "\u064a"},
};

static void add_digit(struct str *out, int32_t cp)
{
	char bytes[5] = "";
	size_t n;
	utf8proc_encode_char(cp, (utf8proc_uint8_t *)bytes);
	int value = text_digit(bytes, &n);
	if (value >= 0)
		str_add_char(out, (char)('0' + value));
	else
		add_code(out, cp);
}

char *text_fold(const char *s)
{
	char *clean = text_clean(s, strlen(s), false);
	char *base = mapped(clean, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
					   UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
	struct str out = {0};
	int32_t cp;
	bool gap = false;
	size_t n = strlen(base);
	for (size_t i = 0; next_valid(base, n, &i, &cp);) {
		utf8proc_category_t c = utf8proc_category(cp);
		const char *to = NULL;
		if (!is_letter(cp) && (c < UTF8PROC_CATEGORY_ND || c > UTF8PROC_CATEGORY_NO)) {
			gap = true;
			continue;
		}
		for (size_t k = 0; k < sizeof plain / sizeof *plain && !to; k++) {
			if (plain[k].from == cp)
				to = plain[k].to;
		}
		if (gap && out.len)
			str_add_char(&out, ' ');
		gap = false;
		if (to)
			str_add(&out, to);
		else if (c == UTF8PROC_CATEGORY_ND)
			add_digit(&out, cp);
		else
			add_code(&out, cp);
	}
	free(base);
	free(clean);
	return str_take(&out);
}

bool text_folded_has_word(const char *folded, const char *begins)
{
	size_t n = strlen(begins);
	for (const char *at = folded; at; at = strchr(at, ' '), at = at ? at + 1 : NULL) {
		if (!strncmp(at, begins, n))
			return true;
	}
	return false;
}

bool text_folded_has_words(const char *folded, const char *begin)
{
	char word[200];
	bool all = *begin;
	for (size_t n; all && *begin; begin += n + (begin[n] == ' ')) {
		n = strcspn(begin, " ");
		all = n < sizeof word;
		memcpy(word, begin, all ? n : 0);
		word[all ? n : 0] = 0;
		all = all && text_folded_has_word(folded, word);
	}
	return all;
}

bool text_has_prefix_word(const char *hay, const char *needle)
{
	char *h = text_fold(hay), *n = text_fold(needle);
	bool found = text_folded_has_word(h, n);
	free(h);
	free(n);
	return found;
}
