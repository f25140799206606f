/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the demo town offers: sites, activities, their rules as real towns state them, and their
 * tariffs. Names are the town's data, in its language: they are not translated. */
#include "config.h"

#include "pfs-demo-plan.h"

#define SCHOOL_DAYS                                                                                \
  (PF_WEEKDAY_BIT (PF_MONDAY) | PF_WEEKDAY_BIT (PF_TUESDAY) | PF_WEEKDAY_BIT (PF_THURSDAY) |       \
   PF_WEEKDAY_BIT (PF_FRIDAY))
#define WORK_DAYS (SCHOOL_DAYS | PF_WEEKDAY_BIT (PF_WEDNESDAY))
#define CLOCK(hour, minute) ((hour) *60 + (minute))
#define DAY_END CLOCK (23, 59)

#define N_BANDS 4
#define MAX_UNITS 3

/* The highest quotient of each band, in cents. */
static const gint64 bands[N_BANDS] = { 40000, 70000, 100000, PFS_QUOTIENT_ANY };

static const struct {
  const char *id;
  const char *name;
  const char *address;
} sites[] = {
  { "maternelle", "École maternelle du Petit Bois", "2 allée des Mésanges" },
  { "elementaire", "École élémentaire des Tilleuls", "14 place des Tilleuls" },
  { "moulin", "Centre de loisirs du Moulin", "Chemin du Moulin" },
  { "gymnase", "Gymnase Alice-Milliat", "5 rue du Stade" },
};

