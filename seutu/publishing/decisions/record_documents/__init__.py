"""The public record as documents: agenda, minutes, item, and extract from the minutes.

They are made of what the projection shows and of nothing else, so a document never tells more than its page. The fixed
words are in the record's own language, whatever the language of the page that asked.
"""

from seutu.publishing.decisions.record_documents.of_items import extract_document, item_document
from seutu.publishing.decisions.record_documents.of_meetings import meeting_document

__all__ = ["extract_document", "item_document", "meeting_document"]
