"""Clipboards as programs write them, with invented content."""

from __future__ import annotations


def word_item(level: int, marker: str, text: str, place: str = "Middle") -> str:
    """An item of a list as Word writes it: a paragraph with its bullet or number written out."""
    return f"""<p class=MsoListParagraphCxSp{place} style='margin-left:{level * 36}.0pt;mso-add-space:auto;
text-indent:-18.0pt;mso-list:l0 level{level} lfo1'><![if !supportLists]><span lang=FI style='font-family:Symbol;
mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>{marker}<span style='font:7.0pt "Times New Roman"'>
&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]><span lang=FI>{text}<o:p></o:p></span></p>
"""


WORD = f"""<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta name=Generator content="Microsoft Word 15"><title>Esityslista</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {{ margin:0cm; font-size:11.0pt; }} @list l0:level1 {{ mso-level-text:·; }} --></style></head>
<body lang=FI style='tab-interval:65.2pt'><!--StartFragment-->
<h1><span style='mso-fareast-font-family:"Times New Roman"'>Kyläkoulun kattoremontti<o:p></o:p></span></h1>
<p class=MsoNormal><span lang=FI>Kattoon on varattu <b style='mso-bidi-font-weight:normal'>120&nbsp;000&nbsp;€</b>.
Katso <a href="https://kuusela.example/katto?a=1&amp;b=2">suunnitelma</a>, <a href="#_ftn1" name="_ftnref1">[1]</a> ja
<a href="file:///C:/Temp/katto.docx">liite</a>.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
{word_item(1, "·", "tarjoukset pyydetään", "First")}{word_item(2, "o", "kolmelta <i>paikalliselta</i> yritykseltä")}
{word_item(2, "o", "hank&shy;intalain mukaan")}{word_item(1, "·", "urakoitsija valitaan", "Last")}
<h2>Päätösesitys</h2>
<p class=MsoNormal style='text-align:justify'><st1:place w:st="on">Kuusela</st1:place>n lautakunta päättää<br>
seuraavaa:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span>hyväksyä</p>
<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><span
style='mso-list:Ignore'>a)<span>&nbsp;</span></span>hinnan</p>
<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><span
style='mso-list:Ignore'>b)<span>&nbsp;</span></span>ajan</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span
style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span>ilmoittaa</p>
<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse;mso-yfti-tbllook:1184'>
<tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td width=200 valign=top style='width:150pt'>
<p class=MsoNormal><b>Vuosi<o:p></o:p></b></p></td><td><p class=MsoNormal><b>Euroa</b></p></td></tr>
<tr><td><p class=MsoNormal>2027</p></td><td><p class=MsoNormal align=right>80&nbsp;000</p></td></tr>
<tr><td colspan=2><p class=MsoNormal>Yhteensä</p><p class=MsoNormal>kaksi vuotta</p></td></tr>
</table>
<p class=MsoNormal><![if !vml]><img width=200 height=100 src="file:///C:/Temp/msohtmlclip1/01/clip_image002.png"
v:shapes="Kuva_x0020_1"><![endif]></p>
<!--EndFragment--></body></html>"""

WORD_SIMPLE = (
    "<h3>Kyläkoulun kattoremontti</h3>"
    "<p>Kattoon on varattu <strong>120&nbsp;000&nbsp;€</strong>. Katso "
    '<a href="https://kuusela.example/katto?a=1&amp;b=2" rel="noopener noreferrer">suunnitelma</a>, [1] ja liite.</p>'
    "<ul><li>tarjoukset pyydetään<ul><li>kolmelta <em>paikalliselta</em> yritykseltä</li>"
    "<li>hankintalain mukaan</li></ul></li><li>urakoitsija valitaan</li></ul>"
    "<h4>Päätösesitys</h4><p>Kuuselan lautakunta päättää<br>seuraavaa:</p>"
    '<ol><li>hyväksyä<ol type="a"><li>hinnan</li><li>ajan</li></ol></li><li>ilmoittaa</li></ol>'
    '<table><thead><tr><th scope="col">Vuosi</th><th scope="col">Euroa</th></tr></thead>'
    "<tbody><tr><td>2027</td><td>80&nbsp;000</td></tr>"
    '<tr><td colspan="2"><p>Yhteensä</p><p>kaksi vuotta</p></td></tr></tbody></table>'
)

