/* SPDX-License-Identifier: GPL-3.0-or-later
 * The demo town's papers: what it asks of families, what the demo family sent, with one of each
 * state, and what the town hands out. */
#include "config.h"

#include "pfs-demo-write.h"

#include "pfs-papers.h"
#include "pfs-pdf.h"
#include "pfs-storage-files.h"
#include "pfs-storage-papers.h"

#define SECONDS_PER_DAY 86400
#define TITLE_SIZE 18
#define TEXT_SIZE 11

static const struct {
  const char *id;
  PfsAskedOf whom;
  const char *name;
  const char *explanation;
  gboolean is_mandatory;
  gboolean is_yearly;
  int due_in; /* days; -1 = never */
  const char *form;
} asked[] = {
  { "domicile", PFS_ASKED_OF_HOUSEHOLDS, "Justificatif de domicile",
    "Facture d’eau, d’électricité ou de téléphone de moins de trois mois.", TRUE, TRUE, -1, NULL },
  { "imposition", PFS_ASKED_OF_HOUSEHOLDS, "Avis d’imposition",
    "Sans lui, le tarif maximum s’applique.", FALSE, TRUE, -1, NULL },
  { "assurance", PFS_ASKED_OF_CHILDREN, "Attestation d’assurance scolaire",
    "Elle doit nommer l’enfant et couvrir l’année scolaire.", TRUE, TRUE, 14, NULL },
  { "vaccins", PFS_ASKED_OF_CHILDREN, "Carnet de vaccination",
    "Les pages des vaccins obligatoires.", TRUE, FALSE, -1, NULL },
  { "natation", PFS_ASKED_OF_CHILDREN, "Autorisation de baignade", "À imprimer, remplir et signer.",
    FALSE, TRUE, 30, "autorisation-baignade" },
};

/* What the demo family sent: by the child's place in it, -1 = for the household. */
static const struct {
  const char *asked;
  int child;
  PfPaperState state;
  int days_ago;
  int expires_in; /* days; G_MAXINT = never */
  const char *reason;
  int n_pages;
} sent[] = {
  { "domicile", -1, PF_PAPER_VALIDATED, 340, 12, NULL, 1 },
  { "imposition", -1, PF_PAPER_RECEIVED, 2, G_MAXINT, NULL, 2 },
  { "assurance", 0, PF_PAPER_REFUSED, 9, G_MAXINT,
    "La page qui nomme l’enfant manque : envoyez l’attestation entière.", 1 },
  { "vaccins", 0, PF_PAPER_VALIDATED, 200, G_MAXINT, NULL, 2 },
  { "assurance", 1, PF_PAPER_VALIDATED, 400, -30, NULL, 1 },
  { "vaccins", 1, PF_PAPER_RECEIVED, 1, G_MAXINT, NULL, 1 },
};

static const struct {
  const char *id;
  const char *name;
  const char *category;
  const char *file;
  const char *text;
  int days_ago;
} handed_out[] = {
  { "reglement", "Règlement intérieur", "Règles", "reglement.pdf",
    "Les enfants sont accueillis de 7 h 30 à 18 h 30. Une réservation se fait et s’annule dans les "
    "délais que rappelle le portail.",
    80 },
  { "bus", "Horaires du car scolaire", "Transport", "horaires-car.pdf",
    "Ligne 1 : Mairie 8 h 05, Les Tilleuls 8 h 12, École Jean-Moulin 8 h 20.\n"
    "Retour : École Jean-Moulin 16 h 40, Les Tilleuls 16 h 48, Mairie 16 h 55.",
    75 },
  { "autorisation-baignade", "Autorisation de baignade", "À remplir", "autorisation-baignade.pdf",
    "Je soussigné(e) …………………………, responsable de l’enfant …………………………, l’autorise à se baigner "
    "lors des sorties de l’accueil de loisirs.\n\nDate et signature :",
    60 },
};

static PfMoment
get_moment (PfsDemoPlan *plan, int days_ago)
{
  return plan->now - (PfMoment) days_ago * SECONDS_PER_DAY;
}

/* Returns: (transfer full): a page with a title and some text. */
static GBytes *
draw_page (const char *title, const char *text, PfMoment at)
{
  g_autoptr (PfsPdf) pdf = pfs_pdf_new (title, at);
  double width = PFS_PDF_WIDTH - 2 * PFS_PDF_MARGIN;

  pfs_pdf_write (pdf, PFS_PDF_MARGIN, 90, TITLE_SIZE, PFS_PDF_BOLD, title);
  pfs_pdf_draw_rule (pdf, PFS_PDF_MARGIN, 105, width);
  pfs_pdf_write_paragraph (pdf, PFS_PDF_MARGIN, 140, width, TEXT_SIZE, text);
  return pfs_pdf_finish (pdf);
}

