/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai check`: findings as lines, as JSON, and for monitoring.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sarai/base/err.h>
#include <sarai/base/mem.h>
#include <sarai/base/text.h>
#include <sarai/command/check.h>
#include <sarai/report/check_json.h>

static const char *const grades[] = {"ok", "warning", "error"};

void check_show_running(const char *name)
{
	if (isatty(STDERR_FILENO))
		fprintf(stderr, "\r%-14s\r%s", "", name);
}

void check_say(struct check *c, enum grade grade, enum err_code code, const char *fmt, ...)
{
	char line[600];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(line, sizeof line, fmt, ap);
	va_end(ap);
	/* Names out of the file or of the system are shown, never obeyed. */
	char *clean = text_clean(line, strlen(line), false);
	c->warnings += grade == GRADE_WARNING;
	c->errors += grade == GRADE_ERROR;
	if (grade == GRADE_ERROR && !c->status)
		c->status = err_exit_status(code);
	if (c->output == CHECK_JSON || c->output == CHECK_NAGIOS) {
		c->rows = mem_grow(c->rows, &c->cap, c->n + 1, sizeof *c->rows);
		c->rows[c->n++] = (struct check_row){c->name ? c->name : "", grades[grade], clean};
		return;
	}
	if (c->output == CHECK_ALL || grade != GRADE_OK) {
		check_show_running("");
		printf("%s: %s\n", grades[grade], clean);
	}
	free(clean);
}

void check_say_err(struct check *c, const struct err *e)
{
	check_say(c, GRADE_ERROR, e->code, "%s%s%s", e->where, *e->where ? ": " : "", e->detail);
}

void check_fini(struct check *c)
{
	for (int i = 0; i < c->n; i++)
		free(c->rows[i].text);
	free(c->rows);
	c->rows = NULL;
	c->n = c->cap = 0;
}

static void print_counts(const struct check *c)
{
	printf("%d error%s, %d warning%s", c->errors, c->errors == 1 ? "" : "s", c->warnings, c->warnings == 1 ? "" : "s");
}

/* One line for the list of services, then each finding that is not good. "|" begins what is measured. */
static void print_nagios(const struct check *c)
{
	static const char *const states[] = {"OK", "WARNING", "CRITICAL"};
	const char *worst = grades[c->errors ? GRADE_ERROR : c->warnings ? GRADE_WARNING : GRADE_OK];
	printf("SARAI %s - ", states[c->errors ? 2 : c->warnings ? 1 : 0]);
	print_counts(c);
	for (int i = 0; i < c->n; i++) {
		for (char *p = c->rows[i].text; (p = strchr(p, '|'));)
			*p = '/';
	}
	for (int i = 0; i < c->n && strcmp(worst, grades[GRADE_OK]); i++) {
		if (!strcmp(c->rows[i].grade, worst)) {
			printf(": %s", c->rows[i].text);
			break;
		}
	}
	printf(" | errors=%d warnings=%d\n", c->errors, c->warnings);
	for (int i = 0; i < c->n; i++) {
		if (strcmp(c->rows[i].grade, grades[GRADE_OK]) != 0)
			printf("%s: %s\n", c->rows[i].grade, c->rows[i].text);
	}
}

int check_print(const struct check *c)
{
	if (c->output == CHECK_ALL || (c->output == CHECK_QUIET && c->errors + c->warnings)) {
		print_counts(c);
		puts(".");
	} else if (c->output == CHECK_JSON) {
		char *text = check_json(c->rows, c->n, c->errors, c->warnings);
		puts(text);
		free(text);
	} else if (c->output == CHECK_NAGIOS) {
		print_nagios(c);
		return c->errors ? GRADE_ERROR : c->warnings ? GRADE_WARNING : GRADE_OK; /* 2, 1, 0 */
	}
	return c->status;
}