static const struct {
  const char *id;
  const char *name;
  const char *site;
  PfKind kind;
  PfSlotFlags flags;
  guint weekdays;
  gboolean in_holidays;
  int capacity;
  PfDeadlineRule book;
  PfDeadlineRule late;
  PfDeadlineRule cancel;
  struct {
    const char *id;
    const char *name;
    const char *short_name;
    int start;
    int end;
    PfCents prices[N_BANDS];
    PfCents surcharge;
  } units[MAX_UNITS];
} offers[] = {
  { "cantine",
    "Restaurant scolaire",
    "elementaire",
    PF_KIND_PERI,
    PF_SLOT_DEFAULT,
    SCHOOL_DAYS,
    FALSE,
    24,
    { .kind = PF_DEADLINE_WEEK_BEFORE,
      .weekday = PF_TUESDAY,
      .weeks = 1,
      .minute_of_day = DAY_END },
    { .kind = PF_DEADLINE_DAYS_BEFORE,
      .days = 1,
      .minute_of_day = CLOCK (10, 0),
      .skip_weekdays = PF_WEEKDAYS_WEEKEND,
      .skip_public_holidays = TRUE },
    { .kind = PF_DEADLINE_WEEK_BEFORE,
      .weekday = PF_TUESDAY,
      .weeks = 1,
      .minute_of_day = DAY_END },
    { { "repas", "Repas", "R", CLOCK (12, 0), CLOCK (13, 30), { 120, 260, 370, 480 }, 200 } } },
  { "alae",
    "ALAE (accueil périscolaire)",
    "elementaire",
    PF_KIND_PERI,
    PF_SLOT_DEFAULT,
    SCHOOL_DAYS,
    FALSE,
    30,
    { .kind = PF_DEADLINE_MONTH_BEFORE, .day_of_month = 20, .months = 1, .minute_of_day = DAY_END },
    { .kind = PF_DEADLINE_NEVER },
    { .kind = PF_DEADLINE_MONTH_BEFORE, .day_of_month = 20, .months = 1, .minute_of_day = DAY_END },
    { { "matin", "Matin", "M", CLOCK (7, 30), CLOCK (8, 30), { 50, 90, 130, 170 }, 0 },
      { "soir-1", "Soir 1", "S1", CLOCK (16, 30), CLOCK (17, 30), { 60, 110, 150, 190 }, 0 },
      { "soir-2", "Soir 2", "S2", CLOCK (17, 30), CLOCK (18, 30), { 60, 110, 150, 190 }, 0 } } },
  { "mercredi",
    "Garderie du mercredi",
    "moulin",
    PF_KIND_EXTRA,
    PF_SLOT_HAS_WAITING_LIST,
    PF_WEEKDAY_BIT (PF_WEDNESDAY),
    FALSE,
    16,
    { .kind = PF_DEADLINE_DAYS_BEFORE,
      .days = 2,
      .minute_of_day = DAY_END,
      .skip_weekdays = PF_WEEKDAYS_WEEKEND,
      .skip_public_holidays = TRUE },
    { .kind = PF_DEADLINE_NEVER },
    { .kind = PF_DEADLINE_DAYS_BEFORE,
      .days = 2,
      .minute_of_day = DAY_END,
      .skip_weekdays = PF_WEEKDAYS_WEEKEND,
      .skip_public_holidays = TRUE },
    { { "matin", "Matin", "M", CLOCK (7, 30), CLOCK (12, 0), { 250, 420, 580, 750 }, 0 },
      { "repas", "Repas", "R", CLOCK (12, 0), CLOCK (13, 30), { 120, 260, 370, 480 }, 0 },
      { "apres-midi",
        "Après-midi",
        "A",
        CLOCK (13, 30),
        CLOCK (18, 0),
        { 250, 420, 580, 750 },
        0 } } },
  { "loisirs",
    "Centre de loisirs des vacances",
    "moulin",
    PF_KIND_EXTRA,
    PF_SLOT_HAS_WAITING_LIST,
    WORK_DAYS,
    TRUE,
    20,
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 21, .minute_of_day = DAY_END },
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 2, .minute_of_day = DAY_END },
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 7, .minute_of_day = DAY_END },
    { { "demi",
        "Demi-journée sans repas",
        "D",
        CLOCK (8, 0),
        CLOCK (12, 0),
        { 310, 520, 740, 980 },
        150 },
      { "demi-repas",
        "Demi-journée avec repas",
        "DR",
        CLOCK (8, 0),
        CLOCK (13, 30),
        { 430, 780, 1110, 1460 },
        250 },
      { "journee",
        "Journée avec repas",
        "J",
        CLOCK (8, 0),
        CLOCK (18, 0),
        { 690, 1240, 1760, 2300 },
        400 } } },
  { "judo",
    "École des sports : judo",
    "gymnase",
    PF_KIND_SPORT,
    PF_SLOT_NEEDS_APPROVAL | PF_SLOT_HAS_WAITING_LIST,
    PF_WEEKDAY_BIT (PF_WEDNESDAY) | PF_WEEKDAY_BIT (PF_SATURDAY),
    FALSE,
    12,
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 3, .minute_of_day = DAY_END },
    { .kind = PF_DEADLINE_NEVER },
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 3, .minute_of_day = DAY_END },
    { { "seance", "Séance", "S", CLOCK (14, 0), CLOCK (15, 30), { 150, 250, 350, 450 }, 0 } } },
  { "stages",
    "Stages sportifs des vacances",
    "gymnase",
    PF_KIND_SPORT,
    PF_SLOT_NEEDS_APPROVAL | PF_SLOT_HAS_WAITING_LIST,
    WORK_DAYS,
    TRUE,
    14,
    { .kind = PF_DEADLINE_DAYS_BEFORE,
      .days = 2,
      .minute_of_day = DAY_END,
      .skip_weekdays = PF_WEEKDAYS_WEEKEND,
      .skip_public_holidays = TRUE },
    { .kind = PF_DEADLINE_NEVER },
    { .kind = PF_DEADLINE_DAYS_BEFORE,
      .days = 2,
      .minute_of_day = DAY_END,
      .skip_weekdays = PF_WEEKDAYS_WEEKEND,
      .skip_public_holidays = TRUE },
    { { "stage",
        "Après-midi multisports",
        "A",
        CLOCK (14, 0),
        CLOCK (17, 0),
        { 200, 350, 500, 650 },
        0 } } },
  { "bus",
    "Transport scolaire",
    "elementaire",
    PF_KIND_PERI,
    PF_SLOT_DEFAULT,
    SCHOOL_DAYS,
    FALSE,
    50,
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 2, .minute_of_day = DAY_END },
    { .kind = PF_DEADLINE_NEVER },
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 2, .minute_of_day = DAY_END },
    { { "aller", "Aller", "A", CLOCK (8, 0), CLOCK (8, 25), { 30, 50, 70, 90 }, 0 },
      { "retour", "Retour", "R", CLOCK (16, 35), CLOCK (17, 0), { 30, 50, 70, 90 }, 0 } } },
  { "eveil",
    "Éveil corporel des petits",
    "gymnase",
    PF_KIND_SPORT,
    PF_SLOT_HAS_WAITING_LIST,
    PF_WEEKDAY_BIT (PF_SATURDAY),
    FALSE,
    8,
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 2, .minute_of_day = DAY_END },
    { .kind = PF_DEADLINE_NEVER },
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 2, .minute_of_day = DAY_END },
    { { "seance", "Séance", "S", CLOCK (10, 0), CLOCK (10, 45), { 100, 180, 260, 340 }, 0 } } },
  { "natation",
    "École des sports : natation",
    "gymnase",
    PF_KIND_SPORT,
    PF_SLOT_HAS_WAITING_LIST,
    PF_WEEKDAY_BIT (PF_WEDNESDAY),
    FALSE,
    10,
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 3, .minute_of_day = DAY_END },
    { .kind = PF_DEADLINE_NEVER },
    { .kind = PF_DEADLINE_DAYS_BEFORE, .days = 3, .minute_of_day = DAY_END },
    { { "seance", "Séance", "S", CLOCK (16, 0), CLOCK (17, 0), { 150, 250, 350, 450 }, 0 } } },
};

