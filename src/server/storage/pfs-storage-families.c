/* SPDX-License-Identifier: GPL-3.0-or-later
 * Storage of families: households, guardians, children, enrolments. */
#include "config.h"

#include "pfs-storage-families.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-papers.h"
#include "pfs-storage-private.h"

/* What a household and its members are told apart by; and, to be read, all that they are. */
#define GUARDIAN_COLUMNS "id, civility, first_name, last_name, email"
#define CHILD_COLUMNS "id, first_name, last_name, birth_date, school_site, class_name"
#define HOUSEHOLD_ALL                                                                              \
  "id, name, number, quotient, state, reason, quotient_of, street, postcode, city, phone,"         \
  " caf_consent, caf_number, substr (iban, -4), account_holder, mandate, mandate_of, update_due,"  \
  " update_year, update_sent"
#define GUARDIAN_ALL                                                                               \
  GUARDIAN_COLUMNS ", mobile, phone, work_phone, profession, employer, signed_in_before"
#define CHILD_ALL                                                                                  \
  CHILD_COLUMNS ", image_rights, leaves_alone, swims,"                                             \
                " (SELECT version FROM health_sheets WHERE child = children.id)"
#define ENROLMENT_COLUMNS                                                                          \
  "id, child, activity, state, first, last, weekdays, reason, asked_at, occasional"

/* Makes one record of the present row. */
static gpointer
read_household (PfsRows *rows)
{
  PfHousehold *household = pfs_rows_record (rows, PF_TYPE_HOUSEHOLD);

  household->name = pfs_rows_text (rows, 1);
  household->number = pfs_rows_text (rows, 2);
  household->quotient = pfs_rows_cents (rows, 3);
  household->state = (PfHouseholdState) pfs_rows_integer (rows, 4);
  household->reason = pfs_rows_text (rows, 5);
  household->quotient_of = pfs_rows_day (rows, 6);
  household->street = pfs_rows_text (rows, 7);
  household->postcode = pfs_rows_text (rows, 8);
  household->city = pfs_rows_text (rows, 9);
  household->phone = pfs_rows_text (rows, 10);
  household->caf_consent = pfs_rows_integer (rows, 11) != 0;
  household->caf_number = pfs_rows_text (rows, 12);
  household->iban_hint = pfs_rows_text (rows, 13);
  household->account_holder = pfs_rows_text (rows, 14);
  household->mandate = pfs_rows_text (rows, 15);
  household->mandate_of = pfs_rows_day (rows, 16);
  household->update_due = pfs_rows_day (rows, 17);
  household->update_year = pfs_rows_text (rows, 18);
  household->update_sent = pfs_rows_integer (rows, 19) != 0;
  return household;
}

static gpointer
read_guardian (PfsRows *rows)
{
  PfGuardian *guardian = pfs_rows_record (rows, PF_TYPE_GUARDIAN);

  guardian->civility = pfs_rows_text (rows, 1);
  guardian->first_name = pfs_rows_text (rows, 2);
  guardian->last_name = pfs_rows_text (rows, 3);
  guardian->email = pfs_rows_text (rows, 4);
  guardian->mobile = pfs_rows_text (rows, 5);
  guardian->phone = pfs_rows_text (rows, 6);
  guardian->work_phone = pfs_rows_text (rows, 7);
  guardian->profession = pfs_rows_text (rows, 8);
  guardian->employer = pfs_rows_text (rows, 9);
  guardian->last_sign_in = pfs_rows_moment (rows, 10);
  return guardian;
}

