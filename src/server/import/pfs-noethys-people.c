/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads Noethys' families: who belongs to which household, the schools, the quotients. Each
 * person is counted once. */
#include "config.h"

#include "pfs-noethys-model.h"

#include <glib/gi18n-lib.h>

typedef enum {
  CATEGORY_GUARDIAN = 1,
  CATEGORY_CHILD = 2,
  CATEGORY_CONTACT = 3,
} Category;

/* A person as Noethys knows it, before it is a guardian or a child somewhere. */
typedef struct {
  gint64 number;
  char *civility;
  char *first_name;
  char *last_name;
  char *email;
  PfDay birth_date;
  char *school_site;
  char *class_name;
  gboolean is_gone; /* deceased, or erased by Noethys */
  gboolean is_taken;
  gboolean is_contact;
} Person;

static void
free_person (Person *person)
{
  g_free (person->civility);
  g_free (person->first_name);
  g_free (person->last_name);
  g_free (person->email);
  g_free (person->school_site);
  g_free (person->class_name);
  g_free (person);
}

static gint64 *
copy_number (gint64 number)
{
  return g_memdup2 (&number, sizeof number);
}

/* Not a full parser: enough that what is taken as a login can be typed and is not two addresses
 * in one. */
static gboolean
is_email (const char *text)
{
  const char *at = text ? strchr (text, '@') : NULL;

  return at && at > text && strchr (at + 1, '.') && !strchr (at + 1, '@') &&
         !strpbrk (text, " ,;<>\"\t\r\n/") && at[1] != '.' && at[strlen (at) - 1] != '.';
}

static char *
choose_email (sqlite3_stmt *row, int own, int work)
{
  g_autofree char *first = pfs_noethys_get_text (row, own);
  g_autofree char *second = pfs_noethys_get_text (row, work);

  if (is_email (first))
    return g_utf8_strdown (first, -1);
  return is_email (second) ? g_utf8_strdown (second, -1) : NULL;
}

static GHashTable *
read_persons (PfsNoethysModel *model)
{
  GHashTable *persons =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) free_person);
  sqlite3_stmt *rows = pfs_noethys_source_select (
      model->source, "individus",
      "IDindividu IDcivilite nom prenom date_naiss mail travail_mail deces etat", "IDindividu");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      Person *person = g_new0 (Person, 1);
      gint64 civility = pfs_noethys_get_int (rows, 1, 0);
      g_autofree char *state = pfs_noethys_get_text (rows, 8);

      person->number = pfs_noethys_get_int (rows, 0, 0);
      person->civility = g_strdup (civility == 1                    ? "m"
                                   : civility == 2 || civility == 3 ? "mme"
                                                                    : NULL);
      person->last_name = pfs_noethys_get_text (rows, 2);
      person->first_name = pfs_noethys_get_text (rows, 3);
      person->birth_date = pfs_noethys_model_get_day (model, rows, 4);
      person->email = choose_email (rows, 5, 6);
      person->is_gone = pfs_noethys_get_int (rows, 7, 0) == 1 || g_strcmp0 (state, "efface") == 0;
      g_hash_table_replace (persons, copy_number (person->number), person);
    }
  return persons;
}

static void
read_schools (PfsNoethysModel *model)
{
  sqlite3_stmt *rows =
      pfs_noethys_source_select (model->source, "ecoles", "IDecole nom rue cp ville", "IDecole");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      g_autofree char *id =
          g_strdup_printf ("n-school-%" G_GINT64_FORMAT, pfs_noethys_get_int (rows, 0, 0));
      g_autofree char *street = pfs_noethys_get_text (rows, 2);
      g_autofree char *code = pfs_noethys_get_text (rows, 3);
      g_autofree char *place = pfs_noethys_get_text (rows, 4);
      g_autofree char *town =
          g_strstrip (g_strjoin (" ", code ? code : "", place ? place : "", NULL));
      PfSite *site = pf_record_new (PF_TYPE_SITE, id);

      site->name = pfs_noethys_get_text (rows, 1);
      if (!site->name)
        site->name = g_strdup (_("School"));
      if (street || *town)
        site->address = g_strjoin (street && *town ? ", " : "", street ? street : "", town, NULL);
      g_ptr_array_add (model->sites, site);
      pfs_import_report_take (model->report, PFS_TALLY_SCHOOLS);
    }
}

static GHashTable *
read_names (PfsNoethysModel *model, const char *table, const char *columns, const char *order)
{
  GHashTable *names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, table, columns, order);

  while (pfs_noethys_source_next (model->source, &rows))
    g_hash_table_replace (names, copy_number (pfs_noethys_get_int (rows, 0, 0)),
                          pfs_noethys_get_text (rows, 1));
  return names;
}

static gboolean
has_record (GPtrArray *records, const char *id)
{
  for (guint i = 0; i < records->len; i++)
    if (g_str_equal (pf_record_get_id (g_ptr_array_index (records, i)), id))
      return TRUE;
  return FALSE;
}

