/* SPDX-License-Identifier: GPL-3.0-or-later
 * The records a household may see: their types, what a new one holds, and the few look-ups that
 * need no store. */
#include "config.h"

#include "pf-record.h"

#include "pf-record-family.h"
#include "pf-record-mail.h"
#include "pf-record-money.h"
#include "pf-record-news.h"
#include "pf-record-papers.h"
#include "pf-record-private.h"

typedef struct {
  char *id;
} PfRecordPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PfRecord, pf_record, G_TYPE_OBJECT)

DEFINE_RECORD (PfTown, pf_town)
DEFINE_RECORD (PfHousehold, pf_household)
DEFINE_RECORD (PfGuardian, pf_guardian)
DEFINE_RECORD (PfChild, pf_child)
DEFINE_RECORD (PfSite, pf_site)
DEFINE_RECORD (PfActivity, pf_activity)
DEFINE_RECORD (PfEnrolment, pf_enrolment)
DEFINE_RECORD (PfSheet, pf_sheet)

static const struct {
  const char *name;
  GType (*get_type) (void);
} collections[PF_N_COLLECTIONS] = {
  [PF_COLLECTION_TOWN] = { "town", pf_town_get_type },
  [PF_COLLECTION_HOUSEHOLD] = { "household", pf_household_get_type },
  [PF_COLLECTION_GUARDIANS] = { "guardians", pf_guardian_get_type },
  [PF_COLLECTION_CHILDREN] = { "children", pf_child_get_type },
  [PF_COLLECTION_SITES] = { "sites", pf_site_get_type },
  [PF_COLLECTION_ACTIVITIES] = { "activities", pf_activity_get_type },
  [PF_COLLECTION_ENROLMENTS] = { "enrolments", pf_enrolment_get_type },
  [PF_COLLECTION_SHEETS] = { "sheets", pf_sheet_get_type },
  [PF_COLLECTION_CONTACTS] = { "contacts", pf_contact_get_type },
  [PF_COLLECTION_REQUIREMENTS] = { "requirements", pf_requirement_get_type },
  [PF_COLLECTION_DOCUMENTS] = { "documents", pf_document_get_type },
  [PF_COLLECTION_PAPERS] = { "papers", pf_paper_get_type },
  [PF_COLLECTION_TARIFFS] = { "tariffs", pf_tariff_get_type },
  [PF_COLLECTION_INVOICES] = { "invoices", pf_invoice_get_type },
  [PF_COLLECTION_PAYMENTS] = { "payments", pf_payment_get_type },
  [PF_COLLECTION_WALLETS] = { "wallets", pf_wallet_get_type },
  [PF_COLLECTION_MOVEMENTS] = { "movements", pf_movement_get_type },
  [PF_COLLECTION_PREPAYMENTS] = { "prepayments", pf_prepayment_get_type },
  [PF_COLLECTION_SERVICES] = { "services", pf_service_get_type },
  [PF_COLLECTION_THREADS] = { "threads", pf_thread_get_type },
  [PF_COLLECTION_MESSAGES] = { "messages", pf_message_get_type },
  [PF_COLLECTION_FORMS] = { "forms", pf_form_get_type },
  [PF_COLLECTION_REQUESTS] = { "requests", pf_request_get_type },
  [PF_COLLECTION_NEWS] = { "news", pf_news_get_type },
  [PF_COLLECTION_MENUS] = { "menus", pf_menu_get_type },
};

void
pf_free_texts (char **first, ...)
{
  va_list rest;

  va_start (rest, first);
  for (char **text = first; text != NULL; text = va_arg (rest, char **))
    g_free (*text);
  va_end (rest);
}

static void
pf_town_clear (PfTown *self)
{
  g_free (self->name);
  g_free (self->time_zone);
  g_time_zone_unref (self->zone);
  g_free (self->currency);
  g_free (self->school_zone);
  pf_calendar_unref (self->calendar);
}

static void
pf_town_init (PfTown *self)
{
  self->currency = g_strdup ("EUR");
  self->calendar = pf_calendar_new (PF_REGION_METROPOLE);
  if (!pf_town_set_time_zone (self, "Europe/Paris")) /* a system without a time zone database */
    pf_town_set_time_zone (self, "UTC");
}

static void
pf_household_clear (PfHousehold *self)
{
  pf_free_texts (&self->name, &self->number, &self->reason, &self->street, &self->postcode,
                 &self->city, &self->phone, &self->caf_number, &self->iban, &self->iban_hint,
                 &self->account_holder, &self->mandate, &self->update_year, NULL);
}

static void
pf_household_init (PfHousehold *self)
{
  self->quotient = PF_CENTS_UNKNOWN;
  self->quotient_of = self->mandate_of = self->update_due = PF_DAY_NONE;
}

static void
pf_guardian_clear (PfGuardian *self)
{
  pf_free_texts (&self->civility, &self->first_name, &self->last_name, &self->email, &self->mobile,
                 &self->phone, &self->work_phone, &self->profession, &self->employer, NULL);
}

static void
pf_guardian_init (PfGuardian *self)
{
  self->last_sign_in = PF_MOMENT_NONE;
}

static void
pf_child_clear (PfChild *self)
{
  pf_free_texts (&self->first_name, &self->last_name, &self->school_site, &self->class_name, NULL);
  g_ptr_array_unref (self->missing);
}

static void
pf_child_init (PfChild *self)
{
  self->birth_date = PF_DAY_NONE;
  self->missing = g_ptr_array_new_with_free_func (g_free);
}

static void
pf_site_clear (PfSite *self)
{
  g_free (self->name);
  g_free (self->address);
}

static void
pf_site_init (PfSite *self)
{
}

static void
pf_activity_clear (PfActivity *self)
{
  pf_free_texts (&self->name, &self->site, &self->description, NULL);
  g_ptr_array_unref (self->units);
}

