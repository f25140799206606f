/* SPDX-License-Identifier: GPL-3.0-or-later
 * Days, moments and money in the words of the town's families: in the language of each, whatever
 * the process's locale. */
#pragma once

#include "pf-money.h"
#include "pf-moment.h"
#include "pfs-language.h"

G_BEGIN_DECLS

/** Returns: (transfer full): "lundi 1er mars 2027", "Monday 1 March 2027". */
char *pfs_words_format_day (PfDay day, PfsLanguage language);
/** Returns: (transfer full): "lundi 1er mars 2027 à 23 h 59", "Monday 1 March 2027 at 23:59". */
char *pfs_words_format_moment (PfMoment moment, GTimeZone *zone, PfsLanguage language);
/** @currency: ISO 4217. Returns: (transfer full): "3,40 €", "€3.40", "CHF 3.40". */
char *pfs_words_format_cents (PfCents amount, const char *currency, PfsLanguage language);

G_END_DECLS
