/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai score --factors FILE --answers FILE`: needs no database, no terminal and no account. Prints one JSON object;
 * with anything wrong in either file, only the findings as "file:line: reason" on standard error, and status 65.
 */
#ifndef SARAI_COMMAND_SCORE_H
#define SARAI_COMMAND_SCORE_H

int command_score(int argc, char **argv);

#endif
