/* SPDX-License-Identifier: GPL-3.0-or-later
 * The order of what waits for the family, and where each thing is done. No display needed. */
#include "config.h"

#include "home/pf-todo.h"

#define HOUR 3600
#define DAY (24 * HOUR)
#define NOW 1000000

static PfTodo *
make_todo (PfTodoKind kind, const char *title, PfMoment until, PfMoment since)
{
  return pf_todo_new (kind, NULL, NULL, g_strdup (title), NULL, NULL, until, since);
}

static PfDeadlineItem *
make_deadline (PfMoment until)
{
  PfDeadlineItem *deadline = g_object_new (PF_TYPE_DEADLINE_ITEM, NULL);

  deadline->until = until;
  return deadline;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return pf_todo_compare (*(gpointer *) a, *(gpointer *) b, NULL);
}

static void
by_time_left (void)
{
  /* As they are to stand; they are sorted from the other end. */
  const struct {
    PfTodoKind kind;
    const char *title; /* NULL: a deadline */
    PfMoment until;
    PfMoment since;
  } rows[] = {
    { PF_TODO_OVERDUE, "Overdue since ten days", PF_MOMENT_NONE, NOW - 10 * DAY },
    { PF_TODO_PREPAYMENT, "Lapses in an hour", NOW + HOUR, PF_MOMENT_NONE },
    { 0, NULL, NOW + 5 * HOUR, PF_MOMENT_NONE },
    { PF_TODO_REFUSED, "Refused just now: one day", PF_MOMENT_NONE, NOW },
    { 0, NULL, NOW + 2 * DAY, PF_MOMENT_NONE },
    { PF_TODO_INVOICE, "Due with the deadline", NOW + 2 * DAY, PF_MOMENT_NONE },
    { PF_TODO_MESSAGE, "An answer", PF_MOMENT_NONE, NOW },
    { PF_TODO_MESSAGE, "Another answer", PF_MOMENT_NONE, NOW },
    { PF_TODO_PAPER_MISSING, "Missing, nobody says until when", PF_MOMENT_NONE, NOW },
    { PF_TODO_SHEET, "A sheet", PF_MOMENT_NONE, NOW },
    { PF_TODO_PAPER_EXPIRES, "Expires in three weeks", NOW + 21 * DAY, NOW },
  };
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = G_N_ELEMENTS (rows); i > 0; i--)
    if (rows[i - 1].title == NULL)
      g_ptr_array_add (items, make_deadline (rows[i - 1].until));
    else
      g_ptr_array_add (items, make_todo (rows[i - 1].kind, rows[i - 1].title, rows[i - 1].until,
                                         rows[i - 1].since));
  g_ptr_array_sort (items, compare);
  for (guint i = 0; i < items->len; i++)
    if (rows[i].title == NULL)
      g_assert_cmpint (((PfDeadlineItem *) items->pdata[i])->until, ==, rows[i].until);
    else
      g_assert_cmpstr (PF_TO_DO (items->pdata[i])->title, ==, rows[i].title);
}

static void
each_kind_has_its_place (void)
{
  for (int kind = 0; kind < PF_N_TODO_KINDS; kind++)
    {
      g_autoptr (PfTodo) todo = NULL;

      g_assert_nonnull (pf_todo_kind_get_icon (kind));
      g_assert_cmpstr (pf_todo_kind_get_action (kind), !=, "");
      if (kind == PF_TODO_REFUSED)
        continue;
      todo = make_todo (kind, "", PF_MOMENT_NONE, NOW);
      g_assert_nonnull (pf_todo_get_page (todo));
    }
  for (int kind = 0; kind < PF_N_SUBMISSION_KINDS; kind++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static ("{}", 2);
      g_autoptr (PfSubmission) submission = pf_submission_new (kind, NULL, 0, body, NULL);
      g_autoptr (PfTodo) todo =
          pf_todo_new (PF_TODO_REFUSED, NULL, submission, NULL, NULL, NULL, PF_MOMENT_NONE, NOW);

      g_assert_nonnull (pf_todo_get_page (todo));
    }
}

static void
the_same_again (void)
{
  g_autoptr (PfTodo) one = make_todo (PF_TODO_MESSAGE, "An answer", PF_MOMENT_NONE, NOW);
  g_autoptr (PfTodo) same = make_todo (PF_TODO_MESSAGE, "An answer", PF_MOMENT_NONE, NOW);
  g_autoptr (PfTodo) other = make_todo (PF_TODO_MESSAGE, "Another", PF_MOMENT_NONE, NOW);
  g_autoptr (PfTodo) later = make_todo (PF_TODO_MESSAGE, "An answer", PF_MOMENT_NONE, NOW + 1);

  g_assert_true (pf_todo_equal (one, same));
  g_assert_false (pf_todo_equal (one, other));
  g_assert_false (pf_todo_equal (one, later));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/home/todo/by-time-left", by_time_left);
  g_test_add_func ("/home/todo/each-kind-has-its-place", each_kind_has_its_place);
  g_test_add_func ("/home/todo/the-same-again", the_same_again);
  return g_test_run ();
}
