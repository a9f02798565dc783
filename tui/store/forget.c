/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/store/draft.h>
#include <sarai/store/forget.h>

#include "connection.h"

bool store_record_forget(struct store *s, const char *record_id, struct err *e)
{
	static const enum statement steps[] = {STATEMENT_RECORD_CHANGES_DROP, STATEMENT_RECORD_SOURCES_DROP,
					       STATEMENT_RECORD_ANSWERS_DROP, STATEMENT_RECORD_DROP};
	bool good = store_draft_forget(s, record_id, "", "", e);
	for (size_t i = 0; good && i < sizeof steps / sizeof *steps; i++)
		good = statement_run(s, steps[i], e, "t", record_id);
	return good;
}

bool store_case_forget(struct store *s, const char *case_id, const char *mark, struct err *e)
{
	return transaction_need(s, "case", e) && statement_run(s, STATEMENT_CASE_DRAFTS_DROP, e, "t", case_id) &&
	       statement_run(s, STATEMENT_CASE_CHANGES_DROP, e, "t", case_id) &&
	       statement_run(s, STATEMENT_CASE_NAME_FORGET, e, "t", case_id) &&
	       statement_run(s, STATEMENT_CASE_GRANTS_FORGET, e, "tt", case_id, mark);
}

bool store_person_forget(struct store *s, const char *person_id, struct err *e)
{
	return transaction_need(s, "person", e) && statement_run(s, STATEMENT_PERSON_KEYS_DROP, e, "t", person_id) &&
	       statement_run(s, STATEMENT_PERSON_DROP, e, "t", person_id);
}
