/* SPDX-License-Identifier: GPL-3.0-or-later
 * Records of papers, and where each stands. */
#include "config.h"

#include "pf-record-papers.h"

#include "pf-record-private.h"

DEFINE_RECORD (PfRequirement, pf_requirement)
DEFINE_RECORD (PfDocument, pf_document)
DEFINE_RECORD (PfPaper, pf_paper)

static void
pf_requirement_clear (PfRequirement *self)
{
  pf_free_texts (&self->name, &self->child, &self->explanation, &self->form, &self->reason,
                 &self->document, NULL);
}

static void
pf_requirement_init (PfRequirement *self)
{
  self->due = self->expires = PF_DAY_NONE;
}

static void
pf_document_clear (PfDocument *self)
{
  pf_free_texts (&self->name, &self->requirement, &self->child, &self->reason, NULL);
  g_ptr_array_unref (self->files);
}

static void
pf_document_init (PfDocument *self)
{
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  self->sent_at = PF_MOMENT_NONE;
  self->expires = PF_DAY_NONE;
}

static void
pf_paper_clear (PfPaper *self)
{
  pf_free_texts (&self->name, &self->category, &self->child, NULL);
  g_clear_pointer (&self->file, pf_file_free);
}

static void
pf_paper_init (PfPaper *self)
{
  self->at = PF_MOMENT_NONE;
}

PfPaperState
pf_requirement_get_state (PfRequirement *requirement, PfDay today)
{
  g_return_val_if_fail (PF_IS_REQUIREMENT (requirement), PF_PAPER_MISSING);

  if (requirement->expires != PF_DAY_NONE && requirement->expires < today &&
      (requirement->state == PF_PAPER_RECEIVED || requirement->state == PF_PAPER_VALIDATED))
    return PF_PAPER_EXPIRED;
  return requirement->state;
}

int
pf_requirement_get_days_left (PfRequirement *requirement, PfDay today)
{
  g_return_val_if_fail (PF_IS_REQUIREMENT (requirement), G_MAXINT);

  if (requirement->expires == PF_DAY_NONE ||
      (requirement->state != PF_PAPER_RECEIVED && requirement->state != PF_PAPER_VALIDATED))
    return G_MAXINT;
  return requirement->expires - today;
}
