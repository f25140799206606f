/* SPDX-License-Identifier: GPL-3.0-or-later
 * The bodies of messages and requests as values. */
#include "config.h"

#include "pf-mail-bodies.h"

#include <string.h>

PfMessageBody *
pf_message_body_new (void)
{
  PfMessageBody *body = g_new0 (PfMessageBody, 1);

  body->files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  return body;
}

void
pf_message_body_free (PfMessageBody *body)
{
  g_free (body->thread);
  g_free (body->service);
  g_free (body->topic);
  g_free (body->subject);
  g_free (body->text);
  g_ptr_array_unref (body->files);
  g_free (body);
}

void
pf_field_value_free (PfFieldValue *value)
{
  g_free (value->field);
  g_free (value->value);
  g_free (value);
}

PfRequestBody *
pf_request_body_new (void)
{
  PfRequestBody *body = g_new0 (PfRequestBody, 1);

  body->appointment = PF_MOMENT_NONE;
  body->values = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_field_value_free);
  body->files = g_ptr_array_new_with_free_func ((GDestroyNotify) pf_file_free);
  return body;
}

void
pf_request_body_free (PfRequestBody *body)
{
  g_free (body->form);
  g_free (body->request);
  g_free (body->text);
  g_ptr_array_unref (body->values);
  g_ptr_array_unref (body->files);
  g_free (body);
}

static guint
find_value (const PfRequestBody *body, const char *field)
{
  guint i;

  for (i = 0; i < body->values->len; i++)
    if (strcmp (((const PfFieldValue *) g_ptr_array_index (body->values, i))->field, field) == 0)
      break;
  return i;
}

const char *
pf_request_body_get_value (const PfRequestBody *body, const char *field)
{
  guint i;

  g_return_val_if_fail (body != NULL && field != NULL, NULL);

  i = find_value (body, field);
  return i < body->values->len ? ((const PfFieldValue *) g_ptr_array_index (body->values, i))->value
                               : NULL;
}

void
pf_request_body_set_value (PfRequestBody *body, const char *field, const char *value)
{
  PfFieldValue *added;
  guint i;

  g_return_if_fail (body != NULL && field != NULL);

  i = find_value (body, field);
  if (i < body->values->len)
    g_ptr_array_remove_index (body->values, i);
  if (value == NULL)
    return;
  added = g_new0 (PfFieldValue, 1);
  added->field = g_strdup (field);
  added->value = g_strdup (value);
  g_ptr_array_add (body->values, added);
}
