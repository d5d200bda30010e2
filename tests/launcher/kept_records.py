"""What is in an installation that is kept, for `seutu manage shell`."""

# A record that is public, one that is taken down later, and a file.
WRITTEN = """
from seutu.publishing.decisions.tests.record_factories import OfficerDecisionFactory
from seutu.shared.files.actions import store
from seutu.shared.audit.actor import System
OfficerDecisionFactory(title="Jää")
OfficerDecisionFactory(title="Lähtee")
store(b"Kartta\\n", name="kartta.txt", by=System("tests"))
"""
TAKEN_DOWN = """
from seutu.publishing.decisions.actions.officer_decisions import withdraw_officer_decision
from seutu.publishing.decisions.models import OfficerDecision
from seutu.shared.audit.actor import System
withdraw_officer_decision(OfficerDecision.objects.get(title="Lähtee"), reason="Liikaa", by=System("tests"))
"""
