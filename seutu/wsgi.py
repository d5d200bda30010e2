"""What a web server calls."""

import os

from django.core.wsgi import get_wsgi_application

from seutu.launcher.slow_connections import SlowConnectionGuard

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seutu.settings")
application = SlowConnectionGuard(get_wsgi_application())
