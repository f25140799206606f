/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a household is told of its changes. */
#include "config.h"

#include "pfs-delta.h"

#include <string.h>

#include "pfs-family.h"
#include "pfs-papers.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-desk.h"
#include "pfs-storage-families.h"
#include "pfs-storage-family-files.h"
#include "pfs-storage-money.h"
#include "pfs-storage-news.h"
#include "pfs-storage-requests.h"
#include "pfs-storage-threads.h"
#include "pfs-storage-town.h"

/*
 * A state is "EPOCH-SEQUENCE", or between pages "EPOCH-SINCE-SNAPSHOT-COLLECTION-ID": everything
 * changed after SINCE, of which all up to the record named was told, is being told as of SNAPSHOT;
 * SINCE is 0 in a first sync.
 */
typedef struct {
  gint64 since;
  gint64 snapshot; /* 0 before the first page */
  PfsChange after; /* the last record told; id NULL before the first page */
} Position;

static PfRecord *
read_town (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_town_record (reader->storage, error);
}

static PfRecord *
read_household (const PfsReader *reader, const PfsChange *change, GError **error)
{
  PfHousehold *household = pfs_storage_load_household (reader->storage, change->id, error);

  if (household == NULL)
    return NULL;
  household->version = change->sequence;
  household->can_register = TRUE;
  return PF_RECORD (household);
}

static PfRecord *
read_guardian (const PfsReader *reader, const PfsChange *change, GError **error)
{
  PfGuardian *guardian =
      pfs_storage_load_guardian (reader->storage, change->id, reader->guardian, error);

  if (guardian == NULL)
    return NULL;
  guardian->version = change->sequence;
  return PF_RECORD (guardian);
}

static PfRecord *
read_child (const PfsReader *reader, const PfsChange *change, GError **error)
{
  g_autoptr (PfChild) child = pfs_storage_load_child (reader->storage, change->id, error);

  if (child == NULL || !pfs_family_complete_child (reader->storage, child, error))
    return NULL;
  child->version = change->sequence;
  return PF_RECORD (g_steal_pointer (&child));
}

static PfRecord *
read_site (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_site (reader->storage, change->id, error);
}

static PfRecord *
read_activity (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_activity (reader->storage, change->id, NULL, error);
}

static PfRecord *
read_enrolment (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_enrolment (reader->storage, change->id, error);
}

static PfRecord *
read_sheet (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_sheets_make (reader->sheets, change->id, change->sequence, error);
}

static PfRecord *
read_service (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_service (reader->storage, change->id, error);
}

static PfRecord *
read_thread (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_thread (reader->storage, change->id, error);
}

static PfRecord *
read_message (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_message (reader->storage, change->id, error);
}

static PfRecord *
read_form (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_form (reader->storage, change->id, error);
}

static PfRecord *
read_request (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_request (reader->storage, change->id, error);
}

static PfRecord *
read_news (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_news (reader->storage, change->id, error);
}

static PfRecord *
read_menu (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_menu (reader->storage, change->id, error);
}

static PfRecord *
read_tariff (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_tariff (reader->storage, change->id, error);
}

static PfRecord *
read_invoice (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_invoice (reader->storage, change->id, NULL, error);
}

static PfRecord *
read_payment (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_payment (reader->storage, change->id, error);
}

static PfRecord *
read_wallet (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_wallet (reader->storage, change->id, NULL, error);
}

static PfRecord *
read_movement (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_movement (reader->storage, change->id, error);
}

static PfRecord *
read_prepayment (const PfsReader *reader, const PfsChange *change, GError **error)
{
  return (PfRecord *) pfs_storage_load_prepayment (reader->storage, change->id, NULL, error);
}

static PfRecord *
read_contact (const PfsReader *reader, const PfsChange *change, GError **error)
{
  PfContact *contact =
      pfs_storage_load_contact (reader->storage, reader->household, change->id, error);

  if (contact == NULL)
    return NULL;
  contact->version = change->sequence;
  return PF_RECORD (contact);
}

/* Each part of the town adds its line. */
static const PfsReadRecord readers[PF_N_COLLECTIONS] = {
  [PF_COLLECTION_TOWN] = read_town,
  [PF_COLLECTION_HOUSEHOLD] = read_household,
  [PF_COLLECTION_GUARDIANS] = read_guardian,
  [PF_COLLECTION_CHILDREN] = read_child,
  [PF_COLLECTION_SITES] = read_site,
  [PF_COLLECTION_ACTIVITIES] = read_activity,
  [PF_COLLECTION_ENROLMENTS] = read_enrolment,
  [PF_COLLECTION_SHEETS] = read_sheet,
  [PF_COLLECTION_CONTACTS] = read_contact,
  [PF_COLLECTION_SERVICES] = read_service,
  [PF_COLLECTION_THREADS] = read_thread,
  [PF_COLLECTION_MESSAGES] = read_message,
  [PF_COLLECTION_FORMS] = read_form,
  [PF_COLLECTION_REQUESTS] = read_request,
  [PF_COLLECTION_NEWS] = read_news,
  [PF_COLLECTION_MENUS] = read_menu,
  [PF_COLLECTION_REQUIREMENTS] = pfs_papers_read_requirement,
  [PF_COLLECTION_DOCUMENTS] = pfs_papers_read_document,
  [PF_COLLECTION_PAPERS] = pfs_papers_read_paper,
  [PF_COLLECTION_TARIFFS] = read_tariff,
  [PF_COLLECTION_INVOICES] = read_invoice,
  [PF_COLLECTION_PAYMENTS] = read_payment,
  [PF_COLLECTION_WALLETS] = read_wallet,
  [PF_COLLECTION_MOVEMENTS] = read_movement,
  [PF_COLLECTION_PREPAYMENTS] = read_prepayment,
};

