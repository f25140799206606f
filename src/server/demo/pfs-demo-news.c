/* SPDX-License-Identifier: GPL-3.0-or-later
 * What the demo town tells everybody: news, one of them with a picture, and four weeks of menus
 * around today. */
#include "config.h"

#include "pfs-demo-write.h"

#include "pfs-demo-data.h"
#include "pfs-storage-files.h"
#include "pfs-storage-news.h"

#define SECONDS_PER_DAY 86400
#define PICTURE "/org/example/PortailFamille/server/demo/winter-fair.png"
#define MOST_DISHES 6
/* The menus' weeks: the one before today's, today's and two more. */
#define FIRST_WEEK -1
#define LAST_WEEK 2

static const struct {
  const char *id;
  const char *service;
  int days_ago;
  int days_left; /* it is shown; -1: it is over */
  const char *title;
  const char *text;
  gboolean has_picture;
} news[] = {
  { "fete-hiver", "enfance", 1, 21, "Fête d’hiver des écoles",
    "La fête d’hiver a lieu dans la cour de l’école élémentaire, à partir de 16 h 30. Les enfants "
    "de l’accueil périscolaire y vont avec leurs animateurs.\n\nPour tenir un stand : "
    "https://www.example.org/fete-hiver",
    TRUE },
  { "vacances", "enfance", 4, 40, "Vacances : les inscriptions sont ouvertes",
    "Le centre de loisirs du Moulin prend les inscriptions aux prochaines vacances. Les places "
    "sont attribuées dans l’ordre des demandes, depuis la page Planning.",
    FALSE },
  { "quotient", "regie", 12, 60, "Quotient familial : pensez à le mettre à jour",
    "Sans quotient connu, le tarif maximum s’applique à partir de janvier.", FALSE },
  { "travaux", "enfance", 30, -1, "Travaux dans la cour de la maternelle",
    "L’entrée se fait par la rue du Stade jusqu’à vendredi.", FALSE },
};

typedef struct {
  PfCourse course;
  const char *name;
  const char *allergens; /* parted by spaces */
  const char *labels;    /* parted by spaces */
} Dish;

static const struct {
  const char *remark;
  Dish dishes[MOST_DISHES];
} lunches[] = {
  { NULL,
    { { PF_COURSE_STARTER, "Carottes râpées", "mustard", "bio local" },
      { PF_COURSE_MAIN, "Bœuf bourguignon", "gluten celery sulphites", "label-rouge" },
      { PF_COURSE_SIDE, "Coquillettes", "gluten", "bio" },
      { PF_COURSE_DAIRY, "Comté", "milk", "aop" },
      { PF_COURSE_DESSERT, "Pomme", "", "local" } } },
  { "Menu végétarien",
    { { PF_COURSE_STARTER, "Velouté de potiron", "milk", "bio" },
      { PF_COURSE_MAIN, "Lasagnes aux légumes", "gluten milk eggs", "vegetarian" },
      { PF_COURSE_DAIRY, "Yaourt nature", "milk", "bio local" },
      { PF_COURSE_DESSERT, "Clémentines", "", "" } } },
  { NULL,
    { { PF_COURSE_STARTER, "Taboulé", "gluten", "" },
      { PF_COURSE_MAIN, "Poulet rôti", "", "label-rouge" },
      { PF_COURSE_SIDE, "Haricots verts", "", "bio" },
      { PF_COURSE_DESSERT, "Gâteau aux noisettes", "gluten milk eggs nuts", "home-made" } } },
  { NULL,
    { { PF_COURSE_STARTER, "Œuf mayonnaise", "eggs mustard", "" },
      { PF_COURSE_MAIN, "Poulet aux cacahuètes", "peanuts soybeans", "" },
      { PF_COURSE_SIDE, "Riz", "", "bio" },
      { PF_COURSE_DESSERT, "Ananas", "", "fair-trade" } } },
  { NULL,
    { { PF_COURSE_STARTER, "Betteraves", "mustard", "local" },
      { PF_COURSE_MAIN, "Filet de colin", "fish milk", "msc" },
      { PF_COURSE_SIDE, "Purée de pommes de terre", "milk", "home-made" },
      { PF_COURSE_DAIRY, "Petit-suisse", "milk", "" },
      { PF_COURSE_DESSERT, "Compote de poires", "", "bio" } } },
  { NULL,
    { { PF_COURSE_STARTER, "Salade d’endives aux noix", "nuts mustard", "" },
      { PF_COURSE_MAIN, "Hachis parmentier", "milk celery", "" },
      { PF_COURSE_DAIRY, "Fromage blanc", "milk", "bio" },
      { PF_COURSE_DESSERT, "Kiwi", "", "local" } } },
  { "Menu végétarien",
    { { PF_COURSE_STARTER, "Soupe de lentilles", "celery", "bio" },
      { PF_COURSE_MAIN, "Omelette aux herbes", "eggs milk", "vegetarian bio" },
      { PF_COURSE_SIDE, "Épinards à la crème", "milk", "" },
      { PF_COURSE_DESSERT, "Riz au lait", "milk", "home-made" } } },
};

