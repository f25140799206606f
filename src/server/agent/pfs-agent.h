/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the commands for agents share: the open database, the options, and how they name bookings
 * and print them. */
#pragma once

#include <gio/gio.h>

#include "pfs-command.h"
#include "pfs-storage-bookings.h"
#include "pfs-table.h"

G_BEGIN_DECLS

/** PfsAgentOptions: every option of every command; one that a command does not take is never set.
 * */
typedef struct {
  char *database;
  char *clock;
  gboolean json;
  char *reason;
  char *unit;
  int add;
  char *set;
  gboolean strike;
  char *password;
  gboolean provisional;
} PfsAgentOptions;

/** PfsAgent: a command under way. */
typedef struct {
  PfsStorage *storage;
  PfMoment now;
  PfDay today;
  const PfsAgentOptions *options;
  char **arguments; /* what stands after the command's name, NULL-terminated */
} PfsAgent;

/** A command: reads or writes, prints what it did. Returns: FALSE with a sentence for a clerk in
 * @error. */
typedef gboolean (*PfsAgentFunc) (PfsAgent *agent, GError **error);

#define PFS_AGENT_ERROR (pfs_agent_error_quark ())
GQuark pfs_agent_error_quark (void);

typedef enum {
  PFS_AGENT_ERROR_USAGE, /* an argument is missing or cannot be read */
  PFS_AGENT_ERROR_DATA,  /* it names nothing the town has, or what cannot be done */
} PfsAgentError;

/** `agent COMMAND …`. Returns: the exit status. */
int pfs_command_agent (int argc, char **argv);

/* Looking: pfs-agent-list.c */
gboolean pfs_agent_list (PfsAgent *agent, GError **error);
gboolean pfs_agent_families (PfsAgent *agent, GError **error);
gboolean pfs_agent_children (PfsAgent *agent, GError **error);
gboolean pfs_agent_activities (PfsAgent *agent, GError **error);

/* Deciding on a family's bookings: pfs-agent-decide.c */
gboolean pfs_agent_approve (PfsAgent *agent, GError **error);
gboolean pfs_agent_refuse (PfsAgent *agent, GError **error);
gboolean pfs_agent_attendance (PfsAgent *agent, GError **error);
gboolean pfs_agent_set_password (PfsAgent *agent, GError **error);

/* Deciding on a day: pfs-agent-days.c */
gboolean pfs_agent_places (PfsAgent *agent, GError **error);
gboolean pfs_agent_close (PfsAgent *agent, GError **error);
gboolean pfs_agent_open (PfsAgent *agent, GError **error);

/** Prints @table as the options ask; @nothing: the sentence where it has no row. */
void pfs_agent_print (PfsAgent *agent, PfsTable *table, const char *nothing);
/** Returns: the day, or PF_DAY_NONE with @error. "today" and "tomorrow" count too. */
PfDay pfs_agent_parse_day (PfsAgent *agent, const char *text, GError **error);
/** Returns: (transfer full): "ENROLMENT:UNIT:DAY", how agents name a booking. */
char *pfs_agent_name_booking (const PfsBooking *booking);
/** Returns: (transfer full): the booking so named, NULL with @error. */
PfsBooking *pfs_agent_find_booking (PfsAgent *agent, const char *name, GError **error);
/** Returns: (transfer full): the table of bookings that list, approve, refuse and attendance
 * print. */
PfsTable *pfs_agent_new_booking_table (void);
/** Adds a booking, with the names of child, family and activity. */
gboolean pfs_agent_add_booking (PfsAgent *agent, PfsTable *table, const PfsBooking *booking,
                                GError **error);

G_END_DECLS
