/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What is stored beside the answers of a referral.
 */
#ifndef SARAI_KIND_REFERRAL_BESIDE_H
#define SARAI_KIND_REFERRAL_BESIDE_H

#define BESIDE_ENTRY "=entry" /* of the directory */
#define BESIDE_SINCE "=since" /* when it came to its state */
#define BESIDE_SENT "=sent"
#define BESIDE_REMINDED "=reminded"
#define BESIDE_NEXT "=next"	    /* agreed for then */
#define BESIDE_AGAIN_OF "=again_of" /* the referral before */
#define BESIDE_AGAIN "=again"	    /* the one after */
#define BESIDE_GAP "=gap"
#define BESIDE_CONSENT "=consent" /* the consent it was sent with */
#define BESIDE_UNSEEN "=unseen"	  /* sent without consent: "yes" until a supervisor has seen it */

#endif
