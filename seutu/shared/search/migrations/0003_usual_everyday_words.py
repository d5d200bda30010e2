"""The words that people of municipalities in Finland use most, beside those that decisions use."""

from django.db import migrations

PAIRS = """
ala-aste alakoulu
aurinkopaneeli aurinkovoima
bussi joukkoliikenne
budjetti talousarvio
eskari esiopetus
esikoulu esiopetus
home sisäilma
hoivakoti palveluasuminen
iltapäiväkerho iltapäivätoiminta
katuvalo katuvalaistus
kirppis kirpputori
kotiapu kotihoito
kotisivu verkkosivu
kotoutus kotoutuminen
kotouttaminen kotoutuminen
koulukyyti koulukuljetus
kouluruoka kouluruokailu
kävelytie kevytväylä
laajakaista valokuitu
leikkikenttä leikkipaikka
lumityö talvikunnossapito
auraus talvikunnossapito
mamu maahanmuuttaja
nuokku nuorisotila
nuorisotalo nuorisotila
parkki pysäköinti
parkkipaikka pysäköintipaikka
pururata kuntorata
pyörätie kevytväylä
päiväkoti varhaiskasvatus
päivähoito varhaiskasvatus
rakennuslupa rakentamislupa
remontti peruskorjaus
roska jäte
roskis jäteastia
ruokala ruokapalvelu
siivous puhtauspalvelu
sote hyvinvointialue
tarha päiväkoti
tarjouskilpailu kilpailutus
terveysasema terveyskeskus
tk terveyskeskus
tuulimylly tuulivoima
työkkäri työllisyyspalvelu
ulkomaalainen maahanmuuttaja
valitus muutoksenhaku
vanhus ikäihminen
yläaste yläkoulu
yt-neuvottelu yhteistoimintaneuvottelu
"""


def add(apps, schema_editor):
    word = apps.get_model("search", "EverydayWord")
    pairs = [line.split() for line in PAIRS.split("\n") if line.strip()]
    word.objects.bulk_create([word(word=each, other=other) for each, other in pairs])


def remove(apps, schema_editor):
    word = apps.get_model("search", "EverydayWord")
    for line in filter(None, PAIRS.split("\n")):
        each, other = line.split()
        word.objects.filter(word=each, other=other).delete()


class Migration(migrations.Migration):
    dependencies = [("search", "0002_everyday_words")]
    operations = [migrations.RunPython(add, remove)]