static gpointer
read_child (PfsRows *rows)
{
  PfChild *child = pfs_rows_record (rows, PF_TYPE_CHILD);

  child->first_name = pfs_rows_text (rows, 1);
  child->last_name = pfs_rows_text (rows, 2);
  child->birth_date = pfs_rows_day (rows, 3);
  child->school_site = pfs_rows_text (rows, 4);
  child->class_name = pfs_rows_text (rows, 5);
  child->image_rights = (PfConsent) pfs_rows_integer (rows, 6);
  child->leaves_alone = (PfConsent) pfs_rows_integer (rows, 7);
  child->swims = (PfConsent) pfs_rows_integer (rows, 8);
  child->health_version = pfs_rows_integer (rows, 9);
  return child;
}

static gpointer
read_enrolment (PfsRows *rows)
{
  PfEnrolment *enrolment = pfs_rows_record (rows, PF_TYPE_ENROLMENT);

  enrolment->child = pfs_rows_text (rows, 1);
  enrolment->activity = pfs_rows_text (rows, 2);
  enrolment->state = (PfEnrolmentState) pfs_rows_integer (rows, 3);
  enrolment->first = pfs_rows_day (rows, 4);
  enrolment->last = pfs_rows_day (rows, 5);
  enrolment->weekdays = (guint) pfs_rows_integer (rows, 6);
  enrolment->reason = pfs_rows_text (rows, 7);
  enrolment->asked_at = pfs_rows_moment (rows, 8);
  enrolment->is_occasional = pfs_rows_integer (rows, 9) != 0;
  return enrolment;
}

static gboolean
check_household (PfsStorage *self, const char *id, GError **error)
{
  g_autofree char *found = pfs_rows_find_text (self, "SELECT id FROM households WHERE id = ?",
                                               _("There is no household"), id, error);

  return found != NULL;
}

/* What belonged to another household before is removed there. */
static gboolean
touch_moved (PfsStorage  *self,
             PfCollection collection,
             const char  *id,
             const char  *former,
             const char  *household,
             GError     **error)
{
  if (former != NULL && g_strcmp0 (former, household) != 0 &&
      !pfs_touch_record (self, former, collection, id, TRUE, error))
    return FALSE;
  return pfs_touch_record (self, household, collection, id, FALSE, error);
}

/* Tells that an enrolment and its sheets are gone, before they go. */
static gboolean
touch_removed_enrolment (PfsStorage *self, const char *id, const char *household, GError **error)
{
  return pfs_touch_record (self, household, PF_COLLECTION_ENROLMENTS, id, TRUE, error) &&
         pfs_rows_write (
             self, error,
             "INSERT OR REPLACE INTO temp.touched SELECT household, collection, id, 1 FROM changes"
             " WHERE household = ?1 AND collection = ?2 AND id > ?3 || '/' AND id < ?3 || '0'",
             "sns", household, (int) PF_COLLECTION_SHEETS, id);
}

gboolean
pfs_storage_put_household (PfsStorage *self, PfHousehold *household, GError **error)
{
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_HOUSEHOLD (household), FALSE);

  id = pf_record_get_id (PF_RECORD (household));
  return pfs_storage_check_id (id, error) &&
         pfs_rows_write (
             self, error,
             "INSERT INTO households (id, name, number, state) VALUES (?, ?, ?, ?)"
             " ON CONFLICT DO UPDATE SET name = excluded.name, number = excluded.number",
             "sssn", id, household->name, household->number, (int) household->state) &&
         pfs_storage_set_quotient (self, id, household->quotient, error) &&
         pfs_storage_ask_papers (self, id, NULL, error);
}

PfHousehold *
pfs_storage_load_household (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT " HOUSEHOLD_ALL " FROM households WHERE id = ?", "s", id);
  return pfs_rows_one (rows, _("There is no household"), id, error) ? read_household (rows) : NULL;
}

GPtrArray *
pfs_storage_list_households (PfsStorage *self, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  rows = pfs_rows_begin (self, "SELECT " HOUSEHOLD_ALL " FROM households ORDER BY name, id", "");
  return pfs_rows_list (rows, read_household, g_object_unref, error);
}

