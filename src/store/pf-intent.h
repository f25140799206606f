/* SPDX-License-Identifier: GPL-3.0-or-later
 * Intents: what the family decided, as it is kept in the outbox until the town has answered. */
#pragma once

#include "pf-batch.h"

G_BEGIN_DECLS

/** PfIntentState: an intent's life. */
typedef enum {
  PF_INTENT_DRAFT,   /* in the basket, not to be sent yet */
  PF_INTENT_QUEUED,  /* the family pressed Send; has a key; goes as soon as the network allows, and
                        again until answered */
  PF_INTENT_SETTLED, /* the town answered; kept until the family has seen the outcome */
} PfIntentState;

/** PfIntent: immutable; the store hands out new ones when something changes. */
#define PF_TYPE_INTENT (pf_intent_get_type ())
G_DECLARE_FINAL_TYPE (PfIntent, pf_intent, PF, INTENT, GObject)
struct _PfIntent {
  GObject parent_instance;
  gint64 id;    /* order of decision */
  PfLine *line; /* (owned) */
  PfIntentState state;
  char *key; /* (owned) (nullable): the batch's idempotency key, from QUEUED on */
  PfMoment decided_at;
  PfOutcome *outcome;  /* (owned) (nullable): SETTLED */
  char *receipt;       /* (owned) (nullable): SETTLED */
  PfMoment settled_at; /* SETTLED, else PF_MOMENT_NONE */
};

/**
 * pf_intent_new:
 * @line: (transfer full): what was wanted
 *
 * Returns: (transfer full): a draft; whoever builds a later state fills the other members before
 * sharing it.
 */
PfIntent *pf_intent_new (gint64 id, PfLine *line, PfMoment decided_at);
/** Returns: whether the town has answered that it will not: refused, or the facts had changed. */
gboolean pf_intent_is_refused (PfIntent *self);

G_END_DECLS
