/* SPDX-License-Identifier: GPL-3.0-or-later
 * What has come of a file whose download was cut: kept in memory, so that the next one goes on
 * where it ended. Nothing of it is written to the disk. */
#pragma once

#include "pf-rest-request.h"

G_BEGIN_DECLS

/** PfRestPart: the beginning of one version of a file. */
struct _PfRestPart {
  char *path;
  char *etag;       /* (nullable): names the version, strongly; without it there is no going on */
  char *media_type; /* (nullable) */
  char *name;       /* (nullable): not to be trusted */
  GByteArray *bytes;
};

PfRestPart *pf_rest_part_new (const char *path);
void pf_rest_part_free (PfRestPart *part);
/** Forgets what has come. */
void pf_rest_part_clear (PfRestPart *part);
/** Returns: whether what has come can be gone on with. */
gboolean pf_rest_part_can_go_on (const PfRestPart *part);
/**
 * The town answers with @reply, of status 200 or 206: its body is to be added to @part's bytes.
 * Returns: FALSE where it is neither the file from its beginning nor what follows of the same
 * version; nothing has come then.
 */
gboolean pf_rest_part_begin (PfRestPart *part, const PfRestReply *reply);

/** Returns: (transfer full): the part of @path that was kept in @parts, or an empty one. */
PfRestPart *pf_rest_parts_take (GQueue *parts, const char *path);
/** Keeps @part (transfer full) in @parts, if it can be gone on with; the oldest make room. */
void pf_rest_parts_keep (GQueue *parts, PfRestPart *part);

G_END_DECLS