gboolean
pfs_storage_set_quotient (PfsStorage *self, const char *household, gint64 quotient, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL, FALSE);

  return check_household (self, household, error) &&
         pfs_rows_write (self, error, "UPDATE households SET quotient = ? WHERE id = ?", "cs",
                         quotient, household) &&
         pfs_touch_record (self, household, PF_COLLECTION_HOUSEHOLD, household, FALSE, error) &&
         pfs_touch_enrolments (self, error,
                               "SELECT e.id FROM children k JOIN enrolments e ON e.child = k.id "
                               "WHERE k.household = ?",
                               "s", household);
}

gboolean
pfs_storage_put_guardian (PfsStorage *self,
                          const char *household,
                          PfGuardian *guardian,
                          GError    **error)
{
  g_autofree char *former = NULL;
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_GUARDIAN (guardian), FALSE);

  id = pf_record_get_id (PF_RECORD (guardian));
  if (!pfs_storage_check_id (id, error) || !check_household (self, household, error))
    return FALSE;
  former = pfs_rows_find_text (self, "SELECT household FROM guardians WHERE id = ?", "", id, NULL);
  return pfs_rows_write (self, error,
                         "INSERT INTO guardians (" GUARDIAN_COLUMNS
                         ", household) VALUES (?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (id) DO UPDATE SET civility = excluded.civility,"
                         " first_name = excluded.first_name, last_name = excluded.last_name,"
                         " email = excluded.email, household = excluded.household",
                         "ssssss", id, guardian->civility, guardian->first_name,
                         guardian->last_name, guardian->email, household) &&
         touch_moved (self, PF_COLLECTION_GUARDIANS, id, former, household, error);
}

PfGuardian *
pfs_storage_load_guardian (PfsStorage *self, const char *id, const char *self_id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;
  PfGuardian *guardian;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT " GUARDIAN_ALL " FROM guardians WHERE id = ?", "s", id);
  if (!pfs_rows_one (rows, _("There is no guardian"), id, error))
    return NULL;
  guardian = read_guardian (rows);
  guardian->is_self = g_strcmp0 (id, self_id) == 0;
  if (!guardian->is_self)
    guardian->last_sign_in = PF_MOMENT_NONE;
  return guardian;
}

GPtrArray *
pfs_storage_list_guardians (PfsStorage *self, const char *household, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  if (household != NULL)
    rows = pfs_rows_begin (self,
                           "SELECT " GUARDIAN_ALL " FROM guardians WHERE household = ?"
                           " ORDER BY last_name, first_name",
                           "s", household);
  else
    rows = pfs_rows_begin (self,
                           "SELECT " GUARDIAN_ALL " FROM guardians ORDER BY last_name, first_name",
                           "");
  return pfs_rows_list (rows, read_guardian, g_object_unref, error);
}

/* A child that goes to another household takes its enrolments and their sheets along. */
static gboolean
move_enrolments (PfsStorage *self,
                 const char *child,
                 const char *former,
                 const char *household,
                 GError    **error)
{
  g_autoptr (GPtrArray) enrolments = pfs_storage_list_enrolments (self, child, NULL, error);

  if (enrolments == NULL)
    return FALSE;
  for (guint i = 0; i < enrolments->len; i++)
    {
      const char *id = pf_record_get_id (g_ptr_array_index (enrolments, i));

      if (!touch_removed_enrolment (self, id, former, error) ||
          !pfs_touch_record (self, household, PF_COLLECTION_ENROLMENTS, id, FALSE, error) ||
          !pfs_touch_enrolments (self, error, "SELECT ?", "s", id))
        return FALSE;
    }
  return TRUE;
}

