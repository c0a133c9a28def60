from oscar.apps.order.admin import *  # noqa: F403 -- Oscar's registrations, for our models
