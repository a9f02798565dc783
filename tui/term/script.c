/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Keys as text, for a terminal that is not there: what tests and the tour type.
 */
#include <stdio.h>
#include <string.h>

#include <sarai/base/text.h>
#include <sarai/term/script.h>

/* The code point at s; *n = its bytes. The text is valid UTF-8. */
static int code_point(const char *s, size_t *n)
{
	const unsigned char *p = (const unsigned char *)s;
	*n = *p < 0x80 ? 1 : *p < 0xe0 ? 2 : *p < 0xf0 ? 3 : 4;
	int c = *n == 1 ? *p : *p & (0xff >> (*n + 1));
	for (size_t i = 1; i < *n; i++)
		c = c << 6 | (p[i] & 0x3f);
	return c;
}

bool script_next(const char **script, int *key)
{
	const char *end = **script == '<' ? strchr(*script, '>') : NULL;
	char name[24];
	size_t n;
	if (!end) {
		*key = code_point(*script, &n);
		*script += n;
		return true;
	}
	snprintf(name, sizeof name, "%.*s", (int)(end - *script - 1), *script + 1);
	*script = end + 1;
	*key = '<';
	return !strcmp(name, "lt") || key_from_name(name, key);
}

void script_press(struct stack *s, int key)
{
	struct event ev = {0};
	struct term *t = stack_term(s);
	term_feed(t, key);
	term_next(t, 0, &ev);
	stack_feed(s, &ev);
}

bool script_type(struct stack *s, const char *script)
{
	int key;
	if (text_invalid_at(script, strlen(script)) >= 0)
		return false;
	while (*script && !stack_ended(s)) {
		if (!script_next(&script, &key))
			return false;
		script_press(s, key);
	}
	if (!stack_ended(s))
		stack_paint(s);
	return true;
}
