/* SPDX-License-Identifier: GPL-3.0-or-later
 * /.well-known/portail-famille: what the town says of itself. */
#include "config.h"

#include "pf-codec.h"
#include "pfs-resources.h"
#include "pfs-storage-town.h"

/* Returns: (transfer full): the hosts that links may lead to: those that the town names, and its
 * own where its own page takes payments. */
static char **
list_payment_hosts (PfsStorage *storage, PfsTown *town)
{
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  g_autofree char *page = pfs_storage_get_setting (storage, PFS_SETTING_PAYMENT_PAGE, NULL);
  g_autofree char *text = pfs_storage_get_setting (storage, PFS_SETTING_URL, NULL);
  g_autoptr (GUri) url = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;

  if (town->payment_hosts != NULL)
    g_strv_builder_addv (hosts, (const char **) town->payment_hosts);
  if (page == NULL && url != NULL)
    g_strv_builder_add (hosts, g_uri_get_host (url));
  return g_strv_builder_end (hosts);
}

void
pfs_resource_discover (PfsRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTown) town = pfs_storage_load_town (request->context->storage, &error);
  g_autofree char *closed =
      pfs_storage_get_setting (request->context->storage, PFS_SETTING_SIGN_UP_CLOSED, NULL);
  g_auto (GStrv) payment_hosts = NULL;
  g_autoptr (GBytes) body = NULL;

  if (town == NULL)
    {
      pfs_request_reply_error (request, error);
      return;
    }
  payment_hosts = list_payment_hosts (request->context->storage, town);
  body = pf_codec_encode_discovery (&(PfDiscovery){
      .name = town->name,
      .api_base = (char *) "/v1",
      .time_zone = town->time_zone,
      .currency = town->currency,
      .features = PF_FEATURE_DELTA | PF_FEATURE_EVENTS | PF_FEATURE_QUOTES | PF_FEATURE_BOOKINGS |
                  PF_FEATURE_HOUSEHOLD | PF_FEATURE_PAYMENTS | PF_FEATURE_ACCOUNTS |
                  (closed != NULL ? 0 : PF_FEATURE_SIGN_UP),
      .payment_hosts = payment_hosts,
      .legal_url = town->legal_url,
      .contact = town->contact,
  });
  pfs_request_reply_public (request, body);
}