static gboolean
attach_picture (PfsStorage *storage, const char *id, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *digest = NULL;

  pfs_demo_data_register_resource ();
  bytes = g_resources_lookup_data (PICTURE, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  digest = bytes ? pfs_storage_put_file (storage, "image/png", bytes, error) : NULL;
  return digest &&
         pfs_storage_attach (storage, "", PF_COLLECTION_NEWS, id, 0, "Fête d’hiver.png", digest,
                             error) &&
         pfs_storage_attach (storage, "", PF_COLLECTION_NEWS, id, PFS_NEWS_FIRST_FILE,
                             "Affiche de la fête d’hiver.png", digest, error);
}

static gboolean
write_news (PfsDemoPlan *plan, PfsStorage *storage, guint index, GError **error)
{
  g_autoptr (PfNews) item = pf_record_new (PF_TYPE_NEWS, news[index].id);

  item->title = g_strdup (news[index].title);
  item->service = g_strdup (news[index].service);
  item->text = g_strdup (news[index].text);
  item->at = plan->now - (PfMoment) news[index].days_ago * SECONDS_PER_DAY;
  item->until = plan->today + news[index].days_left;
  return pfs_storage_put_news (storage, item, error) &&
         (!news[index].has_picture || attach_picture (storage, news[index].id, error));
}

static GPtrArray *
split_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);

  for (char **word = words; *word; word++)
    if (**word != '\0')
      g_ptr_array_add (texts, g_strdup (*word));
  return texts;
}

static PfMenu *
make_menu (PfDay day, guint lunch)
{
  g_autofree char *id = pf_menu_make_id (NULL, day);
  PfMenu *menu = pf_record_new (PF_TYPE_MENU, id);

  menu->day = day;
  menu->remark = g_strdup (lunches[lunch].remark);
  for (guint i = 0; i < MOST_DISHES && lunches[lunch].dishes[i].name; i++)
    {
      const Dish *planned = &lunches[lunch].dishes[i];
      PfDish *dish = g_new0 (PfDish, 1);

      dish->course = planned->course;
      dish->name = g_strdup (planned->name);
      dish->allergens = split_words (planned->allergens);
      dish->labels = split_words (planned->labels);
      g_ptr_array_add (menu->dishes, dish);
    }
  return menu;
}

/* Nobody cooks on weekends, holidays and public holidays. */
static gboolean
is_cooked (PfsDemoPlan *plan, PfDay day)
{
  return pf_day_get_weekday (day) <= PF_FRIDAY &&
         !pf_calendar_get_school_holiday (plan->calendar, day) &&
         pf_calendar_get_public_holiday (plan->calendar, day) == PF_HOLIDAY_NONE;
}

gboolean
pfs_demo_write_news (PfsDemoPlan *plan, PfsStorage *storage, GError **error)
{
  PfDay monday = pf_day_get_week_start (plan->today);

  for (guint i = 0; i < G_N_ELEMENTS (news); i++)
    if (!write_news (plan, storage, i, error))
      return FALSE;
  for (PfDay day = monday + 7 * FIRST_WEEK; day < monday + 7 * (LAST_WEEK + 1); day++)
    {
      g_autoptr (PfMenu) menu = make_menu (day, (guint) (day + day / 7) % G_N_ELEMENTS (lunches));

      if (is_cooked (plan, day) && !pfs_storage_put_menu (storage, menu, error))
        return FALSE;
    }
  return TRUE;
}
