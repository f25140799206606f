/* SPDX-License-Identifier: GPL-3.0-or-later
 * One transaction that brings a whole Noethys database into a town's. */
#include "config.h"

#include "pfs-noethys-write.h"

#include "pfs-password.h"
#include "pfs-password-suggest.h"
#include "pfs-storage-access.h"
#include "pfs-storage-families.h"
#include "pfs-storage-town.h"

#include <glib/gi18n-lib.h>

void
pfs_noethys_login_free (PfsNoethysLogin *login)
{
  g_free (login->family);
  g_free (login->email);
  g_free (login->guardian);
  g_free (login->password);
  g_free (login);
}

static void
add_login (GPtrArray *logins, PfsNoethysFamily *family, PfGuardian *guardian, gboolean is_made_up)
{
  PfsNoethysLogin *login = g_new0 (PfsNoethysLogin, 1);

  login->family = g_strdup (family->record->name);
  login->email = g_strdup (guardian->email);
  login->guardian = g_strdup (pf_record_get_id (PF_RECORD (guardian)));
  login->is_made_up = is_made_up;
  g_ptr_array_add (logins, login);
}

/* Returns: the logins in use, lower case. */
static GHashTable *
list_used (PfsStorage *storage, GError **error)
{
  g_autoptr (GPtrArray) guardians = pfs_storage_list_guardians (storage, NULL, error);
  GHashTable *used;

  if (!guardians)
    return NULL;
  used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < guardians->len; i++)
    {
      PfGuardian *guardian = g_ptr_array_index (guardians, i);

      if (guardian->email)
        g_hash_table_add (used, g_utf8_strdown (guardian->email, -1));
    }
  return used;
}

static void
assign_family (PfsNoethysModel  *model,
               PfsNoethysFamily *family,
               GHashTable       *used,
               GPtrArray        *logins)
{
  guint before = logins->len;

  for (guint i = 0; i < family->guardians->len; i++)
    {
      PfGuardian *guardian = g_ptr_array_index (family->guardians, i);

      if (guardian->email && g_hash_table_add (used, g_strdup (guardian->email)))
        add_login (logins, family, guardian, FALSE);
      else
        g_clear_pointer (&guardian->email, g_free);
    }
  if (logins->len == before && family->guardians->len > 0)
    {
      PfGuardian *guardian = g_ptr_array_index (family->guardians, 0);

      guardian->email = g_strdup_printf ("famille-%s@import.invalid", family->record->number);
      g_hash_table_add (used, g_strdup (guardian->email));
      add_login (logins, family, guardian, TRUE);
      pfs_import_report_note (
          model->report,
          /* Translators: the first %s is a household's name, the second a login */
          g_strdup_printf (_("%s has no e-mail address of its own: its login is %s."),
                           family->record->name, guardian->email));
    }
}

GPtrArray *
pfs_noethys_assign_logins (PfsNoethysModel *model, PfsStorage *storage, GError **error)
{
  g_autoptr (GHashTable) used = list_used (storage, error);
  GPtrArray *logins;

  if (!used)
    return NULL;
  logins = g_ptr_array_new_with_free_func ((GDestroyNotify) pfs_noethys_login_free);
  for (guint i = 0; i < model->families->len; i++)
    assign_family (model, g_ptr_array_index (model->families, i), used, logins);
  return logins;
}

static gboolean
name_town (PfsNoethysModel *model, PfsStorage *storage, GError **error)
{
  char *name = model->town_name ? model->town_name : _("Imported town");
  PfsTown town = { .name = name,
                   .time_zone = (char *) "Europe/Paris",
                   .currency = (char *) "EUR",
                   .school_zone = model->school_zone,
                   .region = PF_REGION_METROPOLE };

  return pfs_storage_put_town (storage, &town, error);
}

