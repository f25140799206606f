/* SPDX-License-Identifier: GPL-3.0-or-later
 * Laying out an invoice: who to whom, the lines, what is to be paid by when and how. */
#include "config.h"

#include "pfs-invoice-pdf.h"

#include "pfs-pdf.h"
#include "pfs-words.h"

#define LEFT PFS_PDF_MARGIN
#define RIGHT (PFS_PDF_WIDTH - PFS_PDF_MARGIN)
#define WIDTH (RIGHT - LEFT)
#define TEXT 10.0
#define TITLE 18.0
#define ROW 16.0
#define QUANTITY_AT (RIGHT - 150)
#define PRICE_AT (RIGHT - 75)
#define LABEL_WIDTH (QUANTITY_AT - LEFT - 40)
#define LAST_ROW (PFS_PDF_HEIGHT - 150)
#define SECONDS_PER_DAY 86400

typedef struct {
  PfsPdf *pdf;
  const PfsInvoicePaper *paper;
  PfsLanguage language;
  double y;
} Page;

static const char *
say (const Page *page, const char *french, const char *english)
{
  return pfs_language_say (page->language, french, english);
}

static void
write_money (Page *page, double x, PfsPdfStyle style, PfCents amount)
{
  g_autofree char *text = pfs_words_format_cents (amount, page->paper->currency, page->language);

  pfs_pdf_write (page->pdf, x, page->y, TEXT, style | PFS_PDF_RIGHT, text);
}

static void
write_heads (Page *page)
{
  pfs_pdf_write (page->pdf, LEFT, page->y, TEXT, PFS_PDF_BOLD, say (page, "Prestation", "Service"));
  pfs_pdf_write (page->pdf, QUANTITY_AT, page->y, TEXT, PFS_PDF_BOLD | PFS_PDF_RIGHT,
                 say (page, "Quantité", "Quantity"));
  pfs_pdf_write (page->pdf, PRICE_AT, page->y, TEXT, PFS_PDF_BOLD | PFS_PDF_RIGHT,
                 say (page, "Prix", "Price"));
  pfs_pdf_write (page->pdf, RIGHT, page->y, TEXT, PFS_PDF_BOLD | PFS_PDF_RIGHT,
                 say (page, "Montant", "Amount"));
  pfs_pdf_draw_rule (page->pdf, LEFT, page->y + 5, WIDTH);
  page->y += ROW + 4;
}

static void
write_line (Page *page, const PfInvoiceLine *line)
{
  g_autofree char *quantity = g_strdup_printf ("%d", line->quantity);
  double next;

  if (page->y > LAST_ROW)
    {
      pfs_pdf_begin_page (page->pdf);
      page->y = PFS_PDF_MARGIN;
      write_heads (page);
    }
  pfs_pdf_write (page->pdf, QUANTITY_AT, page->y, TEXT, PFS_PDF_RIGHT, quantity);
  write_money (page, PRICE_AT, PFS_PDF_PLAIN, line->unit_price);
  write_money (page, RIGHT, PFS_PDF_PLAIN, line->total);
  next = pfs_pdf_write_paragraph (page->pdf, LEFT, page->y, LABEL_WIDTH, TEXT, line->label);
  page->y = MAX (page->y + ROW, next);
}

/* The town on the left, the family on the right. */
static void
write_parties (Page *page)
{
  const PfsInvoicePaper *paper = page->paper;
  double right = LEFT + WIDTH / 2 + 40;
  double y = page->y + 30;
  g_autofree char *account = NULL;

  pfs_pdf_write (page->pdf, LEFT, page->y, TEXT + 2, PFS_PDF_BOLD, paper->town);
  if (paper->contact != NULL)
    pfs_pdf_write_paragraph (page->pdf, LEFT, page->y + ROW, WIDTH / 2 - 10, TEXT, paper->contact);
  if (paper->family != NULL)
    y = pfs_pdf_write_paragraph (page->pdf, right, y, WIDTH / 2 - 40, TEXT + 1, paper->family);
  if (paper->street != NULL)
    y = pfs_pdf_write_paragraph (page->pdf, right, y, WIDTH / 2 - 40, TEXT, paper->street);
  if (paper->place != NULL)
    y = pfs_pdf_write_paragraph (page->pdf, right, y, WIDTH / 2 - 40, TEXT, paper->place);
  if (paper->number != NULL)
    {
      account =
          g_strdup_printf ("%s %s", say (page, "Compte famille", "Family account"), paper->number);
      y = pfs_pdf_write_paragraph (page->pdf, right, y + 4, WIDTH / 2 - 40, TEXT, account);
    }
  page->y = MAX (page->y + 90, y + 20);
}

