/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sarai/model/permit.h>

static const char *const words[] = {
#define X(id, name, text) text,
	PERMIT_TABLE(X)
#undef X
};

const char *permit_words(enum permit p)
{
	return words[p];
}

bool permit_from_name(const char *name, enum permit *out)
{
	static const char *const names[] = {
#define X(id, word, text) word,
		PERMIT_TABLE(X)
#undef X
	};
	for (int i = 0; i < PERMIT_COUNT; i++) {
		if (!strcmp(names[i], name)) {
			*out = (enum permit)i;
			return true;
		}
	}
	return false;
}

bool permit_of_cases(enum permit p)
{
	return p != PERMIT_CONFIGURE && p != PERMIT_AUDIT && p != PERMIT_DIRECTORY && p != PERMIT_CONTEXT;
}
