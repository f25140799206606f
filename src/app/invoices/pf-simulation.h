/* SPDX-License-Identifier: GPL-3.0-or-later
 * "What would a month cost?": the tariffs of one town, unfolded by activity, with the weekdays that
 * the person would take. */
#pragma once

#include <adwaita.h>

#include "common/pf-hub.h"

G_BEGIN_DECLS

#define PF_TYPE_SIMULATION (pf_simulation_get_type ())
G_DECLARE_FINAL_TYPE (PfSimulation, pf_simulation, PF, SIMULATION, AdwBin)

/** Signal "changed" (): it comes to another amount. */
GtkWidget *pf_simulation_new (PfSession *session);
/**
 * pf_simulation_set_terms:
 * @month: its first day
 * @quotient: in cents; PF_CENTS_UNKNOWN = the maximum tariff
 * @plan: (element-type PfPlanItem): what opens in that month, as far as the family can see it
 */
void pf_simulation_set_terms (PfSimulation *self, PfDay month, gint64 quotient, GListModel *plan);
/** @n_days: (out). Returns: what the chosen weekdays come to. */
PfCents pf_simulation_get_total (PfSimulation *self, guint *n_days);

G_END_DECLS
