/* SPDX-License-Identifier: GPL-3.0-or-later
 * Zone B's school holidays: the ministry's where they are known, plausible ones for every other
 * year. */
#pragma once

#include "pf-calendar.h"

G_BEGIN_DECLS

/**
 * pfs_zone_b_get_holidays:
 * @first_year: the September of the first school year
 * @last_year: the September of the last one
 *
 * Returns: (transfer full) (element-type PfPeriod): pupils' holidays of these school years, the
 * summer that ends each of them
 *   included, sorted by first day, without overlaps.
 */
GPtrArray *pfs_zone_b_get_holidays (int first_year, int last_year);

G_END_DECLS
