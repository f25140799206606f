/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a month and hands its sheet over. */
#include "config.h"

#include "pf-plan-print.h"

#include <glib/gi18n-lib.h>

#include "common/pf-date-text.h"
#include "menus/pf-menu-find.h"
#include "menus/pf-menu-text.h"
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
  PfPlanPrintFlags flags;
} Printing;

static void
printing_free (Printing *printing)
{
  g_signal_handlers_disconnect_by_data (printing->plan, printing);
  g_signal_handlers_disconnect_by_data (printing->hub, printing);
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

/* One meal of a day, and who has it. */
typedef struct {
  char *dishes;   /* (owned) */
  GString *names; /* (owned): of the children */
} Meal;

static void
clear_meal (gpointer data)
{
  Meal *meal = data;

  g_free (meal->dishes);
  g_string_free (meal->names, TRUE);
}

static Meal *
find_meal (GArray *meals, const char *dishes)
{
  for (guint i = 0; i < meals->len; i++)
    if (g_str_equal (g_array_index (meals, Meal, i).dishes, dishes))
      return &g_array_index (meals, Meal, i);
  return NULL;
}

/* Adds what is eaten in @slot. */
static void
take_meal (GArray *meals, const PfPlanSlot *slot)
{
  PfMenu *menu = pf_menu_find_for_slot (slot->item);
  g_autofree char *dishes = menu != NULL ? pf_menu_text_dishes (menu) : NULL;
  Meal *known;

  if (dishes == NULL || *dishes == '\0')
    return;
  known = find_meal (meals, dishes);
  if (known != NULL)
    {
      g_string_append_printf (known->names, ", %s", slot->item->child->first_name);
      return;
    }
  g_array_append_val (meals, ((Meal){ g_steal_pointer (&dishes),
                                      g_string_new (slot->item->child->first_name) }));
}

/* Where the children of a day eat different things, each meal says whose it is. */
static void
add_meals (PfPrintout *sheet, PfPlanIndex *index, PfDay date)
{
  g_autoptr (GArray) meals = g_array_new (FALSE, FALSE, sizeof (Meal));
  PfPlanDay day;

  g_array_set_clear_func (meals, clear_meal);
  pf_plan_index_get_day (index, date, &day);
  for (guint i = 0; i < day.n_slots; i++)
    if (pf_booking_is_held ((PfBooking) day.slots[i].item->facts.booking))
      take_meal (meals, &day.slots[i]);
  for (guint i = 0; i < meals->len; i++)
    {
      Meal *meal = &g_array_index (meals, Meal, i);
      /* Translators: children's first names, then what they eat: "Léna, Hugo: soup, rice". */
      g_autofree char *line =
          g_strdup_printf (C_("whose meal", "%1$s: %2$s"), meal->names->str, meal->dishes);

      pf_month_sheet_add_meal (sheet, date, meals->len > 1 ? line : meal->dishes);
    }
}

static gboolean
is_read (Printing *printing)
{
  return pf_hub_plan_is_loaded (printing->plan) &&
         ((printing->flags & PF_PLAN_PRINT_MENUS) == 0 ||
          pf_hub_has_records (printing->hub, PF_COLLECTION_MENUS));
}

static void
print_when_read (Printing *printing)
{
  g_autoptr (Printing) owned = NULL;
  g_autoptr (PfPlanIndex) index = NULL;
  g_autofree char *foot = NULL;
  PfTown *town;
  PfPrintout *sheet;

  if (!is_read (printing))
    return;
  owned = printing;
  town = get_town (printing->hub);
  foot = describe_source (printing->hub, town);
  index = pf_plan_index_new (G_LIST_MODEL (printing->plan));
  pf_plan_index_set_clock (index, pf_hub_get_now (printing->hub), pf_hub_get_today (printing->hub));
  pf_plan_index_set_filter (index, printing->child, printing->activity);
  sheet = pf_month_sheet_new (index, printing->month, town != NULL ? town->calendar : NULL, foot);
  if ((printing->flags & PF_PLAN_PRINT_MENUS) != 0)
    for (PfDay day = pf_day_get_month_start (printing->month);
         day <= pf_day_get_month_end (printing->month); day++)
      add_meals (sheet, index, day);
  if ((printing->flags & PF_PLAN_PRINT_SAVES) != 0)
    pf_print_save (printing->widget, sheet);
  else
    pf_print (printing->widget, sheet);
}

void
pf_plan_print_month (GtkWidget       *widget,
                     PfHub           *hub,
                     PfDay            month,
                     PfChild         *child,
                     PfActivity      *activity,
                     PfPlanPrintFlags flags)
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
  printing->flags = flags;
  pf_hub_plan_set_range (printing->plan, pf_day_get_month_start (month),
                         pf_day_get_month_end (month));
  g_signal_connect_swapped (printing->plan, "notify::is-loaded", G_CALLBACK (print_when_read),
                            printing);
  if ((flags & PF_PLAN_PRINT_MENUS) != 0)
    {
      g_signal_connect_swapped (hub, "records-loaded", G_CALLBACK (print_when_read), printing);
      pf_hub_get_records (hub, PF_COLLECTION_MENUS);
    }
  print_when_read (printing);
}
