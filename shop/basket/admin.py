from oscar.apps.basket.admin import *  # noqa: F403 -- Oscar's registrations, for our models
