from django.urls import path

from seutu.shared.core import health

app_name = "core"

urlpatterns = [path("elossa", health.alive, name="alive"), path("valmis", health.ready, name="ready")]
