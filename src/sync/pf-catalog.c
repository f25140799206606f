/* SPDX-License-Identifier: GPL-3.0-or-later
 * One list and one index a collection. Order is a table of comparisons. */
#include "config.h"

#include "pf-catalog.h"

#include "pf-codec.h"

#define SERIAL "pf-catalog-serial"

struct _PfCatalog {
  GObject parent_instance;
  guint serial;                            /* not reused in this process, as an address might be */
  PfDiffList *lists[PF_N_COLLECTIONS];     /* (owned); of SHEETS never filled */
  GHashTable *positions[PF_N_COLLECTIONS]; /* (owned): id (unowned, the record's) → position */
};

G_DEFINE_TYPE (PfCatalog, pf_catalog, G_TYPE_OBJECT)

typedef int (*Compare) (gconstpointer a, gconstpointer b);

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (pf_record_get_id ((PfRecord *) a), pf_record_get_id ((PfRecord *) b));
}

static int
compare_names (const char *a, const char *b)
{
  return a != NULL && b != NULL ? g_utf8_collate (a, b) : g_strcmp0 (a, b);
}

static int
compare_guardians (gconstpointer a, gconstpointer b)
{
  const PfGuardian *left = a, *right = b;

  return left->is_self != right->is_self ? right->is_self - left->is_self
                                         : compare_names (left->first_name, right->first_name);
}

static int
compare_children (gconstpointer a, gconstpointer b)
{
  const PfChild *left = a, *right = b;

  return left->birth_date != right->birth_date
             ? (left->birth_date > right->birth_date) - (left->birth_date < right->birth_date)
             : compare_names (left->first_name, right->first_name);
}

static int
compare_sites (gconstpointer a, gconstpointer b)
{
  return compare_names (((const PfSite *) a)->name, ((const PfSite *) b)->name);
}

static int
compare_activities (gconstpointer a, gconstpointer b)
{
  return compare_names (((const PfActivity *) a)->name, ((const PfActivity *) b)->name);
}

static int
compare_enrolments (gconstpointer a, gconstpointer b)
{
  const PfEnrolment *left = a, *right = b;

  return left->first != right->first ? (left->first > right->first) - (left->first < right->first)
                                     : (left->last > right->last) - (left->last < right->last);
}

/* Others are sorted by id; whoever shows them sorts as the page does. */
static const Compare comparisons[PF_N_COLLECTIONS] = {
  [PF_COLLECTION_GUARDIANS] = compare_guardians,   [PF_COLLECTION_CHILDREN] = compare_children,
  [PF_COLLECTION_SITES] = compare_sites,           [PF_COLLECTION_ACTIVITIES] = compare_activities,
  [PF_COLLECTION_ENROLMENTS] = compare_enrolments,
};

static int
compare_records (gconstpointer a, gconstpointer b, gpointer user_data)
{
  Compare compare = comparisons[GPOINTER_TO_INT (user_data)];
  gconstpointer left = *(const gconstpointer *) a, right = *(const gconstpointer *) b;
  int order = compare != NULL ? compare (left, right) : 0;

  return order != 0 ? order : compare_ids (left, right);
}

static gboolean
records_are_equal (PfRecord *a, PfRecord *b)
{
  g_autoptr (GBytes) left = pf_codec_encode_record (a);
  g_autoptr (GBytes) right = pf_codec_encode_record (b);

  return g_bytes_equal (left, right);
}

static gboolean
update_collection (PfCatalog *self, PfCollection collection, GPtrArray *records)
{
  GPtrArray *before = pf_diff_list_get_items (self->lists[collection]);
  GPtrArray *items = g_ptr_array_new_full (records->len, g_object_unref);
  guint n_kept = 0, n_before = before->len;

  for (guint i = 0; i < records->len; i++)
    {
      PfRecord *record = g_ptr_array_index (records, i);
      PfRecord *known = pf_catalog_find (self, collection, pf_record_get_id (record), NULL);
      gboolean is_kept = known != NULL && records_are_equal (known, record);

      n_kept += is_kept;
      pf_catalog_adopt (self, record);
      g_ptr_array_add (items, g_object_ref (is_kept ? known : record));
    }
  g_ptr_array_sort_with_data (items, compare_records, GINT_TO_POINTER (collection));
  g_hash_table_remove_all (self->positions[collection]);
  for (guint i = 0; i < items->len; i++)
    g_hash_table_insert (self->positions[collection], (gpointer) pf_record_get_id (items->pdata[i]),
                         GUINT_TO_POINTER (i));
  pf_diff_list_take (self->lists[collection], items, NULL);
  return n_kept != records->len || n_kept != n_before;
}

static void
pf_catalog_finalize (GObject *object)
{
  PfCatalog *self = PF_CATALOG (object);

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      g_hash_table_unref (self->positions[i]);
      g_object_unref (self->lists[i]);
    }
  G_OBJECT_CLASS (pf_catalog_parent_class)->finalize (object);
}

static void
pf_catalog_class_init (PfCatalogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_catalog_finalize;
}

static void
pf_catalog_init (PfCatalog *self)
{
  static guint last_serial;

  self->serial = ++last_serial;
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      self->lists[i] = pf_diff_list_new (pf_collection_get_record_type (i));
      self->positions[i] = g_hash_table_new (g_str_hash, g_str_equal);
    }
}

PfCatalog *
pf_catalog_new (void)
{
  return g_object_new (PF_TYPE_CATALOG, NULL);
}

guint
pf_catalog_update (PfCatalog *self, const PfStoreNews *news)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  guint mask = 0;

  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    {
      GPtrArray *records = news->records[i] != NULL ? news->records[i]
                           : news->is_reset         ? none
                                                    : NULL;

      if (records != NULL && update_collection (self, i, records))
        mask |= 1u << i;
    }
  return mask;
}

void
pf_catalog_adopt (PfCatalog *self, gpointer object)
{
  g_object_set_data (object, SERIAL, GUINT_TO_POINTER (self->serial));
}

gboolean
pf_catalog_owns (PfCatalog *self, gpointer object)
{
  return g_object_get_data (object, SERIAL) == GUINT_TO_POINTER (self->serial);
}

GListModel *
pf_catalog_get_list (PfCatalog *self, PfCollection collection)
{
  return G_LIST_MODEL (self->lists[collection]);
}

gpointer
pf_catalog_find (PfCatalog *self, PfCollection collection, const char *id, guint *position)
{
  gpointer found;

  if (id == NULL || !g_hash_table_lookup_extended (self->positions[collection], id, NULL, &found))
    return NULL;
  if (position != NULL)
    *position = GPOINTER_TO_UINT (found);
  return g_ptr_array_index (pf_diff_list_get_items (self->lists[collection]),
                            GPOINTER_TO_UINT (found));
}

gpointer
pf_catalog_get_single (PfCatalog *self, PfCollection collection)
{
  GPtrArray *records = pf_diff_list_get_items (self->lists[collection]);

  return records->len > 0 ? g_ptr_array_index (records, 0) : NULL;
}
