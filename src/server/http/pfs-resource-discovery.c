/* SPDX-License-Identifier: GPL-3.0-or-later
 * /.well-known/portail-famille: what the town says of itself. */
#include "config.h"

#include "pf-codec.h"
#include "pfs-resources.h"
#include "pfs-storage-town.h"

void
pfs_resource_discover (PfsRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PfsTown) town = pfs_storage_load_town (request->context->storage, &error);
  g_autofree char *closed =
      pfs_storage_get_setting (request->context->storage, PFS_SETTING_SIGN_UP_CLOSED, NULL);
  g_autoptr (GBytes) body = NULL;

  if (town == NULL)
    {
      pfs_request_reply_error (request, error);
      return;
    }
  body = pf_codec_encode_discovery (&(PfDiscovery){
      .name = town->name,
      .api_base = (char *) "/v1",
      .time_zone = town->time_zone,
      .currency = town->currency,
      .features = PF_FEATURE_DELTA | PF_FEATURE_EVENTS | PF_FEATURE_QUOTES | PF_FEATURE_BOOKINGS |
                  PF_FEATURE_HOUSEHOLD | PF_FEATURE_ACCOUNTS |
                  (closed != NULL ? 0 : PF_FEATURE_SIGN_UP),
      .payment_hosts = town->payment_hosts,
      .legal_url = town->legal_url,
      .contact = town->contact,
  });
  pfs_request_reply_public (request, body);
}
