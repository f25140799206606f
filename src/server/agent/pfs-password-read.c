/* SPDX-License-Identifier: GPL-3.0-or-later
 * Reads a password from the standard input, and shows none of it. */
#include "config.h"

#include "pfs-password-read.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static char *
read_line (void)
{
  char *line = NULL;
  gsize size = 0;
  char *password = NULL;

  if (getline (&line, &size, stdin) >= 0)
    {
      line[strcspn (line, "\r\n")] = '\0';
      password = g_strdup (line);
    }
  free (line);
  return password;
}

char *
pfs_password_read (void)
{
  struct termios shown, hidden;
  char *password;

  if (tcgetattr (STDIN_FILENO, &shown) != 0)
    return read_line ();
  fprintf (stderr, "%s ", _("New password:"));
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  password = read_line ();
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  fputc ('\n', stderr);
  return password;
}
