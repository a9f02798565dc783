/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai directory import FILE.csv` takes a table into the service directory, all of it or, with one line that is
 * wrong, nothing; `--dry-run` only looks. `sarai directory export FILE.csv` writes it. What is wrong goes to standard
 * error as "file:line: reason", with status 65.
 */
#ifndef SARAI_COMMAND_DIRECTORY_H
#define SARAI_COMMAND_DIRECTORY_H

int command_directory(int argc, char **argv);

#endif
