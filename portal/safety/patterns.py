"""The plain rules of `finding`, as patterns. `it` is what is found.

They meet a text in plain letters: no accents, no signs, digits 0-9, and in Arabic one alef, ي for ى and ه
for ة. Every repetition has a limit, so that no text makes them slow.
"""

from __future__ import annotations

import re

from portal.safety.kinds import Kind
from portal.safety.words import PREFIX, WORDS

_REST = r"[^.,;:!?\n،؛؟()]{1,60}"  # up to the end of the phrase
_NAME = r"[A-Z][\w'’-]{1,24}(?: (?:de |del |la |las |los |al |el |bin |abu )?[A-Z][\w'’-]{1,24}){0,2}"
_PAPER = r"(?=[a-z\d/-]{0,12}\d)[a-z\d][a-z\d/-]{3,24}[a-z\d]"


def _all(*found: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in found]


# Dates. Months in three languages, and as they are called in the east of the Arab world.
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|sep?tiembre|octubre|noviembre|diciembre|يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر"
    r"|اكتوبر|نوفمبر|ديسمبر|كانون الثاني|شباط|اذار|نيسان|ايار|حزيران|تموز|اب|ايلول|تشرين الاول"
    r"|تشرين الثاني|كانون الاول|محرم|صفر|رجب|شعبان|رمضان|شوال)"
)
_YEAR = r"(?:\d{4})"
DATE = re.compile(
    rf"(?<![\d./-])(?:(?P<full>\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})"
    rf"|\d{{4}}[./-]\d{{1,2}}[./-]\d{{1,2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of| de)? {_MONTH}\.?,?(?: de| del| سنه| عام)? {_YEAR}"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR})"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of| de)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)(?![\d/-]|\w)"
)
BIRTH = re.compile(
    r"\bborn\b|birth|\bdob\b|\bnac(?:i|io|imiento|ida|ido)\b|\bcumple(?:anos)?\b|ولد|ميلاد|مواليد"
)
BORN = re.compile(
    r"(?:\bborn (?:in|on)|\bnac(?:i|io|ida|ido) (?:en|el)|\bولد(?:ت|نا)? (?:في|عام|سنه)"
    rf"|\bمواليد)(?: (?:عام|سنه|el ano))? (?P<it>(?:{_MONTH} (?:de )?)?(?:19|20)\d\d)\b"
)

# Telephones: seven to fifteen digits in a row, or fewer behind a word for a telephone.
PHONE = re.compile(
    r"(?<![\w.,/-])(?P<it>(?:\+ ?|\((?=\d{1,5}\)))?\d(?:[ .()-]{0,2}\d){6,14})(?![\d/]|[.,:-]\d)"
)
NEAR_PHONE = re.compile(
    r"(?:\b(?:phone|mobile|cell|call me|text me|whatsapp|telefono|movil|celular|llamame)\b"
    rf"|\b{PREFIX}(?:هاتف|هاتفي|تلفون|تليفون|جوال|جوالي|موبايل|واتساب|رقمي)\b)"
    r"[^\d\n]{1,20}(?P<it>\d(?:[ -]?\d){3,14})(?!\d)"
)

# Papers and cases: by the shape of the number, or by a word before it.
DOCUMENTS = _all(
    r"\b(?P<it>\d{8} ?-? ?[A-Z])\b(?! \w)",
    r"\b(?P<it>\d{8}-?[A-Za-z])\b",
    r"\b(?P<it>[XYZxyz][ -]?\d{7}[ -]?[A-Za-z])\b",
    r"(?<![\d-])(?P<it>\d{3}-\d{2}-\d{4})(?![\d-])",
    r"\b(?P<it>A[ -]?\d{3}[ -]?\d{3}[ -]?\d{2,3})\b",
    r"\b(?P<it>[A-Z]{2}\d{2}(?: ?[A-Z\d]{4}){3,7}(?: ?[A-Z\d]{1,4})?)\b",
    r"\b(?P<it>[A-Z]{4}\d{6}[A-Z\d]{8})\b",
    r"(?i)\b(?:passport|pasaporte|visa number|id card|id number|identity card|my id|licen[cs]e|case|file"
    r"|docket|report|social security|ssn|card|account|insurance|dni|nie|tie|curp|rfc|cedula|expediente"
    r"|caso|causa|denuncia|atestado|tarjeta|cuenta|iban|seguridad social|numero de [a-z]{3,15})\b"
    rf"[^\d\n.!?]{{0,24}}?\b(?P<it>{_PAPER})(?!\w)",
    rf"(?i)\b{PREFIX}(?:جواز|جوازي|هويه|هويتي|بطاقه|بطاقتي|قضيه|قضيتي|ملف|ملفي|محضر|اقامه|اقامتي|حساب"
    rf"|حسابي|رخصه|شكوي)\b[^\d\n.!؟]{{0,24}}?\b(?P<it>{_PAPER})(?!\w)",
)

