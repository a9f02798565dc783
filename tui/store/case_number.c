/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include <sarai/base/text.h>

#include "case_row.h"

#define PAD 8

void case_number_order(const char *number, char out[NUMBER_ORDER_TEXT], int64_t *serial)
{
	size_t n = 0, bytes;
	int digit;
	*serial = -1;
	for (const char *at = number; *at;) {
		if (n + 24 >= NUMBER_ORDER_TEXT) { /* no number of ours */
			*serial = -1;
			break;
		}
		unsigned char c = (unsigned char)*at;
		bool separate = n && out[n - 1] != '-';
		if ((digit = text_digit(at, &bytes)) >= 0) {
			int64_t value = 0;
			for (; (digit = text_digit(at, &bytes)) >= 0; at += bytes)
				value = value < 100000000000000000 ? value * 10 + digit : value;
			n += (size_t)snprintf(out + n, NUMBER_ORDER_TEXT - n, "%s%0*lld", separate ? "-" : "", PAD,
					      (long long)value);
			*serial = value;
			continue;
		}
		bool letter = isalpha(c) || c >= 0x80;
		/* A letter after a number begins a new part, as a sign does. */
		if (separate && (!letter || *serial >= 0))
			out[n++] = '-';
		if (letter)
			out[n++] = (char)toupper(c);
		*serial = -1;
		at++;
	}
	out[n] = '\0';
}

bool store_case_number(struct store *s, const char *prefix, int year, char out[32], struct err *e)
{
	char stem[32], low[NUMBER_ORDER_TEXT], high[NUMBER_ORDER_TEXT], kept[NUMBER_ORDER_TEXT];
	int64_t none, highest = 0, next = 0;
	if (!transaction_need(s, "case number", e))
		return false;
	int length = snprintf(stem, sizeof stem, "%s-%04d-", prefix, year);
	if (!*prefix || year < 1 || year > 9999 || length < 0 || (size_t)length + 8 >= sizeof stem)
		return err_set(e, ERR_DATA, "case number", "A case number needs a short prefix and a year.");
	case_number_order(stem, low, &none);
	memcpy(high, low, sizeof high);
	high[strlen(high) - 1]++; /* "...-" to "....": all that begin with low */
	case_number_order(prefix, kept, &none);

	/* Numbers that came in by import count too. */
	sqlite3_stmt *st = open_case_highest(s, e, low, high);
	if (!st)
		return false;
	enum step step = statement_next(s, st, e);
	if (step == STEP_ROW)
		highest = sqlite3_column_int64(st, 0);
	statement_close(st);
	if (step == STEP_FAILED)
		return false;

	st = open_case_count_up(s, e, kept, year, highest + 1);
	if (!st)
		return false;
	step = statement_next(s, st, e);
	if (step == STEP_ROW) {
		next = sqlite3_column_int64(st, 0);
		step = statement_next(s, st, e);
	}
	statement_close(st);
	if (step == STEP_FAILED)
		return false;
	length = snprintf(out, 32, "%s%04lld", stem, (long long)next);
	if (length < 0 || length >= 32)
		return err_set(e, ERR_DATA, "case number", "The case number has become too long.");
	return true;
}
