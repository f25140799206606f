/* SPDX-License-Identifier: GPL-3.0-or-later
 * The month's days as copied from the plan. */
#include "config.h"

#include "pf-month-sheet-private.h"

#include "common/pf-date-text.h"
#include "pf-legend.h"
#include "pf-slot-text.h"

#include <glib/gi18n-lib.h>

static void
entry_free (PfMonthEntry *entry)
{
  g_free (entry->unit);
  g_free (entry->name);
  g_free (entry);
}

static void
free_sheet (PfPrintout *printout)
{
  PfMonthSheet *self = (PfMonthSheet *) printout;

  for (gsize i = 0; i < G_N_ELEMENTS (self->days); i++)
    {
      g_free (self->days[i].note);
      g_free (self->days[i].meals);
      g_clear_pointer (&self->days[i].entries, g_ptr_array_unref);
    }
  g_ptr_array_unref (self->children);
  g_free (self->units);
  g_free (self->foot);
  g_free (self);
}

static char *
name_entry (PfPlanItem *item)
{
  if (item->activity->units->len < 2)
    return g_strdup (item->activity->name);
  /* Translators: an activity, then which part of it: "Nursery: Evening". */
  return g_strdup_printf (C_("activity and unit", "%1$s: %2$s"), item->activity->name,
                          item->unit->name);
}

static void
add_entry (PfMonthSheet *self, PfMonthDay *day, const PfPlanSlot *slot, PfMoment now, PfDay today)
{
  PfPlanItem *item = slot->item;
  PfState state = pf_slot_get_state (&item->facts, now, today);
  PfMonthEntry *entry;

  if ((PF_STATES_HELD & 1u << state) == 0)
    return;
  entry = g_new0 (PfMonthEntry, 1);
  entry->child = slot->child;
  entry->state = state;
  entry->unit = g_strdup (pf_slot_text_unit (item));
  entry->name = name_entry (item);
  self->states |= 1u << state;
  g_ptr_array_add (day->entries, entry);
}

/* Returns: (transfer full) (nullable): why nothing is on @date. */
static char *
find_note (PfDay date, PfCalendar *calendar, const PfPlanDay *of_plan)
{
  const PfPeriod *period = NULL;
  PfHoliday holiday = PF_HOLIDAY_NONE;

  if (calendar != NULL)
    {
      holiday = pf_calendar_get_public_holiday (calendar, date);
      period = pf_calendar_get_school_holiday (calendar, date);
    }
  if (holiday != PF_HOLIDAY_NONE)
    return g_strdup (pf_holiday_get_name (holiday));
  if (of_plan->n_slots > 0 && of_plan->label != NULL)
    return g_strdup (of_plan->label);
  return period != NULL ? g_strdup (period->name) : NULL;
}

static void
copy_day (PfMonthSheet *self, PfPlanIndex *index, PfDay date, PfCalendar *calendar)
{
  PfMonthDay *day = &self->days[date - self->first];
  PfWeekday weekday = pf_day_get_weekday (date);
  PfPlanDay of_plan;

  pf_plan_index_get_day (index, date, &of_plan);
  day->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  for (guint i = 0; i < of_plan.n_slots; i++)
    add_entry (self, day, &of_plan.slots[i], pf_plan_index_get_now (index),
               pf_plan_index_get_today (index));
  day->note = find_note (date, calendar, &of_plan);
  day->is_free =
      day->entries->len == 0 &&
      (day->note != NULL || of_plan.closure != PF_CLOSURE_NONE || weekday >= PF_SATURDAY);
}

static char *
describe_units_of (PfActivity *activity)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < activity->units->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "",
                            ((const PfUnit *) g_ptr_array_index (activity->units, i))->name);
  return g_strdup_printf (C_("activity and unit", "%1$s: %2$s"), activity->name, names->str);
}

/* Returns: (transfer full): "Care: Morning, Evening 1", of each activity that has several. */
static char *
describe_units (PfPlanIndex *index)
{
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  GString *text = g_string_new (NULL);
  guint n_slots;
  const PfPlanSlot *slots = pf_plan_index_get_slots (index, &n_slots);

  for (guint i = 0; i < n_slots; i++)
    {
      PfActivity *activity = slots[i].item->activity;
      g_autofree char *line = NULL;

      if (activity->units->len < 2 || g_ptr_array_find (known, activity, NULL))
        continue;
      g_ptr_array_add (known, activity);
      line = describe_units_of (activity);
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", line);
    }
  return g_string_free (text, FALSE);
}

PfPrintout *
pf_month_sheet_new (PfPlanIndex *index, PfDay month, PfCalendar *calendar, const char *foot)
{
  PfMonthSheet *self;
  GPtrArray *children;
  g_autofree char *name = NULL;

  g_return_val_if_fail (PF_IS_PLAN_INDEX (index) && pf_day_is_valid (month), NULL);

  self = g_new0 (PfMonthSheet, 1);
  self->first = pf_day_get_month_start (month);
  self->last = pf_day_get_month_end (month);
  self->children = g_ptr_array_new_with_free_func (g_free);
  self->foot = g_strdup (foot);
  children = pf_plan_index_get_children (index);
  for (guint i = 0; i < children->len; i++)
    g_ptr_array_add (self->children,
                     g_strdup (((PfChild *) g_ptr_array_index (children, i))->first_name));
  for (PfDay date = self->first; date <= self->last; date++)
    copy_day (self, index, date, calendar);
  self->units = self->children->len > 1 ? describe_units (index) : g_strdup ("");
  pf_paper_colors_init (&self->colors);
  name = pf_day_format (self->first);
  self->printout = (PfPrintout){
    .title = pf_date_text_month (self->first),
    .file_name = g_strdup_printf ("portail-famille-%.7s.pdf", name),
    .is_landscape = TRUE,
    .lay_out = pf_month_sheet_lay_out,
    .draw = pf_month_sheet_draw,
    .free = free_sheet,
  };
  return &self->printout;
}

void
pf_month_sheet_add_meal (PfPrintout *sheet, PfDay day, const char *meal)
{
  PfMonthSheet *self = (PfMonthSheet *) sheet;
  PfMonthDay *at;
  char *meals;

  g_return_if_fail (day >= self->first && day <= self->last);

  at = &self->days[day - self->first];
  meals = at->meals != NULL ? g_strconcat (at->meals, "\n", meal, NULL) : g_strdup (meal);
  g_free (at->meals);
  at->meals = meals;
}
