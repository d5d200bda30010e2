"""The texts that an installation begins with. Those in other languages than ours are a machine's until somebody reads
them; the coordinator changes and marks them. They say nothing of why somebody is a client.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

NAMES = {
    "call_back": ("Soittopyyntö", "Be om att ringa"),
    "appointment": ("Muistutus ajasta", "Påminnelse om en tid"),
    "documents": ("Mukaan otettavat asiakirjat", "Handlingar att ta med"),
    "closed": ("Toimisto on suljettu", "Kontoret är stängt"),
}
SUBJECTS = {
    "fi": "Viesti sinulle",
    "sv": "Meddelande till dig",
    "en": "Message for you",
    "ru": "Сообщение для вас",
    "uk": "Повідомлення для вас",
    "ar": "رسالة لك",
    "so": "Fariin kuu socota",
    "fa": "پیامی برای شما",
}
GREETINGS = {
    "fi": "Hei",
    "sv": "Hej",
    "en": "Hello",
    "ru": "Здравствуйте",
    "uk": "Вітаємо",
    "ar": "مرحبًا",
    "so": "Salaan",
    "fa": "سلام",
}
TEXTS = {
    "call_back": {
        "fi": "Yritimme tavoittaa sinua. Soita meille, kun voit. Numero on {phone}.",
        "sv": "Vi försökte nå dig. Ring oss när du kan. Numret är {phone}.",
        "en": "We tried to reach you. Call us when you can. The number is {phone}.",
        "ru": "Мы пытались связаться с вами. Позвоните нам, когда сможете. Номер: {phone}.",
        "uk": "Ми намагалися зв’язатися з вами. Зателефонуйте нам, коли зможете. Номер: {phone}.",
        "ar": "حاولنا الوصول إليك. اتصل بنا عندما تستطيع. الرقم: {phone}.",
        "so": "Waxaan isku daynay inaan kula soo xiriirno. Na soo wac markaad awooddo. Lambarku waa {phone}.",
        "fa": "ما سعی کردیم با شما تماس بگیریم. هر وقت توانستید به ما زنگ بزنید. شماره: {phone}.",
    },
    "appointment": {
        "fi": "Sinulla on aika {day} klo {time}. Paikka: {place}. Jos et voi tulla, kerro siitä meille ajoissa.",
        "sv": "Du har en tid {day} kl. {time}. Plats: {place}. Om du inte kan komma, meddela oss i god tid.",
        "en": "You have an appointment on {day} at {time}. Place: {place}. If you cannot come, tell us in good time.",
        "ru": "Вам назначена встреча {day} в {time}. Место: {place}. Если вы не можете прийти, сообщите нам заранее.",
        "uk": "Вам призначено зустріч {day} о {time}. Місце: {place}. Якщо ви не можете прийти, повідомте нас заздалегідь.",
        "ar": "لديك موعد يوم {day} الساعة {time}. المكان: {place}. إذا لم تستطع الحضور، فأخبرنا قبل الموعد.",
        "so": "Waxaad leedahay ballan {day} saacadda {time}. Goobta: {place}. Haddii aadan imaan karin, horay noogu soo sheeg.",
        "fa": "شما در تاریخ {day} ساعت {time} قرار ملاقات دارید. محل: {place}. اگر نمی‌توانید بیایید، پیش از آن به ما خبر دهید.",
    },
    "documents": {
        "fi": "Tapaamme {day}. Ota mukaan passi tai henkilökortti. Ota mukaan myös kirjeet, joista haluat kysyä.",
        "sv": "Vi träffas {day}. Ta med ditt pass eller identitetskort. Ta också med de brev som du vill fråga om.",
        "en": "We meet on {day}. Bring your passport or identity card. Also bring the letters that you want to ask about.",
        "ru": "Мы встречаемся {day}. Возьмите с собой паспорт или удостоверение личности. Возьмите также письма, о которых вы хотите спросить.",
        "uk": "Ми зустрічаємося {day}. Візьміть із собою паспорт або посвідчення особи. Візьміть також листи, про які ви хочете запитати.",
        "ar": "سنلتقي يوم {day}. أحضر معك جواز السفر أو بطاقة الهوية. وأحضر أيضًا الرسائل التي تريد أن تسأل عنها.",
        "so": "Waxaan kulmaynaa {day}. Soo qaado baasaboorkaaga ama kaarka aqoonsiga. Sidoo kale soo qaado warqadaha aad wax ka weydiinayso.",
        "fa": "ما در تاریخ {day} ملاقات می‌کنیم. گذرنامه یا کارت شناسایی خود را بیاورید. نامه‌هایی را که درباره آن‌ها سؤال دارید نیز بیاورید.",
    },
    "closed": {
        "fi": "Toimistomme on suljettu {day}. Palvelemme taas seuraavana arkipäivänä.",
        "sv": "Vårt kontor är stängt {day}. Vi betjänar igen nästa vardag.",
        "en": "Our office is closed on {day}. We are open again on the next working day.",
        "ru": "Наш офис закрыт {day}. Мы снова работаем на следующий рабочий день.",
        "uk": "Наш офіс зачинено {day}. Ми знову працюємо наступного робочого дня.",
        "ar": "مكتبنا مغلق يوم {day}. نفتح من جديد في يوم العمل التالي.",
        "so": "Xafiiskeennu wuu xiran yahay {day}. Waxaan mar kale furannahay maalinta shaqo ee xigta.",
        "fa": "دفتر ما در تاریخ {day} بسته است. روز کاری بعد دوباره باز هستیم.",
    },
}
OURS = frozenset({"fi", "sv", "en"})


def write(apps: Any, schema_editor: Any) -> None:
    templates, texts = apps.get_model("clients", "MessageTemplate"), apps.get_model("clients", "MessageText")
    for code, (name_fi, name_sv) in NAMES.items():
        template = templates.objects.create(code=code, name_fi=name_fi, name_sv=name_sv)
        for language, body in TEXTS[code].items():
            texts.objects.create(
                template=template,
                language=language,
                subject=SUBJECTS[language],
                body=f"{GREETINGS[language]}\n\n{body}",
                is_machine_made=language not in OURS,
            )


def take_back(apps: Any, schema_editor: Any) -> None:
    sent = apps.get_model("clients", "ClientMessage").objects.values("template")
    apps.get_model("clients", "MessageTemplate").objects.filter(code__in=NAMES).exclude(pk__in=sent).delete()


class Migration(migrations.Migration):
    dependencies = [("clients", "0005_row_level_security")]

    operations = [migrations.RunPython(write, take_back)]
