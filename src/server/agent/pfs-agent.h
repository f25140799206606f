/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the commands for agents share: the open database, the options, and how they name bookings
 * and print them. */
#pragma once

#include <gio/gio.h>

#include "pf-record.h"
#include "pfs-command.h"
#include "pfs-storage-bookings.h"
#include "pfs-table.h"

G_BEGIN_DECLS

/** PfsAgentOptions: what every command takes. */
typedef struct {
  char *database;
  char *clock;
  gboolean json;
} PfsAgentOptions;

/** PfsAgent: a command under way. */
typedef struct {
  PfsStorage *storage;
  PfMoment now;
  PfDay today;
  GTimeZone *zone; /* (owned): the town's */
  const PfsAgentOptions *options;
  char **arguments; /* what stands after the command's name, NULL-terminated */
} PfsAgent;

/** PfsAgentFunc: reads or writes, prints what it did. Returns: FALSE with a sentence for a clerk in
 * @error. */
typedef gboolean (*PfsAgentFunc) (PfsAgent *agent, GError **error);

/** PfsAgentCommand: one command. A file of commands ends with its table of them, closed by a row
 * without name; its options are parsed into static variables of that file. */
typedef struct {
  const char *name;      /* one word, or two: "news publish" */
  const char *arguments; /* N_() where it has words */
  const char *summary;   /* N_() */
  int min;               /* how many arguments it takes */
  int max;               /* -1 = any number */
  PfsAgentFunc run;
  const GOptionEntry
      *options; /* (nullable): what it takes beside those of all; ends with { NULL } */
} PfsAgentCommand;

#define PFS_AGENT_ERROR (pfs_agent_error_quark ())
GQuark pfs_agent_error_quark (void);

typedef enum {
  PFS_AGENT_ERROR_USAGE, /* an argument is missing or cannot be read */
  PFS_AGENT_ERROR_DATA,  /* it names nothing the town has, or what cannot be done */
} PfsAgentError;

/** `agent COMMAND …`. Returns: the exit status. */
int pfs_command_agent (int argc, char **argv);

extern const PfsAgentCommand pfs_agent_list_commands[];       /* looking */
extern const PfsAgentCommand pfs_agent_decide_commands[];     /* deciding on a family's bookings */
extern const PfsAgentCommand pfs_agent_days_commands[];       /* deciding on a day */
extern const PfsAgentCommand pfs_agent_family_commands[];     /* deciding on families' files */
extern const PfsAgentCommand pfs_agent_news_commands[];       /* telling everybody */
extern const PfsAgentCommand pfs_agent_papers_commands[];     /* papers, both ways */
extern const PfsAgentCommand pfs_agent_money_commands[];      /* invoices, payments, wallets */
extern const PfsAgentCommand pfs_agent_enrolments_commands[]; /* deciding on enrolments */
extern const PfsAgentCommand pfs_agent_accounts_commands[];   /* accounts, passwords, mails */
extern const PfsAgentCommand pfs_agent_thread_commands[];     /* answering messages */
extern const PfsAgentCommand pfs_agent_request_commands[];    /* deciding on requests; the desk */

/** PFS_AGENT_REASON: the option --reason, as all commands that take it name it. */
#define PFS_AGENT_REASON(variable)                                                                 \
  {                                                                                                \
    "reason", 'r', 0, G_OPTION_ARG_STRING, &(variable), N_("What the family is told"), N_("TEXT")  \
  }
/** PFS_AGENT_UNIT: the option --unit. */
#define PFS_AGENT_UNIT(variable)                                                                   \
  {                                                                                                \
    "unit", 'u', 0, G_OPTION_ARG_STRING, &(variable), N_("Only this unit of the activity"),        \
        N_("UNIT")                                                                                 \
  }

/** Returns: what agents call the state of a family's file. */
const char *pfs_agent_get_household_state (PfHouseholdState state);
/** Prints @table as the options ask; @nothing: the sentence where it has no row. */
void pfs_agent_print (PfsAgent *agent, PfsTable *table, const char *nothing);
/** Returns: (transfer full) (nullable): "2026-11-25 08:45" by the town's clock, RFC 3339 in
 * JSON; NULL for PF_MOMENT_NONE. */
char *pfs_agent_format_moment (PfsAgent *agent, PfMoment moment);
/** Returns: the day, or PF_DAY_NONE with @error. "today" and "tomorrow" count too. */
PfDay pfs_agent_parse_day (PfsAgent *agent, const char *text, GError **error);
/** The same for what a past day is wrong for. */
PfDay pfs_agent_parse_coming_day (PfsAgent *agent, const char *text, GError **error);
/** Returns: (transfer full): the activity with @id, NULL with @error. */
PfActivity *pfs_agent_find_activity (PfsAgent *agent, const char *id, GError **error);
/** Returns: (transfer full): "ENROLMENT:UNIT:DAY", how agents name a booking. */
char *pfs_agent_name_booking (const PfsBooking *booking);
/** Returns: (transfer full): the table of bookings that list, approve, refuse and attendance
 * print. */
PfsTable *pfs_agent_new_booking_table (void);
/** Adds a booking, with the names of child, family and activity. */
gboolean pfs_agent_add_booking (PfsAgent *agent, PfsTable *table, const PfsBooking *booking,
                                GError **error);

G_END_DECLS
