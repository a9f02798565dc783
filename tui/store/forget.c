/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sarai/store/draft.h>
#include <sarai/store/forget.h>

#include "connection.h"

bool store_record_forget(struct store *s, const char *record_id, struct err *e)
{
	return store_draft_forget(s, record_id, "", "", e) && run_record_changes_drop(s, e, record_id) &&
	       run_record_sources_drop(s, e, record_id) && run_record_answers_drop(s, e, record_id) &&
	       run_record_drop(s, e, record_id);
}

bool store_case_forget(struct store *s, const char *case_id, const char *mark, struct err *e)
{
	return transaction_need(s, "case", e) && run_case_drafts_drop(s, e, case_id) &&
	       run_case_changes_drop(s, e, case_id) && run_case_name_forget(s, e, case_id) &&
	       run_case_grants_forget(s, e, case_id, mark);
}

bool store_person_forget(struct store *s, const char *person_id, struct err *e)
{
	return transaction_need(s, "person", e) && run_person_keys_drop(s, e, person_id) &&
	       run_person_drop(s, e, person_id);
}
