/* SPDX-License-Identifier: GPL-3.0-or-later
 * A table of keys that failed. */
#include "config.h"

#include "pf-stumbles.h"

#include "pf-client-error.h"

typedef struct {
  guint n;
  guint run; /* of the last one */
  gint64 first_us;
} Stumble;

struct _PfStumbles {
  GHashTable *by_key; /* (owned): utf8 → Stumble */
  guint run;
};

PfStumbles *
pf_stumbles_new (void)
{
  PfStumbles *stumbles = g_new0 (PfStumbles, 1);

  stumbles->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return stumbles;
}

void
pf_stumbles_free (PfStumbles *stumbles)
{
  g_hash_table_unref (stumbles->by_key);
  g_free (stumbles);
}

gboolean
pf_stumbles_is_one (const GError *error)
{
  return g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_PROTOCOL) ||
         g_error_matches (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_SERVER);
}

void
pf_stumbles_begin_run (PfStumbles *stumbles)
{
  stumbles->run++;
}

void
pf_stumbles_add (PfStumbles *stumbles, const char *key, gint64 now_us)
{
  Stumble *stumble = g_hash_table_lookup (stumbles->by_key, key);

  if (stumble == NULL)
    {
      stumble = g_new0 (Stumble, 1);
      stumble->first_us = now_us;
      g_hash_table_insert (stumbles->by_key, g_strdup (key), stumble);
    }
  stumble->n++;
  stumble->run = stumbles->run;
}

void
pf_stumbles_forget (PfStumbles *stumbles, const char *key)
{
  g_hash_table_remove (stumbles->by_key, key);
}

gboolean
pf_stumbles_has_failed (PfStumbles *stumbles, const char *key)
{
  const Stumble *stumble = g_hash_table_lookup (stumbles->by_key, key);

  return stumble != NULL && stumble->run == stumbles->run;
}

gboolean
pf_stumbles_is_stuck (PfStumbles *stumbles, const char *key, gint64 now_us)
{
  const Stumble *stumble = g_hash_table_lookup (stumbles->by_key, key);

  return stumble != NULL &&
         (stumble->n >= PF_STUMBLES_MANY || now_us - stumble->first_us >= PF_STUMBLES_LONG_US);
}
