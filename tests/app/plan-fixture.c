/* SPDX-License-Identifier: GPL-3.0-or-later
 * Builds the made-up plan. States follow from a fixed mix of day, child and unit, so that
 * pictures do not change between runs. */
#include "config.h"

#include "plan-fixture.h"

#include "pf-calendar.h"

#define HOUR 3600
#define DAY (24 * HOUR)

static const struct {
  const char *id;
  const char *name;
  PfKind kind;
  guint weekdays;
  struct {
    const char *id;
    const char *name;
    const char *short_name;
    int start;
    int end;
    PfCents price;
  } units[4];
} activities[] = {
  { "canteen", "Canteen", PF_KIND_PERI, 0x1b, { { "meal", "Meal", "R", 720, 810, 340 } } },
  { "care",
    "Care",
    PF_KIND_PERI,
    0x1b,
    { { "morning", "Morning", "M", 450, 510, 120 },
      { "evening-1", "Evening 1", "S1", 990, 1050, 150 },
      { "evening-2", "Evening 2", "S2", 1050, 1110, 150 } } },
  { "centre",
    "Wednesday centre",
    PF_KIND_EXTRA,
    0x04,
    { { "am", "Half day, morning", "AM", 480, 720, 600 },
      { "lunch", "Lunch", "L", 720, 810, 380 },
      { "pm", "Half day, afternoon", "PM", 810, 1080, 600 } } },
};

static const char *const names[] = { "Léna", "Hugo", "Inès", "Tom", "Zoé", "Adam" };

static PfUnit *
make_unit (guint activity, guint unit)
{
  PfUnit *self = g_new0 (PfUnit, 1);

  self->id = g_strdup (activities[activity].units[unit].id);
  self->name = g_strdup (activities[activity].units[unit].name);
  self->short_name = g_strdup (activities[activity].units[unit].short_name);
  self->start_minute = activities[activity].units[unit].start;
  self->end_minute = activities[activity].units[unit].end;
  return self;
}

PlanFixture *
plan_fixture_new (guint n_children)
{
  PlanFixture *self = g_new0 (PlanFixture, 1);

  self->town = pf_record_new (PF_TYPE_TOWN, "town");
  self->town->name = g_strdup ("Montclair"); /* in Paris's time and in euros, as towns are */
  pf_calendar_add_school_holiday (self->town->calendar, pf_day_new (2026, 10, 17),
                                  pf_day_new (2026, 11, 1), "Autumn");
  self->children = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < n_children; i++)
    {
      PfChild *child = pf_record_new (PF_TYPE_CHILD, names[i]);

      child->first_name = g_strdup (names[i]);
      child->last_name = g_strdup ("Martin");
      child->birth_date = pf_day_new (2014 + i, 5, 12);
      g_ptr_array_add (self->children, child);
    }
  self->activities = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < G_N_ELEMENTS (activities); i++)
    {
      PfActivity *activity = pf_record_new (PF_TYPE_ACTIVITY, activities[i].id);

      activity->name = g_strdup (activities[i].name);
      activity->kind = activities[i].kind;
      for (guint unit = 0; unit < 4 && activities[i].units[unit].id != NULL; unit++)
        g_ptr_array_add (activity->units, make_unit (i, unit));
      g_ptr_array_add (self->activities, activity);
    }
  self->items = g_list_store_new (PF_TYPE_PLAN_ITEM);
  self->today = pf_day_new (2026, 10, 8);
  self->now = pf_moment_at (self->today, 10 * HOUR, self->town->zone);
  return self;
}

void
plan_fixture_free (PlanFixture *self)
{
  g_clear_object (&self->items);
  g_ptr_array_unref (self->activities);
  g_ptr_array_unref (self->children);
  g_clear_object (&self->town);
  g_free (self);
}

PfSlot
plan_fixture_make_facts (PlanFixture *self, PfState state, PfDay day)
{
  PfSlot slot;

  pf_slot_init (&slot, day, 0);
  slot.price = 340;
  slot.late_price = 490;
  slot.book_until = slot.cancel_until = pf_moment_at (day - 2, DAY - 1, self->town->zone);
  slot.late_until = pf_moment_at (day, 9 * HOUR, self->town->zone);
  switch (state)
    {
    case PF_STATE_BOOKED:
      slot.booking = PF_BOOKING_BOOKED;
      slot.cancel_until = MAX (slot.cancel_until, self->now + 3 * DAY);
      slot.charged = 340;
      break;
    case PF_STATE_LOCKED:
      slot.booking = PF_BOOKING_BOOKED;
      slot.cancel_until = self->now - DAY;
      slot.charged = 340;
      break;
    case PF_STATE_OPEN:
      slot.book_until = MAX (slot.book_until, self->now + DAY);
      slot.places = 12;
      break;
    case PF_STATE_LATE:
      slot.book_until = self->now - DAY;
      slot.late_until = self->now + DAY;
      break;
    case PF_STATE_CANCELLED:
      slot.booking = PF_BOOKING_CANCELLED;
      break;
    case PF_STATE_FULL:
      slot.book_until = MAX (slot.book_until, self->now + DAY);
      slot.places = 0;
      slot.flags = PF_SLOT_HAS_WAITING_LIST;
      break;
    case PF_STATE_WAITING:
      slot.booking = PF_BOOKING_WAITING;
      slot.rank = 3;
      break;
    case PF_STATE_PENDING:
      slot.booking = PF_BOOKING_PENDING;
      slot.flags = PF_SLOT_NEEDS_APPROVAL;
      break;
    case PF_STATE_CLOSED:
      slot.closure = PF_CLOSURE_SCHOOL_HOLIDAY;
      break;
    case PF_STATE_TOO_EARLY:
      slot.book_from = self->now + 5 * DAY;
      break;
    case PF_STATE_TOO_LATE:
      slot.book_until = slot.late_until = self->now - DAY;
      break;
    case PF_STATE_PRESENT:
    case PF_STATE_ABSENT:
    case PF_STATE_EXCUSED:
      slot.booking = PF_BOOKING_BOOKED;
      slot.charged = 340;
      slot.attendance = PF_ATTENDANCE_PRESENT + (state - PF_STATE_PRESENT);
      break;
    case PF_STATE_PAST:
    default:
      break;
    }
  return slot;
}