/* How families enrol: where an activity is not here, nobody can ask for it. */
static const struct {
  const char *id;
  const char *description;
  int min_months;
  int max_months;
  int opens; /* days from today, where has_window */
  int ends;
  gboolean has_window;
  gboolean is_automatic;
  gboolean is_occasional;
  gboolean books_whole_year;
  guint demands;
} enrolments[] = {
  { "cantine", "Le repas de midi, les jours d’école.", -1, -1, 0, 0, FALSE, TRUE, TRUE, FALSE, 0 },
  { "loisirs", "À la journée ou à la demi-journée, pendant les vacances.", 36, 143, 0, 0, FALSE,
    TRUE, TRUE, FALSE, PF_DEMAND_SHEET },
  { "judo", "Avec le Judo Club des Tilleuls, le mercredi et le samedi.", 48, 155, -60, 60, TRUE,
    FALSE, FALSE, FALSE, 0 },
  { "bus", "À l’année : chaque jour d’école demandé est réservé.", 36, -1, -90, 210, TRUE, FALSE,
    FALSE, TRUE, 0 },
  { "eveil", "De 2 à 5 ans, avec un parent la première fois.", 24, 71, -30, 120, TRUE, TRUE, FALSE,
    FALSE, 0 },
  { "natation", "Les inscriptions ouvrent bientôt.", 72, 155, 40, 90, TRUE, FALSE, FALSE, FALSE,
    PF_DEMAND_DOCUMENTS },
  { "stages", "Pour les enfants dont le dossier est complet.", 84, 179, 0, 0, FALSE, FALSE, TRUE,
    FALSE, PF_DEMAND_DOCUMENTS },
};

static void
add_conditions (PfsDemoPlan *plan, PfActivity *activity)
{
  for (gsize i = 0; i < G_N_ELEMENTS (enrolments); i++)
    if (g_str_equal (enrolments[i].id, pf_record_get_id (PF_RECORD (activity))))
      {
        activity->takes_enrolments = TRUE;
        activity->description = g_strdup (enrolments[i].description);
        activity->min_months = enrolments[i].min_months;
        activity->max_months = enrolments[i].max_months;
        activity->first = plan->first;
        activity->last = plan->last;
        activity->is_automatic = enrolments[i].is_automatic;
        activity->is_occasional = enrolments[i].is_occasional;
        activity->books_whole_year = enrolments[i].books_whole_year;
        activity->demands = enrolments[i].demands;
        if (!enrolments[i].has_window)
          return;
        activity->enrol_first = plan->today + enrolments[i].opens;
        activity->enrol_last = plan->today + enrolments[i].ends;
      }
}