static gboolean
parse_number (const char *text, gint64 *number)
{
  return text != NULL && g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, number, NULL);
}

/* Returns: whether @state is one of this database's and not too old. */
static gboolean
parse_state (const char *state, const char *epoch, gint64 floor, gint64 last, Position *position)
{
  g_auto (GStrv) parts = g_strsplit (state, "-", 5);
  guint n_parts = g_strv_length (parts);
  gint64 collection;

  if (n_parts < 2 || strcmp (parts[0], epoch) != 0 || !parse_number (parts[1], &position->since) ||
      position->since > last)
    return FALSE;
  if (n_parts == 2)
    return position->since >= floor;
  if (n_parts != 5 || !parse_number (parts[2], &position->snapshot) ||
      !parse_number (parts[3], &collection) || position->snapshot > last ||
      position->snapshot < floor || collection >= PF_N_COLLECTIONS)
    return FALSE;
  position->after.collection = (PfCollection) collection;
  position->after.id = g_strdup (parts[4]);
  return position->since == 0 || position->since >= floor;
}

/* Adds a record, or the identifier of one that went. */
static gboolean
add_change (const PfsReader *reader, const PfsChange *change, PfChanges *changes, GError **error)
{
  GError *failure = NULL;
  PfRecord *record = NULL;

  if (!change->is_removed && readers[change->collection] != NULL)
    record = readers[change->collection](reader, change, &failure);
  if (record != NULL)
    g_ptr_array_add (changes->changed[change->collection], record);
  else if (!pfs_storage_may_be_absent (failure, error))
    return FALSE;
  else if (!changes->is_whole)
    g_ptr_array_add (changes->removed[change->collection], g_strdup (change->id));
  return TRUE;
}

static PfChanges *
read_page (const PfsReader *reader,
           const char      *epoch,
           const Position  *position,
           guint            page_size,
           GError         **error)
{
  g_autoptr (PfChanges) changes = pf_changes_new ();
  g_autoptr (GPtrArray) rows = NULL;
  guint n_told;

  rows = pfs_storage_list_changes (reader->storage, reader->household, position->since,
                                   position->after.id != NULL ? &position->after : NULL,
                                   page_size + 1, error);
  if (rows == NULL)
    return NULL;
  changes->is_whole = position->since == 0;
  changes->more = rows->len > page_size;
  n_told = MIN (rows->len, page_size);
  for (guint i = 0; i < n_told; i++)
    if (!add_change (reader, g_ptr_array_index (rows, i), changes, error))
      return NULL;
  if (changes->more)
    {
      const PfsChange *last = g_ptr_array_index (rows, n_told - 1);

      changes->state = g_strdup_printf ("%s-%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT "-%d-%s", epoch,
                                        position->since, position->snapshot, last->collection,
                                        last->id);
    }
  else
    changes->state = g_strdup_printf ("%s-%" G_GINT64_FORMAT, epoch, position->snapshot);
  return g_steal_pointer (&changes);
}

/* Returns: the household's last change, but none that is too old to be asked about; -1 with @error.
 */
static gint64
get_present (PfsStorage *storage, const char *household, gint64 floor, GError **error)
{
  gint64 sequence = pfs_storage_get_household_sequence (storage, household, error);

  return sequence < 0 ? -1 : MAX (sequence, floor);
}

char *
pfs_delta_get_state (PfsStorage *storage, const char *household, GError **error)
{
  g_autofree char *epoch = NULL;
  gint64 floor;
  gint64 sequence;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  epoch = pfs_storage_get_epoch (storage, error);
  if (epoch == NULL || !pfs_storage_get_sequences (storage, &floor, NULL, error))
    return NULL;
  sequence = get_present (storage, household, floor, error);
  if (sequence < 0)
    return NULL;
  return g_strdup_printf ("%s-%" G_GINT64_FORMAT, epoch, sequence);
}

PfChanges *
pfs_delta_pull (PfsStorage *storage,
                const char *household,
                const char *guardian,
                const char *since,
                guint       page_size,
                gboolean   *is_unknown,
                GError    **error)
{
  g_autoptr (PfsTransaction) transaction = NULL;
  g_autoptr (PfsSheets) sheets = NULL;
  g_autofree char *epoch = NULL;
  PfsReader reader = { .storage = storage, .household = household, .guardian = guardian };
  Position position = { 0 };
  PfChanges *changes = NULL;
  gint64 floor;
  gint64 last;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (household != NULL && is_unknown != NULL && page_size > 0, NULL);

  *is_unknown = FALSE;
  transaction = pfs_storage_begin_reading (storage, error);
  epoch = transaction != NULL ? pfs_storage_get_epoch (storage, error) : NULL;
  if (epoch == NULL || !pfs_storage_get_sequences (storage, &floor, &last, error))
    return NULL;
  *is_unknown = since != NULL && !parse_state (since, epoch, floor, last, &position);
  if (position.snapshot == 0)
    position.snapshot = get_present (storage, household, floor, error);
  if (!*is_unknown && position.snapshot >= 0)
    sheets = pfs_sheets_new (storage, household, error);
  reader.sheets = sheets;
  if (sheets != NULL)
    changes = read_page (&reader, epoch, &position, page_size, error);
  g_free (position.after.id);
  return changes;
}
