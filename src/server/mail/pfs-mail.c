/* SPDX-License-Identifier: GPL-3.0-or-later
 * Mails put together out of templates. */
#include "config.h"

#include "pfs-mail.h"

#include <gio/gio.h>
#include <string.h>

#include "pf-record.h"
#include "pfs-mail-templates.h"
#include "pfs-storage-mails.h"
#include "pfs-storage-town.h"
#include "pfs-words.h"

#define FOLDER "/org/example/PortailFamille/server/mail/"
#define SUBJECT "Subject: "
/* RFC 5321, 4.5.3.1. */
#define LONGEST_ADDRESS 254

typedef enum {
  VALUE_TEXT,
  VALUE_WORDS,
  VALUE_DAY,
  VALUE_MOMENT,
  VALUE_CENTS,
  VALUE_PARTS,
} ValueKind;

typedef struct {
  ValueKind kind;
  char *text;
  const char *words[PFS_N_LANGUAGES];
  gint64 number;
  GPtrArray *parts; /* (element-type PfsMail) */
} Value;

struct _PfsMail {
  char *template_name;
  GHashTable *values; /* (element-type utf8 Value) */
  PfMoment useless_after;
};

/* What a mail is written for. */
typedef struct {
  PfsLanguage language;
  PfTown *town;
  const char *name;    /* (nullable): of whom it goes to */
  const char *contact; /* (nullable) */
} Reader;

static void
free_value (Value *value)
{
  g_free (value->text);
  g_clear_pointer (&value->parts, g_ptr_array_unref);
  g_free (value);
}

static Value *
add_value (PfsMail *self, const char *name, ValueKind kind)
{
  Value *value = g_new0 (Value, 1);

  value->kind = kind;
  g_hash_table_replace (self->values, g_strdup (name), value);
  return value;
}

static void
set_number (PfsMail *self, const char *name, ValueKind kind, gint64 number, gboolean is_set)
{
  if (is_set)
    add_value (self, name, kind)->number = number;
  else
    g_hash_table_remove (self->values, name);
}

static char *
load_template (const char *name, PfsLanguage language)
{
  g_autofree char *path =
      g_strconcat (FOLDER, name, ".", pfs_language_get_tag (language), ".txt", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  pfs_mail_templates_register_resource ();
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("%s", error->message);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static char *write_mail (PfsMail *self, const Reader *reader);

static char *
write_parts (GPtrArray *parts, const Reader *reader)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *part = write_mail (g_ptr_array_index (parts, i), reader);

      g_string_append (text, part);
    }
  if (g_str_has_suffix (text->str, "\n"))
    g_string_truncate (text, text->len - 1);
  return g_string_free (text, FALSE);
}

/* Returns: (transfer full) (nullable): what stands for {name}. */
static char *
write_value (PfsMail *self, const char *name, const Reader *reader)
{
  const Value *value = g_hash_table_lookup (self->values, name);

  if (value == NULL)
    {
      if (strcmp (name, "town") == 0)
        return g_strdup (reader->town->name);
      if (strcmp (name, "contact") == 0)
        return g_strdup (reader->contact);
      return strcmp (name, "name") == 0 ? g_strdup (reader->name) : NULL;
    }
  switch (value->kind)
    {
    case VALUE_TEXT:
      return g_strdup (value->text);
    case VALUE_WORDS:
      return g_strdup (value->words[reader->language]);
    case VALUE_DAY:
      return pfs_words_format_day ((PfDay) value->number, reader->language);
    case VALUE_MOMENT:
      return pfs_words_format_moment (value->number, reader->town->zone, reader->language);
    case VALUE_CENTS:
      return pfs_words_format_cents (value->number, reader->town->currency, reader->language);
    case VALUE_PARTS:
      return write_parts (value->parts, reader);
    default:
      g_return_val_if_reached (NULL);
    }
}

/* Returns: (transfer full) (nullable): the line with its words; NULL where one is missing. */
static char *
write_line (PfsMail *self, const char *line, const Reader *reader)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *open;

  while ((open = strchr (line, '{')) != NULL)
    {
      const char *close = strchr (open, '}');
      g_autofree char *name = NULL;
      g_autofree char *value = NULL;

      g_assert (close != NULL);
      name = g_strndup (open + 1, (gsize) (close - open - 1));
      value = write_value (self, name, reader);
      if (value == NULL || *value == '\0')
        return NULL;
      g_string_append_len (text, line, open - line);
      g_string_append (text, value);
      line = close + 1;
    }
  g_string_append (text, line);
  return g_strdup (text->str);
}

static char *
write_mail (PfsMail *self, const Reader *reader)
{
  g_autofree char *template = load_template (self->template_name, reader->language);
  g_auto (GStrv) lines = g_strsplit (template, "\n", -1);
  GString *text = g_string_new (NULL);

  for (char **line = lines; *line != NULL; line++)
    {
      g_autofree char *written = write_line (self, *line, reader);

      if (written == NULL)
        continue;
      g_string_append (text, written);
      if (line[1] != NULL)
        g_string_append_c (text, '\n');
    }
  return g_string_free (text, FALSE);
}