static PfUnit *
create_unit (guint offer, guint index)
{
  PfUnit *unit = g_new0 (PfUnit, 1);

  unit->id = g_strdup (offers[offer].units[index].id);
  unit->name = g_strdup (offers[offer].units[index].name);
  unit->short_name = g_strdup (offers[offer].units[index].short_name);
  unit->start_minute = offers[offer].units[index].start;
  unit->end_minute = offers[offer].units[index].end;
  return unit;
}

/* "Autumn holidays: from six weeks to three weeks before they begin"; the summer's two months
 * each have a window of their own. */
static void
add_window (PfsDemoActivity *activity, PfDay first, PfDay last)
{
  PfsDeadlines window = {
    .first = first, .last = last, .late = activity->record->late, .cancel = activity->record->cancel
  };

  window.book = (PfDeadlineRule){ .kind = PF_DEADLINE_WINDOW,
                                  .minute_of_day = DAY_END,
                                  .window_first = first - 6 * 7,
                                  .window_last = first - 3 * 7 };
  g_array_append_val (activity->deadlines, window);
}

static void
add_windows (PfsDemoPlan *plan, PfsDemoActivity *activity)
{
  GPtrArray *holidays = pf_calendar_get_school_holidays (plan->calendar);

  for (guint i = 0; i < holidays->len; i++)
    {
      const PfPeriod *holiday = g_ptr_array_index (holidays, i);
      int year;

      pf_day_get_ymd (holiday->last, &year, NULL, NULL);
      if (holiday->last < plan->first || holiday->first > plan->last ||
          holiday->last - holiday->first < 7)
        continue;
      if (holiday->last - holiday->first < 40)
        {
          add_window (activity, holiday->first, holiday->last);
          continue;
        }
      add_window (activity, holiday->first, pf_day_new (year, 7, 31));
      add_window (activity, pf_day_new (year, 8, 1), holiday->last);
    }
}

void
pfs_demo_plan_add_activities (PfsDemoPlan *plan)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sites); i++)
    {
      PfSite *site = pf_record_new (PF_TYPE_SITE, sites[i].id);

      site->name = g_strdup (sites[i].name);
      site->address = g_strdup (sites[i].address);
      g_ptr_array_add (plan->sites, site);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    {
      PfsDemoActivity *activity = g_new0 (PfsDemoActivity, 1);

      activity->record = pf_record_new (PF_TYPE_ACTIVITY, offers[i].id);
      activity->record->name = g_strdup (offers[i].name);
      activity->record->site = g_strdup (offers[i].site);
      activity->record->kind = offers[i].kind;
      activity->record->book = offers[i].book;
      activity->record->late = offers[i].late;
      activity->record->cancel = offers[i].cancel;
      for (guint k = 0; k < MAX_UNITS && offers[i].units[k].id; k++)
        g_ptr_array_add (activity->record->units, create_unit (i, k));
      add_conditions (plan, activity->record);
      activity->flags = offers[i].flags;
      activity->weekdays = offers[i].weekdays;
      activity->in_holidays = offers[i].in_holidays;
      activity->capacity = offers[i].capacity;
      activity->deadlines = g_array_new (FALSE, FALSE, sizeof (PfsDeadlines));
      if (offers[i].in_holidays && !(offers[i].flags & PF_SLOT_NEEDS_APPROVAL))
        add_windows (plan, activity);
      g_ptr_array_add (plan->activities, activity);
    }
}

GArray *
pfs_demo_plan_list_tariffs (PfsDemoPlan *plan, guint activity, guint unit)
{
  GArray *tariffs = g_array_new (FALSE, FALSE, sizeof (PfsTariff));

  for (guint i = 0; i < N_BANDS; i++)
    {
      PfCents price = offers[activity].units[unit].prices[i];
      PfsTariff tariff = { .from = plan->first,
                           .up_to = bands[i],
                           .price = price,
                           .late_price = price + offers[activity].units[unit].surcharge };

      g_array_append_val (tariffs, tariff);
    }
  return tariffs;
}
