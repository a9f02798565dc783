/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `sarai weights compare NEW.ini`: every current assessment scored again under other weights, none changed. `sarai
 * weights overrides`: where professionals assign another level. `sarai weights adopt NEW.ini --authority TEXT`: put in
 * force. For whoever keeps the server and may open the database file itself.
 */
#ifndef SARAI_COMMAND_WEIGHTS_H
#define SARAI_COMMAND_WEIGHTS_H

int command_weights(int argc, char **argv);

#endif
