"""django-oscar."""

from oscar.defaults import *

from config.env import env

OSCAR_DYNAMIC_CLASS_LOADER = "shop.loader.loader"
OSCAR_DEFAULT_CURRENCY = "VND"
OSCAR_SHOP_NAME = "Chợ Phiên"
OSCAR_SHOP_TAGLINE = ""
OSCAR_SLUG_MAP = {"Đ": "D", "đ": "d"}
# True deletes files on post_delete, not on commit: a rollback leaves rows without their file.
OSCAR_DELETE_IMAGE_FILES = False
OSCAR_ALLOW_ANON_REVIEWS = False
OSCAR_MODERATE_REVIEWS = True
OSCAR_HIDDEN_FEATURES = ["reviews", "wishlists"]
OSCAR_REQUIRED_ADDRESS_FIELDS = ("first_name", "line1", "line4", "country")

#: Cash on delivery: most a single order may come to, and orders a telephone number may place a day
SHOP_COD_MAX_AMOUNT = 5_000_000
SHOP_COD_MAX_ORDERS_PER_DAY = 6

#: An order that its seller does not confirm within so many days ends by itself
SHOP_CONFIRM_WITHIN_DAYS = env.int("SHOP_CONFIRM_WITHIN_DAYS", 5)
#: Who bought without an account, and where it went, is forgotten so many days after the last order
#: of the purchase ended
SHOP_KEEP_RECIPIENTS_DAYS = env.int("SHOP_KEEP_RECIPIENTS_DAYS", 730)

#: Version of the consent text shown before ordering
SHOP_CONSENT_VERSION = "2026-11"