# Outlook on the web leaves the classes, with a letter before them, and takes the rest away.
OUTLOOK = """<div><p class="x_MsoNormal">Hei,</p><p class="x_MsoListParagraph" style="margin-left:36pt"><span>·<span
style="font:7pt Times">&nbsp;&nbsp;&nbsp;&nbsp; </span></span>ensimmäinen</p><p class="x_MsoListParagraph"
style="margin-left:72pt"><span>o<span>&nbsp;&nbsp; </span></span>alempi</p><p class="x_MsoListParagraph"
style="margin-left:36pt">2.&nbsp;&nbsp; toinen</p><div>Terveisin<br><br>Kerttu</div>
<a
href="https://eur03.safelinks.protection.outlook.com/?url=https%3A%2F%2Fkuusela.example%2Fa&amp;data=05%7Ckerttu%40kuusela">linkki</a></div>"""

WORD_ONLINE = """<div class="OutlineElement Ltr"><p class="Paragraph" role="heading" aria-level="2"><span
class="TextRun"><span class="NormalTextRun">Selostus</span></span><span class="EOP">&nbsp;</span></p></div>
<div class="ListContainerWrapper"><ol class="NumberListStyle1" start="1"><li data-aria-level="1"
class="OutlineElement"><p class="Paragraph"><span>yksi</span><span class="EOP">&nbsp;</span></p></li></ol></div>
<div class="ListContainerWrapper"><ol start="1"><li data-aria-level="2"><p>yksi yksi</p></li></ol></div>
<div class="ListContainerWrapper"><ol start="2"><li data-aria-level="1"><p>kaksi</p></li></ol></div>"""

GOOGLE_DOCS = """<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h2 dir="ltr"
style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Selostus</span></h2><p dir="ltr"><span
style="font-weight:700;font-style:normal">Lihava</span><span style="font-weight:400;font-style:italic"> vino</span></p>
<ul style="margin-top:0"><li dir="ltr" aria-level="1"><p role="presentation"><span>yksi</span></p></li><ul><li
aria-level="2"><p><span>alempi</span></p></li></ul><li><p><span>kaksi</span></p></li></ul><br><p><a
href="https://www.google.com/url?q=https://kuusela.example/&amp;sa=D">linkki</a></p></b>"""

LIBREOFFICE = """<html><head><title></title><meta name="generator" content="LibreOffice"/><style type="text/css">p {
margin-bottom: 0.1in }</style></head><body lang="fi-FI"><p style="line-height: 115%"><font face="Liberation Sans">
<font size="3"><b>Esitän</b></font></font>, että</p><ol type="i"><li><p>palautetaan</p></li><li><p>hylätään</p>
<p>heti</p></li></ol><table width="643"><thead><tr><th width="50%"><p>A</p></th><th><p><br/></p></th></tr></thead>
<tbody><tr><td><p>1</p></td><td><p>H<sub>2</sub>O</p></td></tr></tbody></table></body></html>"""

TEAMS = """<div><div>Moi!&nbsp;&nbsp;Tässä&nbsp;lista:</div><div>•&nbsp;&nbsp;omenat</div><div>• päärynät</div>
<blockquote itemscope><div>Lainattu</div></blockquote><p>&nbsp;</p><div><img src="https://teams.example/a.gif"
alt="hymiö">Kiitos</div></div>"""

ALL = {
    "Word": WORD,
    "Outlook": OUTLOOK,
    "Word on the web": WORD_ONLINE,
    "Google Docs": GOOGLE_DOCS,
    "LibreOffice": LIBREOFFICE,
    "Teams": TEAMS,
}
