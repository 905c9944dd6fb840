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
        نهر كهرمان شمال فضة مرج ميناء ارز مرجان ضباب ذهب جزيرة صيف شتاء سحابة نحاس حديقة حجر ليمون
        بنفسج كتان صفصاف شمس بحر غابة ورق مطر ريح قمح قمر نعناع زعفران ندى
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
        غزال حمامة عصفور ارنب سلحفاة دلفين صقر قندس باندا بجعة غراب مهر كوالا قبرة فقمة نمر جمل نورس
        ايل فراشة هدهد بلبل كناري سنجاب نحلة طاووس فهد حصان بطة يمامة سنونو لقلق
    """,
}


@cache
def parts(language: str) -> tuple[list[str], list[str]]:
    """The two halves of a name in her language, or in English where it has none."""
    known = language if language in THINGS else "en"
    return THINGS[known].split(), ANIMALS[known].split()
