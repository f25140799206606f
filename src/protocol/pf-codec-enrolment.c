/* SPDX-License-Identifier: GPL-3.0-or-later
 * The body of POST /v1/enrolments. */
#include "config.h"

#include "pf-codec.h"
#include "pf-json-writer.h"
#include "pf-member.h"

static const PfMember wish_members[] = {
  PF_MEMBER ("activity", id, PfEnrolmentWish, activity, TRUE),
  PF_MEMBER ("children", texts, PfEnrolmentWish, children, TRUE),
  PF_MEMBER ("first", day, PfEnrolmentWish, first, TRUE),
  PF_MEMBER ("last", day, PfEnrolmentWish, last, TRUE),
  PF_MEMBER ("weekdays", weekdays, PfEnrolmentWish, weekdays, .fallback = PF_WEEKDAYS_ALL),
  PF_MEMBER ("occasional", boolean, PfEnrolmentWish, is_occasional),
  PF_MEMBER ("units", texts, PfEnrolmentWish, units),
  PF_MEMBER ("remark", text, PfEnrolmentWish, remark),
};

GBytes *
pf_codec_encode_enrolment_wish (const PfEnrolmentWish *wish)
{
  g_return_val_if_fail (wish != NULL, NULL);

  return pf_members_encode (PF_MEMBERS (wish_members), wish);
}

PfEnrolmentWish *
pf_codec_decode_enrolment_wish (GBytes *body, GError **error)
{
  g_autoptr (PfJson) json = pf_json_new (body, error);
  g_autoptr (PfEnrolmentWish) wish = NULL;
  const PfJsonNode *root;

  if (json == NULL)
    return NULL;
  root = pf_json_get_root (json);
  wish = pf_enrolment_wish_new ();
  pf_members_read (json, root, PF_MEMBERS (wish_members), wish);
  if (pf_json_is_ok (json) && wish->children->len == 0)
    pf_json_fail (json, pf_json_get (json, root, "children"), "expected at least one child");
  return pf_json_finish (json, error) ? g_steal_pointer (&wish) : NULL;
}
