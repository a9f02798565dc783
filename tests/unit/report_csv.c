/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include <sarai/report/csv.h>
#include <sarai/report/export_file.h>

static struct csv_table table;
static struct diags found;

static int tear_down(void **state)
{
	csv_table_fini(&table);
	diags_fini(&found);
	memset(&found, 0, sizeof found);
	return 0;
}

static void read_text(const char *text)
{
	csv_read_text("t.csv", text, strlen(text), &table, &found);
}

static void row_is(int row, int line, int n, ...)
{
	va_list cells;
	assert_true(row < table.n);
	assert_int_equal(table.at[row].line, line);
	assert_int_equal(table.at[row].n, n);
	va_start(cells, n);
	for (int i = 0; i < n; i++)
		assert_string_equal(table.at[row].at[i].text, va_arg(cells, const char *));
	va_end(cells);
}

static void finding_is(int i, int line, const char *words)
{
	assert_true(i < found.n);
	assert_int_equal(found.at[i].line, line);
	assert_non_null(strstr(found.at[i].reason, words));
}

static void rows_and_cells_with_their_lines(void **state)
{
	read_text("\xEF\xBB\xBF"
		  "a,b\r\n"
		  "1,\"x\r\ny\",\"q\"\"q\"\n"
		  "\n"
		  " 2 ,\"\",\n"
		  "\"l\nm\nn\",z");
	assert_int_equal(found.n, 0);
	assert_int_equal(table.n, 4);
	row_is(0, 1, 2, "a", "b");
	row_is(1, 2, 3, "1", "x\r\ny", "q\"q");
	row_is(2, 5, 3, "2", "", "");
	row_is(3, 6, 2, "l\nm\nn", "z");
	/* A cell behind one of several lines stands where that one ends. */
	assert_int_equal(table.at[1].at[1].line, 2);
	assert_int_equal(table.at[1].at[2].line, 3);
	assert_int_equal(table.at[3].at[1].line, 8);
}

static void bad_lines_are_told_and_the_others_read(void **state)
{
	read_text("a,b\n"
		  "1,x\"y\n"
		  "2,ok\n"
		  "3,\"q\"z\n"
		  "\"several\nlines\",\"bad\"x\n"
		  "4,\xFF\n"
		  "5,fine\n"
		  "6,\"never closed\n"
		  "7,lost\n");
	assert_int_equal(found.n, 5);
	finding_is(0, 2, "quote");
	finding_is(1, 4, "quote");
	finding_is(2, 6, "quote");
	finding_is(3, 7, "UTF-8");
	finding_is(4, 9, "never closed");
	assert_int_equal(table.n, 3);
	row_is(0, 1, 2, "a", "b");
	row_is(1, 3, 2, "2", "ok");
	row_is(2, 8, 2, "5", "fine");
}

static void an_empty_file_is_an_empty_table(void **state)
{
	read_text("");
	assert_int_equal(table.n + found.n, 0);
	read_text("\xEF\xBB\xBF\n\n");
	assert_int_equal(table.n + found.n, 0);
}

static void formulas_are_guarded_and_come_back(void **state)
{
	static const char *const cells[] = {"=1+1",	  "+99 90",   "-3", "@x",    "\tx", "'t Huis",
					    "'=x",	  "''",	      "'",  "plain", "a,b", "q\"q",
					    "two\nlines", " blanks ", "",   "=",     "x=1"};
	const int n = sizeof cells / sizeof *cells;
	struct csv_writer w = {0};
	for (int i = 0; i < n; i++)
		csv_add(&w, cells[i]);
	csv_end(&w);
	csv_add(&w, "");
	csv_add(&w, "behind an empty one");
	csv_end(&w);
	assert_null(strstr(str_text(&w.text), ",="));
	assert_null(strstr(str_text(&w.text), "\"="));
	assert_non_null(strstr(str_text(&w.text), "\"'=1+1\",\"'+99 90\",\"'-3\",\"'@x\""));
	read_text(str_text(&w.text));
	assert_int_equal(found.n, 0);
	assert_int_equal(table.n, 2);
	assert_int_equal(table.at[0].n, n);
	for (int i = 0; i < n; i++)
		assert_string_equal(table.at[0].at[i].text, cells[i]);
	assert_int_equal(table.at[1].n, 2);
	str_fini(&w.text);
}

static void what_is_no_file_is_refused(void **state)
{
	struct err e = {0};
	assert_false(csv_read("/nowhere/at/all.csv", &table, &found, &e));
	assert_int_equal(e.code, ERR_MISSING);
	assert_false(csv_read("/", &table, &found, &e));
	assert_int_equal(e.code, ERR_DATA);
	assert_false(csv_read("/dev/zero", &table, &found, &e));
	assert_int_equal(e.code, ERR_DATA);
}

static void a_file_is_written_whole_and_for_its_owner(void **state)
{
	char folder[] = "/tmp/sarai-csv-XXXXXX", path[64], link[64];
	struct err e = {0};
	struct stat st;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a.csv", folder);
	snprintf(link, sizeof link, "%s/link", folder);
	umask(0);
	assert_true(export_file_write(path, "old, and longer", 15, &e));
	assert_true(export_file_write(path, "new", 3, &e));
	assert_int_equal(lstat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_size, 3);
	assert_int_equal(symlink(path, link), 0);
	assert_false(export_file_write(link, "x", 1, &e));
	assert_int_equal(e.code, ERR_DATA);
	assert_false(export_file_write("/nowhere/at/all.csv", "x", 1, &e));
	assert_int_equal(e.code, ERR_CANNOT_CREATE);
	unlink(link);
	unlink(path);
	assert_int_equal(rmdir(folder), 0); /* and nothing else was left */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(rows_and_cells_with_their_lines, tear_down),
		cmocka_unit_test_teardown(bad_lines_are_told_and_the_others_read, tear_down),
		cmocka_unit_test_teardown(an_empty_file_is_an_empty_table, tear_down),
		cmocka_unit_test_teardown(formulas_are_guarded_and_come_back, tear_down),
		cmocka_unit_test_teardown(what_is_no_file_is_refused, tear_down),
		cmocka_unit_test_teardown(a_file_is_written_whole_and_for_its_owner, tear_down),
	};
	return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
