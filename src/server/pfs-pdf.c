/* SPDX-License-Identifier: GPL-3.0-or-later
 * Writing PDF 1.4: one content stream a page, the two standard fonts that every reader has. */
#include "config.h"

#include "pfs-pdf.h"

#include <string.h>

#define FIRST_MEASURED 32
#define LAST_MEASURED 126
#define LEADING 1.4

/* The objects that come before those of the pages. */
enum {
  CATALOG = 1,
  PAGES,
  FONT_PLAIN,
  FONT_BOLD,
  INFO,
  FIRST_PAGE,
};

struct _PfsPdf {
  char *title; /* WinAnsi, escaped */
  gint64 at;
  GPtrArray *pages; /* (element-type GString): their content */
};

/* Widths in thousandths of the size, from the fonts' metrics. */
static const guint16 widths[2][LAST_MEASURED - FIRST_MEASURED + 1] = {
  {
      278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
      556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
      1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
      667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
      333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
      556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  },
  {
      278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
      556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
      611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
      667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
      278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
  },
};

static void
free_content (gpointer content)
{
  g_string_free (content, TRUE);
}

/* Returns: (transfer full): @text in the fonts' encoding. */
static char *
encode_text (const char *text)
{
  char *encoded =
      g_convert_with_fallback (text, -1, "WINDOWS-1252", "UTF-8", "?", NULL, NULL, NULL);

  return encoded != NULL ? encoded : g_strdup ("");
}

/* Returns: (transfer full): encoded text as it stands between parentheses. */
static char *
escape_text (const char *encoded)
{
  GString *escaped = g_string_new (NULL);

  for (const char *c = encoded; *c != '\0'; c++)
    {
      if (strchr ("()\\", *c) != NULL)
        g_string_append_c (escaped, '\\');
      g_string_append_c (escaped, *c);
    }
  return g_string_free (escaped, FALSE);
}

/* Appends a number as PDF writes it, whatever the locale. */
static void
append_number (GString *content, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (content, g_ascii_formatd (buffer, sizeof buffer, "%.2f ", number));
}

static GString *
get_content (PfsPdf *self)
{
  return g_ptr_array_index (self->pages, self->pages->len - 1);
}

/* Notes where an object begins. */
static void
begin_object (GString *file, GArray *offsets, guint number)
{
  g_array_set_size (offsets, MAX (offsets->len, number + 1));
  g_array_index (offsets, gsize, number) = file->len;
  g_string_append_printf (file, "%u 0 obj\n", number);
}

static void
append_page (GString *file, GArray *offsets, guint number, const GString *content)
{
  begin_object (file, offsets, number);
  g_string_append_printf (file,
                          "<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d]"
                          " /Resources << /Font << /F0 %d 0 R /F1 %d 0 R >> >>"
                          " /Contents %u 0 R >>\nendobj\n",
                          PAGES, PFS_PDF_WIDTH, PFS_PDF_HEIGHT, FONT_PLAIN, FONT_BOLD, number + 1);
  begin_object (file, offsets, number + 1);
  g_string_append_printf (file, "<< /Length %" G_GSIZE_FORMAT " >>\nstream\n", content->len);
  g_string_append_len (file, content->str, (gssize) content->len);
  g_string_append (file, "\nendstream\nendobj\n");
}

static void
append_heads (PfsPdf *self, GString *file, GArray *offsets)
{
  static const char *const fonts[] = { "Helvetica", "Helvetica-Bold" };
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (self->at);
  g_autofree char *date = g_date_time_format (at, "D:%Y%m%d%H%M%SZ");

  begin_object (file, offsets, CATALOG);
  g_string_append_printf (file, "<< /Type /Catalog /Pages %d 0 R >>\nendobj\n", PAGES);
  begin_object (file, offsets, PAGES);
  g_string_append (file, "<< /Type /Pages /Kids [");
  for (guint i = 0; i < self->pages->len; i++)
    g_string_append_printf (file, "%u 0 R ", FIRST_PAGE + 2 * i);
  g_string_append_printf (file, "] /Count %u >>\nendobj\n", self->pages->len);
  for (guint i = 0; i < G_N_ELEMENTS (fonts); i++)
    {
      begin_object (file, offsets, FONT_PLAIN + i);
      g_string_append_printf (file,
                              "<< /Type /Font /Subtype /Type1 /BaseFont /%s"
                              " /Encoding /WinAnsiEncoding >>\nendobj\n",
                              fonts[i]);
    }
  begin_object (file, offsets, INFO);
  g_string_append_printf (file, "<< /Title (%s) /CreationDate (%s) >>\nendobj\n", self->title,
                          date);
}

