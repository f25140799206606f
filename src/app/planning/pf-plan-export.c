/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a year of the plan, makes events of what is held, and saves them. */
#include "config.h"

#include "pf-plan-export.h"

#include <glib/gi18n-lib.h>

#include "common/pf-date-text.h"
#include "common/pf-file-save.h"
#include "menus/pf-menu-find.h"
#include "menus/pf-menu-text.h"
#include "pf-agenda.h"
#include "pf-slot-text.h"

#define MONTHS 13
#define NOON (12 * 60)

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

/* Returns: FALSE for what no calendar has to know: nothing is held, and nothing was. */
static gboolean
get_status (PfPlanItem *item, PfMoment now, PfDay today, PfAgendaStatus *status)
{
  switch (pf_slot_get_state (&item->facts, now, today))
    {
    case PF_STATE_BOOKED:
    case PF_STATE_LOCKED:
    case PF_STATE_PRESENT:
      *status = PF_AGENDA_CONFIRMED;
      return TRUE;
    case PF_STATE_WAITING:
    case PF_STATE_PENDING:
      *status = PF_AGENDA_TENTATIVE;
      return TRUE;
    case PF_STATE_CANCELLED:
    case PF_STATE_ABSENT:
    case PF_STATE_EXCUSED:
      *status = PF_AGENDA_CANCELLED;
      return TRUE;
    case PF_STATE_CLOSED:
      *status = PF_AGENDA_CANCELLED;
      return pf_booking_is_held ((PfBooking) item->facts.booking);
    default:
      return FALSE;
    }
}

/* Returns: (transfer full) (nullable): what is eaten then, where that is known. */
static char *
create_menu_line (PfPlanItem *item)
{
  PfMenu *menu = NULL;
  g_autofree char *dishes = NULL;

  if (item->unit->start_minute <= NOON && NOON <= item->unit->end_minute)
    menu = pf_menu_find (item->session, item->activity->site, item->facts.day);
  if (menu == NULL)
    return NULL;
  dishes = pf_menu_text_dishes (menu);
  return g_strdup_printf (_("Menu: %s"), dishes);
}

static void
add_line (GString *text, const char *line)
{
  if (line == NULL)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

/* Returns: (transfer full): the town's name, what is not settled, when to fetch the child, the
 * menu. */
static char *
create_text (PfPlanItem *item, PfAgendaStatus status)
{
  GString *text = g_string_new (NULL);
  g_autofree char *menu = create_menu_line (item);

  if (status == PF_AGENDA_TENTATIVE)
    add_line (text, item->facts.booking == PF_BOOKING_WAITING ? _("On the waiting list")
                                                              : _("The town has not agreed yet"));
  if (item->unit->end_minute >= 0 && status != PF_AGENDA_CANCELLED)
    {
      g_autofree char *time = pf_date_text_minute (item->unit->end_minute);
      /* TRANSLATORS: %s is a time: until when the child can be fetched. */
      g_autofree char *line = g_strdup_printf (_("Pick-up by %s"), time);

      add_line (text, line);
    }
  add_line (text, menu);
  add_line (text, item->town->name);
  return g_string_free (text, FALSE);
}

/* Another town's clock may be another: the file has the first one's. */
static void
set_times (PfAgendaEvent *event, PfPlanItem *item, GTimeZone *zone)
{
  gint64 shift = 0;

  event->start_minute = item->unit->start_minute;
  event->end_minute = item->unit->end_minute;
  if (item->town->zone == zone || event->start_minute < 0)
    return;
  shift = pf_moment_at (event->day, event->start_minute * 60, item->town->zone) -
          pf_moment_at (event->day, event->start_minute * 60, zone);
  event->start_minute += (int) (shift / 60);
  event->day += (event->start_minute < 0 ? -1 : event->start_minute / (24 * 60));
  event->start_minute = (event->start_minute + 24 * 60) % (24 * 60);
  if (event->end_minute >= 0)
    event->end_minute = (event->end_minute + (int) (shift / 60) + 24 * 60) % (24 * 60);
}

static PfAgendaEvent *
create_event (PfHub *hub, PfPlanItem *item, PfAgendaStatus status, GTimeZone *zone)
{
  const char *town = pf_account_get_uri (pf_hub_get_account (hub, item->session));
  g_autoptr (GUri) uri = g_uri_parse (town, G_URI_FLAGS_NONE, NULL);
  g_autofree char *day = pf_day_format (item->facts.day);
  g_autofree char *uid =
      g_strdup_printf ("%s-%s-%s@%s", pf_record_get_id (PF_RECORD (item->enrolment)),
                       item->unit->id, day, uri != NULL ? g_uri_get_host (uri) : town);
  /* TRANSLATORS: the title of an event in a calendar: a child, then an activity. */
  g_autofree char *title =
      g_strdup_printf (C_("event", "%s: %s"), item->child->first_name, pf_slot_text_unit (item));
  PfAgendaEvent *event = pf_agenda_event_new (uid, item->facts.day, title);
  PfSite *site = pf_session_find_record (item->session, PF_COLLECTION_SITES, item->activity->site);

  event->status = status;
  event->version = item->version;
  event->place = site != NULL ? g_strdup (site->name) : NULL;
  event->text = create_text (item, status);
  set_times (event, item, zone);
  return event;
}

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
      PfMoment now = pf_session_get_now (item->session);
      PfAgendaStatus status;

      if (get_status (item, now, pf_session_get_today (item->session), &status))
        g_ptr_array_add (events, create_event (hub, item, status, zone));
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
  PfDay first;

  g_return_if_fail (GTK_IS_WIDGET (widget) && PF_IS_HUB (hub));

  export = g_new0 (Export, 1);
  export->widget = g_object_ref (widget);
  export->hub = g_object_ref (hub);
  export->plan = pf_hub_create_plan (hub);
  first = pf_day_add_months (pf_day_get_month_start (pf_hub_get_today (hub)), -1);
  pf_hub_get_records (hub, PF_COLLECTION_MENUS);
  g_signal_connect_swapped (export->plan, "notify::is-loaded", G_CALLBACK (save_when_read), export);
  g_signal_connect_swapped (hub, "records-loaded", G_CALLBACK (save_when_read), export);
  pf_hub_plan_set_range (export->plan, first,
                         pf_day_get_month_end (pf_day_add_months (first, MONTHS)));
  save_when_read (export);
}
