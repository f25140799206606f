/* SPDX-License-Identifier: GPL-3.0-or-later
 * What was typed into the forms of an account. One small file, written whole. */
#include "config.h"

#include "pf-account-draft.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

#define GROUP "Account"

static const struct {
  const char *key;
  gsize offset; /* in PfAccountForm, a char * */
} members[] = {
  { "civility", G_STRUCT_OFFSET (PfAccountForm, civility) },
  { "first-name", G_STRUCT_OFFSET (PfAccountForm, first_name) },
  { "last-name", G_STRUCT_OFFSET (PfAccountForm, last_name) },
  { "email", G_STRUCT_OFFSET (PfAccountForm, email) },
  { "subscriber-code", G_STRUCT_OFFSET (PfAccountForm, subscriber_code) },
};

static char *
get_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "portail-famille", "account-draft.ini", NULL);
}

PfAccountDraft *
pf_account_draft_load (void)
{
  g_autofree char *path = get_path ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *until = NULL;
  g_autofree char *town = NULL;
  PfAccountDraft *draft;
  int step;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  town = g_key_file_get_string (file, GROUP, "town", NULL);
  step = g_key_file_get_integer (file, GROUP, "step", NULL);
  if (town == NULL || step < 0 || step >= PF_N_ACCOUNT_STEPS)
    return NULL;
  draft = g_new0 (PfAccountDraft, 1);
  draft->town = g_steal_pointer (&town);
  draft->form = pf_account_form_new ((PfAccountStep) step);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    G_STRUCT_MEMBER (char *, draft->form, members[i].offset) =
        g_key_file_get_string (file, GROUP, members[i].key, NULL);
  until = g_key_file_get_string (file, GROUP, "until", NULL);
  draft->until = until != NULL ? pf_moment_parse (until) : PF_MOMENT_NONE;
  return draft;
}

void
pf_account_draft_save (const char *town, const PfAccountForm *form, PfMoment until)
{
  g_autofree char *path = get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *moment = until != PF_MOMENT_NONE ? pf_moment_format (until) : NULL;

  g_key_file_set_string (file, GROUP, "town", town);
  g_key_file_set_integer (file, GROUP, "step", (int) form->step);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *value = G_STRUCT_MEMBER (char *, form, members[i].offset);

      if (value != NULL)
        g_key_file_set_string (file, GROUP, members[i].key, value);
    }
  if (moment != NULL)
    g_key_file_set_string (file, GROUP, "until", moment);
  text = g_key_file_to_data (file, NULL, NULL);
  g_mkdir_with_parents (folder, 0700);
  /* What cannot be kept is only to be typed again. */
  if (!g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_debug ("%s", error->message);
}

void
pf_account_draft_remove (void)
{
  g_autofree char *path = get_path ();

  g_unlink (path);
}

void
pf_account_draft_free (PfAccountDraft *draft)
{
  g_free (draft->town);
  pf_account_form_free (draft->form);
  g_free (draft);
}
