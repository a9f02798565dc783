/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include <sarai/base/str.h>
#include <sarai/base/system_log.h>
#include <sarai/base/text.h>

void system_log_open(void)
{
	openlog("sarai", LOG_PID | LOG_NDELAY, LOG_AUTHPRIV);
}

/* Letters, digits and what addresses, terminals and names of accounts have; anything else is "_". */
static void add_field(struct str *to, const char *name, const char *value)
{
	str_addf(to, " %s=%s", name, *value ? "" : "-");
	for (; *value; value++) {
		char c = *value;
		str_addf(to, "%c", isalnum((unsigned char)c) || strchr(".:/%_-@+", c) ? c : '_');
	}
}

void system_log(const char *event, const char *source, const char *account, const char *detail)
{
	struct str line = {0};
	str_add(&line, event);
	add_field(&line, "from", source);
	add_field(&line, "account", account);
	str_addf(&line, "%s%s", *detail ? " " : "", detail);
	char *clean = text_clean(str_text(&line), line.len, false);
	openlog("sarai", LOG_PID, LOG_AUTHPRIV);
	syslog(LOG_NOTICE, "%s", clean);
	free(clean);
	str_fini(&line);
}
