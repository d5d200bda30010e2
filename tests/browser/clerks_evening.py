"""What a clerk does at the desk, in a browser, step by step; each step is one thing of an evening."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import FilePayload, Page, expect

# What Word puts on the clipboard: styles of its own, a list that is no list, conditional comments.
WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {{margin:0}}</style></head>
<body lang="FI"><!--StartFragment--><p class="MsoNormal" style="margin:0cm;font-family:Calibri"><b>{title}</b>
<o:p></o:p></p><p class="MsoNormal"><span style="mso-fareast-language:FI">Määräraha on 12&nbsp;400 euroa.</span></p>
<p class="MsoListParagraphCxSpFirst" style="mso-list:l0 level1 lfo1">
<![if !supportLists]><span>·<span>&nbsp;&nbsp;</span></span><![endif]>ensimmäinen kohta</p>
<p class="MsoListParagraphCxSpLast" style="mso-list:l0 level1 lfo1">
<![if !supportLists]><span>·<span>&nbsp;</span></span><![endif]>toinen kohta</p>
<table class="MsoTableGrid"><tr><td><p class="MsoNormal">Vuosi</p></td><td><p class="MsoNormal">Euroa</p></td></tr>
<tr><td>2026</td><td>12&nbsp;400</td></tr></table><script>window.isPasted = true</script><!--EndFragment--></body>
</html>"""

