/* SPDX-License-Identifier: GPL-3.0-or-later
 * json-glib's own getters complain of a member of another kind; here it is no more than missing. */
#include "config.h"

#include "pf-kept-json.h"

const char *
pf_kept_json_get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}
