/* SPDX-License-Identifier: GPL-3.0-or-later
 * Gathers requirements, documents and submissions into lines. */
#include "config.h"

#include "pf-document-list.h"

struct _PfDocumentList {
  GObject parent_instance;

  PfHub *hub; /* (owned) */
  GListModel *requirements;
  GListModel *documents;
  GListModel *submissions;
  GPtrArray *items; /* (element-type PfDocumentItem) (owned) */
  guint update_source;
};

static GType
get_item_type (GListModel *model)
{
  return PF_TYPE_DOCUMENT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return PF_DOCUMENT_LIST (model)->items->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  PfDocumentList *self = PF_DOCUMENT_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (PfDocumentList, pf_document_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* Returns: (transfer full) (element-type PfSubmission) (nullable): keyed by what each answers: a
 * draft hides an older answer, what is on its way hides both. */
static GHashTable *
map_submissions (PfDocumentList *self, GPtrArray *loose)
{
  GHashTable *map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (self->submissions); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (self->submissions, i);
      g_autoptr (PfDocument) wish = pf_document_item_read (submission);
      PfSubmission *other;

      if (wish == NULL || (submission->state == PF_SUBMISSION_STATE_SETTLED &&
                           !pf_submission_is_refused (submission)))
        continue;
      if (wish->requirement == NULL)
        {
          g_ptr_array_add (loose, g_object_ref (submission));
          continue;
        }
      other = g_hash_table_lookup (map, wish->requirement);
      if (other == NULL || other->state != PF_SUBMISSION_STATE_QUEUED)
        g_hash_table_insert (map, g_strdup (wish->requirement), g_object_ref (submission));
    }
  return map;
}

static void
add_requirements (PfDocumentList *self, GPtrArray *items, GHashTable *submissions)
{
  for (guint i = 0; i < g_list_model_get_n_items (self->requirements); i++)
    {
      g_autoptr (PfRequirement) requirement = g_list_model_get_item (self->requirements, i);
      PfSession *session = pf_hub_find_session (self->hub, requirement);
      PfSubmission *submission =
          g_hash_table_lookup (submissions, pf_record_get_id (PF_RECORD (requirement)));
      PfDocument *document;

      if (session == NULL)
        continue;
      if (submission != NULL && !pf_session_owns (session, submission))
        submission = NULL;
      document =
          requirement->document != NULL
              ? pf_session_find_record (session, PF_COLLECTION_DOCUMENTS, requirement->document)
              : NULL;
      g_ptr_array_add (items, pf_document_item_new (session, requirement, document, submission));
    }
}

static void
add_others (PfDocumentList *self, GPtrArray *items, GPtrArray *loose)
{
  for (guint i = 0; i < loose->len; i++)
    {
      PfSession *session = pf_hub_find_session (self->hub, loose->pdata[i]);

      if (session != NULL)
        g_ptr_array_add (items, pf_document_item_new (session, NULL, NULL, loose->pdata[i]));
    }
  for (guint i = 0; i < g_list_model_get_n_items (self->documents); i++)
    {
      g_autoptr (PfDocument) document = g_list_model_get_item (self->documents, i);
      PfSession *session = pf_hub_find_session (self->hub, document);

      if (session != NULL && document->requirement == NULL)
        g_ptr_array_add (items, pf_document_item_new (session, NULL, document, NULL));
    }
}

/* What must be done comes first, then by name and child; other papers last. */
static int
compare_items (gconstpointer a, gconstpointer b)
{
  PfDocumentItem *first = *(PfDocumentItem **) a;
  PfDocumentItem *second = *(PfDocumentItem **) b;
  int ranks[2] = { first->requirement == NULL          ? 2
                   : pf_document_item_is_to_do (first) ? 0
                                                       : 1,
                   second->requirement == NULL          ? 2
                   : pf_document_item_is_to_do (second) ? 0
                                                        : 1 };
  int order = ranks[0] - ranks[1];

  if (order == 0)
    order = pf_document_item_is_mandatory (second) - pf_document_item_is_mandatory (first);
  if (order == 0)
    order = g_utf8_collate (first->name, second->name);
  if (order == 0 && first->child != NULL && second->child != NULL)
    order = g_utf8_collate (first->child->first_name, second->child->first_name);
  return order;
}

static gboolean
is_same (gpointer a, gpointer b)
{
  return pf_document_item_equal (a, b);
}

/* Takes the new lines, telling only what differs between the equal ends. */
static void
take_items (PfDocumentList *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) former = self->items;
  guint start = 0;
  guint end = 0;

  while (start < MIN (former->len, items->len) &&
         is_same (former->pdata[start], items->pdata[start]))
    start++;
  while (end < MIN (former->len, items->len) - start &&
         is_same (former->pdata[former->len - 1 - end], items->pdata[items->len - 1 - end]))
    end++;
  for (guint i = 0; i < start; i++)
    g_set_object ((GObject **) &items->pdata[i], former->pdata[i]);
  for (guint i = 1; i <= end; i++)
    g_set_object ((GObject **) &items->pdata[items->len - i], former->pdata[former->len - i]);
  self->items = items;
  if (start + end < former->len || start + end < items->len)
    g_list_model_items_changed (G_LIST_MODEL (self), start, former->len - start - end,
                                items->len - start - end);
}

