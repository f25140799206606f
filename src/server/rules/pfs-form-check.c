/* SPDX-License-Identifier: GPL-3.0-or-later
 * What a family filled in against the form's own description. */
#include "config.h"

#include "pfs-form-check.h"

#include <string.h>

#include "pfs-requests.h"
#include "pfs-storage-families.h"
#include "pfs-words.h"

#define LONGEST_TEXT 500
#define LONGEST_LONG_TEXT 20000
/* Nobody is absent for longer than a school year. */
#define LONGEST_ABSENCE 366

/* A form being checked. */
typedef struct {
  PfForm *form;
  const PfRequestBody *body;
  GPtrArray *children; /* (element-type PfChild) (owned) */
  PfRequest *request;
  PfsRefusal *refusal;
} Check;

/* A sentence in both languages. */
typedef struct {
  const char *french;
  const char *english;
} Sentence;

/* Returns: (transfer full) (nullable): the value as text for people, NULL where it is wrong. */
typedef char *(*ReadValue) (Check *check, const PfField *field, const char *value);

static char *
read_text (Check *check, const PfField *field, const char *value)
{
  return g_utf8_strlen (value, -1) <= LONGEST_TEXT ? g_strdup (value) : NULL;
}

static char *
read_long_text (Check *check, const PfField *field, const char *value)
{
  return g_utf8_strlen (value, -1) <= LONGEST_LONG_TEXT ? g_strdup (value) : NULL;
}

static char *
read_number (Check *check, const PfField *field, const char *value)
{
  return g_ascii_string_to_signed (value, 10, G_MININT, G_MAXINT, NULL, NULL) ? g_strdup (value)
                                                                              : NULL;
}

static char *
read_day (Check *check, const PfField *field, const char *value)
{
  PfDay day = pf_day_parse (value);

  return day != PF_DAY_NONE ? pfs_words_format_day (day, check->refusal->language) : NULL;
}

static char *
read_choice (Check *check, const PfField *field, const char *value)
{
  for (guint i = 0; i < field->choices->len; i++)
    if (strcmp (g_ptr_array_index (field->choices, i), value) == 0)
      return g_strdup (value);
  return NULL;
}

static char *
read_boolean (Check *check, const PfField *field, const char *value)
{
  if (strcmp (value, "true") == 0)
    return g_strdup (pfs_language_say (check->refusal->language, "Oui", "Yes"));
  return strcmp (value, "false") == 0 && !field->is_required
             ? g_strdup (pfs_language_say (check->refusal->language, "Non", "No"))
             : NULL;
}

static char *
read_child (Check *check, const PfField *field, const char *value)
{
  for (guint i = 0; i < check->children->len; i++)
    {
      PfChild *child = g_ptr_array_index (check->children, i);

      if (strcmp (pf_record_get_id (PF_RECORD (child)), value) != 0)
        continue;
      if (check->request->child == NULL)
        check->request->child = g_strdup (value);
      return g_strdup_printf ("%s %s", child->first_name, child->last_name);
    }
  return NULL;
}

static const struct {
  ReadValue read;
  Sentence wrong; /* "%s": the field's label */
} kinds[] = {
  [PF_FIELD_TEXT] = { read_text, { "« %s » : c’est trop long.", "“%s”: this is too long." } },
  [PF_FIELD_LONG_TEXT] = { read_long_text,
                           { "« %s » : c’est trop long.", "“%s”: this is too long." } },
  [PF_FIELD_NUMBER] = { read_number, { "« %s » : écrivez un nombre.", "“%s”: write a number." } },
  [PF_FIELD_DAY] = { read_day, { "« %s » : choisissez un jour.", "“%s”: choose a day." } },
  [PF_FIELD_CHOICE] = { read_choice,
                        { "« %s » : choisissez dans la liste.", "“%s”: choose from the list." } },
  [PF_FIELD_BOOLEAN] = { read_boolean, { "« %s » : cochez cette case.", "“%s”: tick this box." } },
  [PF_FIELD_CHILD] = { read_child,
                       { "« %s » : choisissez un de vos enfants.",
                         "“%s”: choose one of your children." } },
};

