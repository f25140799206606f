/* SPDX-License-Identifier: GPL-3.0-or-later
 * The client's errors: their domain, and what the town asked to wait, carried by the GError
 * itself. */
#include "config.h"

#include "pf-client-error.h"

typedef struct {
  int retry_after; /* seconds, -1 unknown */
  char *pointer;   /* (nullable) */
} PfClientErrorPrivate;

static void
pf_client_error_private_init (PfClientErrorPrivate *priv)
{
  priv->retry_after = -1;
}

static void
pf_client_error_private_copy (const PfClientErrorPrivate *source, PfClientErrorPrivate *copy)
{
  copy->retry_after = source->retry_after;
  copy->pointer = g_strdup (source->pointer);
}

static void
pf_client_error_private_clear (PfClientErrorPrivate *priv)
{
  g_free (priv->pointer);
}

G_DEFINE_EXTENDED_ERROR (PfClientError, pf_client_error)

static const gboolean transient_codes[] = {
  [PF_CLIENT_ERROR_UNREACHABLE] = TRUE,   [PF_CLIENT_ERROR_TIMEOUT] = TRUE,
  [PF_CLIENT_ERROR_BUSY] = TRUE,          [PF_CLIENT_ERROR_SERVER] = TRUE,
  [PF_CLIENT_ERROR_PAYMENT_HOST] = FALSE, /* the last: sizes the table */
};

gboolean
pf_client_error_is_transient (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);
  return error->domain == PF_CLIENT_ERROR && error->code >= 0 &&
         error->code < (int) G_N_ELEMENTS (transient_codes) && transient_codes[error->code];
}

int
pf_client_error_get_retry_after (const GError *error)
{
  g_return_val_if_fail (error != NULL, -1);
  return error->domain == PF_CLIENT_ERROR ? pf_client_error_get_private (error)->retry_after : -1;
}

void
pf_client_error_set_retry_after (GError *error, int seconds)
{
  g_return_if_fail (error != NULL && error->domain == PF_CLIENT_ERROR);
  pf_client_error_get_private (error)->retry_after = seconds < 0 ? -1 : seconds;
}

const char *
pf_client_error_get_pointer (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);
  return error->domain == PF_CLIENT_ERROR ? pf_client_error_get_private (error)->pointer : NULL;
}

void
pf_client_error_set_pointer (GError *error, const char *pointer)
{
  PfClientErrorPrivate *priv;

  g_return_if_fail (error != NULL && error->domain == PF_CLIENT_ERROR);
  priv = pf_client_error_get_private (error);
  g_free (priv->pointer);
  priv->pointer = g_strdup (pointer);
}