/* A value may hold anything: in a subject it stays on its line. */
static void
flatten (char *subject)
{
  for (char *at = subject; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = ' ';
}

static gboolean
queue_for (PfsMail *self, PfsStorage *storage, const char *to, const Reader *reader, GError **error)
{
  g_autoptr (PfsMail) footer = pfs_mail_new ("footer");
  g_autofree char *end = write_mail (footer, reader);
  g_autofree char *text = write_mail (self, reader);
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;
  const char *break_at = strstr (text, "\n\n");

  g_assert (g_str_has_prefix (text, SUBJECT) && break_at != NULL);
  subject = g_strndup (text + strlen (SUBJECT), (gsize) (break_at - text) - strlen (SUBJECT));
  flatten (subject);
  body = g_strconcat (break_at + strlen ("\n\n"), end, NULL);
  return pfs_storage_add_mail (storage, to, pfs_language_get_tag (reader->language), subject, body,
                               self->useless_after, error);
}

/* Queues for @to, or for @recipients. */
static gboolean
queue_for_all (PfsMail    *self,
               PfsStorage *storage,
               const char *to,
               PfsLanguage language,
               GPtrArray  *recipients,
               GError    **error)
{
  g_autoptr (PfTown) record = pfs_storage_load_town_record (storage, error);
  g_autoptr (PfsTown) town = record != NULL ? pfs_storage_load_town (storage, error) : NULL;
  Reader reader = { .language = language, .town = record };

  if (town == NULL)
    return FALSE;
  reader.contact = town->contact;
  if (recipients == NULL)
    return queue_for (self, storage, to, &reader, error);
  for (guint i = 0; i < recipients->len; i++)
    {
      const PfsRecipient *recipient = g_ptr_array_index (recipients, i);

      reader.language = pfs_language_choose (recipient->language);
      reader.name = recipient->name;
      if (!queue_for (self, storage, recipient->email, &reader, error))
        return FALSE;
    }
  return TRUE;
}

PfsMail *
pfs_mail_new (const char *template_name)
{
  PfsMail *self = g_new0 (PfsMail, 1);

  self->template_name = g_strdup (template_name);
  self->useless_after = PF_MOMENT_NONE;
  self->values =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) free_value);
  return self;
}

void
pfs_mail_free (PfsMail *self)
{
  g_free (self->template_name);
  g_hash_table_unref (self->values);
  g_free (self);
}

void
pfs_mail_set_text (PfsMail *self, const char *name, const char *text)
{
  add_value (self, name, VALUE_TEXT)->text = g_strdup (text);
}

void
pfs_mail_set_words (PfsMail *self, const char *name, const char *const words[PFS_N_LANGUAGES])
{
  memcpy (add_value (self, name, VALUE_WORDS)->words, words, PFS_N_LANGUAGES * sizeof *words);
}

void
pfs_mail_set_day (PfsMail *self, const char *name, PfDay day)
{
  set_number (self, name, VALUE_DAY, day, day != PF_DAY_NONE);
}

void
pfs_mail_set_moment (PfsMail *self, const char *name, PfMoment moment)
{
  set_number (self, name, VALUE_MOMENT, moment, moment != PF_MOMENT_NONE);
}

void
pfs_mail_set_cents (PfsMail *self, const char *name, PfCents amount)
{
  set_number (self, name, VALUE_CENTS, amount, amount != PF_CENTS_UNKNOWN);
}

void
pfs_mail_set_useless_after (PfsMail *self, PfMoment moment)
{
  self->useless_after = moment;
}

void
pfs_mail_add_part (PfsMail *self, const char *name, PfsMail *part)
{
  Value *value = g_hash_table_lookup (self->values, name);

  if (value == NULL || value->kind != VALUE_PARTS)
    {
      value = add_value (self, name, VALUE_PARTS);
      value->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) pfs_mail_free);
    }
  g_ptr_array_add (value->parts, part);
}

gboolean
pfs_mail_queue (PfsMail    *self,
                PfsStorage *storage,
                const char *to,
                PfsLanguage language,
                GError    **error)
{
  g_return_val_if_fail (self != NULL && PFS_IS_STORAGE (storage) && to != NULL, FALSE);

  return queue_for_all (self, storage, to, language, NULL, error);
}

gboolean
pfs_mail_queue_for_guardian (PfsMail    *self,
                             PfsStorage *storage,
                             const char *guardian,
                             GError    **error)
{
  g_autoptr (GPtrArray) recipients = NULL;

  g_return_val_if_fail (self != NULL && PFS_IS_STORAGE (storage), FALSE);

  recipients = pfs_storage_list_recipient (storage, guardian, error);
  return recipients != NULL &&
         queue_for_all (self, storage, NULL, PFS_LANGUAGE_FRENCH, recipients, error);
}

gboolean
pfs_mail_queue_for_household (PfsMail    *self,
                              PfsStorage *storage,
                              const char *household,
                              GError    **error)
{
  g_autoptr (GPtrArray) recipients = NULL;

  g_return_val_if_fail (self != NULL && PFS_IS_STORAGE (storage), FALSE);

  recipients = pfs_storage_list_recipients (storage, household, error);
  return recipients != NULL &&
         queue_for_all (self, storage, NULL, PFS_LANGUAGE_FRENCH, recipients, error);
}

gboolean
pfs_mail_is_address (const char *text)
{
  const char *at = text != NULL ? strchr (text, '@') : NULL;
  gsize length = text != NULL ? strlen (text) : 0;

  if (at == NULL || at == text || length > LONGEST_ADDRESS || strchr (at + 1, '@') != NULL ||
      at[1] == '.' || strchr (at, '.') == NULL || text[length - 1] == '.')
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isgraph (*c) || strchr ("<>()[],;:\\\"", *c) != NULL)
      return FALSE;
  return TRUE;
}
