/* SPDX-License-Identifier: GPL-3.0-or-later
 * The codec's errors: a message with the member's path, and the same place as a JSON pointer. */
#include "config.h"

#include "pf-codec-private.h"

typedef struct {
  char *pointer;
} PfCodecErrorPrivate;

static void
pf_codec_error_private_init (PfCodecErrorPrivate *priv)
{
  priv->pointer = NULL;
}

static void
pf_codec_error_private_copy (const PfCodecErrorPrivate *source, PfCodecErrorPrivate *destination)
{
  destination->pointer = g_strdup (source->pointer);
}

static void
pf_codec_error_private_clear (PfCodecErrorPrivate *priv)
{
  g_free (priv->pointer);
}

G_DEFINE_EXTENDED_ERROR (PfCodecError, pf_codec_error)

const char *
pf_codec_error_get_pointer (const GError *error)
{
  g_return_val_if_fail (error != NULL && error->domain == PF_CODEC_ERROR, NULL);

  return pf_codec_error_get_private (error)->pointer;
}

GError *
pf_codec_error_new_member (const char *path, const char *pointer, const char *what)
{
  GError *error = g_error_new (PF_CODEC_ERROR, PF_CODEC_ERROR_MEMBER, "%s: %s", path, what);

  pf_codec_error_get_private (error)->pointer = g_strdup (pointer);
  return error;
}

void
pf_codec_append_member (GString *path, GString *pointer, const char *name)
{
  g_string_append_printf (path, "%s%s", path->len > 0 ? "." : "", name);
  g_string_append_printf (pointer, "/%s", name);
}
