/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Taking out for good what a file no longer keeps. What is allowed, and what stays, is the service layer's affair. All
 * of it inside a transaction; afterwards store_forget_log, because the log of the file still holds it until then.
 */
#ifndef SARAI_STORE_FORGET_H
#define SARAI_STORE_FORGET_H

#include <sarai/store/store.h>

/* A record with its answers, drafts of it, and the values that its history tells. What stands under it goes first. */
bool store_record_forget(struct store *s, const char *record_id, struct err *e);

/* Of a case: drafts of everybody, the values in its history, and the reasons that were typed to open it (mark stands
 * there instead). The case itself, its history without values, and its records stay. */
bool store_case_forget(struct store *s, const char *case_id, const char *mark, struct err *e);

/* A person that no case is about any more, with all by which they could be found. */
bool store_person_forget(struct store *s, const char *person_id, struct err *e);

#endif
