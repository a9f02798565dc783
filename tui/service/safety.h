/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Hooks of the kinds of safety work and of trafficking: what is checked and worked out at a save, the line above the
 * form, and what runs on a case.
 */
#ifndef SERVICE_SAFETY_H
#define SERVICE_SAFETY_H

#include <sarai/service/records.h>

bool before_ssra(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_self_harm(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_care(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);
bool before_trafficking(struct session *s, struct work *w, struct record *next, struct case_row *c, struct err *e);

void ssra_says(const struct session *s, const struct work *w, struct str *out);
void self_harm_says(const struct session *s, const struct work *w, struct str *out);
void care_says(const struct session *s, const struct work *w, struct str *out);
void trafficking_says(const struct session *s, const struct work *w, struct str *out);

bool self_harm_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out);
bool care_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out);
bool trafficking_clock(const struct session *s, const struct record *r, int64_t now, struct case_clock *out);

#endif
