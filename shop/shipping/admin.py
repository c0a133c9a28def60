from oscar.apps.shipping.admin import *  # noqa: F403 -- Oscar's registrations, for our models
