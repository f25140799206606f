/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of what families fill in. */
#include "config.h"

#include "pfs-storage-family-files.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-families.h"
#include "pfs-storage-private.h"

#define CONTACT_COLUMNS "id, child, first_name, last_name, phone, relation, may_fetch, is_emergency"
#define HEALTH_COLUMNS                                                                             \
  "child, version, allergens, has_allergies, allergies, diet, diet_text, has_pai, pai_until,"      \
  " has_glasses, doctor, doctor_phone, remarks"

gboolean
pfs_storage_change_household (PfsStorage *self, PfHousehold *household, GError **error)
{
  g_autoptr (PfHousehold) former = NULL;
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_HOUSEHOLD (household), FALSE);

  id = pf_record_get_id (PF_RECORD (household));
  former = pfs_storage_load_household (self, id, error);
  if (former == NULL || (former->quotient != household->quotient &&
                         !pfs_storage_set_quotient (self, id, household->quotient, error)))
    return FALSE;
  return pfs_rows_write (
             self, error,
             "UPDATE households SET name = ?2, state = ?3, reason = ?4, quotient_of = ?5,"
             " street = ?6, postcode = ?7, city = ?8, phone = ?9, caf_consent = ?10,"
             " caf_number = ?11, iban = ifnull (?12, iban), account_holder = ?13, mandate = ?14,"
             " mandate_of = ?15, update_due = ?16, update_year = ?17, update_sent = ?18"
             " WHERE id = ?1",
             "ssnsdssssnssssddsn", id, household->name, (int) household->state, household->reason,
             household->quotient_of, household->street, household->postcode, household->city,
             household->phone, household->caf_consent != FALSE, household->caf_number,
             household->iban, household->account_holder, household->mandate, household->mandate_of,
             household->update_due, household->update_year, household->update_sent != FALSE) &&
         pfs_touch_record (self, id, PF_COLLECTION_HOUSEHOLD, id, FALSE, error);
}

gboolean
pfs_storage_change_guardian (PfsStorage *self, PfGuardian *guardian, GError **error)
{
  g_autofree char *household = NULL;
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_GUARDIAN (guardian), FALSE);

  id = pf_record_get_id (PF_RECORD (guardian));
  household = pfs_storage_get_guardian_household (self, id, error);
  return household != NULL &&
         pfs_rows_write (self, error,
                         "UPDATE guardians SET civility = ?2, first_name = ?3, last_name = ?4,"
                         " mobile = ?5, phone = ?6, work_phone = ?7, profession = ?8,"
                         " employer = ?9 WHERE id = ?1",
                         "sssssssss", id, guardian->civility, guardian->first_name,
                         guardian->last_name, guardian->mobile, guardian->phone,
                         guardian->work_phone, guardian->profession, guardian->employer) &&
         pfs_touch_record (self, household, PF_COLLECTION_GUARDIANS, id, FALSE, error);
}

gboolean
pfs_storage_change_child (PfsStorage *self, PfChild *child, GError **error)
{
  g_autofree char *household = NULL;
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_CHILD (child), FALSE);

  id = pf_record_get_id (PF_RECORD (child));
  household = pfs_storage_get_child_household (self, id, error);
  return household != NULL && pfs_storage_put_child (self, household, child, error) &&
         pfs_rows_write (self, error,
                         "UPDATE children SET image_rights = ?2, leaves_alone = ?3, swims = ?4"
                         " WHERE id = ?1",
                         "snnn", id, (int) child->image_rights, (int) child->leaves_alone,
                         (int) child->swims);
}

char *
pfs_storage_get_child_household (PfsStorage *self, const char *child, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (child != NULL, NULL);

  return pfs_rows_find_text (self, "SELECT household FROM children WHERE id = ?",
                             _("There is no child"), child, error);
}

char *
pfs_storage_get_guardian_household (PfsStorage *self, const char *guardian, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (guardian != NULL, NULL);

  return pfs_rows_find_text (self, "SELECT household FROM guardians WHERE id = ?",
                             _("There is no guardian"), guardian, error);
}

char *
pfs_storage_get_iban (PfsStorage *self, const char *household, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  return pfs_rows_find_text (self, "SELECT iban FROM households WHERE id = ? AND iban IS NOT NULL",
                             _("There is no IBAN of household"), household, error);
}

gboolean
pfs_storage_note_sign_in (PfsStorage *self, const char *guardian, GError **error)
{
  g_autofree char *household = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (guardian != NULL, FALSE);

  household = pfs_storage_get_guardian_household (self, guardian, error);
  return household != NULL &&
         pfs_rows_write (self, error,
                         "UPDATE guardians SET signed_in_before = signed_in_at, signed_in_at = ?"
                         " WHERE id = ?",
                         "ms", self->now, guardian) &&
         pfs_touch_record (self, household, PF_COLLECTION_GUARDIANS, guardian, FALSE, error);
}