gboolean
pfs_storage_put_child (PfsStorage *self, const char *household, PfChild *child, GError **error)
{
  g_autofree char *former = NULL;
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_CHILD (child), FALSE);

  id = pf_record_get_id (PF_RECORD (child));
  if (!pfs_storage_check_id (id, error) || !check_household (self, household, error))
    return FALSE;
  former = pfs_rows_find_text (self, "SELECT household FROM children WHERE id = ?", "", id, NULL);
  return pfs_rows_write (self, error,
                         "INSERT INTO children (" CHILD_COLUMNS
                         ", household) VALUES (?, ?, ?, ?, ?, ?, ?)"
                         " ON CONFLICT (id) DO UPDATE SET first_name = excluded.first_name,"
                         " last_name = excluded.last_name, birth_date = excluded.birth_date,"
                         " school_site = excluded.school_site, class_name = excluded.class_name,"
                         " household = excluded.household",
                         "sssdsss", id, child->first_name, child->last_name, child->birth_date,
                         child->school_site, child->class_name, household) &&
         (former == NULL || g_str_equal (former, household) ||
          (move_enrolments (self, id, former, household, error) &&
           pfs_storage_forget_papers (self, id, error))) &&
         touch_moved (self, PF_COLLECTION_CHILDREN, id, former, household, error) &&
         pfs_storage_ask_papers (self, household, id, error);
}

PfChild *
pfs_storage_load_child (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows = pfs_rows_begin (self, "SELECT " CHILD_ALL " FROM children WHERE id = ?", "s", id);
  return pfs_rows_one (rows, _("There is no child"), id, error) ? read_child (rows) : NULL;
}

GPtrArray *
pfs_storage_list_children (PfsStorage *self, const char *household, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  if (household != NULL)
    rows = pfs_rows_begin (self,
                           "SELECT " CHILD_ALL
                           " FROM children WHERE household = ? ORDER BY birth_date, id",
                           "s", household);
  else
    rows = pfs_rows_begin (self, "SELECT " CHILD_ALL " FROM children ORDER BY birth_date, id", "");
  return pfs_rows_list (rows, read_child, g_object_unref, error);
}

gboolean
pfs_storage_remove_child (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (GPtrArray) enrolments = NULL;
  g_autofree char *household = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  household = pfs_rows_find_text (self, "SELECT household FROM children WHERE id = ?",
                                  _("There is no child"), id, error);
  enrolments = household != NULL ? pfs_storage_list_enrolments (self, id, NULL, error) : NULL;
  if (enrolments == NULL)
    return FALSE;
  for (guint i = 0; i < enrolments->len; i++)
    if (!pfs_storage_remove_enrolment (self, pf_record_get_id (g_ptr_array_index (enrolments, i)),
                                       error))
      return FALSE;
  return pfs_storage_forget_papers (self, id, error) &&
         pfs_rows_write (self, error,
                         "INSERT OR REPLACE INTO temp.touched SELECT household, ?2, id, 1"
                         " FROM contacts WHERE child = ?1",
                         "sn", id, (int) PF_COLLECTION_CONTACTS) &&
         pfs_rows_write (self, error, "DELETE FROM children WHERE id = ?", "s", id) &&
         pfs_touch_record (self, household, PF_COLLECTION_CHILDREN, id, TRUE, error);
}

static gboolean
check_enrolment (PfsStorage *self, PfEnrolment *enrolment, GError **error)
{
  g_autoptr (PfEnrolment) former = NULL;
  const char *id = pf_record_get_id (PF_RECORD (enrolment));

  if (!pfs_storage_check_id (id, error))
    return FALSE;
  if (enrolment->first == PF_DAY_NONE || enrolment->last == PF_DAY_NONE ||
      enrolment->last < enrolment->first)
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("Enrolment %s has no right period"), id);
      return FALSE;
    }
  former = pfs_storage_load_enrolment (self, id, NULL);
  if (former != NULL && (!g_str_equal (former->child, enrolment->child) ||
                         !g_str_equal (former->activity, enrolment->activity)))
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_EXISTS,
                   _("Enrolment %s is another child’s or for another activity"), id);
      return FALSE;
    }
  return TRUE;
}

