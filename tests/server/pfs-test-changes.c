/* SPDX-License-Identifier: GPL-3.0-or-later
 * One random change to the small town: what families, agents and the town itself do to it. */
#include "config.h"

#include "pfs-test-changes.h"

#include "pfs-bookings.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"
#include "pfs-storage-private.h"
#include "pfs-storage-town.h"

static const char *const days[] = { "2026-11-18", "2026-11-25", "2026-12-02" };

static const char *
pick_day (GRand *rand)
{
  return days[g_rand_int_range (rand, 0, G_N_ELEMENTS (days))];
}

static void
change_booking (PfsTestFixture *fixture, GRand *rand)
{
  int number = g_rand_int_range (rand, 1, PFS_TEST_N_HOUSEHOLDS + 1);
  g_autofree char *household = g_strdup_printf ("h%d", number);
  g_autofree char *enrolment =
      g_strdup_printf ("c%d-%s", number, g_rand_boolean (rand) ? "canteen" : "outing");
  g_autoptr (PfOutcome) outcome =
      pfs_test_act (fixture, household, enrolment, pick_day (rand),
                    g_rand_boolean (rand) ? PF_ACTION_BOOK : PF_ACTION_CANCEL, 0, PF_CENTS_UNKNOWN);
}

static void
decide_on_request (PfsTestFixture *fixture, GRand *rand)
{
  g_autofree char *enrolment =
      g_strdup_printf ("c%d-outing", g_rand_int_range (rand, 1, PFS_TEST_N_HOUSEHOLDS + 1));
  PfDay day = pf_day_parse (pick_day (rand));

  if (g_rand_boolean (rand))
    pfs_bookings_approve (fixture->storage, enrolment, "day", day, fixture->now, NULL);
  else
    pfs_bookings_refuse (fixture->storage, enrolment, "day", day, "Non", fixture->now, NULL);
}

static void
change_places (PfsTestFixture *fixture, GRand *rand)
{
  pfs_bookings_set_places (fixture->storage, "canteen", "meal", pf_day_parse (pick_day (rand)),
                           g_rand_int_range (rand, -1, g_rand_boolean (rand) ? 3 : 10),
                           fixture->now, NULL);
}

static void
change_closure (PfsTestFixture *fixture, GRand *rand)
{
  const char *activity = g_rand_boolean (rand) ? "canteen" : NULL;
  PfDay day = pf_day_parse (pick_day (rand));

  if (g_rand_boolean (rand))
    pfs_bookings_close_day (fixture->storage, activity, day, PF_CLOSURE_STRIKE, "Grève",
                            fixture->now, NULL, NULL);
  else
    pfs_bookings_reopen_day (fixture->storage, activity, day, fixture->now, NULL);
}

static void
change_quotient (PfsTestFixture *fixture, GRand *rand)
{
  g_autofree char *household =
      g_strdup_printf ("h%d", g_rand_int_range (rand, 1, PFS_TEST_N_HOUSEHOLDS + 1));

  pfs_storage_set_quotient (fixture->storage, household, g_rand_int_range (rand, 0, 100000), NULL);
}

static void
change_tariff (PfsTestFixture *fixture, GRand *rand)
{
  PfCents price = g_rand_int_range (rand, 0, 500);

  pfs_storage_put_tariff (fixture->storage, "canteen", "meal",
                          &(PfsTariff){ pf_day_parse ("2026-11-01"), 50000, price, price + 100 },
                          NULL);
}

static void
change_enrolment (PfsTestFixture *fixture, GRand *rand)
{
  int number = g_rand_int_range (rand, 1, PFS_TEST_N_HOUSEHOLDS + 1);
  g_autofree char *id = g_strdup_printf ("c%d-extra", number);
  g_autoptr (PfEnrolment) enrolment = pf_record_new (PF_TYPE_ENROLMENT, id);

  if (g_rand_int_range (rand, 0, 3) == 0)
    {
      pfs_storage_remove_enrolment (fixture->storage, id, NULL);
      return;
    }
  enrolment->child = g_strdup_printf ("c%d", number);
  enrolment->activity = g_strdup ("canteen");
  enrolment->state = (PfEnrolmentState) g_rand_int_range (rand, 0, PF_ENROLMENT_CLOSED + 1);
  enrolment->first = pf_day_parse ("2026-10-15") + g_rand_int_range (rand, 0, 30);
  enrolment->last = enrolment->first + g_rand_int_range (rand, 0, 60);
  enrolment->weekdays = (guint) g_rand_int_range (rand, 1, PF_WEEKDAYS_ALL + 1);
  pfs_storage_put_enrolment (fixture->storage, enrolment, NULL);
}