gboolean
pfs_storage_set_update_blocks (PfsStorage *self,
                               const char *household,
                               gboolean    blocks,
                               GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL, FALSE);

  return pfs_rows_write (self, error, "UPDATE households SET update_blocks = ? WHERE id = ?", "ns",
                         blocks != FALSE, household);
}

gboolean
pfs_storage_get_update_blocks (PfsStorage *self,
                               const char *household,
                               gboolean   *blocks,
                               GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && blocks != NULL, FALSE);

  rows = pfs_rows_begin (self, "SELECT update_blocks FROM households WHERE id = ?", "s", household);
  if (!pfs_rows_one (rows, _("There is no household"), household, error))
    return FALSE;
  *blocks = pfs_rows_integer (rows, 0) != 0;
  return TRUE;
}

static gpointer
read_contact (PfsRows *rows)
{
  PfContact *contact = pfs_rows_record (rows, PF_TYPE_CONTACT);

  contact->child = pfs_rows_text (rows, 1);
  contact->first_name = pfs_rows_text (rows, 2);
  contact->last_name = pfs_rows_text (rows, 3);
  contact->phone = pfs_rows_text (rows, 4);
  contact->relation = pfs_rows_text (rows, 5);
  contact->may_fetch = pfs_rows_integer (rows, 6) != 0;
  contact->is_emergency = pfs_rows_integer (rows, 7) != 0;
  return contact;
}

gboolean
pfs_storage_put_contact (PfsStorage *self,
                         const char *household,
                         PfContact  *contact,
                         GError    **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_CONTACT (contact), FALSE);

  id = pf_record_get_id (PF_RECORD (contact));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (self, error,
                         "INSERT INTO contacts (" CONTACT_COLUMNS
                         ", household) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT DO UPDATE SET child = excluded.child,"
                         " first_name = excluded.first_name, last_name = excluded.last_name,"
                         " phone = excluded.phone, relation = excluded.relation,"
                         " may_fetch = excluded.may_fetch, is_emergency = excluded.is_emergency"
                         " WHERE household = excluded.household",
                         "ssssssnns", id, contact->child, contact->first_name, contact->last_name,
                         contact->phone, contact->relation, contact->may_fetch != FALSE,
                         contact->is_emergency != FALSE, household) &&
         pfs_touch_record (self, household, PF_COLLECTION_CONTACTS, id, FALSE, error) &&
         pfs_storage_touch_children (self, household, NULL, error);
}

PfContact *
pfs_storage_load_contact (PfsStorage *self, const char *household, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL && id != NULL, NULL);

  rows = pfs_rows_begin (self,
                         "SELECT " CONTACT_COLUMNS " FROM contacts WHERE household = ? AND id = ?",
                         "ss", household, id);
  return pfs_rows_one (rows, _("There is no contact"), id, error) ? read_contact (rows) : NULL;
}

GPtrArray *
pfs_storage_list_contacts (PfsStorage *self, const char *household, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (household != NULL, NULL);

  rows = pfs_rows_begin (self,
                         "SELECT " CONTACT_COLUMNS
                         " FROM contacts WHERE household = ? ORDER BY last_name, first_name, id",
                         "s", household);
  return pfs_rows_list (rows, read_contact, g_object_unref, error);
}

gboolean
pfs_storage_remove_contact (PfsStorage *self, const char *household, const char *id, GError **error)
{
  g_autoptr (PfContact) contact = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && id != NULL, FALSE);

  contact = pfs_storage_load_contact (self, household, id, error);
  return contact != NULL &&
         pfs_rows_write (self, error, "DELETE FROM contacts WHERE id = ?", "s", id) &&
         pfs_touch_record (self, household, PF_COLLECTION_CONTACTS, id, TRUE, error) &&
         pfs_storage_touch_children (self, household, NULL, error);
}

static char *
join_texts (GPtrArray *texts)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? " " : "",
                            (const char *) g_ptr_array_index (texts, i));
  return g_string_free (joined, FALSE);
}

static gboolean
write_vaccines (PfsStorage *self, const char *child, GPtrArray *vaccines, GError **error)
{
  if (!pfs_rows_write (self, error, "DELETE FROM vaccines WHERE child = ?", "s", child))
    return FALSE;
  for (guint i = 0; i < vaccines->len; i++)
    {
      const PfVaccine *vaccine = g_ptr_array_index (vaccines, i);

      if (!pfs_rows_write (self, error, "INSERT INTO vaccines VALUES (?, ?, ?, ?)", "snsd", child,
                           (int) i, vaccine->name, vaccine->day))
        return FALSE;
    }
  return TRUE;
}

