"""Words about children, papers, drugs and offences, in plain letters as `patterns` has them."""

from __future__ import annotations

import re

from portal.safety.kinds import Kind

PREFIX = r"[وفبلك]?(?:ال|ل)?"  # what Arabic writes together with a word


def _all(*found: str) -> list[re.Pattern[str]]:
    return [re.compile(pattern) for pattern in found]


def _words(*words: str) -> str:
    return rf"\b(?P<it>{'|'.join(words)})\b"


def _arabic(*words: str) -> str:
    return rf"\b{PREFIX}(?P<it>{'|'.join(words)})\b"


WORDS: list[tuple[Kind, list[re.Pattern[str]]]] = [
    (
        Kind.CHILD,
        _all(
            _words(
                r"(?<!was )(?<!am )(?<!like )"
                r"(?:my|our|her|his|their|the|a|two|three|four|five|\d) (?:\w{2,10} )?"
                r"(?:child|children|kids?|sons?|daughters?|bab(?:y|ies)|toddlers?|grandchild(?:ren)?)",
                r"(?:my|our) (?:little |younger |older )?(?:boys?|girls?)",
                r"children",
                r"(?:\d|1[0-7])[ -](?:years?|months?)[ -]olds?",
                r"under ?age",
                r"pregnant",
            ),
            _words(
                r"(?:hij|nin|niet)[oa]s?",
                r"(?:mi|la|el|un|una|su|mis|los|nuestr[oa]|del|al) bebes?",
                r"menor(?:es)? de edad",
                r"mis (?:pequen|chic)[oa]s",
                r"embarazada",
                r"(?:tiene|tenia|cumplio|cumple) (?:\d|1[0-7]) (?:anos|meses)",
            ),
            _arabic(
                "طفل(?:ي|تي|ه|ها|نا|ان|ين|تان)?",
                "اطفال(?:ي|نا|ه|ها|هم)?",
                "ابني",
                "ابنتي",
                "بنتي",
                "ولدي",
                "اولادي",
                "اولادنا",
                "بناتي",
                "ابنائي",
                "ابنها",
                "ابنه الصغير",
                "ابنتها",
                "رضيع(?:ي|تي|ه)?",
                "حفيد(?:ي|تي)",
                "قاصر(?:ه)?",
                "حامل",
                r"عمر(?:ه|ها) (?:\d|1[0-7])(?: سنوات| سنه| عاما?| اشهر)?",
            ),
        ),
    ),
    (
        Kind.STATUS,
        _all(
            _words(
                "visas?",
                "undocumented",
                "asylum(?: seeker)?",
                "refugee",
                r"deport(?:ed|ation|s)?",
                "green card",
                "(?:residence|work|residency) permit",
                "immigration",
                "immigrant",
                "migrant",
                "(?:no|without|my) papers",
                "illegal(?:ly)? (?:in|here|entry|immigrant)",
                "crossed the border",
                "overstayed",
                "smuggled",
            ),
            _words(
                "visados?",
                "asilo",
                "refugiad[oa]s?",
                r"deport(?:ar|aron|ad[oa]|acion|en)\w{0,4}",
                "(?:sin|mis|los) papeles",
                "indocumentad[oa]s?",
                "permiso de (?:residencia|trabajo)",
                "la migra",
                "migracion",
                "inmigrante",
                "extranjeria",
                "tarjeta de residencia",
                "situacion irregular",
                "cruce la frontera",
                "coyotes?",
            ),
            _arabic(
                "تاشيره",
                "تاشيرتي",
                "فيزا",
                "لجوء",
                "لاجيه",
                "لاجي",
                "لاجيين",
                "اقامتي",
                "اقامه",
                "ترحيل(?:ي)?",
                "رحلوني",
                "(?:بلا|بدون|من دون) (?:اوراق|وثايق)",
                "اوراقي",
                "هجره",
                "مهاجر(?:ه|ين)?",
                "تهريب",
                "مهرب(?:ين)?",
                "غير (?:شرعي|قانوني|نظامي)(?:ه)?",
            ),
        ),
    ),
    (
        Kind.DRUGS,
        _all(
            _words(
                "drugs?",
                "cocaine",
                "crack",
                "heroin",
                "meth",
                "marijuana",
                "cannabis",
                "fentanyl",
                "opioids?",
                "methadone",
                "addict(?:ed|ion)?",
                "overdosed?",
                "(?:smoke|smoked|smoking) weed",
                "i (?:was|got) high",
                "relapsed",
            ),
            _words(
                r"drog(?:as?|ada|ado|arme|aba|ue|o)",
                "cocaina",
                "heroina",
                "marihuana",
                "porros?",
                "metadona",
                "fentanilo",
                "crack",
                r"adict[oa]s?",
                "adiccion",
                "sobredosis",
                "recai",
            ),
            _arabic(
                "مخدر(?:ات)?",
                "حشيش",
                "كوكايين",
                "هيرويين",
                "هروين",
                "ماريجوانا",
                "كبتاغون",
                "مدمن(?:ه)?",
                "ادمان(?:ي)?",
                "ادمنت",
                "جرعه زايده",
            ),
        ),
    ),
    (
        Kind.OFFENCE,
        _all(
            _words(
                "i (?:stole|shoplifted|lied to the (?:police|court|judge)|sold (?:it|myself|sex|pills|weed))",
                "i (?:was|got|had been) (?:arrested|convicted|charged|sentenced|in (?:jail|prison))",
                "i (?:hit|beat|stabbed|hurt|threatened|attacked) (?:him|her|them|back|a|my|someone|somebody)",
                "arrested me",
                "my (?:arrest|conviction|sentence|probation|parole|criminal record|warrant)",
                "prostitut(?:e|ion|ed)",
                "sex work(?:er)?",
                "false (?:papers|documents|passport|id)",
            ),
            _words(
                "(?:yo )?rob[eo](?=\\W)(?! un corazon)",
                "robamos",
                "me (?:detuvieron|arrestaron|condenaron)",
                "(?:fui|estuve|estaba) (?:arrestad|detenid|condenad|pres)[oa]",
                "estuve en (?:la )?(?:carcel|prision)",
                "mis antecedentes",
                "antecedentes penales",
                "menti a la policia",
                "(?:yo )?(?:le|lo|la) (?:pegue|golpee|apunale|amenace)",
                r"prostituc?\w{0,5}",
                "papeles falsos",
                "documentos falsos",
                "vendi (?:droga|pastillas)",
            ),
            _arabic(
                "سرقت",
                "سرقنا",
                "سجنت",
                "اعتقلوني",
                "اعتقلت",
                "حبسوني",
                "سجنوني",
                "حكم علي",
                "ضربته",
                "ضربتها",
                "طعنته",
                "كذبت علي (?:الشرطه|المحكمه)",
                "دعاره",
                "بغاء",
                "(?:اوراق|وثايق|جواز) مزور(?:ه)?",
                "سوابق(?:ي)?",
                "هددته",
            ),
        ),
    ),
]
