"""A form in five languages for tests of pages: the contact request of the mock. Names in it are invented."""

from __future__ import annotations

from seutu.shared.eforms.answers.tests.specs import asked, page, repeat, said
from seutu.shared.eforms.spec.items import Choice, FieldKind, Group, Spec

LANGUAGES = ["fi", "sv", "en", "ar", "ru"]


def contact_form() -> Spec:
    """Three pages, in Arabic but for one hint, with a repeat, a file and a question that another brings."""
    return Spec(
        title=said(
            "Yhteydenottopyyntö",
            sv="Kontaktbegäran",
            en="Contact request",
            ar="طلب التواصل مع مرشد",
            ru="Просьба связаться",
        ),
        intro=said(
            "Neuvoja ottaa sinuun yhteyttä kolmen työpäivän kuluessa. Palvelu on maksuton.",
            sv="En rådgivare kontaktar dig inom tre arbetsdagar. Servicen är avgiftsfri.",
            en="An adviser contacts you within three working days. The service is free.",
            ar="يتصل بك المرشد خلال ثلاثة أيام عمل. الخدمة مجانية.",
            ru="Консультант свяжется с вами в течение трёх рабочих дней. Услуга бесплатная.",
        ),
        notice=said("Käytämme tietojasi vain vastataksemme sinulle.", ar="نستخدم بياناتك للرد عليك فقط."),
        languages=LANGUAGES,
        choices=CHOICES,
        items=[_you(), _help()],
    )


CHOICES = {
    "channel": [
        Choice(value="call", label=said("Puhelu", en="Call", ar="مكالمة هاتفية", ru="Звонок")),
        Choice(value="sms", label=said("Tekstiviesti", en="Text message", ar="رسالة نصية", ru="СМС")),
    ],
    "topics": [
        Choice(value="home", label=said("Asuminen", en="Housing", ar="السكن", ru="Жильё")),
        Choice(value="permit", label=said("Oleskelulupa", en="Permit", ar="تصريح الإقامة", ru="ВНЖ")),
        Choice(value="other", label=said("Muu", en="Other", ar="شيء آخر", ru="Другое")),
    ],
}


def _you() -> Group:
    return page(
        "you",
        asked(
            "name",
            required="yes",
            label=said("Nimi", sv="Namn", en="Name", ar="الاسم", ru="Имя"),
            hint=said("Etunimi riittää.", en="The first name is enough.", ar="يمكنك كتابة الاسم الأول فقط."),
        ),
        asked(
            "phone",
            FieldKind.PHONE,
            required="yes",
            label=said("Puhelinnumero", sv="Telefonnummer", en="Phone number", ar="رقم الهاتف", ru="Телефон"),
        ),
        asked(
            "channel",
            FieldKind.CHOICE,
            choices="channel",
            label=said(
                "Miten otamme yhteyttä?",
                en="How do we contact you?",
                ar="كيف تريد أن نتواصل معك؟",
                ru="Как с вами связаться?",
            ),
        ),
        label=said("Sinä", sv="Du", en="You", ar="أنت", ru="Вы"),
    )


def _help() -> Group:
    return page(
        "help",
        asked(
            "municipality",
            FieldKind.MUNICIPALITY,
            label=said("Missä kunnassa asut?", en="Where do you live?", ar="في أي بلدية تسكن؟", ru="Где живёте?"),
        ),
        asked(
            "topics",
            FieldKind.MANY,
            choices="topics",
            label=said("Missä tarvitset apua?", en="With what?", ar="بماذا تحتاج إلى المساعدة؟", ru="С чем?"),
        ),
        asked(
            "other",
            relevant="selected(${topics}, 'other')",
            required="yes",
            label=said("Mikä muu?", en="What other?", ar="ما الشيء الآخر؟", ru="Что другое?"),
        ),
        repeat(
            "children",
            asked("child_age", FieldKind.INTEGER, label=said("Ikä", en="Age", ar="العمر", ru="Возраст")),
            label=said("Lapsi", en="Child", ar="طفل", ru="Ребёнок"),
            most=3,
        ),
        asked(
            "paper",
            FieldKind.FILE,
            label=said("Kuva paperista", en="A picture of a paper", ar="صورة ورقة", ru="Фото бумаги"),
        ),
        label=said("Apu", sv="Hjälp", en="Help", ar="المساعدة", ru="Помощь"),
    )