gboolean
pfs_storage_put_health_sheet (PfsStorage *self, PfHealthSheet *sheet, GError **error)
{
  g_autofree char *household = NULL;
  g_autofree char *allergens = NULL;
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_HEALTH_SHEET (sheet), FALSE);

  id = pf_record_get_id (PF_RECORD (sheet));
  household = pfs_storage_get_child_household (self, id, error);
  allergens = join_texts (sheet->allergens);
  return household != NULL &&
         pfs_rows_write (
             self, error,
             "INSERT INTO health_sheets (" HEALTH_COLUMNS
             ") VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
             " ON CONFLICT DO UPDATE SET version = version + 1, allergens = excluded.allergens,"
             " has_allergies = excluded.has_allergies, allergies = excluded.allergies,"
             " diet = excluded.diet, diet_text = excluded.diet_text, has_pai = excluded.has_pai,"
             " pai_until = excluded.pai_until, has_glasses = excluded.has_glasses,"
             " doctor = excluded.doctor, doctor_phone = excluded.doctor_phone,"
             " remarks = excluded.remarks",
             "ssnsnsndnsss", id, allergens, (int) sheet->has_allergies, sheet->allergies,
             (int) sheet->diet, sheet->diet_text, (int) sheet->has_pai, sheet->pai_until,
             (int) sheet->has_glasses, sheet->doctor, sheet->doctor_phone, sheet->remarks) &&
         write_vaccines (self, id, sheet->vaccines, error) &&
         pfs_storage_touch_children (self, household, id, error);
}

static PfHealthSheet *
read_health_sheet (PfsRows *rows, PfHealthSheet *sheet)
{
  g_autofree char *joined = pfs_rows_text (rows, 2);
  g_auto (GStrv) allergens = g_strsplit (joined, " ", -1);

  sheet->version = pfs_rows_integer (rows, 1);
  for (int i = 0; allergens[i] != NULL; i++)
    if (allergens[i][0] != '\0')
      g_ptr_array_add (sheet->allergens, g_strdup (allergens[i]));
  sheet->has_allergies = (PfConsent) pfs_rows_integer (rows, 3);
  sheet->allergies = pfs_rows_text (rows, 4);
  sheet->diet = (PfDiet) pfs_rows_integer (rows, 5);
  sheet->diet_text = pfs_rows_text (rows, 6);
  sheet->has_pai = (PfConsent) pfs_rows_integer (rows, 7);
  sheet->pai_until = pfs_rows_day (rows, 8);
  sheet->has_glasses = (PfConsent) pfs_rows_integer (rows, 9);
  sheet->doctor = pfs_rows_text (rows, 10);
  sheet->doctor_phone = pfs_rows_text (rows, 11);
  sheet->remarks = pfs_rows_text (rows, 12);
  return sheet;
}

static gboolean
load_vaccines (PfsStorage *self, PfHealthSheet *sheet, GError **error)
{
  g_autoptr (PfsRows) rows =
      pfs_rows_begin (self, "SELECT name, day FROM vaccines WHERE child = ? ORDER BY position", "s",
                      pf_record_get_id (PF_RECORD (sheet)));

  while (pfs_rows_next (rows))
    {
      PfVaccine *vaccine = g_new0 (PfVaccine, 1);

      vaccine->name = pfs_rows_text (rows, 0);
      vaccine->day = pfs_rows_day (rows, 1);
      g_ptr_array_add (sheet->vaccines, vaccine);
    }
  return pfs_rows_check (rows, error);
}

PfHealthSheet *
pfs_storage_load_health_sheet (PfsStorage *self, const char *child, GError **error)
{
  g_autofree char *household = NULL;
  g_autoptr (PfHealthSheet) sheet = NULL;
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (child != NULL, NULL);

  household = pfs_storage_get_child_household (self, child, error);
  if (household == NULL)
    return NULL;
  sheet = pf_record_new (PF_TYPE_HEALTH_SHEET, child);
  rows = pfs_rows_begin (self, "SELECT " HEALTH_COLUMNS " FROM health_sheets WHERE child = ?", "s",
                         child);
  if (pfs_rows_next (rows))
    read_health_sheet (rows, sheet);
  if (!pfs_rows_check (rows, error) || !load_vaccines (self, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

gboolean
pfs_storage_touch_children (PfsStorage *self,
                            const char *household,
                            const char *child,
                            GError    **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL, FALSE);

  return pfs_rows_write (self, error,
                         "INSERT OR REPLACE INTO temp.touched"
                         " SELECT household, ?3, id, 0 FROM children"
                         " WHERE household = ?1 AND (?2 IS NULL OR id = ?2)",
                         "ssn", household, child, (int) PF_COLLECTION_CHILDREN);
}
