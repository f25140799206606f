/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the fake town's own files share. */
#pragma once

#include "pf-fake-town.h"

G_BEGIN_DECLS

/* An object as the town has it; a removed one keeps its place without a record. */
typedef struct {
  PfCollection collection;
  char *id;
  PfRecord *record; /* (owned) (nullable) */
  guint64 change;
} Object;

struct _PfFakeTown {
  GObject parent_instance;
  GPtrArray *objects;  /* (owned) (element-type Object) */
  GHashTable *answers; /* (owned): key → PfAnswer */
  GHashTable *said;    /* (owned): key → PfSubmissionAnswer */
  GPtrArray *accepted; /* (owned) (element-type PfSubmission) */
  GHashTable *files;   /* (owned): digest → GBytes */
  PfSubmissionOutcome outcomes[PF_N_SUBMISSION_KINDS];
  GQueue held;   /* (element-type GTask) */
  GRand *random; /* (unowned) */
  double chaos;
  guint64 change;
  guint64 forgotten; /* states up to this one are unknown */
  guint page_size;
  PfFeatures features;
  gint64 clock_offset;
  PfDiscovery *discovery; /* (owned) */
  gboolean short_answers;
  gboolean is_held;
  gboolean has_events;
  guint n_failures[PF_N_FAKE_CALLS];
  PfClientError failures[PF_N_FAKE_CALLS];
  guint n_losses[PF_N_FAKE_CALLS];
  guint n_calls[PF_N_FAKE_CALLS];
  guint n_applied;
  guint n_sent;
};

/* A call on its way. */
typedef struct {
  PfFakeCall call;
  char *since;
  char *key;
  GPtrArray *lines;
  PfSubmission *submission;
  GBytes *bytes;
  GFileProgressCallback progress;
  gpointer progress_data;
} Call;

void pf_fake_calls_iface_init (PfTownServiceInterface *iface);

/** Each returns (transfer full) what the town answers. */
PfAnswer *pf_fake_town_judge (PfFakeTown *self, GPtrArray *lines, gboolean is_real);
PfAnswer *pf_fake_town_book (PfFakeTown *self, const Call *call);
PfChanges *pf_fake_town_pull (PfFakeTown *self, const char *since, GError **error);
PfSubmissionAnswer *pf_fake_town_submit (PfFakeTown *self, PfSubmission *submission);
void pf_fake_town_take_file (PfFakeTown *self, const Call *call);

G_END_DECLS
