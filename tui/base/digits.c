/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Digits of every script. Unicode keeps the ten of each script together, from 0 to 9, nearly always beginning at a code
 * that ends in 0 or 6. Ethiopic numerals are another system: signs for 1 to 9, the tens, 100 and 10,000.
 */
#include <utf8proc.h>

#include <sarai/base/str.h>
#include <sarai/base/text.h>

#define MATHEMATICAL 0x1d7ce /* five styles of digits, one behind the other */
#define MATHEMATICAL_END 0x1d7ff
#define ETHIOPIC_ONE 0x1369
#define ETHIOPIC_TEN 0x1372
#define ETHIOPIC_HUNDRED 0x137b
#define ETHIOPIC_TEN_THOUSAND 0x137c

static int32_t code_at(const char *s, size_t *bytes)
{
	int32_t cp;
	utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, -1, &cp);
	*bytes = n > 0 ? (size_t)n : 1;
	return n > 0 ? cp : -1;
}

static int value_of(int32_t cp)
{
	if (cp < 0 || utf8proc_category(cp) != UTF8PROC_CATEGORY_ND)
		return -1;
	if (cp >= MATHEMATICAL && cp <= MATHEMATICAL_END)
		return (int)((cp - MATHEMATICAL) % 10);
	int32_t zero = cp & ~0xf;
	if (utf8proc_category(zero) != UTF8PROC_CATEGORY_ND)
		zero += 6;
	int value = (int)(cp - zero);
	return value >= 0 && value <= 9 ? value : -1;
}

int text_digit(const char *s, size_t *bytes)
{
	if (!*s) {
		*bytes = 1;
		return -1;
	}
	return value_of(code_at(s, bytes));
}

/* One number in Ethiopic numerals: tens before units, before each "hundred" and "ten thousand", which multiply what
 * stands before them. -1 when the signs stand in another order; *bytes is the length of all of them. */
static long ethiopic_at(const char *s, size_t *bytes)
{
	long all = 0, hundreds = 0, small = 0;
	int last = 3; /* 3 nothing yet, 2 tens, 1 units */
	bool good = true;
	size_t at = 0, step;
	for (int32_t cp; s[at] && (cp = code_at(s + at, &step)) >= ETHIOPIC_ONE && cp <= ETHIOPIC_TEN_THOUSAND; at += step) {
		if (cp < ETHIOPIC_HUNDRED) {
			int rank = cp < ETHIOPIC_TEN ? 1 : 2;
			good = good && rank < last;
			last = rank;
			small += rank == 1 ? cp - ETHIOPIC_ONE + 1 : (cp - ETHIOPIC_TEN + 1) * 10;
			continue;
		}
		last = 3;
		if (cp == ETHIOPIC_HUNDRED) {
			good = good && !hundreds;
			hundreds = (small ? small : 1) * 100;
		} else {
			good = good && !all;
			all = (hundreds + small ? hundreds + small : 1) * 10000;
			hundreds = 0;
		}
		small = 0;
	}
	*bytes = at;
	return good ? all + hundreds + small : -1;
}

char *text_digits(const char *s)
{
	struct str out = {0};
	size_t n;
	for (; *s; s += n) {
		int32_t cp = code_at(s, &n);
		int value = value_of(cp);
		if (value >= 0) {
			str_add_char(&out, (char)('0' + value));
		} else if (cp >= ETHIOPIC_ONE && cp <= ETHIOPIC_TEN_THOUSAND) {
			long number = ethiopic_at(s, &n);
			if (number >= 0)
				str_addf(&out, "%ld", number);
			else
				str_add_n(&out, s, n);
		} else {
			str_add_n(&out, s, n);
		}
	}
	return str_take(&out);
}
