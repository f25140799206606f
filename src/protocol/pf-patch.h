/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing a submission's body: a JSON merge patch (RFC 7396), or any other flat JSON object, member
 * by member. */
#pragma once

#include "pf-file.h"

G_BEGIN_DECLS

/** PfPatch: a JSON object being written. Names are the contract's. */
typedef struct _PfPatch PfPatch;

PfPatch *pf_patch_new (void);
void pf_patch_free (PfPatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfPatch, pf_patch_free)

/** @value: (nullable): UTF-8; NULL writes null: the member's value goes. */
void pf_patch_set_text (PfPatch *self, const char *name, const char *value);
/** @files: (element-type PfFile): what a body says of the files that go with it: name, media type,
 * size and digest. */
void pf_patch_set_files (PfPatch *self, const char *name, GPtrArray *files);

/** Returns: (transfer full): the JSON; @self (transfer full) is gone. Wiped when it is freed: it
 * may hold health facts. */
GBytes *pf_patch_finish (PfPatch *self);

G_END_DECLS