void
pf_document_list_update (PfDocumentList *self)
{
  g_autoptr (GPtrArray) loose = NULL;
  g_autoptr (GHashTable) submissions = NULL;
  GPtrArray *items;

  g_return_if_fail (PF_IS_DOCUMENT_LIST (self));

  g_clear_handle_id (&self->update_source, g_source_remove);
  loose = g_ptr_array_new_with_free_func (g_object_unref);
  submissions = map_submissions (self, loose);
  items = g_ptr_array_new_with_free_func (g_object_unref);
  add_requirements (self, items, submissions);
  add_others (self, items, loose);
  g_ptr_array_sort (items, compare_items);
  take_items (self, items);
}

static gboolean
update_due_cb (gpointer user_data)
{
  PfDocumentList *self = user_data;

  self->update_source = 0;
  pf_document_list_update (self);
  return G_SOURCE_REMOVE;
}

/* A pull changes several lists: they are gathered once. */
static void
changed_cb (PfDocumentList *self)
{
  if (self->update_source == 0)
    self->update_source = g_idle_add (update_due_cb, self);
}

static void
pf_document_list_finalize (GObject *object)
{
  PfDocumentList *self = PF_DOCUMENT_LIST (object);

  g_clear_handle_id (&self->update_source, g_source_remove);
  g_clear_object (&self->hub);
  g_ptr_array_unref (self->items);
  G_OBJECT_CLASS (pf_document_list_parent_class)->finalize (object);
}

static void
pf_document_list_class_init (PfDocumentListClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pf_document_list_finalize;
}

static void
pf_document_list_init (PfDocumentList *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

PfDocumentList *
pf_document_list_new (PfHub *hub)
{
  PfDocumentList *self = g_object_new (PF_TYPE_DOCUMENT_LIST, NULL);
  GListModel **models[] = { &self->requirements, &self->documents, &self->submissions };

  self->hub = g_object_ref (hub);
  self->requirements = pf_hub_get_records (hub, PF_COLLECTION_REQUIREMENTS);
  self->documents = pf_hub_get_records (hub, PF_COLLECTION_DOCUMENTS);
  self->submissions = pf_hub_get_submissions (hub);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    g_signal_connect_object (*models[i], "items-changed", G_CALLBACK (changed_cb), self,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (hub, "now-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  pf_document_list_update (self);
  return self;
}

PfDocumentItem *
pf_document_list_find (PfDocumentList *self, PfDocumentItem *item)
{
  g_return_val_if_fail (PF_IS_DOCUMENT_LIST (self), NULL);
  g_return_val_if_fail (PF_IS_DOCUMENT_ITEM (item), NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      PfDocumentItem *other = self->items->pdata[i];
      gboolean is_it = item->requirement != NULL
                           ? other->requirement != NULL &&
                                 g_str_equal (pf_record_get_id (PF_RECORD (item->requirement)),
                                              pf_record_get_id (PF_RECORD (other->requirement)))
                       : item->document != NULL
                           ? other->document != NULL &&
                                 g_str_equal (pf_record_get_id (PF_RECORD (item->document)),
                                              pf_record_get_id (PF_RECORD (other->document)))
                           : other->submission != NULL && item->submission != NULL &&
                                 other->submission->id == item->submission->id;

      if (is_it && other->session == item->session)
        return g_object_ref (other);
    }
  return NULL;
}

/* Newest first. */
static int
compare_documents (gconstpointer a, gconstpointer b)
{
  PfMoment first = (*(PfDocument **) a)->sent_at;
  PfMoment second = (*(PfDocument **) b)->sent_at;

  return (first < second) - (first > second);
}

static GPtrArray *
list_documents (PfDocumentList *self, PfSession *session, const char *requirement)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (self->documents); i++)
    {
      g_autoptr (PfDocument) document = g_list_model_get_item (self->documents, i);

      if ((requirement == NULL || g_strcmp0 (document->requirement, requirement) == 0) &&
          pf_session_owns (session, document))
        g_ptr_array_add (found, g_object_ref (document));
    }
  g_ptr_array_sort (found, compare_documents);
  return found;
}

GPtrArray *
pf_document_list_get_history (PfDocumentList *self, PfDocumentItem *item)
{
  GPtrArray *history;

  g_return_val_if_fail (PF_IS_DOCUMENT_LIST (self), NULL);
  g_return_val_if_fail (PF_IS_DOCUMENT_ITEM (item), NULL);

  if (item->requirement != NULL)
    return list_documents (self, item->session, pf_record_get_id (PF_RECORD (item->requirement)));
  history = g_ptr_array_new_with_free_func (g_object_unref);
  if (item->document != NULL)
    g_ptr_array_add (history, g_object_ref (item->document));
  return history;
}

GPtrArray *
pf_document_list_get_reusable (PfDocumentList *self, PfDocumentItem *item)
{
  g_autoptr (GHashTable) digests = NULL;
  GPtrArray *documents;

  g_return_val_if_fail (PF_IS_DOCUMENT_LIST (self), NULL);
  g_return_val_if_fail (PF_IS_DOCUMENT_ITEM (item), NULL);

  digests = g_hash_table_new (g_str_hash, g_str_equal);
  documents = list_documents (self, item->session, NULL);
  for (guint i = 0; i < documents->len;)
    {
      PfDocument *document = documents->pdata[i];
      const PfFile *first = document->files->len > 0 ? document->files->pdata[0] : NULL;

      if (first != NULL && first->digest != NULL && document->state != PF_PAPER_REFUSED &&
          g_hash_table_add (digests, first->digest))
        i++;
      else
        g_ptr_array_remove_index (documents, i);
    }
  return documents;
}
