"""What serves a site; the demo uses it too."""

from config.settings.base import *
