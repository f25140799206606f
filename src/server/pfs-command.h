/* SPDX-License-Identifier: GPL-3.0-or-later
 * The program's commands: each in a file of its own, named in the table of main.c. */
#pragma once

#include <glib.h>

#include "pfs-storage.h"

G_BEGIN_DECLS

/** PfsCommand: one row of the table. @run gets the arguments from the command's own name on and
 * returns the exit status. */
typedef struct {
  const char *name;
  const char *summary; /* one line, N_() */
  int (*run) (int argc, char **argv);
} PfsCommand;

/** Parses @entries for @command, whose other words are @arguments ("" = none); prints what is wrong
 * on stderr. Returns: whether the command can go on. */
gboolean pfs_command_parse (const char *command, const char *arguments, const char *summary,
                            const GOptionEntry *entries, int *argc, char ***argv);
/** For a command that takes nothing but options. Returns: FALSE where there is more, said on
 * stderr. */
gboolean pfs_command_is_whole (const char *command, int argc, char **argv);
/** Returns: whether @text is the address of something on the web. */
gboolean pfs_command_is_web_address (const char *text);
/** Returns: whether @text is a zone of school holidays: A, B or C. */
gboolean pfs_command_is_school_zone (const char *text);
/** Returns: whether @password (nullable) is good enough to hand out; else FALSE with @error. */
gboolean pfs_command_check_password (const char *password, GError **error);
/** Says on stderr what failed, in one line. Returns: EXIT_FAILURE. */
int pfs_command_fail (const char *command, const GError *error);

int pfs_command_init (int argc, char **argv);
int pfs_command_serve (int argc, char **argv);

G_END_DECLS
