/* SPDX-License-Identifier: GPL-3.0-or-later */
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
