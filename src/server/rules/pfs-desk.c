/* SPDX-License-Identifier: GPL-3.0-or-later
 * The desk: checked when it is taken in, so that no family meets a form that cannot be filled
 * in. */
#include "config.h"

#include "pfs-desk.h"

#include <glib/gi18n-lib.h>

#include "pfs-storage-desk.h"

/* What a purpose needs of its form. */
static const struct {
  PfFormPurpose purpose;
  const char *field;
  PfFieldKind kind;
} needs[] = {
  { PF_FORM_ABSENCE, "child", PF_FIELD_CHILD },
  { PF_FORM_ABSENCE, "first", PF_FIELD_DAY },
  { PF_FORM_CONTACT, "first_name", PF_FIELD_TEXT },
  { PF_FORM_CONTACT, "last_name", PF_FIELD_TEXT },
};

static gboolean
check_needs (PfForm *form, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    {
      const PfField *field =
          needs[i].purpose == form->purpose ? pf_form_find_field (form, needs[i].field) : NULL;

      if (needs[i].purpose != form->purpose ||
          (field != NULL && field->kind == needs[i].kind && field->is_required))
        continue;
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("The form “%s” lacks the required field “%s” that its purpose needs"),
                   form->name, needs[i].field);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_fields (PfForm *form, GError **error)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const PfField *field = g_ptr_array_index (form->fields, i);

      if (pf_form_find_field (form, field->id) == field &&
          (field->kind != PF_FIELD_CHOICE || field->choices->len > 0))
        continue;
      g_set_error (error, PFS_STORAGE_ERROR, PFS_STORAGE_ERROR_INVALID,
                   _("The form “%s” has a field “%s” twice, or one that leaves no choice"),
                   form->name, field->id);
      return FALSE;
    }
  return check_needs (form, error);
}

gboolean
pfs_desk_put (PfsStorage *storage, GPtrArray *services, GPtrArray *forms, GError **error)
{
  g_return_val_if_fail (PFS_IS_STORAGE (storage), FALSE);
  g_return_val_if_fail (services != NULL && forms != NULL, FALSE);

  for (guint i = 0; i < services->len; i++)
    if (!pfs_storage_put_service (storage, g_ptr_array_index (services, i), error))
      return FALSE;
  for (guint i = 0; i < forms->len; i++)
    {
      PfForm *form = g_ptr_array_index (forms, i);

      if (!check_fields (form, error) || !pfs_storage_put_form (storage, form, (int) i, error))
        return FALSE;
    }
  return TRUE;
}