/* Returns: (transfer full): @bytes, kept, as a file; NULL with @error. */
static PfFile *
keep_file (PfsStorage *storage, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *digest = pfs_storage_put_file (storage, "application/pdf", bytes, error);

  return digest != NULL ? pf_file_new (NULL, name, "application/pdf",
                                       (gint64) g_bytes_get_size (bytes), digest)
                        : NULL;
}

static gboolean
write_papers (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (handed_out); i++)
    {
      g_autoptr (PfPaper) paper = pf_record_new (PF_TYPE_PAPER, handed_out[i].id);
      g_autoptr (GBytes) bytes = NULL;

      paper->name = g_strdup (handed_out[i].name);
      paper->category = g_strdup (handed_out[i].category);
      paper->at = get_moment (plan, handed_out[i].days_ago);
      bytes = draw_page (paper->name, handed_out[i].text, paper->at);
      paper->file = keep_file (storage, handed_out[i].file, bytes, error);
      if (paper->file == NULL || !pfs_storage_put_paper (storage, "", paper, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_asked (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    {
      g_autoptr (PfRequirement) requirement = pf_record_new (PF_TYPE_REQUIREMENT, asked[i].id);

      requirement->name = g_strdup (asked[i].name);
      requirement->explanation = g_strdup (asked[i].explanation);
      requirement->form = g_strdup (asked[i].form);
      requirement->is_mandatory = asked[i].is_mandatory;
      requirement->is_yearly = asked[i].is_yearly;
      requirement->due = asked[i].due_in >= 0 ? plan->today + asked[i].due_in : PF_DAY_NONE;
      if (!pfs_storage_put_asked_paper (storage, requirement, asked[i].whom, error))
        return FALSE;
    }
  return TRUE;
}

/* Adds the pages of what was sent. */
static gboolean
add_pages (PfsStorage *storage, PfDocument *document, int n_pages, GError **error)
{
  for (int i = 0; i < n_pages; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s %d.pdf", document->name, i + 1);
      g_autofree char *text = g_strdup_printf ("Page %d / %d", i + 1, n_pages);
      g_autoptr (GBytes) bytes = draw_page (document->name, text, document->sent_at);
      PfFile *file = keep_file (storage, name, bytes, error);

      if (file == NULL)
        return FALSE;
      g_ptr_array_add (document->files, file);
    }
  return TRUE;
}

static gboolean
write_sent (PfsDemoPlan *plan, PfsStorage *storage, gsize index, GError **error)
{
  const PfsDemoHousehold *family = g_ptr_array_index (plan->households, 0);
  const char *household = pf_record_get_id (PF_RECORD (family->record));
  int child = sent[index].child;
  const char *whose = child < 0 ? household
                                : pf_record_get_id (g_ptr_array_index (family->children, child));
  g_autofree char *requirement = g_strdup_printf ("%s:%s", sent[index].asked, whose);
  g_autofree char *id = g_strdup_printf ("%s-%s", sent[index].asked, whose);
  g_autoptr (PfDocument) document = pf_record_new (PF_TYPE_DOCUMENT, id);
  g_autoptr (PfRequirement) answered = pfs_storage_load_requirement (storage, requirement, error);

  if (answered == NULL)
    return FALSE;
  document->name = g_strdup (answered->name);
  document->requirement = g_strdup (requirement);
  document->child = g_strdup (answered->child);
  document->sent_at = get_moment (plan, sent[index].days_ago);
  document->state = sent[index].state;
  document->reason = g_strdup (sent[index].reason);
  if (sent[index].expires_in != G_MAXINT)
    document->expires = plan->today + sent[index].expires_in;
  return add_pages (storage, document, sent[index].n_pages, error) &&
         pfs_storage_put_document (storage, household, document, error) &&
         pfs_storage_answer_requirement (storage, requirement, id, error);
}

/* The demo family has the certificate of its first enrolment. */
static gboolean
write_certificate (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  const PfsDemoEnrolment *enrolment = g_ptr_array_index (plan->enrolments, 0);
  g_autoptr (PfPaper) paper = pfs_papers_certify (storage,
                                                  pf_record_get_id (PF_RECORD (enrolment->record)),
                                                  get_moment (plan, 20), error);

  return paper != NULL;
}

gboolean
pfs_demo_write_papers (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  if (!write_papers (plan, storage, error) || !write_asked (plan, storage, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (sent); i++)
    if (!write_sent (plan, storage, i, error))
      return FALSE;
  return write_certificate (plan, storage, error);
}
