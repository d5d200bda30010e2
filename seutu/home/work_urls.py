from __future__ import annotations

from django.conf import settings
from django.urls import path

from seutu.home import work_views

app_name = "work"

urlpatterns = [path("", work_views.today, name="today")]

if settings.SITE == "all":
    # Only here: a site of one half has not the other.
    from seutu.home.loop import views as loop

    urlpatterns += [path("esittelyt/<int:report_id>/esityslistalle/", loop.send_board_report, name="send_board_report")]