gboolean
pfs_storage_put_enrolment (PfsStorage *self, PfEnrolment *enrolment, GError **error)
{
  g_autofree char *household = NULL;
  const char *id;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (PF_IS_ENROLMENT (enrolment), FALSE);
  g_return_val_if_fail (enrolment->child != NULL && enrolment->activity != NULL, FALSE);

  id = pf_record_get_id (PF_RECORD (enrolment));
  if (!check_enrolment (self, enrolment, error) ||
      !pfs_rows_write (self, error,
                       "INSERT INTO enrolments (" ENROLMENT_COLUMNS
                       ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                       " ON CONFLICT DO UPDATE SET state = excluded.state, first = excluded.first,"
                       " last = excluded.last, weekdays = excluded.weekdays,"
                       " reason = excluded.reason, asked_at = excluded.asked_at,"
                       " occasional = excluded.occasional",
                       "sssnddnsmn", id, enrolment->child, enrolment->activity,
                       (int) enrolment->state, enrolment->first, enrolment->last,
                       (int) enrolment->weekdays, enrolment->reason, enrolment->asked_at,
                       enrolment->is_occasional ? 1 : 0))
    return FALSE;
  household = pfs_storage_get_enrolment_household (self, id, error);
  return household != NULL &&
         pfs_touch_record (self, household, PF_COLLECTION_ENROLMENTS, id, FALSE, error) &&
         pfs_touch_enrolments (self, error, "SELECT ?", "s", id);
}

PfEnrolment *
pfs_storage_load_enrolment (PfsStorage *self, const char *id, GError **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  rows =
      pfs_rows_begin (self, "SELECT " ENROLMENT_COLUMNS " FROM enrolments WHERE id = ?", "s", id);
  return pfs_rows_one (rows, _("There is no enrolment"), id, error) ? read_enrolment (rows) : NULL;
}

GPtrArray *
pfs_storage_list_enrolments (PfsStorage *self,
                             const char *child,
                             const char *activity,
                             GError    **error)
{
  g_autoptr (PfsRows) rows = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);

  if (child != NULL)
    rows = pfs_rows_begin (self,
                           "SELECT " ENROLMENT_COLUMNS " FROM enrolments WHERE child = ?1"
                           " AND (?2 IS NULL OR activity = ?2) ORDER BY id",
                           "ss", child, activity);
  else if (activity != NULL)
    rows = pfs_rows_begin (self,
                           "SELECT " ENROLMENT_COLUMNS
                           " FROM enrolments WHERE activity = ? ORDER BY id",
                           "s", activity);
  else
    rows = pfs_rows_begin (self, "SELECT " ENROLMENT_COLUMNS " FROM enrolments ORDER BY id", "");
  return pfs_rows_list (rows, read_enrolment, g_object_unref, error);
}

gboolean
pfs_storage_remove_enrolment (PfsStorage *self, const char *id, GError **error)
{
  g_autofree char *household = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  household = pfs_storage_get_enrolment_household (self, id, error);
  return household != NULL && touch_removed_enrolment (self, id, household, error) &&
         pfs_rows_write (
             self, error,
             "INSERT OR IGNORE INTO temp.touched_months SELECT DISTINCT activity, day FROM bookings"
             " WHERE enrolment = ? AND status IN (1, 2)",
             "s", id) &&
         pfs_rows_write (self, error, "DELETE FROM bookings WHERE enrolment = ?", "s", id) &&
         pfs_rows_write (self, error, "DELETE FROM enrolments WHERE id = ?", "s", id);
}

char *
pfs_storage_get_enrolment_household (PfsStorage *self, const char *enrolment, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (self), NULL);
  g_return_val_if_fail (enrolment != NULL, NULL);

  return pfs_rows_find_text (
      self, "SELECT k.household FROM enrolments e JOIN children k ON k.id = e.child WHERE e.id = ?",
      _("There is no enrolment"), enrolment, error);
}