static gboolean
refuse_named (Check *check, const Sentence *sentence, const char *name, const char *pointer)
{
  const char *format =
      pfs_language_say (check->refusal->language, sentence->french, sentence->english);
  g_auto (GStrv) halves = g_strsplit (format, "%s", 2);

  return pfs_refusal_set (check->refusal, PF_PROBLEM_UNPROCESSABLE,
                          g_strconcat (halves[0], name, halves[1], NULL), pointer);
}

static gboolean
check_field (Check *check, const PfField *field)
{
  static const Sentence missing = { "« %s » : répondez à cette question.",
                                    "“%s”: answer this question." };
  const char *value = pf_request_body_get_value (check->body, field->id);
  g_autofree char *stripped = value != NULL ? g_strstrip (g_strdup (value)) : NULL;
  g_autofree char *pointer = g_strconcat ("/values/", field->id, NULL);
  g_autofree char *text = NULL;

  if (stripped == NULL || *stripped == '\0')
    return !field->is_required || refuse_named (check, &missing, field->label, pointer);
  text = kinds[field->kind].read (check, field, stripped);
  if (text == NULL)
    return refuse_named (check, &kinds[field->kind].wrong, field->label, pointer);
  pfs_request_add_reply (check->request, field->label, text);
  return TRUE;
}

static gboolean
check_paper (Check *check, const PfFormPaper *paper)
{
  static const Sentence missing = { "Joignez « %s ».", "Attach “%s”." };
  gboolean is_there = FALSE;

  for (guint i = 0; i < check->body->files->len; i++)
    is_there |= g_strcmp0 (((const PfFile *) g_ptr_array_index (check->body->files, i))->id,
                           paper->id) == 0;
  return is_there || !paper->is_required || refuse_named (check, &missing, paper->name, "/files");
}

/* Returns: whether the days of an absence follow each other. */
static gboolean
check_absence (Check *check)
{
  const char *first = pf_request_body_get_value (check->body, "first");
  const char *last = pf_request_body_get_value (check->body, "last");
  int n_days = first != NULL && last != NULL && *last != '\0'
                   ? pf_day_parse (last) - pf_day_parse (first) + 1
                   : 1;

  return (n_days >= 1 && n_days <= LONGEST_ABSENCE) ||
         pfs_refusal_say (check->refusal, PF_PROBLEM_UNPROCESSABLE,
                          "Le dernier jour doit suivre le premier.",
                          "The last day must follow the first one.", "/values/last");
}

static gboolean
check_appointment (Check *check, PfMoment now)
{
  PfMoment wished = check->body->appointment;

  if (wished == PF_MOMENT_NONE)
    return TRUE;
  if (!check->form->takes_appointment)
    return pfs_refusal_say (check->refusal, PF_PROBLEM_UNPROCESSABLE,
                            "Cette démarche se fait sans rendez-vous.",
                            "This request takes no appointment.", "/appointment");
  return wished > now || pfs_refusal_say (check->refusal, PF_PROBLEM_UNPROCESSABLE,
                                          "Choisissez un rendez-vous à venir.",
                                          "Choose an appointment to come.", "/appointment");
}

static gboolean
check_all (Check *check, PfMoment now)
{
  for (guint i = 0; i < check->form->fields->len; i++)
    if (!check_field (check, g_ptr_array_index (check->form->fields, i)))
      return FALSE;
  for (guint i = 0; i < check->form->papers->len; i++)
    if (!check_paper (check, g_ptr_array_index (check->form->papers, i)))
      return FALSE;
  return check_appointment (check, now) &&
         (check->form->purpose != PF_FORM_ABSENCE || check_absence (check));
}

gboolean
pfs_form_check (PfsStorage          *storage,
                const char          *household,
                PfForm              *form,
                const PfRequestBody *body,
                PfMoment             now,
                PfRequest           *request,
                PfsRefusal          *refusal,
                GError             **error)
{
  g_autoptr (GPtrArray) children = NULL;
  Check check = { form, body, NULL, request, refusal };

  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (household != NULL && PF_IS_FORM (form) && body != NULL, FALSE);

  children = pfs_storage_list_children (storage, household, error);
  if (children == NULL)
    return FALSE;
  check.children = children;
  request->form = g_strdup (pf_record_get_id (PF_RECORD (form)));
  request->name = g_strdup (form->name);
  request->category = g_strdup (form->category);
  request->appointment = body->appointment;
  return check_all (&check, now);
}
