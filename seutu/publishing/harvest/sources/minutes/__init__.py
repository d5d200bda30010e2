"""Minutes and agendas written as documents: Markdown, Word, PDF or plain text."""

from seutu.publishing.harvest.sources.minutes.parsing import NotMinutes, parse
from seutu.publishing.harvest.sources.minutes.reading import Unreadable, read_text
from seutu.publishing.harvest.sources.minutes.shapes import ParsedItem, ParsedMeeting, ParsedPart

__all__ = ["NotMinutes", "ParsedItem", "ParsedMeeting", "ParsedPart", "Unreadable", "parse", "read_text"]
