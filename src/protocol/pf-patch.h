/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing a submission's body: a JSON merge patch (RFC 7396), or any other flat JSON object, member
 * by member. */
#pragma once

#include "pf-day.h"
#include "pf-file.h"

G_BEGIN_DECLS

/** PfPatch: a JSON object being written. Names are the contract's. */
typedef struct _PfPatch PfPatch;

PfPatch *pf_patch_new (void);
void pf_patch_free (PfPatch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PfPatch, pf_patch_free)

/** @value: (nullable): UTF-8; NULL writes null: the member's value goes. */
void pf_patch_set_text (PfPatch *self, const char *name, const char *value);
void pf_patch_set_null (PfPatch *self, const char *name);
void pf_patch_set_integer (PfPatch *self, const char *name, gint64 value);
void pf_patch_set_boolean (PfPatch *self, const char *name, gboolean value);
/** @value: PF_DAY_NONE writes null. */
void pf_patch_set_day (PfPatch *self, const char *name, PfDay value);
/** @values: NULL-terminated. */
void pf_patch_set_texts (PfPatch *self, const char *name, const char *const *values);
/** @files: (element-type PfFile): what a body says of the files that go with it: name, media type,
 * size and digest. */
void pf_patch_set_files (PfPatch *self, const char *name, GPtrArray *files);

/** What is set until the matching end is a member of the object named @name; NULL for an object in
 * an array. */
void pf_patch_begin_object (PfPatch *self, const char *name);
void pf_patch_end_object (PfPatch *self);
/** Until the matching end, objects are begun without a name. */
void pf_patch_begin_array (PfPatch *self, const char *name);
void pf_patch_end_array (PfPatch *self);

/** Returns: whether nothing was set: there is nothing to send. */
gboolean pf_patch_is_empty (PfPatch *self);
/** Returns: (transfer full): the JSON; @self (transfer full) is gone. Wiped when it is freed: it
 * may hold health facts. */
GBytes *pf_patch_finish (PfPatch *self);

G_END_DECLS