PfPlanItem *
plan_fixture_add (PlanFixture *self,
                  guint        child,
                  guint        activity,
                  guint        unit,
                  PfDay        day,
                  PfState      state,
                  PfAction     draft)
{
  PfActivity *of = g_ptr_array_index (self->activities, activity);
  const PfUnit *what = g_ptr_array_index (of->units, unit);
  PfSlot facts = plan_fixture_make_facts (self, state, day);
  g_autoptr (PfIntent) intent = NULL;
  g_autoptr (PfPlanItem) item = NULL;

  facts.unit = unit;
  facts.price = activities[activity].units[unit].price;
  facts.late_price = facts.price + 150;
  if (facts.charged != PF_CENTS_UNKNOWN)
    facts.charged = facts.price;
  if (draft != PF_ACTION_NONE)
    {
      intent = pf_intent_new (1, pf_line_new ("enrolment", what->id, day, draft, 1, facts.price),
                              self->now);
    }
  item = pf_plan_item_new (NULL, self->town, g_ptr_array_index (self->children, child), NULL, of,
                           what, &facts, intent, self->now);
  g_list_store_append (self->items, item);
  return item;
}

static PfState
choose_state (PlanFixture *self, PfDay day, guint child, guint activity, guint unit)
{
  static const PfState future[] = {
    PF_STATE_BOOKED, PF_STATE_OPEN,      PF_STATE_BOOKED,  PF_STATE_OPEN,
    PF_STATE_BOOKED, PF_STATE_WAITING,   PF_STATE_OPEN,    PF_STATE_BOOKED,
    PF_STATE_FULL,   PF_STATE_CANCELLED, PF_STATE_PENDING, PF_STATE_OPEN,
  };
  guint mix = (day * 7 + child * 5 + activity * 11 + unit * 3) % 97;

  if (day > pf_day_new (2026, 10, 16) && day < pf_day_new (2026, 11, 2))
    return PF_STATE_CLOSED;
  if (pf_public_holiday (day, PF_REGION_METROPOLE) != PF_HOLIDAY_NONE)
    return PF_STATE_CLOSED;
  if (day < self->today)
    return mix % 9 == 0    ? PF_STATE_ABSENT
           : mix % 13 == 0 ? PF_STATE_EXCUSED
           : mix % 4 == 3  ? PF_STATE_PAST
                           : PF_STATE_PRESENT;
  if (day <= self->today + 1)
    return mix % 3 == 0 ? PF_STATE_TOO_LATE : PF_STATE_LOCKED;
  if (day <= self->today + 5)
    return mix % 3 == 0 ? PF_STATE_LATE : mix % 3 == 1 ? PF_STATE_LOCKED : PF_STATE_BOOKED;
  return future[mix % G_N_ELEMENTS (future)];
}

void
plan_fixture_fill (PlanFixture *self, PfDay first, PfDay last)
{
  static const struct {
    guint activity;
    guint unit;
  } by_start[] = {
    { PLAN_FIXTURE_CARE, 0 },   { PLAN_FIXTURE_CENTRE, 0 }, { PLAN_FIXTURE_CANTEEN, 0 },
    { PLAN_FIXTURE_CENTRE, 1 }, { PLAN_FIXTURE_CENTRE, 2 }, { PLAN_FIXTURE_CARE, 1 },
    { PLAN_FIXTURE_CARE, 2 },
  };

  for (PfDay day = first; day <= last; day++)
    for (guint child = 0; child < self->children->len; child++)
      for (gsize i = 0; i < G_N_ELEMENTS (by_start); i++)
        {
          guint activity = by_start[i].activity, unit = by_start[i].unit;
          PfState state = choose_state (self, day, child, activity, unit);
          gboolean is_draft = state == PF_STATE_OPEN && (day + child + unit) % 4 == 0;

          if ((activities[activity].weekdays & PF_WEEKDAY_BIT (pf_day_get_weekday (day))) != 0)
            plan_fixture_add (self, child, activity, unit, day, state,
                              is_draft ? PF_ACTION_BOOK : PF_ACTION_NONE);
        }
}
