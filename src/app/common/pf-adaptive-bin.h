/* SPDX-License-Identifier: GPL-3.0-or-later
 * A bin that knows whether it is narrow: below 720 px the sidebar folds and targets grow. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PF_TYPE_ADAPTIVE_BIN (pf_adaptive_bin_get_type ())
G_DECLARE_FINAL_TYPE (PfAdaptiveBin, pf_adaptive_bin, PF, ADAPTIVE_BIN, GtkWidget)

/**
 * PfAdaptiveBin: properties "child" (GtkWidget), "narrow" (boolean, read-only, notified). CSS
 * class "narrow" follows it.
 */
gboolean pf_adaptive_bin_get_narrow (PfAdaptiveBin *self);

G_END_DECLS
