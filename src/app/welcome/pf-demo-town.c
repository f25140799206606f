/* SPDX-License-Identifier: GPL-3.0-or-later
 * The demo town: finds the server's program, starts it, and reads where it listens. It ends by
 * itself when our end of its input closes. */
#include "config.h"

#include "pf-demo-town.h"

#include <glib/gi18n-lib.h>

#define PROGRAM "portail-famille-server"

struct _PfDemoTown {
  GObject parent_instance;

  char *folder;             /* (owned) */
  GSubprocess *process;     /* (owned) (nullable): while it runs */
  GDataInputStream *output; /* (owned) (nullable) */
  char *uri;                /* (owned) (nullable) */
  char *login;              /* (owned) (nullable) */
  char *password;           /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PfDemoTown, pf_demo_town, G_TYPE_OBJECT)
G_DEFINE_QUARK (pf-demo-town-error-quark, pf_demo_town_error)

static char *
make_path (PfDemoTown *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* Beside our own program, in the build tree's next folder, where it is installed, then anywhere in
 * PATH. */
static char *
find_program (void)
{
  g_autofree char *self_path = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *self_folder = self_path != NULL ? g_path_get_dirname (self_path)
                                                   : g_strdup (BINDIR);
  char *candidates[] = {
    g_build_filename (self_folder, PROGRAM, NULL),
    g_build_filename (self_folder, "..", "server", PROGRAM, NULL),
    g_build_filename (BINDIR, PROGRAM, NULL),
    g_find_program_in_path (PROGRAM),
  };
  char *found = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (candidates); i++)
    {
      if (found == NULL && candidates[i] != NULL &&
          g_file_test (candidates[i], G_FILE_TEST_IS_EXECUTABLE))
        found = g_steal_pointer (&candidates[i]);
      g_free (candidates[i]);
    }
  return found;
}

static void
forget_process (PfDemoTown *self)
{
  g_clear_object (&self->output);
  g_clear_object (&self->process);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->login, g_free);
  g_clear_pointer (&self->password, g_free);
}

/* So that the next run knows which account needs this town. */
static void
remember_address (PfDemoTown *self)
{
  g_autofree char *path = make_path (self, "demo-town-address");
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents_full (path, self->uri, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, &error))
    g_warning ("%s", error->message);
}

static void
take_line (PfDemoTown *self, const char *line)
{
  const struct {
    const char *prefix;
    char **value;
  } members[] = {
    { "Listening on ", &self->uri },
    { "Login ", &self->login },
    { "Password ", &self->password },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_has_prefix (line, members[i].prefix))
      {
        g_free (*members[i].value);
        *members[i].value = g_strstrip (g_strdup (line + strlen (members[i].prefix)));
      }
}

static void read_line (GTask *task);

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PfDemoTown *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish_utf8 (G_DATA_INPUT_STREAM (source),
                                                                     result, NULL, &error);

  if (line == NULL)
    {
      forget_process (self);
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_task_return_error (task, g_steal_pointer (&error));
      else
        g_task_return_new_error (task, PF_DEMO_TOWN_ERROR, PF_DEMO_TOWN_ERROR_FAILED,
                                 "The demo town ended before it listened");
      return;
    }

  take_line (self, line);
  if (self->uri == NULL || self->login == NULL || self->password == NULL)
    {
      read_line (g_steal_pointer (&task));
      return;
    }
  remember_address (self);
  g_task_return_boolean (task, TRUE);
}

static void
read_line (GTask *task)
{
  PfDemoTown *self = g_task_get_source_object (task);

  g_data_input_stream_read_line_async (self->output, G_PRIORITY_DEFAULT,
                                       g_task_get_cancellable (task), line_read_cb, task);
}

static gboolean
is_running (PfDemoTown *self)
{
  return self->process != NULL && g_subprocess_get_identifier (self->process) != NULL &&
         self->uri != NULL && self->login != NULL && self->password != NULL;
}

static void
pf_demo_town_finalize (GObject *object)
{
  PfDemoTown *self = PF_DEMO_TOWN (object);

  forget_process (self);
  g_free (self->folder);
  G_OBJECT_CLASS (pf_demo_town_parent_class)->finalize (object);
}

static void
pf_demo_town_class_init (PfDemoTownClass *class)
{
  G_OBJECT_CLASS (class)->finalize = pf_demo_town_finalize;
}

static void
pf_demo_town_init (PfDemoTown *self)
{
}

PfDemoTown *
pf_demo_town_new (const char *folder)
{
  PfDemoTown *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (PF_TYPE_DEMO_TOWN, NULL);
  self->folder = g_strdup (folder);
  return self;
}

gboolean
pf_demo_town_is_at (PfDemoTown *self, const char *uri)
{
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;

  g_return_val_if_fail (PF_IS_DEMO_TOWN (self), FALSE);
  g_return_val_if_fail (uri != NULL, FALSE);

  path = make_path (self, "demo-town-address");
  if (!g_file_get_contents (path, &address, NULL, NULL))
    return FALSE;
  return g_str_has_prefix (uri, g_strstrip (address));
}

void
pf_demo_town_start_async (PfDemoTown         *self,
                          GCancellable       *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *program = find_program ();
  g_autofree char *directory = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PF_IS_DEMO_TOWN (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, pf_demo_town_start_async);
  if (is_running (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (program == NULL)
    {
      g_task_return_new_error (task, PF_DEMO_TOWN_ERROR, PF_DEMO_TOWN_ERROR_MISSING,
                               "%s is not installed", PROGRAM);
      return;
    }

  forget_process (self);
  directory = make_path (self, "demo-town");
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, program, "demo", "--directory", directory, "--until-eof",
                              NULL);
  if (process == NULL)
    {
      g_task_return_new_error (task, PF_DEMO_TOWN_ERROR, PF_DEMO_TOWN_ERROR_FAILED, "%s",
                               error->message);
      return;
    }
  self->process = g_steal_pointer (&process);
  self->output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  read_line (g_steal_pointer (&task));
}

gboolean
pf_demo_town_start_finish (PfDemoTown *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

const char *
pf_demo_town_get_uri (PfDemoTown *self)
{
  g_return_val_if_fail (PF_IS_DEMO_TOWN (self), NULL);

  return self->uri;
}

const char *
pf_demo_town_get_login (PfDemoTown *self)
{
  g_return_val_if_fail (PF_IS_DEMO_TOWN (self), NULL);

  return self->login;
}

const char *
pf_demo_town_get_password (PfDemoTown *self)
{
  g_return_val_if_fail (PF_IS_DEMO_TOWN (self), NULL);

  return self->password;
}