static void
pf_activity_init (PfActivity *self)
{
  self->units = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_unit_free);
  self->book = self->late = self->cancel = PF_DEADLINE_RULE_INIT;
  self->min_months = self->max_months = -1;
  self->first = self->last = self->enrol_first = self->enrol_last = PF_DAY_NONE;
}

static void
pf_enrolment_clear (PfEnrolment *self)
{
  pf_free_texts (&self->child, &self->activity, &self->reason, NULL);
}

static void
pf_enrolment_init (PfEnrolment *self)
{
  self->first = PF_DAY_NONE;
  self->last = PF_DAY_NONE;
  self->weekdays = PF_WEEKDAYS_ALL;
  self->asked_at = PF_MOMENT_NONE;
}

static void
pf_sheet_clear (PfSheet *self)
{
  g_free (self->enrolment);
  g_ptr_array_unref (self->units);
  g_array_unref (self->slots);
  g_ptr_array_unref (self->labels);
  g_array_unref (self->label_of);
}

static void
pf_sheet_init (PfSheet *self)
{
  self->month = PF_DAY_NONE;
  self->units = g_ptr_array_new_with_free_func (g_free);
  self->slots = g_array_new (FALSE, FALSE, sizeof (PfSlot));
  self->labels = g_ptr_array_new_with_free_func (g_free);
  self->label_of = g_array_new (FALSE, FALSE, sizeof (gint8));
}

static void
pf_record_finalize (GObject *object)
{
  PfRecordPrivate *priv = pf_record_get_instance_private (PF_RECORD (object));

  g_free (priv->id);
  G_OBJECT_CLASS (pf_record_parent_class)->finalize (object);
}

static void
pf_record_class_init (PfRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pf_record_finalize;
}

static void
pf_record_init (PfRecord *self)
{
}

const char *
pf_collection_get_name (PfCollection collection)
{
  g_return_val_if_fail ((guint) collection < PF_N_COLLECTIONS, NULL);

  return collections[collection].name;
}

int
pf_collection_from_name (const char *name)
{
  for (int i = 0; i < PF_N_COLLECTIONS; i++)
    if (g_strcmp0 (collections[i].name, name) == 0)
      return i;
  return -1;
}

GType
pf_collection_get_record_type (PfCollection collection)
{
  g_return_val_if_fail ((guint) collection < PF_N_COLLECTIONS, G_TYPE_INVALID);

  return collections[collection].get_type ();
}

const char *
pf_record_get_id (PfRecord *self)
{
  PfRecordPrivate *priv = pf_record_get_instance_private (self);

  g_return_val_if_fail (PF_IS_RECORD (self), NULL);

  return priv->id;
}

void
pf_record_set_id (PfRecord *self, const char *id)
{
  PfRecordPrivate *priv = pf_record_get_instance_private (self);

  g_return_if_fail (PF_IS_RECORD (self));

  g_free (priv->id);
  priv->id = g_strdup (id);
}

gboolean
pf_town_set_time_zone (PfTown *self, const char *name)
{
  GTimeZone *zone;

  g_return_val_if_fail (PF_IS_TOWN (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  zone = g_time_zone_new_identifier (name);
  if (zone == NULL)
    return FALSE;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_free (self->time_zone);
  self->zone = zone;
  self->time_zone = g_strdup (name);
  return TRUE;
}

void
pf_unit_free (PfUnit *unit)
{
  g_free (unit->id);
  g_free (unit->name);
  g_free (unit->short_name);
  g_free (unit);
}

gpointer
pf_record_new (GType type, const char *id)
{
  PfRecord *record;

  g_return_val_if_fail (g_type_is_a (type, PF_TYPE_RECORD), NULL);

  record = g_object_new (type, NULL);
  pf_record_set_id (record, id);
  return record;
}

const PfSlot *
pf_sheet_find_slot (PfSheet *self, PfDay day, const char *unit)
{
  guint index, low = 0, high;

  g_return_val_if_fail (PF_IS_SHEET (self), NULL);

  if (!g_ptr_array_find_with_equal_func (self->units, unit, g_str_equal, &index))
    return NULL;
  high = self->slots->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      const PfSlot *slot = &g_array_index (self->slots, PfSlot, middle);

      if (slot->day == day && slot->unit == index)
        return slot;
      if (slot->day < day || (slot->day == day && slot->unit < index))
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

const char *
pf_sheet_get_label (PfSheet *self, const PfSlot *slot)
{
  const PfSlot *first;
  gint8 label;

  g_return_val_if_fail (PF_IS_SHEET (self), NULL);

  first = (const PfSlot *) self->slots->data;
  if (slot < first || slot >= first + MIN (self->slots->len, self->label_of->len))
    return NULL;
  label = g_array_index (self->label_of, gint8, slot - first);
  if (label < 0 || (guint) label >= self->labels->len)
    return NULL;
  return g_ptr_array_index (self->labels, label);
}

char *
pf_sheet_make_id (const char *enrolment, PfDay month)
{
  int year, month_of_year;

  g_return_val_if_fail (enrolment != NULL && pf_day_is_valid (month), NULL);

  pf_day_get_ymd (month, &year, &month_of_year, NULL);
  return g_strdup_printf ("%s/%04d-%02d", enrolment, year, month_of_year);
}

const PfUnit *
pf_activity_find_unit (PfActivity *self, const char *id)
{
  g_return_val_if_fail (PF_IS_ACTIVITY (self), NULL);

  for (guint i = 0; i < self->units->len; i++)
    {
      const PfUnit *unit = g_ptr_array_index (self->units, i);

      if (g_strcmp0 (unit->id, id) == 0)
        return unit;
    }
  return NULL;
}