/* In the order of their dates, so that the last school year a child was in is the one that stays.
 * */
static void
read_classes (PfsNoethysModel *model, GHashTable *persons)
{
  g_autoptr (GHashTable) classes = read_names (model, "classes", "IDclasse nom", "IDclasse");
  g_autoptr (GHashTable) levels =
      read_names (model, "niveaux_scolaires", "IDniveau nom", "IDniveau");
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "scolarite",
                                                  "IDindividu IDecole IDclasse IDniveau",
                                                  "date_debut, IDscolarite");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 number = pfs_noethys_get_int (rows, 0, 0);
      gint64 class_number = pfs_noethys_get_int (rows, 2, 0);
      gint64 level = pfs_noethys_get_int (rows, 3, 0);
      Person *person = g_hash_table_lookup (persons, &number);
      g_autofree char *site =
          g_strdup_printf ("n-school-%" G_GINT64_FORMAT, pfs_noethys_get_int (rows, 1, 0));
      const char *name = g_hash_table_lookup (classes, &class_number);

      if (!person)
        continue;
      g_free (person->class_name);
      g_free (person->school_site);
      person->class_name = g_strdup (name ? name : g_hash_table_lookup (levels, &level));
      person->school_site = has_record (model->sites, site) ? g_steal_pointer (&site) : NULL;
    }
}

static void
read_families (PfsNoethysModel *model)
{
  sqlite3_stmt *rows =
      pfs_noethys_source_select (model->source, "familles", "IDfamille etat", "IDfamille");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 number = pfs_noethys_get_int (rows, 0, 0);
      g_autofree char *id = g_strdup_printf ("n%" G_GINT64_FORMAT, number);
      g_autofree char *state = pfs_noethys_get_text (rows, 1);
      PfsNoethysFamily *family;

      if (g_strcmp0 (state, "efface") == 0)
        {
          pfs_import_report_leave (model->report, PFS_TALLY_FAMILIES, N_("erased in Noethys"));
          continue;
        }
      family = g_new0 (PfsNoethysFamily, 1);
      family->number = number;
      family->record = pf_record_new (PF_TYPE_HOUSEHOLD, id);
      family->record->number = g_strdup_printf ("%" G_GINT64_FORMAT, number);
      family->record->quotient = PF_CENTS_UNKNOWN;
      family->guardians = g_ptr_array_new_with_free_func (g_object_unref);
      family->children = g_ptr_array_new_with_free_func (g_object_unref);
      family->quotient_from = PF_DAY_NONE;
      g_ptr_array_add (model->families, family);
      g_hash_table_replace (model->family_of, copy_number (number), family);
      pfs_import_report_take (model->report, PFS_TALLY_FAMILIES);
    }
}

static void
add_guardian (PfsNoethysFamily *family, Person *person)
{
  g_autofree char *id = g_strdup_printf ("%s-g%" G_GINT64_FORMAT,
                                         pf_record_get_id (PF_RECORD (family->record)),
                                         person->number);
  PfGuardian *guardian;

  if (has_record (family->guardians, id))
    return;
  guardian = pf_record_new (PF_TYPE_GUARDIAN, id);
  guardian->civility = g_strdup (person->civility);
  guardian->first_name = g_strdup (person->first_name ? person->first_name : "");
  guardian->last_name = g_strdup (person->last_name ? person->last_name : "");
  guardian->email = g_strdup (person->email);
  g_ptr_array_add (family->guardians, guardian);
}

static void
add_child (PfsNoethysFamily *family, Person *person)
{
  g_autofree char *id = g_strdup_printf ("%s-c%" G_GINT64_FORMAT,
                                         pf_record_get_id (PF_RECORD (family->record)),
                                         person->number);
  PfChild *child;

  if (has_record (family->children, id))
    return;
  child = pf_record_new (PF_TYPE_CHILD, id);
  child->first_name = g_strdup (person->first_name ? person->first_name : "");
  child->last_name = g_strdup (person->last_name ? person->last_name : "");
  child->birth_date = person->birth_date;
  child->school_site = g_strdup (person->school_site);
  child->class_name = g_strdup (person->class_name);
  g_ptr_array_add (family->children, child);
}

static void
attach_persons (PfsNoethysModel *model, GHashTable *persons)
{
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "rattachements",
                                                  "IDindividu IDfamille IDcategorie titulaire",
                                                  "titulaire DESC, IDrattachement");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 number = pfs_noethys_get_int (rows, 0, 0);
      gint64 category = pfs_noethys_get_int (rows, 2, 0);
      Person *person = g_hash_table_lookup (persons, &number);
      PfsNoethysFamily *family =
          pfs_noethys_model_find_family (model, pfs_noethys_get_int (rows, 1, 0));

      if (!person || !family || person->is_gone || (!person->first_name && !person->last_name))
        continue;
      person->is_contact |= category == CATEGORY_CONTACT;
      if (category == CATEGORY_GUARDIAN)
        add_guardian (family, person);
      else if (category == CATEGORY_CHILD)
        add_child (family, person);
      person->is_taken |= category == CATEGORY_GUARDIAN || category == CATEGORY_CHILD;
    }
}

