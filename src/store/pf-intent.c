/* SPDX-License-Identifier: GPL-3.0-or-later
 * The intent as a value: it knows nothing of where it is kept. */
#include "config.h"

#include "pf-intent.h"

G_DEFINE_TYPE (PfIntent, pf_intent, G_TYPE_OBJECT)

static void
pf_intent_finalize (GObject *object)
{
  PfIntent *self = PF_INTENT (object);

  g_clear_pointer (&self->line, pf_line_free);
  g_clear_pointer (&self->outcome, pf_outcome_free);
  g_free (self->key);
  g_free (self->receipt);
  G_OBJECT_CLASS (pf_intent_parent_class)->finalize (object);
}

static void
pf_intent_class_init (PfIntentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_intent_finalize;
}

static void
pf_intent_init (PfIntent *self)
{
  self->settled_at = PF_MOMENT_NONE;
}

PfIntent *
pf_intent_new (gint64 id, PfLine *line, PfMoment decided_at)
{
  PfIntent *self;

  g_return_val_if_fail (line != NULL, NULL);

  self = g_object_new (PF_TYPE_INTENT, NULL);
  self->id = id;
  self->line = line;
  self->decided_at = decided_at;
  return self;
}

gboolean
pf_intent_is_refused (PfIntent *self)
{
  g_return_val_if_fail (PF_IS_INTENT (self), FALSE);

  return self->state == PF_INTENT_SETTLED && self->outcome != NULL &&
         (self->outcome->kind == PF_OUTCOME_REFUSED || self->outcome->kind == PF_OUTCOME_CHANGED);
}
