/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a family filled in against the form's own description. */
#pragma once

#include "pf-mail-bodies.h"
#include "pf-record-mail.h"
#include "pfs-refusal.h"
#include "pfs-storage.h"

G_BEGIN_DECLS

/**
 * pfs_form_check:
 * @request: (inout): filled with what the form says: form, name, category, child, appointment and
 * replies as text for people
 *
 * Whether @body answers what @form asks: required fields, kinds, choices, days, mandatory papers.
 * Whether its files have arrived is not looked at.
 *
 * Returns: FALSE with @refusal, which points at the value, or with @error.
 */
gboolean pfs_form_check (PfsStorage *storage, const char *household, PfForm *form,
                         const PfRequestBody *body, PfMoment now, PfRequest *request,
                         PfsRefusal *refusal, GError **error);

G_END_DECLS
