/* SPDX-License-Identifier: GPL-3.0-or-later
 * From what a person types or pastes to the canonical addresses where a town may answer. */
#include "config.h"

#include "pf-rest-address.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>
#include <string.h>

#include "pf-client-error.h"
#include "pf-rest-discovery.h"

#define MAX_ADDRESS 2048
#define HOST_CHARACTERS "abcdefghijklmnopqrstuvwxyz0123456789.-_"

/* Spaces of all kinds, and the invisible characters that come with a paste. */
static gboolean
is_blank (gunichar character)
{
  return g_unichar_isspace (character) || g_unichar_type (character) == G_UNICODE_SPACE_SEPARATOR ||
         g_unichar_type (character) == G_UNICODE_FORMAT;
}

static char *
trim_blanks (const char *text)
{
  const char *end = text + strlen (text);

  while (*text != '\0' && is_blank (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  while (end > text && is_blank (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (text, end - text);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_str_equal (host, "localhost");
}

/* Returns: the host in its canonical form, or NULL for what cannot be one. */
static char *
normalize_host (const char *host)
{
  g_autofree char *ascii = NULL;
  g_autofree char *lower = NULL;
  gsize length;

  if (host == NULL)
    return NULL;
  ascii = g_hostname_to_ascii (host);
  if (ascii == NULL)
    return NULL;
  lower = g_ascii_strdown (ascii, -1);
  if (g_hostname_is_ip_address (lower))
    return g_steal_pointer (&lower);

  length = strlen (lower);
  if (length > 0 && lower[length - 1] == '.')
    lower[--length] = '\0';
  if (length == 0 || length > 253 || lower[0] == '.' || lower[0] == '-' ||
      strstr (lower, "..") != NULL || strspn (lower, HOST_CHARACTERS) != length)
    return NULL;
  return g_steal_pointer (&lower);
}

/* Returns: the path without the well-known name, and without slashes at its end. */
static char *
normalize_path (const char *path)
{
  char *result = g_strdup (path);

  if (g_str_has_suffix (result, PF_REST_WELL_KNOWN))
    result[strlen (result) - strlen (PF_REST_WELL_KNOWN)] = '\0';
  for (gsize length = strlen (result); length > 0 && result[length - 1] == '/'; length--)
    result[length - 1] = '\0';
  return result;
}

static GUri *
parse_with_scheme (const char *scheme, const char *rest)
{
  g_autofree char *absolute = g_strconcat (scheme, rest, NULL);

  return g_uri_parse (absolute, SOUP_HTTP_URI_FLAGS | G_URI_FLAGS_PARSE_RELAXED, NULL);
}

/* Without a scheme https is meant; this machine itself, which needs none of it, is met by http. */
static GUri *
parse_typed (const char *text)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *trimmed = trim_blanks (text);

  if (*trimmed == '\0' || strlen (trimmed) > MAX_ADDRESS)
    return NULL;
  for (const char *p = trimmed; *p != '\0'; p = g_utf8_next_char (p))
    if (is_blank (g_utf8_get_char (p)) || g_unichar_iscntrl (g_utf8_get_char (p)))
      return NULL;

  if (strstr (trimmed, "://") != NULL)
    return parse_with_scheme ("", trimmed);
  if (g_str_has_prefix (trimmed, "//"))
    return parse_with_scheme ("https:", trimmed);
  uri = parse_with_scheme ("https://", trimmed);
  if (uri != NULL && g_uri_get_host (uri) != NULL && is_loopback (g_uri_get_host (uri)))
    return parse_with_scheme ("http://", trimmed);
  return g_steal_pointer (&uri);
}

gboolean
pf_rest_address_is_allowed (GUri *uri)
{
  const char *host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  return g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback (host);
}

char **
pf_rest_address_parse (const char *text, GError **error)
{
  g_autoptr (GUri) uri = parse_typed (text);
  g_autoptr (GStrvBuilder) addresses = g_strv_builder_new ();
  g_autofree char *host = uri != NULL ? normalize_host (g_uri_get_host (uri)) : NULL;
  g_autofree char *path = NULL;
  g_autofree char *origin = NULL;
  const char *scheme;
  gboolean is_https;
  int port;

  if (host == NULL || g_uri_get_userinfo (uri) != NULL || g_uri_get_port (uri) == 0)
    {
      g_set_error_literal (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_ADDRESS,
                           _("This is not the address of a town."));
      return NULL;
    }

  scheme = g_uri_get_scheme (uri);
  is_https = g_str_equal (scheme, "https");
  if (!is_https && !(g_str_equal (scheme, "http") && is_loopback (host)))
    {
      g_set_error_literal (error, PF_CLIENT_ERROR, PF_CLIENT_ERROR_ADDRESS,
                           _("This address is not secure: it must begin with https://."));
      return NULL;
    }

  port = g_uri_get_port (uri);
  if (port == (is_https ? 443 : 80))
    port = -1;
  path = normalize_path (g_uri_get_path (uri));
  origin = g_uri_join (G_URI_FLAGS_NONE, scheme, NULL, host, port, "", NULL, NULL);
  if (*path != '\0')
    {
      g_autofree char *typed = g_strconcat (origin, path, NULL);

      g_strv_builder_add (addresses, typed);
    }
  g_strv_builder_add (addresses, origin);
  return g_strv_builder_end (addresses);
}
