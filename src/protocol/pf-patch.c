/* SPDX-License-Identifier: GPL-3.0-or-later
 * A thin skin over the JSON writer for those who may not know it. */
#include "config.h"

#include "pf-patch.h"

#include "pf-json-writer.h"

struct _PfPatch {
  GString *text; /* (owned) */
};

PfPatch *
pf_patch_new (void)
{
  PfPatch *self = g_new0 (PfPatch, 1);

  self->text = g_string_new (NULL);
  pf_json_begin_object (self->text, NULL);
  return self;
}

void
pf_patch_free (PfPatch *self)
{
  if (self->text != NULL)
    g_bytes_unref (pf_json_finish_secret_text (g_steal_pointer (&self->text)));
  g_free (self);
}

void
pf_patch_set_text (PfPatch *self, const char *name, const char *value)
{
  g_return_if_fail (self != NULL && name != NULL);

  if (value != NULL)
    pf_json_write_text (self->text, name, value);
  else
    pf_json_write_null (self->text, name);
}

void
pf_patch_set_files (PfPatch *self, const char *name, GPtrArray *files)
{
  g_return_if_fail (self != NULL && name != NULL && files != NULL);

  pf_json_begin_array (self->text, name);
  for (guint i = 0; i < files->len; i++)
    {
      const PfFile *file = g_ptr_array_index (files, i);

      pf_json_begin_object (self->text, NULL);
      pf_patch_set_text (self, "name", file->name);
      pf_patch_set_text (self, "media_type", file->media_type);
      pf_json_write_integer (self->text, "size", file->size);
      pf_patch_set_text (self, "digest", file->digest);
      pf_json_end_object (self->text);
    }
  pf_json_end_array (self->text);
}

GBytes *
pf_patch_finish (PfPatch *self)
{
  GBytes *body;

  g_return_val_if_fail (self != NULL, NULL);

  pf_json_end_object (self->text);
  body = pf_json_finish_secret_text (g_steal_pointer (&self->text));
  pf_patch_free (self);
  return body;
}
