/* SPDX-License-Identifier: GPL-3.0-or-later
 * Cards of news: what is heavy is fetched when the card is first seen. */
#include "config.h"

#include "pf-news-card.h"

#include "common/pf-date-text.h"
#include "common/pf-file-row.h"
#include "pf-news-picture.h"
#include "pf-news-text.h"
#include "pf-record-mail.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define ORIGIN_SEPARATOR " · "

struct _PfNewsCard {
  GtkListBoxRow parent_instance;

  PfHub *hub;                /* (owned) */
  PfSession *session;        /* (owned) */
  PfNews *news;              /* (owned) */
  GCancellable *cancellable; /* (owned) */
  gboolean has_asked;        /* for the pictures */

  GtkLabel *title_label;
  GtkWidget *new_label;
  GtkLabel *origin_label;
  GtkBox *pictures;
  GtkLabel *text_label;
  GtkLabel *link_label;
  GtkBox *files;
};

G_DEFINE_FINAL_TYPE (PfNewsCard, pf_news_card, GTK_TYPE_LIST_BOX_ROW)

static const char *
get_id (PfNewsCard *self)
{
  return pf_record_get_id (PF_RECORD (self->news));
}

/* Pictures */

/* Without its picture a card says the rest. */
static void
picture_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkPicture) picture = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = pf_news_picture_load_finish (result, &error);

  if (texture != NULL)
    gtk_picture_set_paintable (picture, GDK_PAINTABLE (texture));
  else
    {
      gtk_widget_set_visible (GTK_WIDGET (picture), FALSE);
      g_info ("picture: %s", error->message);
    }
}

static void
ask_for_pictures (PfNewsCard *self)
{
  for (guint i = 0; i < self->news->pictures->len; i++)
    {
      const PfFile *file = g_ptr_array_index (self->news->pictures, i);
      GtkWidget *picture = gtk_picture_new ();

      gtk_picture_set_alternative_text (GTK_PICTURE (picture), file->name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      file->name, -1);
      gtk_widget_add_css_class (picture, "news-picture");
      gtk_box_append (self->pictures, pf_news_picture_frame_new (GTK_PICTURE (picture)));
      pf_news_picture_load_async (self->session, get_id (self), file, self->cancellable,
                                  picture_loaded_cb, g_object_ref (picture));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->pictures), self->news->pictures->len > 0);
}

static void
pf_news_card_map (GtkWidget *widget)
{
  PfNewsCard *self = PF_NEWS_CARD (widget);

  GTK_WIDGET_CLASS (pf_news_card_parent_class)->map (widget);
  if (!self->has_asked)
    ask_for_pictures (self);
  self->has_asked = TRUE;
}

static void
pf_news_card_dispose (GObject *object)
{
  PfNewsCard *self = PF_NEWS_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->news);
  g_clear_object (&self->session);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_news_card_parent_class)->dispose (object);
}

static void
pf_news_card_class_init (PfNewsCardClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_news_card_dispose;
  widget_class->map = pf_news_card_map;
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-news-card.ui");
  gtk_widget_class_bind_template_child (widget_class, PfNewsCard, title_label);
  gtk_widget_class_bind_template_child (widget_class, PfNewsCard, new_label);
  gtk_widget_class_bind_template_child (widget_class, PfNewsCard, origin_label);
  gtk_widget_class_bind_template_child (widget_class, PfNewsCard, pictures);
  gtk_widget_class_bind_template_child (widget_class, PfNewsCard, text_label);
  gtk_widget_class_bind_template_child (widget_class, PfNewsCard, link_label);
  gtk_widget_class_bind_template_child (widget_class, PfNewsCard, files);
}

static void
pf_news_card_init (PfNewsCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Returns: (transfer full): the service, the town where there are several, and the day. */
static char *
describe_origin (PfNewsCard *self)
{
  PfTown *town = pf_session_get_town (self->session);
  PfService *service =
      pf_session_find_record (self->session, PF_COLLECTION_SERVICES, self->news->service);
  gboolean has_others = g_list_model_get_n_items (pf_hub_get_sessions (self->hub)) > 1;
  GString *text = g_string_new (service != NULL ? service->name : "");
  g_autofree char *day = NULL;

  if (town != NULL && (has_others || service == NULL))
    g_string_append_printf (text, "%s%s", text->len > 0 ? ORIGIN_SEPARATOR : "", town->name);
  if (town != NULL)
    day = pf_date_text_day (pf_moment_get_day (self->news->at, town->zone),
                            pf_session_get_today (self->session));
  if (day != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? ORIGIN_SEPARATOR : "", day);
  return g_string_free (text, FALSE);
}

static void
show_news (PfNewsCard *self, gboolean is_new)
{
  g_autofree char *origin = describe_origin (self);
  g_autofree char *markup = pf_news_text_to_markup (self->news->text);
  g_autofree char *web_link = pf_news_text_to_markup (self->news->link);

  gtk_label_set_label (self->title_label, self->news->title);
  gtk_label_set_label (self->origin_label, origin);
  gtk_label_set_label (self->text_label, markup);
  gtk_label_set_label (self->link_label, web_link);
  gtk_widget_set_visible (GTK_WIDGET (self->text_label), *markup != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->link_label), *web_link != '\0');
  gtk_widget_set_visible (self->new_label, is_new);
  for (guint i = 0; i < self->news->files->len; i++)
    gtk_box_append (self->files, pf_file_row_new (self->session, PF_FILE_OF_NEWS, get_id (self),
                                                  g_ptr_array_index (self->news->files, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->files), self->news->files->len > 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->news->title, -1);
}

GtkWidget *
pf_news_card_new (PfHub *hub, PfSession *session, PfNews *news, gboolean is_new)
{
  PfNewsCard *self;

  g_return_val_if_fail (PF_IS_HUB (hub) && PF_IS_SESSION (session) && PF_IS_NEWS (news), NULL);

  self = g_object_new (PF_TYPE_NEWS_CARD, NULL);
  self->hub = g_object_ref (hub);
  self->session = g_object_ref (session);
  self->news = g_object_ref (news);
  show_news (self, is_new);
  return GTK_WIDGET (self);
}