_KIN_EN = (
    r"(?:mother|father|mom|mum|dad|sister|brother|husband|wife|partner|boyfriend|girlfriend|friend|cousin"
    r"|aunt|auntie|uncle|grand(?:mother|father|ma|pa|son|daughter)|niece|nephew|daughter|son|child|baby"
    r"|boss|manager|landlord|neighbou?r|lawyer|doctor|teacher|pimp|fiancee?|ex)"
)
_KIN_ES = (
    r"(?:madre|padre|mama|papa|herman[oa]|espos[oa]|marido|mujer|novi[oa]|pareja|amig[oa]|prim[oa]|ti[oa]"
    r"|abuel[oa]|sobrin[oa]|hij[oa]|niet[oa]|jef[ea]|patron|patrona|casero|vecin[oa]|abogad[oa]|cunad[oa]"
    r"|suegr[oa]|padrastro|madrastra|comadre|compadre|ex)"
)
_CALLED = (
    r"(?:,? (?:called|named|whose name is|is called|is named|llamad[oa]|se llama|que se llama"
    r"|cuyo nombre es))?"
)

# Written with capitals, where capitals say something.
CASED: list[tuple[Kind, list[re.Pattern[str]]]] = [
    (
        Kind.NAME,
        _all(
            rf"\b(?i:{_KIN_EN}|{_KIN_ES})(?i:{_CALLED}),? (?P<it>{_NAME})",
            rf"\b(?i:mr|mrs|ms|miss|mx|dr|prof|sra?|srta|dra|sr|lic|ing|officer|judge|father|pastor"
            rf"|detective|don|dona|senor|senora|doctor|doctora|juez|jueza|padre)\.? (?P<it>{_NAME})",
            rf"\b(?i:my name is|i am called|his name is|her name is|their name is|called|named|me llamo"
            rf"|mi nombre es|se llama|se llamaba|llamad[oa]|su nombre es) (?P<it>{_NAME})",
        ),
    ),
    (
        Kind.ADDRESS,
        _all(
            r"\b(?P<it>\d{1,5}[A-Za-z]?,? (?:(?:[NSEW]\.?|[A-Z][\w'’.-]{1,20}|\d{1,3}(?:st|nd|rd"
            r"|th)) ){1,4}"
            r"(?i:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|place|pl"
            r"|terrace|way"
            r"|close|square|highway|hwy|crescent|parkway|alley)\b\.?)",
            r"\b(?P<it>(?:[A-Z][\w'’-]{1,20} ){1,3}(?:Street|Avenue|Road|Boulevard|Lane|Drive))\b",
            r"\b(?P<it>(?:(?i:calle|avenida|avda|av|paseo|plaza|carretera|camino|callejon|barrio|colonia"
            r"|urbanizacion)\.?|[cC]/) (?:(?:de|del|la|las|los|el) ){0,3}[A-Z\d][\w'’-]{0,20}"
            r"(?: (?:(?:de|del|la|las|los|el) ){0,2}[A-Z\d][\w'’-]{0,20}){0,3}(?:,? "
            r"(?:n[.oº]{0,3} ?)?\d{1,5})?)\b",
            r"\b(?P<it>[A-Z]{2} \d{5}(?:-\d{4})?)\b",
            r"\b(?P<it>[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})\b",
        ),
    ),
    (
        Kind.PLACE,
        _all(
            r"\b(?P<it>(?:[A-Z][\w'’.-]{1,20} ){1,3}(?:School|College|University|Academy|Hospital"
            r"|Clinic|Hotel"
            r"|Restaurant|Church|Mosque|Shelter|Factory))\b",
            r"\b(?P<it>(?i:escuela|colegio|instituto|universidad|guarderia|hospital|clinica|hotel"
            r"|restaurante"
            r"|iglesia|mezquita|academia|fabrica|bar|taller) (?:(?:de|del|la|las|los|el) ){0,3}"
            r"[A-Z][\w'’-]{1,20}(?: (?:(?:de|del|la|las|los) ){0,2}[A-Z][\w'’-]{1,20}){0,2})\b",
        ),
    ),
]

