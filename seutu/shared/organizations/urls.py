from django.urls import path

from seutu.shared.organizations import views

app_name = "organizations"

urlpatterns = [
    path("saavutettavuus/", views.accessibility_statement, name="accessibility_statement"),
    path("tyo/saavutettavuusseloste/", views.edit_accessibility_statement, name="edit_accessibility_statement"),
]
