/* SPDX-License-Identifier: GPL-3.0-or-later
 * A SoupLogger whose printer hides what must stay secret: SoupLogger itself prints bearer tokens
 * whole. */
#include "config.h"

#include "pf-http-log.h"

#include <string.h>

/* What is not in this list of harmless headers is logged by its name alone. */
static const char *const shown_headers[] = {
  "Accept",           "Accept-Encoding",
  "Accept-Language",  "Cache-Control",
  "Connection",       "Content-Length",
  "Content-Type",     "Date",
  "Content-Encoding", "Host",
  "Location",         "Retry-After",
  "Server",           "Soup-Debug-Timestamp",
  "Soup-Host",        "Soup-Debug",
  "User-Agent",       "Transfer-Encoding",
  "Content-Language", "Vary",
};

static gboolean
is_shown (const char *name, gsize length)
{
  for (guint i = 0; i < G_N_ELEMENTS (shown_headers); i++)
    if (strlen (shown_headers[i]) == length &&
        g_ascii_strncasecmp (shown_headers[i], name, length) == 0)
      return TRUE;
  return FALSE;
}

/* Returns: @data without its query, where it is a request line or an address. */
static char *
hide_query (const char *data)
{
  const char *query = strchr (data, '?');
  const char *rest;

  if (query == NULL)
    return g_strdup (data);
  rest = strchr (query, ' ');
  return g_strdup_printf ("%.*s?…%s", (int) (query - data), data, rest != NULL ? rest : "");
}

static void
print_cb (SoupLogger        *logger,
          SoupLoggerLogLevel level,
          char               direction,
          const char        *data,
          gpointer           user_data)
{
  const char *colon = strchr (data, ':');
  g_autofree char *line = NULL;

  /* A header's name holds no space; a request or status line has one before any colon. */
  if ((direction == '<' || direction == '>') && colon != NULL &&
      strcspn (data, " ") > (gsize) (colon - data) && !is_shown (data, colon - data))
    line = g_strdup_printf ("%.*s: [hidden]", (int) (colon - data), data);
  else
    line = hide_query (data);
  g_debug ("%c %s", direction, line);
}

void
pf_http_log_attach (SoupSession *session)
{
  g_autoptr (SoupLogger) logger = NULL;

  if (g_log_writer_default_would_drop (G_LOG_LEVEL_DEBUG, G_LOG_DOMAIN))
    return;
  logger = soup_logger_new (SOUP_LOGGER_LOG_HEADERS);
  soup_logger_set_printer (logger, print_cb, NULL, NULL);
  soup_session_add_feature (session, SOUP_SESSION_FEATURE (logger));
}
