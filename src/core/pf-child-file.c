/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a child's sheet still misses. */
#include "config.h"

#include "pf-child-file.h"

#include <string.h>

typedef struct {
  PfChild *child;
  PfHealthSheet *health; /* (nullable) */
  GPtrArray *contacts;
} File;

static gboolean
is_said (const char *text)
{
  return text != NULL && text[0] != '\0';
}

static gboolean
has_birth_date (const File *file)
{
  return file->child->birth_date != PF_DAY_NONE;
}

static gboolean
has_school (const File *file)
{
  return file->child->school_site != NULL;
}

static gboolean
has_allergies (const File *file)
{
  return file->health != NULL && file->health->has_allergies != PF_CONSENT_UNKNOWN;
}

/* A plan must say until when it holds. */
static gboolean
has_pai (const File *file)
{
  return file->health != NULL && file->health->has_pai != PF_CONSENT_UNKNOWN &&
         (file->health->has_pai == PF_CONSENT_NO || file->health->pai_until != PF_DAY_NONE);
}

static gboolean
has_glasses (const File *file)
{
  return file->health != NULL && file->health->has_glasses != PF_CONSENT_UNKNOWN;
}

static gboolean
has_vaccines (const File *file)
{
  return file->health != NULL && file->health->vaccines->len > 0;
}

static gboolean
has_doctor (const File *file)
{
  return file->health != NULL && is_said (file->health->doctor) &&
         is_said (file->health->doctor_phone);
}

static gboolean
has_contacts (const File *file)
{
  const char *id = pf_record_get_id (PF_RECORD (file->child));

  for (guint i = 0; i < file->contacts->len; i++)
    {
      PfContact *contact = g_ptr_array_index (file->contacts, i);

      if (contact->may_fetch && (contact->child == NULL || g_strcmp0 (contact->child, id) == 0))
        return TRUE;
    }
  return FALSE;
}

static gboolean
has_image_rights (const File *file)
{
  return file->child->image_rights != PF_CONSENT_UNKNOWN;
}

static gboolean
has_leaves_alone (const File *file)
{
  return file->child->leaves_alone != PF_CONSENT_UNKNOWN;
}

static gboolean
has_swims (const File *file)
{
  return file->child->swims != PF_CONSENT_UNKNOWN;
}

static const struct {
  const char *id;
  gboolean (*has) (const File *file);
} wants_table[] = {
  [PF_WANT_BIRTH_DATE] = { "birth_date", has_birth_date },
  [PF_WANT_SCHOOL] = { "school_site", has_school },
  [PF_WANT_ALLERGIES] = { "allergies", has_allergies },
  [PF_WANT_PAI] = { "pai", has_pai },
  [PF_WANT_GLASSES] = { "glasses", has_glasses },
  [PF_WANT_VACCINES] = { "vaccines", has_vaccines },
  [PF_WANT_DOCTOR] = { "doctor", has_doctor },
  [PF_WANT_CONTACTS] = { "contacts", has_contacts },
  [PF_WANT_IMAGE_RIGHTS] = { "image_rights", has_image_rights },
  [PF_WANT_LEAVES_ALONE] = { "leaves_alone", has_leaves_alone },
  [PF_WANT_SWIMS] = { "swims", has_swims },
};
G_STATIC_ASSERT (G_N_ELEMENTS (wants_table) == PF_N_WANTS);

const char *
pf_want_get_id (PfWant want)
{
  g_return_val_if_fail ((guint) want < PF_N_WANTS, NULL);

  return wants_table[want].id;
}

int
pf_want_from_id (const char *id)
{
  g_return_val_if_fail (id != NULL, -1);

  for (int i = 0; i < PF_N_WANTS; i++)
    if (strcmp (wants_table[i].id, id) == 0)
      return i;
  return -1;
}

guint
pf_child_find_missing (PfChild *child, PfHealthSheet *health, GPtrArray *contacts, guint wants)
{
  const File file = { child, health, contacts };
  guint missing = 0;

  g_return_val_if_fail (PF_IS_CHILD (child) && contacts != NULL, 0);

  for (int i = 0; i < PF_N_WANTS; i++)
    if ((wants & 1u << i) != 0 && !wants_table[i].has (&file))
      missing |= 1u << i;
  return missing;
}
