/* SPDX-License-Identifier: GPL-3.0-or-later
 * The page of news. What was seen is kept on this device, by account: the moment of the newest. */
#include "config.h"

#include "pf-news-page.h"

#include "common/pf-landing.h"
#include "common/pf-settings.h"
#include "pf-news-card.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define SEEN_KEY "news-seen"

struct _PfNewsPage {
  GtkWidget parent_instance;

  PfHub *hub;          /* (owned) */
  GListModel *records; /* (owned) (element-type PfNews): all of them */
  GtkFilter *filter;   /* (owned): those that are shown today */
  GListModel *shown;   /* (owned) (element-type PfNews): newest first */
  GSettings *settings; /* (owned) (nullable): NULL where its schema is not installed */
  GHashTable *seen;    /* (owned) (element-type utf8 gint64*): by account, when last here */

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (PfNewsPage, pf_news_page, GTK_TYPE_WIDGET)

/* What was seen */

static const char *
get_account_id (PfNewsPage *self, PfSession *session)
{
  PfAccount *account = session != NULL ? pf_hub_get_account (self->hub, session) : NULL;

  return account != NULL ? pf_account_get_id (account) : "";
}

static void
load_seen (PfNewsPage *self)
{
  g_autoptr (GVariant) known = NULL;
  GVariantIter iter;
  const char *account;
  gint64 at;

  if (self->settings == NULL)
    return;
  known = g_settings_get_value (self->settings, SEEN_KEY);
  g_variant_iter_init (&iter, known);
  while (g_variant_iter_next (&iter, "{&sx}", &account, &at))
    g_hash_table_insert (self->seen, g_strdup (account), g_memdup2 (&at, sizeof at));
}

static gboolean
is_new (PfNewsPage *self, PfSession *session, PfNews *news)
{
  const gint64 *at = g_hash_table_lookup (self->seen, get_account_id (self, session));

  return self->settings != NULL && (at == NULL || news->at > *at);
}

/* Notes the newest of each account: the next time, only what came since is new. */
static void
note_seen (PfNewsPage *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->shown); i++)
    {
      g_autoptr (PfNews) news = g_list_model_get_item (self->shown, i);
      const char *account = get_account_id (self, pf_hub_find_session (self->hub, news));
      const gint64 *at = g_hash_table_lookup (self->seen, account);
      gint64 newest = at != NULL ? MAX (*at, news->at) : news->at;

      g_hash_table_replace (self->seen, g_strdup (account), g_memdup2 (&newest, sizeof newest));
    }
}

static void
write_seen (PfNewsPage *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer account, at;

  if (self->settings == NULL)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sx}"));
  g_hash_table_iter_init (&iter, self->seen);
  while (g_hash_table_iter_next (&iter, &account, &at))
    g_variant_builder_add (&builder, "{sx}", account, *(gint64 *) at);
  g_settings_set_value (self->settings, SEEN_KEY, g_variant_builder_end (&builder));
}

/* The list */

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  PfNewsPage *self = user_data;
  PfNews *news = item;
  PfSession *session = pf_hub_find_session (self->hub, news);

  return session != NULL &&
         (news->until == PF_DAY_NONE || news->until >= pf_session_get_today (session));
}

static int
compare_news (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PfNews *first = a;
  const PfNews *second = b;

  return (second->at > first->at) - (second->at < first->at);
}

static GtkWidget *
create_card (gpointer item, gpointer user_data)
{
  PfNewsPage *self = user_data;
  PfSession *session = pf_hub_find_session (self->hub, item);

  GtkWidget *card = pf_news_card_new (self->hub, session, item, is_new (self, session, item));

  pf_landing_mark (card, session, PF_COLLECTION_NEWS, pf_record_get_id (item));
  return card;
}

static void
update (PfNewsPage *self)
{
  gboolean is_empty = g_list_model_get_n_items (self->shown) == 0;

  gtk_stack_set_visible_child_name (self->stack,
                                    !is_empty ? "list"
                                    : pf_hub_has_records (self->hub, PF_COLLECTION_NEWS)
                                        ? "empty"
                                        : "loading");
}

static void
records_loaded_cb (PfNewsPage *self, guint collection)
{
  if (collection == PF_COLLECTION_NEWS)
    update (self);
  else if (collection == PF_COLLECTION_SERVICES) /* cards name theirs */
    gtk_list_box_bind_model (self->list, self->shown, create_card, self, NULL);
}

static void
now_changed_cb (PfNewsPage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

/* Leaving the page is having seen it. */
static void
pf_news_page_unmap (GtkWidget *widget)
{
  PfNewsPage *self = PF_NEWS_PAGE (widget);

  GTK_WIDGET_CLASS (pf_news_page_parent_class)->unmap (widget);
  note_seen (self);
  write_seen (self);
}

static void
pf_news_page_dispose (GObject *object)
{
  PfNewsPage *self = PF_NEWS_PAGE (object);

  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);
  g_clear_object (&self->shown);
  g_clear_object (&self->filter);
  g_clear_object (&self->records);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_object (&self->hub);
  G_OBJECT_CLASS (pf_news_page_parent_class)->dispose (object);
}

static void
pf_news_page_class_init (PfNewsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = pf_news_page_dispose;
  widget_class->unmap = pf_news_page_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, RESOURCES "/pf-news-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PfNewsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PfNewsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, PfNewsPage, list);
}

static void
pf_news_page_init (PfNewsPage *self)
{
  self->settings = pf_settings_open (SEEN_KEY);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  load_seen (self);
}

GtkWidget *
pf_news_page_new (PfHub *hub)
{
  PfNewsPage *self;

  g_return_val_if_fail (PF_IS_HUB (hub), NULL);

  self = g_object_new (PF_TYPE_NEWS_PAGE, NULL);
  self->hub = g_object_ref (hub);
  self->records = g_object_ref (pf_hub_get_records (hub, PF_COLLECTION_NEWS));
  pf_hub_get_records (hub, PF_COLLECTION_SERVICES);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_shown, self, NULL));
  self->shown = G_LIST_MODEL (
      gtk_sort_list_model_new (G_LIST_MODEL (gtk_filter_list_model_new (
                                   g_object_ref (self->records), g_object_ref (self->filter))),
                               GTK_SORTER (gtk_custom_sorter_new (compare_news, NULL, NULL))));
  gtk_list_box_bind_model (self->list, self->shown, create_card, self, NULL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (hub, "records-loaded", G_CALLBACK (records_loaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "now-changed", G_CALLBACK (now_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
