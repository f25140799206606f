/* SPDX-License-Identifier: GPL-3.0-or-later
 * Makes an event of what is held: when and where, for whom, what is not settled, the menu. */
#include "config.h"

#include "pf-plan-event.h"

#include <glib/gi18n-lib.h>

#include "common/pf-date-text.h"
#include "menus/pf-menu-find.h"
#include "menus/pf-menu-text.h"
#include "pf-slot-text.h"

/* Returns: FALSE for what no calendar has to know: nothing is held, and nothing was. */
static gboolean
get_status_of_facts (PfPlanItem *item, PfAgendaStatus *status)
{
  PfMoment now = pf_session_get_now (item->session);

  switch (pf_slot_get_state (&item->facts, now, pf_session_get_today (item->session)))
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

/* What is to be booked is there, too, but not sure. */
static gboolean
get_status (PfPlanItem *item, gboolean is_changing, PfAgendaStatus *status)
{
  if (is_changing && item->intent->line->action == PF_ACTION_BOOK)
    {
      *status = PF_AGENDA_TENTATIVE;
      return TRUE;
    }
  return get_status_of_facts (item, status);
}

/* Returns: (transfer none) (nullable): how far a change made here has come. */
static const char *
find_change (PfPlanItem *item)
{
  gboolean is_cancelling = item->intent != NULL && item->intent->line->action == PF_ACTION_CANCEL;

  if (item->mark == PF_MARK_DRAFT)
    return is_cancelling ? _("To be cancelled: in the basket, not sent yet")
                         : _("In the basket, not sent yet");
  if (item->mark == PF_MARK_QUEUED)
    return is_cancelling ? _("To be cancelled: sent, waiting for the town's answer")
                         : _("Sent, waiting for the town's answer");
  return NULL;
}

/* Returns: (transfer full) (nullable): what is eaten then, where that is known. */
static char *
create_menu_line (PfPlanItem *item)
{
  PfMenu *menu = pf_menu_find_for_slot (item);
  g_autofree char *dishes = NULL;

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
create_text (PfPlanItem *item, PfAgendaStatus status, const char *change)
{
  GString *text = g_string_new (NULL);
  g_autofree char *menu = create_menu_line (item);

  add_line (text, change);
  if (change == NULL && status == PF_AGENDA_TENTATIVE)
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

PfDay
pf_plan_event_get_first (PfDay today)
{
  return pf_day_add_months (pf_day_get_month_start (today), -1);
}

PfDay
pf_plan_event_get_last (PfDay today)
{
  return pf_day_get_month_end (
      pf_day_add_months (pf_plan_event_get_first (today), PF_PLAN_EVENT_MONTHS - 1));
}

PfAgendaEvent *
pf_plan_event_new (PfPlanItem *item, const char *town, GTimeZone *zone, gboolean tells_changes)
{
  const char *change = tells_changes ? find_change (item) : NULL;
  g_autoptr (GUri) uri = NULL;
  g_autofree char *day = NULL;
  g_autofree char *uid = NULL;
  g_autofree char *title = NULL;
  PfAgendaEvent *event;
  PfAgendaStatus status;
  PfSite *site;

  g_return_val_if_fail (PF_IS_PLAN_ITEM (item) && item->session != NULL, NULL);
  g_return_val_if_fail (town != NULL && zone != NULL, NULL);

  if (!get_status (item, change != NULL, &status))
    return NULL;
  uri = g_uri_parse (town, G_URI_FLAGS_NONE, NULL);
  day = pf_day_format (item->facts.day);
  uid = g_strdup_printf ("%s-%s-%s@%s", pf_record_get_id (PF_RECORD (item->enrolment)),
                         item->unit->id, day, uri != NULL ? g_uri_get_host (uri) : town);
  /* TRANSLATORS: the title of an event in a calendar: a child, then an activity. */
  title =
      g_strdup_printf (C_("event", "%s: %s"), item->child->first_name, pf_slot_text_unit (item));
  if (status == PF_AGENDA_CANCELLED)
    {
      g_autofree char *plain = title;

      title = pf_agenda_cancel_title (plain);
    }
  event = pf_agenda_event_new (uid, item->facts.day, title);
  site = pf_session_find_record (item->session, PF_COLLECTION_SITES, item->activity->site);
  event->status = status;
  event->version = item->version;
  event->place = site != NULL ? g_strdup (site->name) : NULL;
  event->text = create_text (item, status, change);
  set_times (event, item, zone);
  return event;
}
