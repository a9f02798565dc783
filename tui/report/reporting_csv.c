/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <unistd.h>

#include <sarai/access/session.h>
#include <sarai/base/err.h>
#include <sarai/base/pairs.h>
#include <sarai/base/str.h>
#include <sarai/model/statistics.h>
#include <sarai/report/csv.h>
#include <sarai/report/export_file.h>
#include <sarai/report/reporting_csv.h>
#include <sarai/view/statistics.h>

/* The file first: what is told has been written. What cannot be told does not stay. */
static bool write_and_tell(struct session *s, const char *path, struct csv_writer *w, const char *kind, int rows,
			   const char *filter, struct err *e)
{
	bool good = export_file_write(path, str_text(&w->text), w->text.len, e);
	if (good && !export_log(s, kind, rows, filter, e)) {
		unlink(path);
		good = false;
	}
	str_fini(&w->text);
	return good;
}

static void write_figures(struct csv_writer *w, const struct stat_table *t, const enum stat_column *by, int n_by)
{
	for (int c = 0; c < n_by; c++)
		csv_add(w, stat_name(by[c]));
	csv_add(w, "cases");
	csv_end(w);
	for (int i = 0; i < t->n; i++) {
		char count[16];
		for (int c = 0; c < n_by; c++)
			csv_add(w, t->at[i].value[c]);
		snprintf(count, sizeof count, "%d", t->at[i].cases);
		csv_add(w, count);
		csv_end(w);
	}
}

bool statistics_export(struct session *s, const char *columns, const char *path, struct reporting_tally *out,
		       struct err *e)
{
	enum stat_column by[STAT_COUNT];
	const char *names = columns ? columns : s->config->settings.stat_columns, *bad;
	int n_by = stat_columns(names, by, &bad), k = s->config->settings.stat_threshold;
	struct stat_cases cases;
	struct stat_table t;
	struct csv_writer w = {0};
	struct str filter = {0};
	memset(out, 0, sizeof *out);
	if (!n_by)
		return err_set(e, ERR_DATA, "statistics",
			       *bad ? "There is no column \"%.*s\", or it is named twice."
				    : "Name at least one column.%.*s",
			       (int)strcspn(bad, " "), bad);
	if (!statistics_read(s, &cases, e))
		return false;
	stat_count(cases.at, cases.n, by, n_by, k, &t);
	write_figures(&w, &t, by, n_by);
	*out = (struct reporting_tally){t.n, cases.refused, t.told ? t.kept_back : -1};
	str_addf(&filter, "by %s; %d and more", names, k);
	bool good = write_and_tell(s, path, &w, "statistics", t.n, str_text(&filter), e);
	str_fini(&filter);
	stat_table_fini(&t);
	stat_cases_fini(&cases);
	return good;
}

bool htcds_export(struct session *s, const char *recipient, const char *path, struct reporting_tally *out,
		  struct err *e)
{
	struct htcds_rows rows;
	struct csv_writer w = {0};
	struct str filter = {0};
	memset(out, 0, sizeof *out);
	if (!htcds_read(s, recipient, &rows, e))
		return false;
	for (int c = 0; c < htcds_column_count; c++)
		csv_add(&w, htcds_columns[c]);
	csv_end(&w);
	for (int i = 0; i < rows.n; i++) {
		for (int c = 0; c < htcds_column_count; c++)
			csv_add(&w, pairs_get(&rows.at[i], htcds_columns[c]));
		csv_end(&w);
	}
	*out = (struct reporting_tally){rows.n, rows.refused, 0};
	str_addf(&filter, "HTCDS 2.0 to %s", recipient);
	bool good = write_and_tell(s, path, &w, "htcds", rows.n, str_text(&filter), e);
	str_fini(&filter);
	htcds_rows_fini(&rows);
	return good;
}

static void write_cells(struct csv_writer *w, char *const *cells, int n)
{
	for (int c = 0; c < n; c++)
		csv_add(w, cells[c]);
	csv_end(w);
}

bool records_export(struct session *s, const char *kind, const char *recipient, const char *path,
		    struct reporting_tally *out, struct err *e)
{
	struct record_rows rows;
	struct csv_writer w = {0};
	struct str filter = {0};
	memset(out, 0, sizeof *out);
	if (!record_rows_read(s, kind, recipient, &rows, e))
		return false;
	write_cells(&w, rows.heading, rows.n_columns);
	for (int i = 0; i < rows.n; i++)
		write_cells(&w, rows.at[i], rows.n_columns);
	*out = (struct reporting_tally){rows.n, rows.refused, 0};
	str_addf(&filter, "%s to %s", kind, recipient);
	bool good = write_and_tell(s, path, &w, kind, rows.n, str_text(&filter), e);
	str_fini(&filter);
	record_rows_fini(&rows);
	return good;
}
