/* SPDX-License-Identifier: GPL-3.0-or-later
 * Scaling pictures. */
#include "config.h"

#include "pf-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

/* Tried in this order: first what still shows small print, then what surely fits. */
static const struct {
  int longest_side;
  const char *quality;
} steps[] = {
  { 3000, "88" }, { 2400, "85" }, { 1800, "82" }, { 1400, "78" }, { 1000, "70" }, { 700, "60" },
};

typedef struct {
  GBytes *bytes;
  gsize max_size;
} Shrinking;

static void
free_shrinking (Shrinking *shrinking)
{
  g_bytes_unref (shrinking->bytes);
  g_free (shrinking);
}

gboolean
pf_picture_can_read_heic (void)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();
  gboolean is_there = FALSE;

  for (GSList *item = formats; item != NULL && !is_there; item = item->next)
    {
      g_auto (GStrv) types = gdk_pixbuf_format_get_mime_types (item->data);

      is_there = g_strv_contains ((const char *const *) types, "image/heic") ||
                 g_strv_contains ((const char *const *) types, "image/heif");
    }
  return is_there;
}

/* Returns: (transfer full): the picture upright and on white: JPEG has no holes. */
static GdkPixbuf *
load_picture (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GdkPixbuf) loaded = gdk_pixbuf_new_from_stream (stream, cancellable, error);
  g_autoptr (GdkPixbuf) upright = loaded != NULL ? gdk_pixbuf_apply_embedded_orientation (loaded)
                                                 : NULL;

  if (upright == NULL || !gdk_pixbuf_get_has_alpha (upright))
    return g_steal_pointer (&upright);
  return gdk_pixbuf_composite_color_simple (upright, gdk_pixbuf_get_width (upright),
                                            gdk_pixbuf_get_height (upright), GDK_INTERP_NEAREST,
                                            255, 16, 0xffffffff, 0xffffffff);
}

/* Returns: (transfer full): @picture, no longer than @longest_side. */
static GdkPixbuf *
scale_picture (GdkPixbuf *picture, int longest_side)
{
  int width = gdk_pixbuf_get_width (picture);
  int height = gdk_pixbuf_get_height (picture);
  double factor = (double) longest_side / MAX (width, height);

  if (factor >= 1)
    return g_object_ref (picture);
  return gdk_pixbuf_scale_simple (picture, MAX (1, (int) (width * factor)),
                                  MAX (1, (int) (height * factor)), GDK_INTERP_BILINEAR);
}

static void
shrink_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Shrinking *shrinking = task_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) picture = load_picture (shrinking->bytes, cancellable, &error);

  for (gsize i = 0; error == NULL && picture != NULL && i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GdkPixbuf) scaled = scale_picture (picture, steps[i].longest_side);
      char *buffer = NULL;
      gsize size = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, &error) || scaled == NULL ||
          !gdk_pixbuf_save_to_buffer (scaled, &buffer, &size, "jpeg", &error, "quality",
                                      steps[i].quality, NULL))
        break;
      if (size <= shrinking->max_size)
        {
          g_task_return_pointer (task, g_bytes_new_take (buffer, size),
                                 (GDestroyNotify) g_bytes_unref);
          return;
        }
      g_free (buffer);
    }
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                             _("This picture cannot be made small enough."));
}

void
pf_picture_shrink_async (GBytes             *bytes,
                         gsize               max_size,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Shrinking *shrinking = g_new0 (Shrinking, 1);

  g_return_if_fail (bytes != NULL);

  shrinking->bytes = g_bytes_ref (bytes);
  shrinking->max_size = max_size;
  g_task_set_source_tag (task, pf_picture_shrink_async);
  g_task_set_task_data (task, shrinking, (GDestroyNotify) free_shrinking);
  g_task_run_in_thread (task, shrink_in_thread);
}

GBytes *
pf_picture_shrink_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
