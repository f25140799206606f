/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a month and hands its sheet over. */
#include "config.h"

#include "pf-plan-print.h"

#include <glib/gi18n-lib.h>

#include "common/pf-date-text.h"
#include "pf-plan-index.h"
#include "printing/pf-month-sheet.h"
#include "printing/pf-print.h"

/* One sheet being made. */
typedef struct {
  GtkWidget *widget;    /* (owned) */
  PfHub *hub;           /* (owned) */
  PfHubPlan *plan;      /* (owned) */
  PfChild *child;       /* (owned) (nullable) */
  PfActivity *activity; /* (owned) (nullable) */
  PfDay month;
  gboolean saves;
} Printing;

static void
printing_free (Printing *printing)
{
  g_signal_handlers_disconnect_by_data (printing->plan, printing);
  g_object_unref (printing->widget);
  g_object_unref (printing->hub);
  g_object_unref (printing->plan);
  g_clear_object (&printing->child);
  g_clear_object (&printing->activity);
  g_free (printing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Printing, printing_free)

/* Returns: (transfer none) (nullable): the town that names the holidays: the first. */
static PfTown *
get_town (PfHub *hub)
{
  g_autoptr (PfSession) session = g_list_model_get_item (pf_hub_get_sessions (hub), 0);

  return session != NULL ? pf_session_get_town (session) : NULL; /* the hub keeps them */
}

/* Returns: (transfer full) (nullable): which towns, and of when they are known. */
static char *
describe_source (PfHub *hub, PfTown *town)
{
  PfMoment synced_at = pf_hub_get_synced_at (hub);
  g_autofree char *moment = NULL;

  if (town == NULL || synced_at == PF_MOMENT_NONE)
    return NULL;
  moment = pf_date_text_moment (synced_at, pf_hub_get_today (hub), town->zone);
  /* Translators: what a sheet shows; a town, and a moment as "Tuesday 27 October, 23:59". */
  return g_strdup_printf (_("%1$s, as of %2$s"),
                          g_list_model_get_n_items (pf_hub_get_sessions (hub)) > 1 ? _("All towns")
                                                                                   : town->name,
                          moment);
}

static void
print_when_read (Printing *printing)
{
  g_autoptr (Printing) owned = NULL;
  g_autoptr (PfPlanIndex) index = NULL;
  g_autofree char *foot = NULL;
  PfTown *town;
  PfPrintout *sheet;

  if (!pf_hub_plan_is_loaded (printing->plan))
    return;
  owned = printing;
  town = get_town (printing->hub);
  foot = describe_source (printing->hub, town);
  index = pf_plan_index_new (G_LIST_MODEL (printing->plan));
  pf_plan_index_set_clock (index, pf_hub_get_now (printing->hub), pf_hub_get_today (printing->hub));
  pf_plan_index_set_filter (index, printing->child, printing->activity);
  sheet = pf_month_sheet_new (index, printing->month, town != NULL ? town->calendar : NULL, foot);
  if (printing->saves)
    pf_print_save (printing->widget, sheet);
  else
    pf_print (printing->widget, sheet);
}

void
pf_plan_print_month (GtkWidget  *widget,
                     PfHub      *hub,
                     PfDay       month,
                     PfChild    *child,
                     PfActivity *activity,
                     gboolean    saves)
{
  Printing *printing;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PF_IS_HUB (hub) && pf_day_is_valid (month));

  printing = g_new0 (Printing, 1);
  printing->widget = g_object_ref (widget);
  printing->hub = g_object_ref (hub);
  printing->plan = pf_hub_create_plan (hub);
  g_set_object (&printing->child, child);
  g_set_object (&printing->activity, activity);
  printing->month = month;
  printing->saves = saves;
  pf_hub_plan_set_range (printing->plan, pf_day_get_month_start (month),
                         pf_day_get_month_end (month));
  g_signal_connect_swapped (printing->plan, "notify::is-loaded", G_CALLBACK (print_when_read),
                            printing);
  print_when_read (printing);
}
