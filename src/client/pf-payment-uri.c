/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads an address by its own characters: a parser that mends or decodes may see another host than
 * the browser that opens it. */
#include "config.h"

#include "pf-payment-uri.h"

#include <gio/gio.h>
#include <string.h>

#define MAX_URI 4096
/* What a person reads of a host that is refused. */
#define MAX_HOST 100
#define HTTPS "https://"
#define HTTP "http://"
#define MAX_PORT 65535
/* Characters that addresses do not hold, and that browsers drop, mend or take for others. */
#define DOUBTFUL "\\\"<>^`{|} "

/* What stands between the scheme and the path. */
typedef struct {
  char *host; /* (owned), without brackets */
  int port;   /* -1 = none */
} Authority;

static void
authority_clear (Authority *authority)
{
  g_free (authority->host);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Authority, authority_clear)

static gboolean
is_plain (const char *text)
{
  if (strlen (text) > MAX_URI)
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isgraph (*text) || strchr (DOUBTFUL, *text) != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
read_port (const char *text, int *port)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 1, MAX_PORT, &value, NULL))
    return FALSE;
  *port = (int) value;
  return TRUE;
}

/* Takes "host", "host:port", "[v6]" or "[v6]:port", and nothing else. */
static gboolean
read_authority (const char *start, Authority *authority)
{
  g_autofree char *text = g_strndup (start, strcspn (start, "/?#"));
  char *end = text[0] == '[' ? strchr (text, ']') : text + strcspn (text, ":");
  const char *rest;

  if (end == NULL || end == text || strpbrk (text, "@%") != NULL)
    return FALSE;
  rest = text[0] == '[' ? end + 1 : end;
  authority->port = -1;
  if (rest[0] != '\0' && (rest[0] != ':' || !read_port (rest + 1, &authority->port)))
    return FALSE;
  authority->host = text[0] == '[' ? g_strndup (text + 1, end - text - 1)
                                   : g_strndup (text, end - text);
  return authority->host[0] != '\0' && !g_str_has_suffix (authority->host, ".") &&
         (text[0] != '[' || strchr (authority->host, ':') != NULL);
}

static gboolean
is_one_of (const char *host, const char *const *hosts)
{
  for (; *hosts != NULL; hosts++)
    if (g_ascii_strcasecmp (host, *hosts) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL ? g_inet_address_get_is_loopback (address)
                         : g_ascii_strcasecmp (host, "localhost") == 0;
}

static gboolean
is_town_on_loopback (const char *town_uri)
{
  g_auto (Authority) authority = { 0 };

  return town_uri != NULL && g_str_has_prefix (town_uri, HTTP) &&
         read_authority (town_uri + strlen (HTTP), &authority) && is_loopback (authority.host);
}

gboolean
pf_payment_uri_is_allowed (const char *uri, const char *const *hosts, const char *town_uri)
{
  g_auto (Authority) authority = { 0 };
  gboolean is_https;

  g_return_val_if_fail (hosts != NULL, FALSE);

  if (uri == NULL || !is_plain (uri))
    return FALSE;
  is_https = g_str_has_prefix (uri, HTTPS);
  if (!is_https && !g_str_has_prefix (uri, HTTP))
    return FALSE;
  if (!read_authority (uri + strlen (is_https ? HTTPS : HTTP), &authority) ||
      !is_one_of (authority.host, hosts))
    return FALSE;
  return is_https ? authority.port == -1 || authority.port == 443
                  : is_loopback (authority.host) && is_town_on_loopback (town_uri);
}

char *
pf_payment_uri_dup_host (const char *uri)
{
  const char *start;
  char *host;

  g_return_val_if_fail (uri != NULL, NULL);

  start = strstr (uri, "://");
  start = start != NULL ? start + strlen ("://") : uri;
  host = g_strndup (start, MIN (strcspn (start, "/?#"), MAX_HOST));
  for (char *c = host; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr (".-:@", *c) == NULL)
      *c = '?';
  return host;
}