PASTE = """(element, html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "pelkkä teksti");
  element.focus();
  element.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@dataclass
class Desk:
    """A browser in which a clerk has signed in, and the meeting that is made in it."""

    page: Page
    meeting_id: str = ""
    items: list[str] = field(default_factory=list)

    def make_meeting(self, body: str, day: str) -> None:
        page = self.page
        page.goto("/tyo/kokoukset/uusi/")
        page.get_by_label("Toimielin").select_option(label=body)
        page.get_by_label("Päivä", exact=True).fill(day)
        page.get_by_label("Aika", exact=True).fill("16.00")
        page.get_by_label("Paikka", exact=True).fill("Kunnantalo")
        self.save()
        self.meeting_id = urlsplit(page.url).path.split("/")[3]

    def save(self) -> None:
        """Send the form of the page with its first button that can be seen."""
        with self.page.expect_navigation():
            self.page.locator("form.form button.button[type=submit]:not(.button--second)").first.click()

    def open(self, path: str = "") -> Page:
        self.page.goto(f"/tyo/kokoukset/{self.meeting_id}/{path}")
        return self.page

    def add_item(self, title: str, *, text: str = WORD) -> None:
        page = self.open("uusi-asia/")
        page.locator("[name=title]").fill(title)
        self.paste(0, text.format(title=title))
        page.locator("[name=remedies][value=review_request]").check()
        self.save()
        expect(page.locator(".notice")).to_contain_text(title)

    def paste(self, place: int, html: str) -> None:
        """Paste into the editor of a part."""
        self.page.locator(".editor [contenteditable=true]").nth(place).evaluate(PASTE, html)

    def add_secret_item(self, title: str, ground: str) -> None:
        page = self.open("uusi-asia/")
        page.locator("[name=title]").fill(title)
        page.locator("[name=is_withheld]").check()
        page.locator("[name=secrecy_ground]").fill(ground)
        page.locator("[name=remedies][value=municipal]").check()
        self.save()
        expect(page.locator(".notice")).to_contain_text(title)

    def note_items(self) -> None:
        """Learn the addresses of the items, in their order."""
        page = self.open()
        links = page.locator("#agenda li .agenda__title a")
        self.items = [str(link.get_attribute("href")) for link in links.all()]

    def item_id(self, place: int) -> str:
        return self.items[place - 1].rstrip("/").split("/")[-1]

    def rename(self, place: int, title: str) -> None:
        page = self.page
        page.goto(f"/tyo/kokoukset/asiat/{self.item_id(place)}/")
        page.locator("[name=title]").fill(title)
        self.save()

    def attach(self, place: int, files: list[FilePayload]) -> None:
        """Choose files; a script sends them one after another."""
        page = self.page
        page.goto(f"/tyo/kokoukset/asiat/{self.item_id(place)}/liitteet/")
        page.locator("[type=file]").set_input_files(files)
        # Each is sent on its own; then the page comes anew, with what was attached.
        with page.expect_navigation():
            page.get_by_role("button", name="Liitä tiedostot").click()
        for file in files:
            expect(page.locator("main")).to_contain_text(file["name"].removesuffix(".txt"))

    def decide(self, place: int, outcome: str, *, detail: str = "") -> None:
        page = self.page
        page.goto(f"/tyo/kokoukset/asiat/{self.item_id(place)}/paatos/")
        page.locator(f"[name=outcome][value={outcome}]").check()
        if detail:
            page.locator("[name=outcome_detail]").fill(detail)
        if page.locator(".editor [contenteditable=true]").count():
            page.locator(".editor [contenteditable=true]").last.fill("Ehdotus hyväksyttiin.")
        self.save()

    def write_vote(self, place: int, choices: list[tuple[str, str, list[str], bool]]) -> None:
        page = self.page
        page.goto(f"/tyo/kokoukset/asiat/{self.item_id(place)}/aanestykset/uusi/")
        page.locator("[name=title]").fill("Pohjaehdotus vastaan vastaehdotus")
        page.locator("[name=procedure][value=named]").check()
        for number, (kind, label, names, is_winner) in enumerate(choices):
            if not page.locator(f"[name$='-{number}-kind']").count():
                with page.expect_navigation():
                    page.locator("button[value=add]").click()
            page.locator(f"[name$='-{number}-kind']").select_option(kind)
            page.locator(f"[name$='-{number}-label']").fill(label)
            page.locator(f"[name$='-{number}-names']").fill("\n".join(names))
            if is_winner:
                page.locator(f"[name$='-{number}-is_winner']").check()
        self.save()
        expect(page.locator("h1")).to_have_text("Äänestykset")

    def write_attendance(self, people: list[tuple[str, str]]) -> None:
        page = self.open("lasnaolo/")
        for number, (name, role) in enumerate(people):
            if not page.locator(f"[name$='-{number}-name']").count():
                with page.expect_navigation():
                    page.locator("button[value=add]").click()
            page.locator(f"[name$='-{number}-name']").fill(name)
            page.locator(f"[name$='-{number}-role']").select_option(role)
        self.save()

    def disqualify(self, name: str, place: int, ground: str) -> None:
        page = self.open("lasnaolo/muutokset/")
        if not page.locator("[name$='-0-person']").count():
            with page.expect_navigation():
                page.locator("button[value=add]").click()
        page.locator("[name$='-0-person']").select_option(label=name)
        page.locator("[name$='-0-item']").select_option(index=place)
        page.locator("[name$='-0-kind']").select_option("disqualified")
        page.locator("[name$='-0-ground']").fill(ground)
        self.save()

    def correct(self, place: int, title: str, reason: str) -> None:
        self.page.goto(f"/tyo/kokoukset/asiat/{self.item_id(place)}/korjaa/")
        self.page.locator("[name=title]").fill(title)
        self.publish_correction(reason)

    def correct_place(self, place: str, reason: str) -> None:
        self.open("tiedot/korjaa/").locator("[name=place]").fill(place)
        self.publish_correction(reason)

    def publish_correction(self, reason: str) -> None:
        """Say why what the open form holds is a correction, and publish it."""
        self.page.locator("[name=correction_kind][value=clerical]").check()
        self.page.locator("[name=reason]").fill(reason)
        self.save()

    def name_checkers(self, chair: str, checkers: list[str]) -> None:
        page = self.open("tarkastus/tarkastajat/")
        page.locator("[name=chair]").fill(chair)
        page.locator("[name=checkers]").fill("\n".join(checkers))
        self.save()

    def send_links(self) -> None:
        page = self.open("tarkastus/")
        for number, address in enumerate(page.locator("input[type=email]").all()):
            address.fill(f"tarkastaja{number}@kuusela.example")
        with page.expect_navigation():
            page.locator("section[aria-labelledby=send] button").click()
