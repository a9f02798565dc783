/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef SARAI_CONFIG_SETTINGS_H
#define SARAI_CONFIG_SETTINGS_H

#include <sarai/base/diag.h>
#include <sarai/base/inidoc.h>
#include <sarai/model/statistics.h>

/* Characters of terminals, 0 being UTF-8; all others have one byte each. Names of iconv(3). */
#define SETTINGS_CHARSETS                                                                                                 \
	"utf-8 latin1 latin2 latin5 latin-9 iso-8859-5 iso-8859-6 iso-8859-7 cp1250 cp1251 cp1252 cp1253 cp1254 cp1256 koi8-r koi8-u"

struct settings { /* sarai.ini: see settings_keys in tui/config/settings.c for ranges and meaning */
	char *office;         /* [office] name */
	char *case_prefix;    /* [office] case_prefix */
	int esc_delay_ms;     /* [terminal] how long after ESC the rest of a key may come */
	int esc_digit_ms;     /* [terminal] how long after ESC a digit still makes a function key */
	char *esc_digit;      /* [terminal] types on which a lone ESC waits so long for it; others: not at all */
	int charset;          /* [terminal] place in SETTINGS_CHARSETS */
	int borders;          /* [terminal] 0 none, 1 ascii, 2 line */
	char *theme;          /* [terminal] mono | colour | a theme file's name */
	bool flow_control;    /* [terminal] keep ^S/^Q for a real serial line */
	int draft_ms;         /* [drafts] at most this long after a key (<= 2000) */
	char *order_of_names; /* [names] order */
	int idle_minutes;     /* [lock] without a key before the page is locked; 0: never */
	int warn_seconds;     /* [lock] warning before that */
	int access_hours;     /* [access] how long a typed reason opens another's case */
	int reason_min;       /* [reasons] letters of a typed reason, at least */
	int password_slots;   /* [access] passwords worked out at once on the server */
	int once_days;        /* [access] how long a password that was handed out works; 0: for ever */
	bool syslog;          /* [server] tell the system log of refused logins, of changed rights and the like */
	int backup_days;      /* [server] older than so many days the last backup is an error of `sarai check` */
	char *queue;          /* [messages] folder that the site's mailer takes; "none" */
	char *mail_domain;    /* [messages] behind an account's name in To; "none" */
	int stale_days;       /* [directory] after which an entry counts as not verified lately */
	int correction_days;  /* [rights] until a correction is decided and done */
	int retention_notice_days; /* [rights] how long before its day a file is on the list */
	char *copy_leaves_out;	   /* [rights] kinds, blanks between */
	int stat_threshold;   /* [statistics] cases of a combination, at least */
	char *stat_columns;   /* [statistics] names of model/statistics.h */
};

/* The keys of sarai.ini, declared once: the parser reads this table, and manual and help are made from it. */
extern const struct ini_part settings_keys[];
void settings_charset(const struct settings *s, char name[16]); /* as iconv(3) knows it */
extern const int settings_section_count;

/* Fill from the document that is already laid together. Findings go to d. */
void settings_fill(struct settings *to, const struct ini_doc *doc, struct diags *d);
/* A text that is set: neither empty nor "none". */
bool settings_given(const char *text);
void settings_fini(struct settings *s);

#endif
