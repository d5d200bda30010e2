#!/usr/bin/env python3
"""Django's command line for people who develop Seutu; others use `bin/seutu`."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seutu.settings")
    execute_from_command_line(sys.argv)
