/* SPDX-License-Identifier: GPL-3.0-or-later
 * How long a first sync takes to read and to write, against json-glib's parser and generator on the
 * same text. */
#include "config.h"

#include <json-glib/json-glib.h>

#include "first-sync.h"
#include "pf-codec.h"

#define ROUNDS 15

typedef struct {
  PfChanges *changes;
  GBytes *body;
  JsonNode *root;
} Subject;

static void
read_page (Subject *subject)
{
  g_autoptr (PfChanges) changes = pf_codec_decode_changes (subject->body, NULL);
}

static void
write_page (Subject *subject)
{
  g_autoptr (GBytes) body = pf_codec_encode_changes (subject->changes);
}

static void
read_tree (Subject *subject)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  gsize length;
  const char *data = g_bytes_get_data (subject->body, &length);

  json_parser_load_from_data (parser, data, (gssize) length, NULL);
}

static void
write_tree (Subject *subject)
{
  g_autofree char *text = json_to_string (subject->root, FALSE);
}

/* Returns: the best of some rounds in microseconds: the one that the machine disturbed least. */
static gint64
measure (void (*run) (Subject *subject), Subject *subject)
{
  gint64 best = G_MAXINT64;

  for (int i = 0; i < ROUNDS; i++)
    {
      gint64 start = g_get_monotonic_time ();

      run (subject);
      best = MIN (best, g_get_monotonic_time () - start);
    }
  return best;
}

static void
print_ratio (const char *name, gint64 time, gint64 reference)
{
  g_print ("%s: %.2f of json-glib (%.1f ms)\n", name, (double) time / (double) reference,
           (double) time / 1000);
}

int
main (int argc, char *argv[])
{
  Subject subject = { NULL };
  g_autoptr (JsonParser) parser = json_parser_new ();
  guint n_slots;
  gsize length;
  const char *data;

  g_test_init (&argc, &argv, NULL);
  subject.changes = make_first_sync (&n_slots);
  subject.body = pf_codec_encode_changes (subject.changes);
  data = g_bytes_get_data (subject.body, &length);
  json_parser_load_from_data (parser, data, (gssize) length, NULL);
  subject.root = json_parser_get_root (parser);
  g_print ("%u slots, %" G_GSIZE_FORMAT " bytes\n", n_slots, length);
  print_ratio ("reading", measure (read_page, &subject), measure (read_tree, &subject));
  print_ratio ("writing", measure (write_page, &subject), measure (write_tree, &subject));
  g_bytes_unref (subject.body);
  pf_changes_unref (subject.changes);
  return 0;
}
