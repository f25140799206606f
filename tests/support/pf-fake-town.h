/* SPDX-License-Identifier: GPL-3.0-or-later
 * A town service in this process, for tests of sync without a network: it keeps a household's
 * records, judges batches by the facts, answers deltas, and fails as it is told. */
#pragma once

#include "pf-town-service.h"

G_BEGIN_DECLS

#define PF_TYPE_FAKE_TOWN (pf_fake_town_get_type ())
G_DECLARE_FINAL_TYPE (PfFakeTown, pf_fake_town, PF, FAKE_TOWN, GObject)

typedef enum {
  PF_FAKE_PULL,
  PF_FAKE_QUOTE,
  PF_FAKE_BOOK,
  PF_FAKE_SUBMIT,
  PF_FAKE_UPLOAD,
  PF_N_FAKE_CALLS,
} PfFakeCall;

/** @records: what the household sees at first, as pf_test_family_make_changes() makes it. */
PfFakeTown *pf_fake_town_new (PfChanges *records);

/** Fails the next @n calls with @code, before anything is done for them. */
void pf_fake_town_fail (PfFakeTown *self, PfFakeCall call, guint n, PfClientError code);
/** Does the next @n calls, then loses their answers: UNREACHABLE. */
void pf_fake_town_lose_answers (PfFakeTown *self, PfFakeCall call, guint n);
/** Fails a call with a probability, before or after it is done, until @probability is 0. */
void pf_fake_town_set_chaos (PfFakeTown *self, GRand *random, double probability);
/** How many objects a page holds; 0 = all. */
void pf_fake_town_set_page_size (PfFakeTown *self, guint page_size);
void pf_fake_town_set_features (PfFakeTown *self, PfFeatures features);
void pf_fake_town_set_clock_offset (PfFakeTown *self, gint64 clock_offset);
/** No longer knows any state it gave out: 410. */
void pf_fake_town_forget_states (PfFakeTown *self);
/** The next answer to a batch has one outcome too few. */
void pf_fake_town_set_short_answers (PfFakeTown *self, gboolean short_answers);
/** Holds calls back until it is unset: they answer in their order then. */
void pf_fake_town_set_held (PfFakeTown *self, gboolean is_held);

/** What it answers to submissions of @kind from now on; DONE without it. */
void pf_fake_town_set_outcome (PfFakeTown *self, PfSubmissionKind kind,
                               PfSubmissionOutcome outcome);
/** Returns: (transfer none) (element-type PfSubmission): what it has accepted, in order. */
GPtrArray *pf_fake_town_get_accepted (PfFakeTown *self);
/** Returns: whether it has the file with @digest. */
gboolean pf_fake_town_has_file (PfFakeTown *self, const char *digest);

/** Returns: (transfer none): the town's facts of a slot; change them with pf_fake_town_edit(). */
const PfSlot *pf_fake_town_peek (PfFakeTown *self, const char *enrolment, const char *unit,
                                 PfDay day);
/** Someone at the town hall (or another guardian) gives a slot these facts. */
void pf_fake_town_edit (PfFakeTown *self, const char *enrolment, const char *unit, PfDay day,
                        const PfSlot *facts);
/** The town has one more @record (transfer full), never of SHEETS. */
void pf_fake_town_add (PfFakeTown *self, PfCollection collection, PfRecord *record);
void pf_fake_town_remove (PfFakeTown *self, PfCollection collection, const char *id);
/** Tells listeners of the present state. */
void pf_fake_town_announce (PfFakeTown *self);

guint pf_fake_town_get_n_calls (PfFakeTown *self, PfFakeCall call);
/** Returns: how many lines were really applied, over all batches. */
guint pf_fake_town_get_n_applied (PfFakeTown *self);
/** Returns: how many different keys were seen. */
guint pf_fake_town_get_n_keys (PfFakeTown *self);
/** Returns: objects sent in all pulls. */
guint pf_fake_town_get_n_sent (PfFakeTown *self);
gboolean pf_fake_town_has_events (PfFakeTown *self);

G_END_DECLS
