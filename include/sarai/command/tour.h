/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai tour`.
 */
#ifndef SARAI_COMMAND_TOUR_H
#define SARAI_COMMAND_TOUR_H

int command_tour(int argc, char **argv);

#endif