/* An adult who eats at the canteen is enrolled as a child is: he attends too. */
static void
add_adults_who_attend (PfsNoethysModel *model, GHashTable *persons)
{
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "inscriptions",
                                                  "IDindividu IDfamille IDactivite IDgroupe",
                                                  "IDinscription");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      gint64 number = pfs_noethys_get_int (rows, 0, 0);
      Person *person = g_hash_table_lookup (persons, &number);
      PfsNoethysFamily *family =
          pfs_noethys_model_find_family (model, pfs_noethys_get_int (rows, 1, 0));
      g_autofree char *suffix = g_strdup_printf ("-g%" G_GINT64_FORMAT, number);
      gboolean is_guardian = FALSE;

      for (guint i = 0; family && i < family->guardians->len; i++)
        is_guardian |=
            g_str_has_suffix (pf_record_get_id (g_ptr_array_index (family->guardians, i)), suffix);
      if (!person || !is_guardian ||
          !pfs_noethys_model_find_activity (model, pfs_noethys_get_int (rows, 2, 0),
                                            pfs_noethys_get_int (rows, 3, 0)))
        continue;
      add_child (family, person);
      pfs_import_report_note (
          model->report,
          g_strdup_printf (
              _("%s %s is an adult who attends an activity: listed among those who attend, too."),
              person->first_name ? person->first_name : "",
              person->last_name ? person->last_name : ""));
    }
}

static void
count_persons (PfsNoethysModel *model, GHashTable *persons)
{
  GHashTableIter iter;
  gpointer value;
  int count = pfs_noethys_source_count (model->source, "individus");

  g_hash_table_iter_init (&iter, persons);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Person *person = value;

      count--;
      if (person->is_taken)
        pfs_import_report_take (model->report, PFS_TALLY_PEOPLE);
      else
        pfs_import_report_leave (model->report, PFS_TALLY_PEOPLE,
                                 person->is_gone      ? N_("deceased or erased in Noethys")
                                 : person->is_contact ? N_("only a contact")
                                 : !person->first_name && !person->last_name
                                     ? N_("without a name")
                                     : N_("belongs to no family"));
    }
  for (; count > 0; count--)
    pfs_import_report_leave (model->report, PFS_TALLY_PEOPLE, N_("without a number of its own"));
}

static void
name_families (PfsNoethysModel *model)
{
  for (guint i = 0; i < model->families->len; i++)
    {
      PfsNoethysFamily *family = g_ptr_array_index (model->families, i);
      const char *name = family->record->number;

      if (family->guardians->len > 0)
        name = ((PfGuardian *) g_ptr_array_index (family->guardians, 0))->last_name;
      else if (family->children->len > 0)
        name = ((PfChild *) g_ptr_array_index (family->children, 0))->last_name;
      if (family->guardians->len == 0)
        pfs_import_report_note (
            model->report,
            g_strdup_printf (_("Family %s has no guardian: nobody can sign in for it."),
                             family->record->number));
      /* Translators: a household, by its last name */
      family->record->name = g_strdup_printf (_("Family %s"), name);
    }
}

/* The quotient that begins last is the one that counts. */
static void
read_quotients (PfsNoethysModel *model)
{
  sqlite3_stmt *rows = pfs_noethys_source_select (model->source, "quotients",
                                                  "IDfamille date_debut quotient",
                                                  "date_debut DESC, IDquotient DESC");

  while (pfs_noethys_source_next (model->source, &rows))
    {
      PfsNoethysFamily *family =
          pfs_noethys_model_find_family (model, pfs_noethys_get_int (rows, 0, 0));
      PfDay from = pfs_noethys_model_get_day (model, rows, 1);
      PfCents quotient = pfs_noethys_get_cents (rows, 2);
      const char *reason = NULL;

      if (!family)
        reason = N_("of a family that was not taken");
      else if (quotient == PF_CENTS_UNKNOWN || quotient < 0)
        reason = N_("without an amount");
      else if (family->record->quotient != PF_CENTS_UNKNOWN)
        reason = N_("older than the one kept");
      if (reason)
        {
          pfs_import_report_leave (model->report, PFS_TALLY_QUOTIENTS, reason);
          continue;
        }
      family->record->quotient = quotient;
      family->quotient_from = from;
      pfs_import_report_take (model->report, PFS_TALLY_QUOTIENTS);
    }
}

void
pfs_noethys_read_people (PfsNoethysModel *model)
{
  g_autoptr (GHashTable) persons = read_persons (model);

  read_schools (model);
  read_classes (model, persons);
  read_families (model);
  attach_persons (model, persons);
  add_adults_who_attend (model, persons);
  count_persons (model, persons);
  name_families (model);
  read_quotients (model);
}
