/* SPDX-License-Identifier: GPL-3.0-or-later
 * Documents that any reader opens: the table of objects points at them, text is measured and
 * broken. */
#include "config.h"

#include "pfs-pdf.h"

#include <string.h>

/* Returns: (transfer full): the file as text; it has no NUL. */
static char *
finish_text (PfsPdf *pdf)
{
  g_autoptr (GBytes) bytes = pfs_pdf_finish (pdf);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_table_of_objects (void)
{
  g_autoptr (PfsPdf) pdf = pfs_pdf_new ("Attestation (n° 1)", 0);
  g_autofree char *text = NULL;
  const char *start;
  g_auto (GStrv) rows = NULL;

  pfs_pdf_write (pdf, 56, 100, 12, PFS_PDF_BOLD, "Léna");
  pfs_pdf_begin_page (pdf);
  pfs_pdf_draw_rule (pdf, 56, 120, 400);
  text = finish_text (pdf);
  g_assert_true (g_str_has_prefix (text, "%PDF-1.4\n"));
  g_assert_true (g_str_has_suffix (text, "%%EOF\n"));
  start = strstr (text, "startxref\n") + strlen ("startxref\n");
  start = text + g_ascii_strtoull (start, NULL, 10);
  g_assert_true (g_str_has_prefix (start, "xref\n0 10\n"));
  rows = g_strsplit (start, "\n", -1);
  for (guint i = 1; i < 10; i++)
    {
      gsize offset = (gsize) g_ascii_strtoull (rows[i + 2], NULL, 10);
      g_autofree char *head = g_strdup_printf ("%u 0 obj\n", i);

      g_assert_true (g_str_has_prefix (text + offset, head));
    }
  g_assert_nonnull (strstr (text, "/Count 2"));
}

static void
test_signs_of_the_format_are_escaped (void)
{
  g_autoptr (PfsPdf) pdf = pfs_pdf_new ("x", 0);
  g_autofree char *text = NULL;

  pfs_pdf_write (pdf, 0, 0, 10, PFS_PDF_PLAIN, "(a\\b) é 3 €");
  text = finish_text (pdf);
  g_assert_nonnull (strstr (text, "(\\(a\\\\b\\) \xe9 3 \x80) Tj"));
}

static void
test_text_is_measured (void)
{
  g_assert_cmpfloat_with_epsilon (pfs_pdf_measure (10, PFS_PDF_PLAIN, "00"), 11.12, 0.001);
  g_assert_cmpfloat_with_epsilon (pfs_pdf_measure (10, PFS_PDF_PLAIN, "é"),
                                  pfs_pdf_measure (10, PFS_PDF_PLAIN, "e"), 0.001);
  g_assert_cmpfloat (pfs_pdf_measure (10, PFS_PDF_BOLD, "b"), >,
                     pfs_pdf_measure (10, PFS_PDF_PLAIN, "b"));
}

static void
test_paragraphs_are_broken (void)
{
  g_autoptr (PfsPdf) pdf = pfs_pdf_new ("x", 0);
  double end = pfs_pdf_write_paragraph (pdf, 0, 100, 60, 10, "one two three four five six");
  g_autofree char *text = finish_text (pdf);

  g_assert_cmpfloat (end, >, 100 + 2 * 14 - 0.1);
  g_assert_nonnull (strstr (text, "(one two) Tj"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server/pdf/table-of-objects", test_table_of_objects);
  g_test_add_func ("/server/pdf/signs-of-the-format-are-escaped",
                   test_signs_of_the_format_are_escaped);
  g_test_add_func ("/server/pdf/text-is-measured", test_text_is_measured);
  g_test_add_func ("/server/pdf/paragraphs-are-broken", test_paragraphs_are_broken);
  return g_test_run ();
}
