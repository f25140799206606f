/* SPDX-License-Identifier: GPL-3.0-or-later
 * The certificate of enrolment, as the town hall would print it: in French, whatever the clerk's or
 * the family's language, as it is shown to third parties. */
#include "config.h"

#include "pfs-papers.h"

#include <glib/gi18n-lib.h>

#include "pfs-pdf.h"
#include "pfs-storage-activities.h"
#include "pfs-storage-families.h"
#include "pfs-storage-town.h"

#define TITLE_SIZE 18
#define TEXT_SIZE 11
#define HEAD_Y 80
#define TITLE_Y 190
#define TEXT_Y 260
#define SIGNED_GAP 60

static const char *const months[] = { "janvier",   "février", "mars",     "avril",
                                      "mai",       "juin",    "juillet",  "août",
                                      "septembre", "octobre", "novembre", "décembre" };

static char *
format_day (PfDay day)
{
  int year;
  int month;
  int number;

  pf_day_get_ymd (day, &year, &month, &number);
  return g_strdup_printf ("%d%s %s %d", number, number == 1 ? "er" : "", months[month - 1], year);
}

/* Returns: (transfer full): what the town certifies. */
static char *
make_text (PfsTown *town, PfChild *child, PfActivity *activity, PfEnrolment *enrolment)
{
  g_autofree char *birth = child->birth_date != PF_DAY_NONE ? format_day (child->birth_date) : NULL;
  g_autofree char *first = format_day (enrolment->first);
  g_autofree char *last = format_day (enrolment->last);

  return g_strdup_printf ("La commune de %s certifie que l’enfant\n\n%s %s%s%s\n\n"
                          "est inscrit(e) à l’activité « %s »\ndu %s au %s.\n\n"
                          "Ce certificat est délivré pour servir et valoir ce que de droit.",
                          town->name, child->first_name, child->last_name,
                          birth != NULL ? ", né(e) le " : "", birth != NULL ? birth : "",
                          activity->name, first, last);
}

static GBytes *
draw_certificate (PfsTown *town, const char *text, const char *title, PfDay today, PfMoment now)
{
  g_autoptr (PfsPdf) pdf = pfs_pdf_new (title, now);
  double width = PFS_PDF_WIDTH - 2 * PFS_PDF_MARGIN;
  g_autofree char *day = format_day (today);
  g_autofree char *place = g_strdup_printf ("Fait à %s, le %s", town->name, day);
  double y;

  pfs_pdf_write (pdf, PFS_PDF_MARGIN, HEAD_Y, TEXT_SIZE, PFS_PDF_BOLD, town->name);
  if (town->contact != NULL)
    pfs_pdf_write_paragraph (pdf, PFS_PDF_MARGIN, HEAD_Y + TEXT_SIZE * 1.5, width, TEXT_SIZE,
                             town->contact);
  pfs_pdf_write (pdf, PFS_PDF_MARGIN, TITLE_Y, TITLE_SIZE, PFS_PDF_BOLD, title);
  pfs_pdf_draw_rule (pdf, PFS_PDF_MARGIN, TITLE_Y + TITLE_SIZE, width);
  y = pfs_pdf_write_paragraph (pdf, PFS_PDF_MARGIN, TEXT_Y, width, TEXT_SIZE, text);
  pfs_pdf_write (pdf, PFS_PDF_MARGIN, y + SIGNED_GAP, TEXT_SIZE, PFS_PDF_PLAIN, place);
  return pfs_pdf_finish (pdf);
}

/* Returns: (transfer full): the paper without its file, NULL with @error. */
static PfPaper *
describe_paper (PfChild *child, PfActivity *activity)
{
  PfPaper *paper = pf_record_new (PF_TYPE_PAPER, "new");

  paper->name =
      g_strdup_printf ("Certificat d’inscription : %s, %s", child->first_name, activity->name);
  paper->category = g_strdup ("Certificats");
  paper->kind = PF_PAPER_KIND_PERSONAL;
  paper->child = g_strdup (pf_record_get_id (PF_RECORD (child)));
  return paper;
}

PfPaper *
pfs_papers_certify (PfsStorage *storage, const char *enrolment, PfMoment now, GError **error)
{
  g_autoptr (PfEnrolment) found = NULL;
  g_autoptr (PfChild) child = NULL;
  g_autoptr (PfActivity) activity = NULL;
  g_autoptr (PfsTown) town = NULL;
  g_autoptr (PfTown) record = NULL;
  g_autofree char *household = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PfPaper) paper = NULL;

  g_return_val_if_fail (PFS_IS_STORAGE (storage), NULL);
  g_return_val_if_fail (enrolment != NULL, NULL);

  if (!(found = pfs_storage_load_enrolment (storage, enrolment, error)) ||
      !(household = pfs_storage_get_enrolment_household (storage, enrolment, error)) ||
      !(child = pfs_storage_load_child (storage, found->child, error)) ||
      !(activity = pfs_storage_load_activity (storage, found->activity, NULL, error)) ||
      !(town = pfs_storage_load_town (storage, error)) ||
      !(record = pfs_storage_load_town_record (storage, error)))
    return NULL;
  if (found->state != PF_ENROLMENT_OPEN)
    {
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("Enrolment %s is not open: there is nothing to certify"), enrolment);
      return NULL;
    }
  text = make_text (town, child, activity, found);
  bytes = draw_certificate (town, text, "Certificat d’inscription",
                            pf_moment_get_day (now, record->zone), now);
  paper = describe_paper (child, activity);
  return pfs_papers_hand_out (storage, household, paper, "certificat-inscription.pdf", bytes, now,
                              error)
             ? g_steal_pointer (&paper)
             : NULL;
}
