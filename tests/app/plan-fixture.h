/* SPDX-License-Identifier: GPL-3.0-or-later
 * A family's plan made up for tests of the planning: children, activities and a slot for each,
 * without a town or a session. */
#pragma once

#include <gio/gio.h>

#include "pf-plan-item.h"

G_BEGIN_DECLS

/** PlanFixture: a town in Europe/Paris, on a Thursday morning of term: 2026-10-08, 10:00. */
typedef struct {
  PfTown *town;
  GPtrArray *children; /* (element-type PfChild): Léna, Hugo, Inès, Tom, Zoé, Adam */
  /* (element-type PfActivity): canteen (1 unit), care (3 units), Wednesday centre (4 units) */
  GPtrArray *activities;
  GListStore *items; /* (element-type PfPlanItem) */
  PfDay today;
  PfMoment now;
} PlanFixture;

#define PLAN_FIXTURE_CANTEEN 0
#define PLAN_FIXTURE_CARE 1
#define PLAN_FIXTURE_CENTRE 2

PlanFixture *plan_fixture_new (guint n_children);
void plan_fixture_free (PlanFixture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlanFixture, plan_fixture_free)

/** Returns: facts of an @day that make @state at the fixture's now; today or later for the
 * living states, earlier for past ones. */
PfSlot plan_fixture_make_facts (PlanFixture *self, PfState state, PfDay day);
/** Adds a slot in @state; @draft: (PF_ACTION_NONE or) what the family wants of it and has not
 * sent. Items are to be added in order. */
PfPlanItem *plan_fixture_add (PlanFixture *self, guint child, guint activity, guint unit, PfDay day,
                              PfState state, PfAction draft);
/** Adds every slot of every child between two days, in all states: term until 16 October, then
 * holidays until 1 November. */
void plan_fixture_fill (PlanFixture *self, PfDay first, PfDay last);

G_END_DECLS
