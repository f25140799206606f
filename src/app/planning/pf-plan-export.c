/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a year of the plan and saves its events. */
#include "config.h"

#include "pf-plan-export.h"

#include <glib/gi18n-lib.h>

#include "common/pf-file-save.h"
#include "pf-plan-event.h"

/* One file being made. */
typedef struct {
  GtkWidget *widget; /* (owned) */
  PfHub *hub;        /* (owned) */
  PfHubPlan *plan;   /* (owned) */
} Export;

static void
free_export (Export *export)
{
  g_signal_handlers_disconnect_by_data (export->plan, export);
  g_signal_handlers_disconnect_by_data (export->hub, export);
  g_clear_object (&export->plan);
  g_clear_object (&export->hub);
  g_clear_object (&export->widget);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, free_export)

GBytes *
pf_plan_export_format (PfHub *hub, GListModel *items)
{
  g_autoptr (GPtrArray) events =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pf_agenda_event_free);
  g_autoptr (PfPlanItem) first = g_list_model_get_item (items, 0);
  g_autoptr (GTimeZone) local = first == NULL ? g_time_zone_new_local () : NULL;
  GTimeZone *zone = first != NULL ? first->town->zone : local;
  PfMoment at = pf_hub_get_synced_at (hub);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (PfPlanItem) item = g_list_model_get_item (items, i);
      const char *town = pf_account_get_uri (pf_hub_get_account (hub, item->session));
      PfAgendaEvent *event = pf_plan_event_new (item, town, zone, FALSE);

      if (event != NULL)
        g_ptr_array_add (events, event);
    }
  return pf_agenda_format (events, _("Portail Famille"), zone,
                           first != NULL ? first->town->time_zone
                                         : g_time_zone_get_identifier (zone),
                           at != PF_MOMENT_NONE ? at : pf_hub_get_now (hub));
}

/* Saves once all that an event says has been read. */
static void
save_when_read (Export *export)
{
  g_autoptr (Export) owned = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!pf_hub_plan_is_loaded (export->plan) ||
      !pf_hub_has_records (export->hub, PF_COLLECTION_MENUS))
    return;
  owned = export;
  bytes = pf_plan_export_format (export->hub, G_LIST_MODEL (export->plan));
  pf_file_save (export->widget, bytes, "portail-famille.ics");
}

void
pf_plan_export_calendar (GtkWidget *widget, PfHub *hub)
{
  Export *export;
  PfDay today;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PF_IS_HUB (hub));

  export = g_new0 (Export, 1);
  export->widget = g_object_ref (widget);
  export->hub = g_object_ref (hub);
  export->plan = pf_hub_create_plan (hub);
  today = pf_hub_get_today (hub);
  pf_hub_get_records (hub, PF_COLLECTION_MENUS);
  g_signal_connect_swapped (export->plan, "notify::is-loaded", G_CALLBACK (save_when_read), export);
  g_signal_connect_swapped (hub, "records-loaded", G_CALLBACK (save_when_read), export);
  pf_hub_plan_set_range (export->plan, pf_plan_event_get_first (today),
                         pf_plan_event_get_last (today));
  save_when_read (export);
}