_STREET = r"(?:street|avenue|boulevard|road)"
_CALLE = r"(?:calle|avenida|avda|paseo|plaza|carretera|camino|carrera|cra|callejon|bloque)"
_UNIT = r"(?:apartment|apt|flat|suite|piso|apartamento|apto|departamento|depto|portal|bloque|puerta)"
_NOT_A_PLACE = (
    r"(?!(?:constant |great )?(?:fear|pain|peace|hope|shame|silence|the past|a way|a dream"
    r"|a nightmare|a world"
    r"|my head|the same|paz|miedo|dolor|silencio|el pasado|una pesadilla|un mundo|alerta|tension|mi cabeza"
    r"|constante|خوف|الخوف|رعب|قلق|سلام|الم|حزن|صمت|الماضي|كابوس|عذاب|امان)\b)"
)
_NOT_WORK = (
    r"(?!(?:night|home|all|first|last|once|it|this|the moment|that|times|weekends|casa|paz|silencio"
    r"|eso|ello"
    r"|equipo|mi|negro|lo|صمت|البيت|الليل|الصباح|المساء)\b)"
)

LOW: list[tuple[Kind, list[re.Pattern[str]]]] = [
    (
        Kind.EMAIL,
        _all(
            r"(?<![\w.+-])(?P<it>[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})",
            r"\b(?P<it>[\w.+-]{1,64} ?(?:\(at\)|at|arroba|\[at\]) ?(?:gmail|hotmail|yahoo|outlook"
            r"|icloud|proton)"
            r"(?: ?(?:\.|dot|punto) ?com)?)\b",
        ),
    ),
    (
        Kind.WEB,
        _all(
            r"\b(?P<it>(?:https?://|www\.)[^\s<>\"]{1,300})",
            r"(?<![\w@.-])(?P<it>[\w-]{1,63}(?:\.[\w-]{1,63}){0,3}\.(?:com|org|net|es|mx|info|io|me"
            r"|gov|edu|co"
            r"|ly|app|gle)(?:/[^\s]{0,200})?)(?![\w@])",
            r"(?<![\w.+-])(?P<it>@\w[\w.]{1,30})",
            r"\b(?:instagram|insta|facebook|fb|tiktok|snapchat|snap|telegram|twitter|youtube"
            r"|انستغرام|انستقرام"
            r"|انستا|فيسبوك|تيك توك|سناب|سناب شات|تلغرام|تيليجرام)\b[^\n.!?]{1,16}?(?<!\w)"
            r"(?P<it>(?=[a-z._]{0,30}[\d_.][\w.])[a-z][\w.]{2,30})",
        ),
    ),
    (
        Kind.ADDRESS,
        _all(
            rf"\b(?P<it>\d{{1,5}} (?:[\w'’.-]{{1,20}} ){{1,2}}{_STREET})\b",
            rf"\b(?P<it>{_CALLE} (?:[^\W\d][\w'’.-]{{0,20}},? ){{0,5}}(?:n[.oº]{{0,3}} ?)?\d{{1,5}})\b",
            rf"\b(?P<it>{_UNIT}\.? (?:no\.? |n[.oº]{{0,3}} ?|numero |number )?\d{{1,4}}[a-z]?)\b",
            r"\b(?P<it>(?:p\.? ?o\.? ?box|apartado(?: postal| de correos)?|zip(?: code)?|postcode"
            r"|codigo postal|c\.?p\.?|صندوق بريد|الرمز البريدي)[ :]{1,2}\d{2,6})\b",
            r"\b[وفبلك]?(?P<it>شارع (?!واحد|طويل|مظلم|كبير|صغير|فارغ)\w{2,20}(?: (?:ال\w{2,20}"
            r"|\w{0,3}\d{1,4}))?)\b",
            r"\b(?:في |ب|الي |من )(?P<it>(?:حي|ساحه|ميدان|ضاحيه|مخيم) (?:ال)?\w{2,20})\b",
            rf"\b{PREFIX}(?P<it>(?:شقه|عماره|بنايه|منزل|بيت|مبني|دور|طابق)(?: رقم)? \d{{1,5}})\b",
        ),
    ),
    (
        Kind.HOME,
        _all(
            r"\b(?:i|we|she|he|they)(?:'m|'re| am| are| is)?(?: now| still| currently)?"
            r" (?:live|lives|living|stay|staying|reside)(?: now| currently| right now)? (?:at|in|on"
            r"|near|close to)"
            rf" {_NOT_A_PLACE}(?P<it>{_REST})",
            r"\b(?:my|our) (?:new )?address is:? (?P<it>[^\n.!?]{1,80})",
            r"\b(?:vivo|vivimos|vive|viven|viviendo|resido|quedandome|me quedo|me alojo)(?: ahora"
            r"| actualmente"
            rf"| hoy| todavia)? (?:en|cerca de|junto a) {_NOT_A_PLACE}(?P<it>{_REST})",
            r"\b(?:mi|nuestra) (?:nueva )?direccion es:? (?P<it>[^\n.!?]{1,80})",
            r"\b[وف]?(?:اسكن|نسكن|تسكن|يسكن|ساكنه|ساكن|اعيش|نعيش|تعيش|يعيش|اقيم|نقيم|مقيمه|مقيم)(?: الان"
            rf"| حاليا)? (?:(?:في|ب|قرب|بجانب|عند) ?+){_NOT_A_PLACE}(?P<it>{_REST})",
            r"\b[وف]?عنوان(?:ي|نا)(?: الجديد| هو| الان){0,2}:? (?P<it>[^\n.!؟]{1,80})",
        ),
    ),
    (
        Kind.PLACE,
        _all(
            r"\b(?:work|works|worked|working|job|employed|shift) (?:at|for the|in the|in a)"
            rf" {_NOT_WORK}(?P<it>{_REST})",
            r"\b(?:go|goes|went|going) to (?P<it>[\w'’ -]{1,30}? (?:school|college|university"
            r"|kindergarten))\b",
            r"\b(?:stud(?:y|ies|ied|ying)) (?:at|in the) (?P<it>[^.,;!?\n]{1,60})",
            r"\b(?:trabaj(?:o|a|e|amos|an|aba|abamos|aban|ando|ar)) (?:en|para) "
            rf"{_NOT_WORK}(?P<it>{_REST})",
            rf"\b(?:estudi(?:o|a|aba|an|amos|ando)) en {_NOT_WORK}(?P<it>{_REST})",
            r"\b[وف]?(?:[اتين]عمل|[اتين]شتغل|عملت|اشتغلت|[اتين]درس|موظفه?)(?: \w{2,12})? (?:في|عند|لدي) "
            rf"{_NOT_WORK}(?P<it>{_REST})",
            rf"\b{PREFIX}(?P<it>(?:مدرسه|جامعه|مستشفي|كليه|معهد|روضه|مصنع|فندق|مطعم|مسجد|كنيسه) "
            r"(?!(?:كبير|صغير|قديم|جديد|قريب|بعيد|في|من|كل|هو|هي|لا|لم|لن|حيث|الذي|التي|عندما)ه?\b)\w{2,20}"
            r"(?: ال\w{2,20})?)\b",
        ),
    ),
    *WORDS,
]
