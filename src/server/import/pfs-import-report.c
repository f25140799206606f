/* SPDX-License-Identifier: GPL-3.0-or-later
 * The account of an import: rows taken, rows left by reason, and notes for the clerk. */
#include "config.h"

#include "pfs-import-report.h"

#include <glib/gi18n-lib.h>

/* What a clerk reads; more is only more of the same. */
#define MOST_LINES 5
#define MOST_ASIDES 30

typedef struct {
  const char *reason; /* (static) */
  guint count;
  guint lines[MOST_LINES]; /* the first of the source, where they are known */
  guint n_lines;
} Left;

struct _PfsImportReport {
  PfsTally first; /* the tallies it is about */
  PfsTally last;
  guint taken[PFS_N_TALLIES];
  GArray *left[PFS_N_TALLIES]; /* (element-type Left) in the order they were met */
  GPtrArray *notes;            /* (element-type utf8) */
  GHashTable *asides;          /* (element-type utf8): the first of them are among the notes */
};

static const char *const tally_names[PFS_N_TALLIES] = {
  [PFS_TALLY_FAMILIES] = N_("families"),
  [PFS_TALLY_PEOPLE] = N_("people"),
  [PFS_TALLY_QUOTIENTS] = N_("quotients"),
  [PFS_TALLY_SCHOOLS] = N_("schools"),
  [PFS_TALLY_HOLIDAYS] = N_("school holidays"),
  [PFS_TALLY_ACTIVITIES] = N_("activities"),
  [PFS_TALLY_GROUPS] = N_("groups"),
  [PFS_TALLY_UNITS] = N_("units"),
  [PFS_TALLY_OPENINGS] = N_("openings"),
  [PFS_TALLY_CAPACITIES] = N_("capacities"),
  [PFS_TALLY_TARIFFS] = N_("tariffs"),
  [PFS_TALLY_ENROLMENTS] = N_("enrolments"),
  [PFS_TALLY_BOOKINGS] = N_("bookings"),
  [PFS_TALLY_DISHES] = N_("dishes"),
  [PFS_TALLY_MENUS] = N_("menus"),
};

PfsImportReport *
pfs_import_report_new (PfsTally first, PfsTally last)
{
  PfsImportReport *report = g_new0 (PfsImportReport, 1);

  report->first = first;
  report->last = last;
  for (int i = 0; i < PFS_N_TALLIES; i++)
    report->left[i] = g_array_new (FALSE, FALSE, sizeof (Left));
  report->notes = g_ptr_array_new_with_free_func (g_free);
  report->asides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return report;
}

void
pfs_import_report_free (PfsImportReport *report)
{
  if (!report)
    return;
  for (int i = 0; i < PFS_N_TALLIES; i++)
    g_array_unref (report->left[i]);
  g_ptr_array_unref (report->notes);
  g_hash_table_unref (report->asides);
  g_free (report);
}

void
pfs_import_report_take (PfsImportReport *report, PfsTally tally)
{
  report->taken[tally]++;
}

static Left *
find_left (PfsImportReport *report, PfsTally tally, const char *reason)
{
  Left left = { reason, 0 };

  for (guint i = 0; i < report->left[tally]->len; i++)
    {
      Left *known = &g_array_index (report->left[tally], Left, i);

      if (g_str_equal (known->reason, reason))
        return known;
    }
  g_array_append_val (report->left[tally], left);
  return &g_array_index (report->left[tally], Left, report->left[tally]->len - 1);
}

void
pfs_import_report_leave (PfsImportReport *report, PfsTally tally, const char *reason)
{
  find_left (report, tally, reason)->count++;
}

void
pfs_import_report_leave_all (PfsImportReport *report, PfsTally tally, const char *reason)
{
  for (; report->taken[tally] > 0; report->taken[tally]--)
    pfs_import_report_leave (report, tally, reason);
}

void
pfs_import_report_count (PfsImportReport *report, PfsTally tally, const char *reason)
{
  if (reason)
    pfs_import_report_leave (report, tally, reason);
  else
    pfs_import_report_take (report, tally);
}

