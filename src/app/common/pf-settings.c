/* SPDX-License-Identifier: GPL-3.0-or-later
 * The settings, where they are installed. */
#include "config.h"

#include "pf-settings.h"

GSettings *
pf_settings_open (const char *key)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, APPLICATION_ID, TRUE) : NULL;

  if (schema == NULL || !g_settings_schema_has_key (schema, key))
    return NULL;
  return g_settings_new_full (schema, NULL, NULL);
}
