"""Everything that can happen to an alert: ordered, confirmed, fed with news, sent, stopped, forgotten."""
