"""The addresses of search. They come before those whose first word is a municipality's."""

from django.urls import path

from seutu.shared.search import views

app_name = "search"

pages = [
    path("haku/", views.search, name="search"),
    path("<slug:municipality>/haku/", views.search, name="municipality"),
]

twins = [
    path("haku.json", views.search_twin, name="search_twin"),
    path("<slug:municipality>/haku.json", views.search_twin, name="municipality_twin"),
]

offers = [
    path("haku/ehdotukset", views.suggest, name="suggest"),
    path("haku/opensearch.xml", views.opensearch, name="opensearch"),
]

work = [
    path("tyo/haku/sanat/", views.everyday_words, name="everyday_words"),
    path("tyo/haku/sanat/uusi/", views.add_everyday_word, name="add_everyday_word"),
    path("tyo/haku/sanat/<int:pk>/", views.everyday_word, name="everyday_word"),
    path("tyo/haku/sanat/<int:pk>/poista/", views.remove_everyday_word, name="remove_everyday_word"),
]

urlpatterns = [*offers, *work, *pages, *twins]
