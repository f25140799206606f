/* SPDX-License-Identifier: GPL-3.0-or-later
 * Walks messages, requests and news. */
#include "config.h"

#include "contract-walk.h"

/* Writes, is refused, answers, reads, fetches a file, asks. */
void
walk_news (Walk *walk)
{
  g_autofree char *thread = walk_submit (
      walk, PF_SUBMISSION_MESSAGE, NULL,
      "{\"service\":\"enfance\",\"topic\":\"cantine\",\"subject\":\"Menu\",\"text\":\"Bonjour\"}",
      PF_SUBMISSION_OUTCOME_DONE);
  g_autofree char *answer = g_strdup_printf ("{\"thread\":\"%s\",\"text\":\"Merci\"}", thread);
  g_autofree char *again =
      walk_submit (walk, PF_SUBMISSION_MESSAGE, NULL, answer, PF_SUBMISSION_OUTCOME_DONE);
  g_autofree char *request = walk_submit (
      walk, PF_SUBMISSION_REQUEST, NULL,
      "{\"form\":\"rendez-vous\",\"values\":[{\"field\":\"subject\",\"value\":\"Bonjour\"}]}",
      PF_SUBMISSION_OUTCOME_REQUESTED);

  g_assert_cmpstr (again, ==, thread);
  g_assert_nonnull (request);
  g_free (walk_submit (walk, PF_SUBMISSION_READ_MARK, thread, "{}", PF_SUBMISSION_OUTCOME_DONE));
  g_free (
      walk_submit (walk, PF_SUBMISSION_READ_MARK, "thread-0", "{}", PF_SUBMISSION_OUTCOME_REFUSED));
  g_free (walk_submit (walk, PF_SUBMISSION_MESSAGE, NULL,
                       "{\"service\":\"enfance\",\"text\":\"x\"}", PF_SUBMISSION_OUTCOME_REFUSED));
  g_free (walk_submit (walk, PF_SUBMISSION_REQUEST, NULL, "{\"form\":\"absence\"}",
                       PF_SUBMISSION_OUTCOME_REFUSED));
  g_assert_cmpuint (walk_download (walk, PF_FILE_OF_MESSAGE, "message-4", "0"), >, 500);
}
