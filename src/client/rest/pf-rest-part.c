/* SPDX-License-Identifier: GPL-3.0-or-later
 * The beginnings of files, and the few that are kept until they are asked for again. */
#include "config.h"

#include "pf-rest-part.h"

#include "pf-town-service.h"

#define STATUS_PARTIAL 206
/* Of all that are kept, in bytes. */
#define MOST_KEPT PF_DOWNLOAD_MAX_SIZE

PfRestPart *
pf_rest_part_new (const char *path)
{
  PfRestPart *part = g_new0 (PfRestPart, 1);

  part->path = g_strdup (path);
  part->bytes = g_byte_array_new ();
  return part;
}

void
pf_rest_part_free (PfRestPart *part)
{
  g_free (part->path);
  g_free (part->etag);
  g_free (part->media_type);
  g_free (part->name);
  g_byte_array_unref (part->bytes);
  g_free (part);
}

void
pf_rest_part_clear (PfRestPart *part)
{
  g_clear_pointer (&part->etag, g_free);
  g_clear_pointer (&part->media_type, g_free);
  g_clear_pointer (&part->name, g_free);
  g_byte_array_set_size (part->bytes, 0);
}

gboolean
pf_rest_part_can_go_on (const PfRestPart *part)
{
  return part->etag != NULL && part->bytes->len > 0;
}

gboolean
pf_rest_part_begin (PfRestPart *part, const PfRestReply *reply)
{
  gboolean goes_on = reply->status == STATUS_PARTIAL;

  if (goes_on && pf_rest_part_can_go_on (part) && reply->range_start == part->bytes->len &&
      (reply->etag == NULL || g_str_equal (reply->etag, part->etag)))
    return TRUE;
  pf_rest_part_clear (part);
  if (goes_on)
    return FALSE;
  part->etag = g_strdup (reply->etag);
  part->media_type = g_strdup (reply->content_type);
  part->name = g_strdup (reply->file_name);
  return TRUE;
}

PfRestPart *
pf_rest_parts_take (GQueue *parts, const char *path)
{
  for (GList *link = parts->head; link != NULL; link = link->next)
    {
      PfRestPart *part = link->data;

      if (!g_str_equal (part->path, path))
        continue;
      g_queue_delete_link (parts, link);
      return part;
    }
  return pf_rest_part_new (path);
}

static gsize
measure (GQueue *parts)
{
  gsize size = 0;

  for (GList *link = parts->head; link != NULL; link = link->next)
    size += ((PfRestPart *) link->data)->bytes->len;
  return size;
}

void
pf_rest_parts_keep (GQueue *parts, PfRestPart *part)
{
  if (!pf_rest_part_can_go_on (part))
    {
      pf_rest_part_free (part);
      return;
    }
  /* Asked for twice at once, the later one to end is as good. */
  pf_rest_part_free (pf_rest_parts_take (parts, part->path));
  g_queue_push_tail (parts, part);
  while (measure (parts) > MOST_KEPT)
    pf_rest_part_free (g_queue_pop_head (parts));
}