static void
write_title (Page *page, PfInvoice *invoice)
{
  g_autofree char *title =
      g_strdup_printf ("%s %s", say (page, "Facture", "Invoice"), invoice->number);
  g_autofree char *issued = pfs_words_format_day (invoice->issued, page->language);
  g_autofree char *date = g_strdup_printf ("%s %s", say (page, "Établie le", "Issued on"), issued);

  pfs_pdf_write (page->pdf, LEFT, page->y, TITLE, PFS_PDF_BOLD, title);
  page->y += 22;
  if (invoice->label != NULL)
    {
      pfs_pdf_write (page->pdf, LEFT, page->y, TEXT + 2, PFS_PDF_PLAIN, invoice->label);
      page->y += ROW;
    }
  pfs_pdf_write (page->pdf, LEFT, page->y, TEXT, PFS_PDF_PLAIN, date);
  page->y += 2 * ROW;
}

static void
write_sum (Page *page, PfsPdfStyle style, const char *label, PfCents amount)
{
  pfs_pdf_write (page->pdf, PRICE_AT, page->y, TEXT, style | PFS_PDF_RIGHT, label);
  write_money (page, RIGHT, style, amount);
  page->y += ROW;
}

static void
write_sums (Page *page, PfInvoice *invoice)
{
  PfCents left = pf_invoice_get_left (invoice);

  pfs_pdf_draw_rule (page->pdf, LEFT, page->y - 8, WIDTH);
  page->y += 6;
  write_sum (page, PFS_PDF_BOLD, "Total", invoice->total);
  if (invoice->paid != 0)
    {
      write_sum (page, PFS_PDF_PLAIN, say (page, "Déjà payé", "Paid already"), invoice->paid);
      write_sum (page, PFS_PDF_BOLD, say (page, "Reste à payer", "Left to pay"), left);
    }
  page->y += ROW;
}

/* How it is to be paid, or why no more. */
static void
write_mention (Page *page, PfInvoice *invoice)
{
  g_autofree char *due = pfs_words_format_day (invoice->due, page->language);
  g_autofree char *mention = NULL;

  if (invoice->is_cancelled)
    mention =
        g_strdup (say (page, "Cette facture est annulée.", "This invoice has been cancelled."));
  else if (pf_invoice_get_left (invoice) == 0)
    mention = g_strdup (say (page, "Cette facture est payée.", "This invoice has been paid."));
  else
    mention = g_strdup_printf (
        say (page,
             "À payer au plus tard le %s, par carte depuis l’application Portail Famille, ou au "
             "guichet en indiquant le numéro %s.",
             "To be paid by %s, by card from the Portail Famille app, or at the counter, naming "
             "the number %s."),
        due, invoice->number);
  pfs_pdf_write_paragraph (page->pdf, LEFT, page->y, WIDTH, TEXT, mention);
}

GBytes *
pfs_invoice_pdf_make (PfInvoice *invoice, const PfsInvoicePaper *paper, PfsLanguage language)
{
  g_autofree char *title = NULL;
  g_autoptr (PfsPdf) pdf = NULL;
  Page page = { .paper = paper, .language = language, .y = PFS_PDF_MARGIN };

  g_return_val_if_fail (PF_IS_INVOICE (invoice), NULL);
  g_return_val_if_fail (paper != NULL, NULL);

  title = g_strdup_printf ("%s %s", say (&page, "Facture", "Invoice"), invoice->number);
  pdf = pfs_pdf_new (title, (gint64) invoice->issued * SECONDS_PER_DAY);
  page.pdf = pdf;
  write_parties (&page);
  write_title (&page, invoice);
  write_heads (&page);
  for (guint i = 0; i < invoice->lines->len; i++)
    write_line (&page, g_ptr_array_index (invoice->lines, i));
  write_sums (&page, invoice);
  write_mention (&page, invoice);
  return pfs_pdf_finish (pdf);
}
