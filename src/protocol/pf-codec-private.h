/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the parts of the codec share: its errors, and the bodies that lie inside other bodies. */
#pragma once

#include "pf-codec.h"
#include "pf-json.h"

G_BEGIN_DECLS

/** Returns: (transfer full): a PF_CODEC_ERROR_MEMBER that says "PATH: WHAT". */
GError *pf_codec_error_new_member (const char *path, const char *pointer, const char *what);
/** Appends a member's name, one of the contract's, to a path for people and to a JSON pointer. */
void pf_codec_append_member (GString *path, GString *pointer, const char *name);

/** Writes @record as an object. */
void pf_codec_write_record (GString *text, PfRecord *record);
/** Returns: (transfer full) (nullable): the record, NULL after a fault. */
PfRecord *pf_codec_read_record (PfJson *json, const PfJsonNode *node, PfCollection collection);

/** A sheet's members beside its id. */
void pf_codec_write_sheet (GString *text, PfRecord *record);
void pf_codec_read_sheet (PfJson *json, const PfJsonNode *object, PfRecord *record);

/** Returns: (nullable): an IANA name that this machine knows. */
const char *pf_codec_to_time_zone (PfJson *json, const PfJsonNode *node);

G_END_DECLS
