/* SPDX-License-Identifier: GPL-3.0-or-later
 * Finding what was written. */
#include "config.h"

#include "find-submission.h"

PfSubmission *
find_submission (PfSession *session, gint64 id)
{
  GListModel *submissions = pf_session_get_submissions (session);

  for (guint i = 0; i < g_list_model_get_n_items (submissions); i++)
    {
      g_autoptr (PfSubmission) submission = g_list_model_get_item (submissions, i);

      if (submission->id == id)
        return submission;
    }
  return NULL;
}
