/* SPDX-License-Identifier: GPL-3.0-or-later
 * Where a payment link may lead: exactly to the hosts that the town named, and nowhere that only
 * looks like them. */
#include "pf-payment-uri.h"

#define HOST "www.payfip.gouv.fr"
#define TOWN "https://famille.saint-exemple.fr"
#define LOCAL_TOWN "http://127.0.0.1:8123"

static const char *const hosts[] = { HOST, "127.0.0.1", "localhost", "::1", NULL };

static const struct {
  const char *uri;
  const char *town;
  gboolean is_allowed;
} cases[] = {
  { "https://" HOST "/tpa/paiement.web?idop=1", TOWN, TRUE },
  { "https://" HOST, TOWN, TRUE },
  { "https://" HOST "?a=b", TOWN, TRUE },
  { "https://" HOST ":443/x", TOWN, TRUE },
  { "https://WWW.PayFiP.gouv.fr/x", TOWN, TRUE },
  { "https://" HOST "/a%20b?next=https://evil.example/@" HOST, TOWN, TRUE },
  /* other hosts that look like it */
  { "https://payfip.gouv.fr/x", TOWN, FALSE },
  { "https://" HOST ".evil.example/x", TOWN, FALSE },
  { "https://evil." HOST "/x", TOWN, FALSE },
  { "https://www.payfip.gouv.fr-pay.example/x", TOWN, FALSE },
  { "https://www-payfip.gouv.fr/x", TOWN, FALSE },
  { "https://wwwxpayfip.gouv.fr/x", TOWN, FALSE },
  { "https://evil.example/" HOST, TOWN, FALSE },
  { "https://evil.example?" HOST, TOWN, FALSE },
  { "https://evil.example#" HOST, TOWN, FALSE },
  /* who is at what host */
  { "https://" HOST "@evil.example/x", TOWN, FALSE },
  { "https://" HOST ":443@evil.example/x", TOWN, FALSE },
  { "https://user@" HOST "/x", TOWN, FALSE },
  { "https://user:pass@" HOST "/x", TOWN, FALSE },
  { "https://@" HOST "/x", TOWN, FALSE },
  /* ports */
  { "https://" HOST ":8443/x", TOWN, FALSE },
  { "https://" HOST ":80/x", TOWN, FALSE },
  { "https://" HOST ":0/x", TOWN, FALSE },
  { "https://" HOST ":/x", TOWN, FALSE },
  { "https://" HOST ":443:443/x", TOWN, FALSE },
  { "https://" HOST ":+443/x", TOWN, FALSE },
  { "https://" HOST ":65979/x", TOWN, FALSE },
  /* other writings of a host */
  { "https://" HOST "./x", TOWN, FALSE },
  { "https://www.payfip.gouv%2Efr/x", TOWN, FALSE },
  { "https://www.payf\xC3\xAFp.gouv.fr/x", TOWN, FALSE },
  { "https://www.p\xD0\xB0yfip.gouv.fr/x", TOWN, FALSE }, /* a Cyrillic а */
  { "https://xn--www-payfip-gouv.fr/x", TOWN, FALSE },
  { "https://www\xE3\x80\x82payfip.gouv.fr/x", TOWN, FALSE }, /* an ideographic full stop */
  { "https://" HOST "\\@evil.example/x", TOWN, FALSE },
  { "https://evil.example\\" HOST "/x", TOWN, FALSE },
  { "https://" HOST "\n.evil.example/x", TOWN, FALSE },
  { "https://" HOST "\t/x", TOWN, FALSE },
  { " https://" HOST "/x", TOWN, FALSE },
  { "https://" HOST "/x y", TOWN, FALSE },
  { "https:///" HOST "/x", TOWN, FALSE },
  { "https:/" HOST "/x", TOWN, FALSE },
  { "https:" HOST "/x", TOWN, FALSE },
  { "https://", TOWN, FALSE },
  { "https:///x", TOWN, FALSE },
  { "https://[" HOST "]evil.example/x", TOWN, FALSE },
  { "https://[" HOST "]/x", TOWN, FALSE },
  { "https://[::1/x", TOWN, FALSE },
  /* other schemes */
  { "http://" HOST "/x", TOWN, FALSE },
  { "HTTPS://" HOST "/x", TOWN, FALSE },
  { "ftp://" HOST "/x", TOWN, FALSE },
  { "javascript:alert(1)//" HOST, TOWN, FALSE },
  { "file://" HOST "/etc/passwd", TOWN, FALSE },
  { "//" HOST "/x", TOWN, FALSE },
  { HOST "/x", TOWN, FALSE },
  { "", TOWN, FALSE },
  { NULL, TOWN, FALSE },
  /* on this machine */
  { "http://127.0.0.1:9000/pay", LOCAL_TOWN, TRUE },
  { "http://127.0.0.1/pay", LOCAL_TOWN, TRUE },
  { "http://localhost:9000/pay", "http://localhost:1", TRUE },
  { "http://[::1]:9000/pay", "http://[::1]:1", TRUE },
  { "http://127.0.0.2:9000/pay", LOCAL_TOWN, FALSE },
  { "http://127.0.0.1:9000/pay", TOWN, FALSE },
  { "http://127.0.0.1:9000/pay", "http://127.0.0.1.evil.example", FALSE },
  { "http://127.0.0.1:9000/pay", NULL, FALSE },
  { "http://" HOST "/pay", LOCAL_TOWN, FALSE },
  { "https://" HOST "/pay", LOCAL_TOWN, TRUE },
};

static void
test_links (void)
{
  static const char *const none[] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (pf_payment_uri_is_allowed (cases[i].uri, hosts, cases[i].town) != cases[i].is_allowed)
        g_error ("%s from %s: expected to be %s", cases[i].uri, cases[i].town,
                 cases[i].is_allowed ? "allowed" : "refused");
      g_assert_false (pf_payment_uri_is_allowed (cases[i].uri, none, cases[i].town));
    }
}

/* A host that the town wrote in another way than addresses do is no address's host. */
static void
test_odd_hosts (void)
{
  static const char *const odd[] = { "pay\xC3\xA9r.fr", HOST ".", "*." HOST, "", " ",
                                     "https://x",       NULL };
  static const char *const uris[] = { "https://pay\xC3\xA9r.fr/",
                                      "https://" HOST "./",
                                      "https://a." HOST "/",
                                      "https:///",
                                      "https:// /",
                                      "https://https://x/" };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    g_assert_false (pf_payment_uri_is_allowed (uris[i], odd, TOWN));
}

static void
test_too_long (void)
{
  g_autofree char *tail = g_strnfill (5000, 'a');
  g_autofree char *uri = g_strconcat ("https://" HOST "/", tail, NULL);

  g_assert_false (pf_payment_uri_is_allowed (uri, hosts, TOWN));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/payment-uri/leads-where-the-town-said", test_links);
  g_test_add_func ("/payment-uri/odd-hosts-match-nothing", test_odd_hosts);
  g_test_add_func ("/payment-uri/too-long", test_too_long);
  return g_test_run ();
}
