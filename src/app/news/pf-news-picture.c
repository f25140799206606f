/* SPDX-License-Identifier: GPL-3.0-or-later
 * Pictures of news. */
#include "config.h"

#include "pf-news-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

/* As wide as a card on a fine screen. */
#define MOST_WIDTH 1280
/* Larger ones are not read at all: a small file may say that it is huge. */
#define MOST_PIXELS (50 * 1000 * 1000)
#define MOST_HEIGHT 240 /* as it is shown */

/* Tells how large it is before its pixels are read. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  gboolean *is_too_large = user_data;

  *is_too_large = (gint64) width * height > MOST_PIXELS;
  if (*is_too_large)
    gdk_pixbuf_loader_set_size (loader, 1, 1);
  else if (width > MOST_WIDTH)
    gdk_pixbuf_loader_set_size (loader, MOST_WIDTH,
                                MAX (1, (int) ((gint64) height * MOST_WIDTH / width)));
}

static GdkTexture *
read_picture (GBytes *bytes, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GdkPixbuf) turned = NULL;
  gboolean is_too_large = FALSE;
  gboolean is_read;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &is_too_large);
  is_read = gdk_pixbuf_loader_write_bytes (loader, bytes, error);
  is_read = gdk_pixbuf_loader_close (loader, is_read ? error : NULL) && is_read;
  if (is_read && is_too_large)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The picture is too large"));
  if (!is_read || is_too_large)
    return NULL;
  turned = gdk_pixbuf_apply_embedded_orientation (gdk_pixbuf_loader_get_pixbuf (loader));
  return gdk_texture_new_for_pixbuf (turned);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = read_picture (data, &error);

  if (texture != NULL)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (PfDownload) download =
      pf_session_fetch_file_finish (PF_SESSION (source), result, &error);

  if (download == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, g_bytes_ref (download->bytes), (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (task, read_in_thread);
}

void
pf_news_picture_load_async (PfSession          *session,
                            const char         *id,
                            const PfFile       *file,
                            GCancellable       *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  PfFileSource source = { PF_FILE_OF_NEWS, id, file->id, file->name, file->digest };

  g_task_set_source_tag (task, pf_news_picture_load_async);
  pf_session_fetch_file_async (session, &source, NULL, NULL, cancellable, fetched_cb, task);
}

GdkTexture *
pf_news_picture_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static GtkSizeRequestMode
get_mode (GtkWidget *frame)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A row of a list is only as high as it must be: the height is a need, not a wish. */
static void
measure (GtkWidget     *frame,
         GtkOrientation orientation,
         int            for_size,
         int           *minimum,
         int           *natural,
         int           *minimum_baseline,
         int           *natural_baseline)
{
  GtkPicture *picture = GTK_PICTURE (gtk_widget_get_first_child (frame));
  GdkPaintable *paintable = gtk_picture_get_paintable (picture);
  double ratio = paintable != NULL ? gdk_paintable_get_intrinsic_aspect_ratio (paintable) : 0;
  int height = paintable != NULL ? gdk_paintable_get_intrinsic_height (paintable) : 0;

  height = MIN (height, MOST_HEIGHT);
  *minimum = *natural = 0;
  *minimum_baseline = *natural_baseline = -1;
  if (ratio <= 0)
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = (int) (height * ratio + 0.5);
  else
    *minimum = *natural = for_size < 0 ? height : MIN (height, (int) (for_size / ratio + 0.5));
}

static void
allocate (GtkWidget *frame, int width, int height, int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (frame), width, height, -1, NULL);
}

GtkWidget *
pf_news_picture_frame_new (GtkPicture *picture)
{
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (frame), GTK_WIDGET (picture));
  gtk_widget_set_layout_manager (frame, gtk_custom_layout_new (get_mode, measure, allocate));
  gtk_widget_set_halign (frame, GTK_ALIGN_START);
  gtk_widget_set_overflow (GTK_WIDGET (picture), GTK_OVERFLOW_HIDDEN);
  return frame;
}
