/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a family's plan weighs on the wire: a first sync of six children and three school years, and
 * one day's change. */
#include "config.h"

#include <gio/gio.h>

#include "first-sync.h"
#include "pf-codec.h"

#define MAX_FIRST_SYNC (400 * 1024)
#define MAX_ONE_DAY 1024

static gsize
compress (GBytes *body)
{
  g_autoptr (GConverter) compressor =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6));
  g_autoptr (GError) error = NULL;
  gsize length, read, written;
  const char *data = g_bytes_get_data (body, &length);
  g_autofree char *out = g_malloc (length + 1024);
  GConverterResult result = g_converter_convert (compressor, data, length, out, length + 1024,
                                                 G_CONVERTER_INPUT_AT_END, &read, &written, &error);

  g_assert_no_error (error);
  g_assert_cmpint (result, ==, G_CONVERTER_FINISHED);
  return written;
}

static void
test_first_sync (void)
{
  guint n_slots;
  g_autoptr (PfChanges) changes = make_first_sync (&n_slots);
  g_autoptr (GBytes) body = pf_codec_encode_changes (changes);

  g_test_message ("%u slots, %" G_GSIZE_FORMAT " bytes, %" G_GSIZE_FORMAT " compressed", n_slots,
                  g_bytes_get_size (body), compress (body));
  g_assert_cmpuint (n_slots, >, 30000);
  g_assert_cmpuint (compress (body), <, MAX_FIRST_SYNC);
}

static void
test_one_day (void)
{
  g_autoptr (PfChanges) changes = make_one_day ();
  g_autoptr (GBytes) body = pf_codec_encode_changes (changes);

  g_test_message ("%" G_GSIZE_FORMAT " bytes, %" G_GSIZE_FORMAT " compressed",
                  g_bytes_get_size (body), compress (body));
  g_assert_cmpuint (compress (body), <, MAX_ONE_DAY);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/size/first-sync", test_first_sync);
  g_test_add_func ("/size/one-day", test_one_day);

  return g_test_run ();
}