/* A calendar that the town has already is the better one: it is not of former years. */
static gboolean
write_holidays (PfsNoethysModel *model, PfsStorage *storage, GError **error)
{
  g_autoptr (PfTown) town = pfs_storage_load_town_record (storage, error);

  if (!town)
    return FALSE;
  if (pf_calendar_get_school_holidays (town->calendar)->len > 0)
    {
      pfs_import_report_leave_all (model->report, PFS_TALLY_HOLIDAYS,
                                   N_("the town has a school calendar already"));
      return TRUE;
    }
  for (guint i = 0; i < model->holidays->len; i++)
    {
      const PfPeriod *holiday = g_ptr_array_index (model->holidays, i);

      if (!pfs_storage_add_school_holiday (storage, holiday->first, holiday->last, holiday->name,
                                           error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_absent (PfsNoethysModel *model, PfsStorage *storage, GError **error)
{
  guint there = 0;

  for (guint i = 0; i < model->families->len; i++)
    {
      PfsNoethysFamily *family = g_ptr_array_index (model->families, i);
      g_autoptr (PfHousehold) known =
          pfs_storage_load_household (storage, pf_record_get_id (PF_RECORD (family->record)), NULL);

      there += known != NULL;
    }
  if (there == 0)
    return TRUE;
  g_set_error (error, PFS_NOETHYS_ERROR, PFS_NOETHYS_ERROR_IMPORTED,
               _("%u of the %u families of this file are in the database already. Importing them "
                 "twice would double them, so "
                 "nothing was changed."),
               there, model->families->len);
  return FALSE;
}

static gboolean
write_families (PfsNoethysModel *model, PfsStorage *storage, GError **error)
{
  for (guint i = 0; i < model->sites->len; i++)
    if (!pfs_storage_put_site (storage, g_ptr_array_index (model->sites, i), error))
      return FALSE;
  for (guint i = 0; i < model->families->len; i++)
    {
      PfsNoethysFamily *family = g_ptr_array_index (model->families, i);
      const char *id = pf_record_get_id (PF_RECORD (family->record));

      if (!pfs_storage_put_household (storage, family->record, error))
        return FALSE;
      for (guint k = 0; k < family->guardians->len; k++)
        if (!pfs_storage_put_guardian (storage, id, g_ptr_array_index (family->guardians, k),
                                       error))
          return FALSE;
      for (guint k = 0; k < family->children->len; k++)
        if (!pfs_storage_put_child (storage, id, g_ptr_array_index (family->children, k), error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
write_activity (PfsNoethysActivity *activity, PfsStorage *storage, GError **error)
{
  const char *id = pf_record_get_id (PF_RECORD (activity->record));

  if (!pfs_storage_put_activity (storage, activity->record, PF_SLOT_HAS_WAITING_LIST, error))
    return FALSE;
  for (guint i = 0; i < activity->tariffs->len; i++)
    {
      const PfsNoethysUnitTariff *tariff =
          &g_array_index (activity->tariffs, PfsNoethysUnitTariff, i);

      if (!pfs_storage_put_tariff (storage, id, tariff->unit, &tariff->tariff, error))
        return FALSE;
    }
  for (guint i = 0; i < activity->openings->len; i++)
    {
      const PfsOpening *opening = &g_array_index (activity->openings, PfsOpening, i);

      if (!pfs_storage_put_opening (storage, id, opening->unit, opening->day, opening->capacity,
                                    error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_bookings (PfsNoethysModel *model, PfsStorage *storage, GError **error)
{
  for (guint i = 0; i < model->activities->len; i++)
    if (!write_activity (g_ptr_array_index (model->activities, i), storage, error))
      return FALSE;
  for (guint i = 0; i < model->enrolments->len; i++)
    {
      PfsNoethysEnrolment *enrolment = g_ptr_array_index (model->enrolments, i);

      if (!pfs_storage_put_enrolment (storage, enrolment->record, error))
        return FALSE;
    }
  for (guint i = 0; i < model->bookings->len; i++)
    if (!pfs_storage_put_booking (storage, g_ptr_array_index (model->bookings, i), error))
      return FALSE;
  return TRUE;
}

/* Hashing is slow on purpose, so that it is done before the transaction that keeps others
 * waiting. */
static GPtrArray *
hash_passwords (PfsStorage         *storage,
                GPtrArray          *logins,
                PfsNoethysPasswords passwords,
                const char         *password,
                GError            **error)
{
  g_autoptr (GPtrArray) hashes = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *same = NULL;

  if (passwords == PFS_NOETHYS_PASSWORDS_SAME)
    {
      same = pfs_password_hash (storage, password, error);
      if (!same)
        return NULL;
    }
  for (guint i = 0; i < logins->len && passwords != PFS_NOETHYS_PASSWORDS_NONE; i++)
    {
      PfsNoethysLogin *login = g_ptr_array_index (logins, i);
      char *hash;

      login->password = same ? g_strdup (password) : pfs_password_suggest ();
      hash = same ? g_strdup (same) : pfs_password_hash (storage, login->password, error);
      if (!hash)
        return NULL;
      g_ptr_array_add (hashes, hash);
    }
  return g_steal_pointer (&hashes);
}

static gboolean
write_passwords (PfsStorage *storage,
                 GPtrArray  *logins,
                 GPtrArray  *hashes,
                 gboolean    provisional,
                 GError    **error)
{
  for (guint i = 0; i < hashes->len; i++)
    {
      const PfsNoethysLogin *login = g_ptr_array_index (logins, i);

      if (!pfs_storage_set_password (storage, login->guardian, g_ptr_array_index (hashes, i),
                                     provisional, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
pfs_noethys_write (PfsNoethysModel    *model,
                   PfsStorage         *storage,
                   GPtrArray          *logins,
                   PfsNoethysPasswords passwords,
                   const char         *password,
                   gboolean            is_new,
                   PfMoment            now,
                   GError            **error)
{
  g_autoptr (GPtrArray) hashes = NULL;
  g_autoptr (PfsTransaction) transaction = NULL;

  if (!check_absent (model, storage, error))
    return FALSE;
  hashes = hash_passwords (storage, logins, passwords, password, error);
  if (!hashes)
    return FALSE;
  transaction = pfs_storage_begin (storage, now, error);
  /* Once more: another import may have come in between. */
  if (!transaction || !check_absent (model, storage, error))
    return FALSE;
  if (is_new && !name_town (model, storage, error))
    return FALSE;
  return write_holidays (model, storage, error) && write_families (model, storage, error) &&
         write_bookings (model, storage, error) &&
         write_passwords (storage, logins, hashes, passwords == PFS_NOETHYS_PASSWORDS_RANDOM,
                          error) &&
         pfs_transaction_commit (transaction, error);
}
