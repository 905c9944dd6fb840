"""The words that names are made of: everyday things and animals, none of them sad, none a person's name."""

from __future__ import annotations

from functools import cache

THINGS = {
    "en": """
        river amber quiet north silver meadow harbor velvet cedar coral misty golden maple island
        summer winter cloud copper garden stone lemon violet linen pebble willow sunny ocean forest
        paper morning evening saffron
    """,
    "es": """
        rio ambar norte plata prado puerto cedro coral niebla oro arce isla verano invierno nube
        cobre jardin piedra limon violeta lino sauce sol mar bosque papel lluvia viento trigo luna
        menta canela
    """,
    "ar": """
        نهر كهرمان مرج أرز ذهب جزيرة صيف شتاء سحابة حديقة ليمون كتان صفصاف مطر قمح نعناع زعفران
        زيتون سمسم قرفة لوز جوز زنجبيل تفاح مشمش واحة جسر نافذة مصباح كتاب دفتر قوس
    """,
}
ANIMALS = {
    "en": """
        otter heron finch badger robin turtle dolphin sparrow rabbit falcon beaver panda lizard
        gecko swan raven pony koala lark magpie marten puffin seal tiger wren zebra camel crane gull
        hare ibis moth
    """,
    "es": """
        nutria garza pinzon tejon tortuga delfin gorrion conejo halcon castor panda lagarto cisne
        cuervo poni koala alondra urraca foca tigre cebra camello grulla gaviota liebre ibis colibri
        jilguero mirlo ciervo lince oruga
    """,
    "ar": """
        أرنب سلحفاة دلفين باندا بجعة كوالا فقمة جمل نورس فراشة هدهد كناري سنجاب نحلة حصان يمامة
        سنونو زرافة ببغاء بطريق حسون شحرور كروان قنفذ سمكة كنغر راكون وعل دعسوقة يعسوب فلامنغو
        سلطعون
    """,
}


@cache
def parts(language: str) -> tuple[list[str], list[str]]:
    """The two halves of a name in her language, or in English where it has none."""
    known = language if language in THINGS else "en"
    return THINGS[known].split(), ANIMALS[known].split()