void
pfs_import_report_count_at (PfsImportReport *report, PfsTally tally, const char *reason, guint line)
{
  Left *left;

  pfs_import_report_count (report, tally, reason);
  if (reason == NULL)
    return;
  left = find_left (report, tally, reason);
  if (left->n_lines < MOST_LINES)
    left->lines[left->n_lines++] = line;
}

void
pfs_import_report_note (PfsImportReport *report, char *note)
{
  if (g_ptr_array_find_with_equal_func (report->notes, note, g_str_equal, NULL))
    g_free (note);
  else
    g_ptr_array_add (report->notes, note);
}

void
pfs_import_report_note_aside (PfsImportReport *report, char *note)
{
  if (g_hash_table_add (report->asides, note) && g_hash_table_size (report->asides) <= MOST_ASIDES)
    pfs_import_report_note (report, g_strdup (note));
}

guint
pfs_import_report_get_taken (PfsImportReport *report, PfsTally tally)
{
  return report->taken[tally];
}

guint
pfs_import_report_get_left (PfsImportReport *report, PfsTally tally)
{
  guint count = 0;

  for (guint i = 0; i < report->left[tally]->len; i++)
    count += g_array_index (report->left[tally], Left, i).count;
  return count;
}

guint
pfs_import_report_get_left_for (PfsImportReport *report, PfsTally tally, const char *reason)
{
  for (guint i = 0; i < report->left[tally]->len; i++)
    if (g_str_equal (g_array_index (report->left[tally], Left, i).reason, reason))
      return g_array_index (report->left[tally], Left, i).count;
  return 0;
}

/* Appends why rows were left, and on which lines of the source they stand. */
static void
append_reason (GString *text, const Left *why)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < why->n_lines; i++)
    g_string_append_printf (lines, "%s%u", i > 0 ? ", " : "", why->lines[i]);
  if (why->n_lines == MOST_LINES && why->count > MOST_LINES)
    g_string_append (lines, "…");
  g_string_append_printf (text, "%34u  ", why->count);
  if (why->n_lines > 0)
    /* Translators: why rows of a file were left, and the numbers of their lines */
    g_string_append_printf (text, ngettext ("%s (line %s)", "%s (lines %s)", why->n_lines),
                            _(why->reason), lines->str);
  else
    g_string_append (text, _(why->reason));
  g_string_append_c (text, '\n');
}

static void
append_tally (PfsImportReport *report, PfsTally tally, GString *text)
{
  guint left = pfs_import_report_get_left (report, tally);
  const char *name = _(tally_names[tally]);

  g_string_append_printf (text, "%s%*s %7u %7u\n", name,
                          MAX (0, 18 - (int) g_utf8_strlen (name, -1)), "", report->taken[tally],
                          left);
  for (guint i = 0; i < report->left[tally]->len; i++)
    append_reason (text, &g_array_index (report->left[tally], Left, i));
}

static void
append_heading (GString *text)
{
  const char *taken = _("taken");
  const char *left = _("left");

  g_string_append_printf (text, "%18s %*s%s %*s%s\n", "",
                          MAX (0, 7 - (int) g_utf8_strlen (taken, -1)), "", taken,
                          MAX (0, 7 - (int) g_utf8_strlen (left, -1)), "", left);
}

char *
pfs_import_report_format (PfsImportReport *report)
{
  guint n_asides = g_hash_table_size (report->asides);
  GString *text = g_string_new (NULL);

  append_heading (text);
  for (PfsTally i = report->first; i <= report->last; i++)
    append_tally (report, i, text);
  for (guint i = 0; i < report->notes->len; i++)
    g_string_append_printf (text, "%s- %s\n", i == 0 ? "\n" : "",
                            (char *) g_ptr_array_index (report->notes, i));
  if (n_asides > MOST_ASIDES)
    g_string_append_printf (
        text, ngettext ("- and %u note more\n", "- and %u notes more\n", n_asides - MOST_ASIDES),
        n_asides - MOST_ASIDES);
  return g_string_free (text, FALSE);
}