static void
append_trailer (GString *file, GArray *offsets)
{
  gsize start = file->len;

  g_string_append_printf (file, "xref\n0 %u\n0000000000 65535 f \n", offsets->len);
  for (guint i = 1; i < offsets->len; i++)
    g_string_append_printf (file, "%010" G_GSIZE_FORMAT " 00000 n \n",
                            g_array_index (offsets, gsize, i));
  g_string_append_printf (file,
                          "trailer\n<< /Size %u /Root %d 0 R /Info %d 0 R >>\nstartxref\n"
                          "%" G_GSIZE_FORMAT "\n%%%%EOF\n",
                          offsets->len, CATALOG, INFO, start);
}

PfsPdf *
pfs_pdf_new (const char *title, gint64 at)
{
  PfsPdf *self = g_new0 (PfsPdf, 1);
  g_autofree char *encoded = encode_text (title);

  self->title = escape_text (encoded);
  self->at = at;
  self->pages = g_ptr_array_new_with_free_func (free_content);
  pfs_pdf_begin_page (self);
  return self;
}

void
pfs_pdf_free (PfsPdf *self)
{
  g_free (self->title);
  g_ptr_array_unref (self->pages);
  g_free (self);
}

void
pfs_pdf_begin_page (PfsPdf *self)
{
  g_ptr_array_add (self->pages, g_string_new (NULL));
}

double
pfs_pdf_measure (double size, PfsPdfStyle style, const char *text)
{
  const guint16 *font = widths[(style & PFS_PDF_BOLD) != 0];
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_NFD);
  double sum = 0;

  /* An accented letter is as wide as its base; signs beyond are as wide as a digit. */
  for (const char *c = decomposed; c != NULL && *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter >= FIRST_MEASURED && letter <= LAST_MEASURED)
        sum += font[letter - FIRST_MEASURED];
      else if (!g_unichar_ismark (letter))
        sum += font['0' - FIRST_MEASURED];
    }
  return sum * size / 1000;
}

void
pfs_pdf_write (PfsPdf *self, double x, double y, double size, PfsPdfStyle style, const char *text)
{
  GString *content = get_content (self);
  g_autofree char *encoded = encode_text (text);
  g_autofree char *escaped = escape_text (encoded);
  double left = (style & PFS_PDF_RIGHT) != 0 ? x - pfs_pdf_measure (size, style, text) : x;

  g_string_append_printf (content, "BT /F%d ", (style & PFS_PDF_BOLD) != 0);
  append_number (content, size);
  g_string_append (content, "Tf ");
  append_number (content, left);
  append_number (content, PFS_PDF_HEIGHT - y);
  g_string_append_printf (content, "Td (%s) Tj ET\n", escaped);
}

double
pfs_pdf_write_paragraph (PfsPdf     *self,
                         double      x,
                         double      y,
                         double      width,
                         double      size,
                         const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (char **line = lines; *line != NULL; line++)
    {
      g_auto (GStrv) words = g_strsplit (*line, " ", -1);
      g_autoptr (GString) written = g_string_new (words[0]);

      for (char **word = words[0] != NULL ? words + 1 : words; *word != NULL; word++)
        {
          g_autofree char *longer = g_strdup_printf ("%s %s", written->str, *word);

          if (pfs_pdf_measure (size, PFS_PDF_PLAIN, longer) <= width)
            {
              g_string_assign (written, longer);
              continue;
            }
          pfs_pdf_write (self, x, y, size, PFS_PDF_PLAIN, written->str);
          y += size * LEADING;
          g_string_assign (written, *word);
        }
      pfs_pdf_write (self, x, y, size, PFS_PDF_PLAIN, written->str);
      y += size * LEADING;
    }
  return y;
}

void
pfs_pdf_draw_rule (PfsPdf *self, double x, double y, double width)
{
  GString *content = get_content (self);

  g_string_append (content, "0.5 w ");
  append_number (content, x);
  append_number (content, PFS_PDF_HEIGHT - y);
  g_string_append (content, "m ");
  append_number (content, x + width);
  append_number (content, PFS_PDF_HEIGHT - y);
  g_string_append (content, "l S\n");
}

GBytes *
pfs_pdf_finish (PfsPdf *self)
{
  GString *file = g_string_new ("%PDF-1.4\n%\xe2\xe3\xcf\xd3\n");
  g_autoptr (GArray) offsets = g_array_new (FALSE, TRUE, sizeof (gsize));

  append_heads (self, file, offsets);
  for (guint i = 0; i < self->pages->len; i++)
    append_page (file, offsets, FIRST_PAGE + 2 * i, g_ptr_array_index (self->pages, i));
  append_trailer (file, offsets);
  return g_string_free_to_bytes (file);
}
