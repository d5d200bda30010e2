"""One name, however it is spelled and in whatever script: keys to find it by and a measure of likeness."""

from seutu.newcomers.clients.names.keys import KEYS_VERSION, prefix_keys, search_keys
from seutu.newcomers.clients.names.letters import fold
from seutu.newcomers.clients.names.likeness import NEAR, similarity, similarity_so_far

__all__ = ["KEYS_VERSION", "NEAR", "fold", "prefix_keys", "search_keys", "similarity", "similarity_so_far"]