static void
change_opening (PfsTestFixture *fixture, GRand *rand)
{
  PfDay day = pf_day_parse ("2026-12-28") + g_rand_int_range (rand, 0, 10);

  if (g_rand_boolean (rand))
    pfs_storage_put_opening (fixture->storage, "canteen", "meal", day,
                             g_rand_int_range (rand, -1, 4), NULL);
  else
    pfs_storage_remove_opening (fixture->storage, "canteen", "meal", day, NULL);
}

static void
change_activity (PfsTestFixture *fixture, GRand *rand)
{
  g_autoptr (PfActivity) activity =
      pfs_storage_load_activity (fixture->storage, "outing", NULL, NULL);

  g_free (activity->name);
  activity->name = g_strdup_printf ("Sortie %u", g_rand_int (rand) % 10);
  activity->cancel.days = g_rand_int_range (rand, 0, 5);
  pfs_storage_put_activity (fixture->storage, activity,
                            g_rand_boolean (rand) ? PF_SLOT_NEEDS_APPROVAL : PF_SLOT_DEFAULT, NULL);
}

static void
change_site (PfsTestFixture *fixture, GRand *rand)
{
  g_autofree char *id = g_strdup_printf ("site-%d", g_rand_int_range (rand, 0, 6));
  g_autoptr (PfSite) site = pf_record_new (PF_TYPE_SITE, id);

  site->name = g_strdup_printf ("Site %u", g_rand_int (rand));
  pfs_storage_put_site (fixture->storage, site, NULL);
}

/* The child of the third household lives now here, now there. */
static void
move_child (PfsTestFixture *fixture, GRand *rand)
{
  g_autofree char *household =
      g_strdup_printf ("h%d", g_rand_int_range (rand, 1, PFS_TEST_N_HOUSEHOLDS + 1));
  g_autoptr (PfChild) child = pfs_storage_load_child (fixture->storage, "c3", NULL);

  g_free (child->class_name);
  child->class_name = g_strdup_printf ("CE%u", g_rand_int (rand) % 10);
  pfs_storage_put_child (fixture->storage, household, child, NULL);
}

static void
add_holiday (PfsTestFixture *fixture, GRand *rand)
{
  PfDay first = pf_day_parse ("2026-12-19") + g_rand_int_range (rand, 0, 8);

  if (g_rand_int_range (rand, 0, 4) == 0)
    pfs_storage_clear_school_holidays (fixture->storage, NULL);
  else
    pfs_storage_add_school_holiday (fixture->storage, first, first + 7, "Noël", NULL);
}

static const struct {
  void (*change) (PfsTestFixture *fixture, GRand *rand);
  gboolean has_own_transaction;
  int weight;
} operations[] = {
  { change_booking, TRUE, 20 },   { decide_on_request, FALSE, 6 }, { change_places, FALSE, 6 },
  { change_closure, FALSE, 3 },   { change_quotient, FALSE, 1 },   { change_tariff, FALSE, 1 },
  { change_enrolment, FALSE, 5 }, { change_opening, FALSE, 4 },    { change_site, FALSE, 2 },
  { move_child, FALSE, 2 },       { add_holiday, FALSE, 1 },       { change_activity, FALSE, 2 },
};

void
pfs_test_change_something (PfsTestFixture *fixture, GRand *rand)
{
  int total = 0;
  int pick;
  gsize i = 0;

  for (gsize j = 0; j < G_N_ELEMENTS (operations); j++)
    total += operations[j].weight;
  pick = g_rand_int_range (rand, 0, total);
  while (pick >= operations[i].weight)
    pick -= operations[i++].weight;
  if (operations[i].has_own_transaction)
    operations[i].change (fixture, rand);
  else
    {
      PfsTransaction *transaction = pfs_test_begin (fixture);

      operations[i].change (fixture, rand);
      /* Some of what was begun is thought better of. */
      if (g_rand_int_range (rand, 0, 8) == 0)
        pfs_transaction_free (transaction);
      else
        pfs_test_commit (transaction);
    }
}
