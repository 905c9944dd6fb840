"""What both kinds of forms are made of: lines, areas, what may stand in them, and rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import Length

from portal.directory import values
from portal.directory.values import LONGEST, NotThat
from portal.i18n import N_, _, ascii_digits, format_list, lazy
from portal.listing import parts
from portal.listing.parts import Said
from portal.web.forms import Form, clean

LINE, MOST_ROWS = 300, 60
Check = Callable[[Form, Field], None]


def _fits(most: int) -> Length:
    return Length(max=most, message=lazy("This is too long. Up to %(most)s characters fit here.", most=most))


def line(label: str, hint: str = "", *checks: Check, most: int = LINE) -> StringField:
    filters = [lambda text: " ".join(clean(text).split())]
    return StringField(label, description=hint, filters=filters, validators=[_fits(most), *checks])


def area(label: str, hint: str = "", *checks: Check, rows: int = 5, most: int = LONGEST) -> TextAreaField:
    """Called `text` where there is only one, so that what was typed comes back when the session has ended."""
    filters = [lambda text: clean(text).strip()]
    more = {"rows": rows}
    return TextAreaField(
        label, description=hint, filters=filters, validators=[_fits(most), *checks], render_kw=more
    )


def named(_form: Form, field: Field) -> None:
    """Not only of markup, which is taken out."""
    if not values.text(field.data or "")[0]:
        raise ValidationError(str(lazy("Please write something here.")))


def can_be_called(_form: Form, field: Field) -> None:
    field.data = ascii_digits(field.data or "")
    if field.data and sum(sign.isdigit() for sign in field.data) < 3:
        raise ValidationError(str(lazy("Please give a number that can be called, such as +1 555 0100.")))


def _read(reader: Callable[[object], Any], said: str) -> Check:
    def check(_form: Form, field: Field) -> None:
        try:
            if field.data:
                reader(field.data)
        except NotThat:
            raise ValidationError(str(lazy(said))) from None

    return check


an_email = _read(values.email, N_("Please give an email address, such as name@example.org."))
a_website = _read(values.url, N_("Please give an address on the web, such as https://example.org."))


class RecordForm(Form):
    """`mark`: of what the form showed. `each`: the names of what one row consists of; without what it
    `needs`, a row that says anything is refused."""

    mark = HiddenField()
    title = ""
    is_shown = True  # to everybody
    each: tuple[str, ...] = ()
    needs = legend = missing = ""
    count = 0

    @staticmethod
    def one() -> dict[str, Any]:
        """The fields of one row."""
        return {}

    @property
    def rows(self) -> list[list[Field]]:
        return [[self[f"{name}_{n}"] for name in self.each] for n in range(self.count)]

    @property
    def plain(self) -> list[Field]:
        in_rows = {field for row in self.rows for field in row}
        return [field for field in self if field not in in_rows]

    @property
    def said(self) -> Said:
        """What was typed, in the shape that parts.py shows."""
        own = {field.name: "" if field.data is None else field.data for field in self.plain}
        said: Said = {name: words for name, words in own.items() if name not in ("mark", "csrf_token")}
        if self.each:
            rows = (dict(zip(self.each, (f.data or "" for f in row), strict=True)) for row in self.rows)
            said["rows"] = [row for row in rows if _says(row)]
        return said

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        for n, row in enumerate(self.rows):
            wanted = self[f"{self.needs}_{n}"]
            if _says({name: field.data for name, field in zip(self.each, row, strict=True)}):
                if not wanted.data and not wanted.errors:
                    wanted.errors = [str(lazy(self.missing))]
                fine = fine and not any(field.errors for field in row)
        return fine

    @property
    def told(self) -> list[tuple[str, str]]:
        """(what, words) of everything that is said, to be read."""
        plain = [(str(field.label.text), _words(field)) for field in self.plain]
        rows = [
            (_(self.legend, number=n), " · ".join(filter(None, map(_words, row))))
            for n, row in enumerate(self.rows, 1) if self[f"{self.needs}_{n - 1}"].data
        ]  # fmt: skip
        return [(what, words) for what, words in [*plain, *rows] if words]


F = TypeVar("F", bound=RecordForm)


def _says(row: Said) -> bool:
    return any(value for name, value in row.items() if name not in ("id", "kind"))


def _words(field: Field) -> str:
    if isinstance(field, HiddenField) or not field.data:
        return ""
    if isinstance(field, SelectField | RadioField | SelectMultipleField):
        named = {one[0]: str(one[1]) for one in field.choices or ()}
        chosen = field.data if isinstance(field.data, list) else [field.data]
        return format_list([named.get(one, one) for one in chosen])
    return str(field.data)


def filled(kind: type[F], there: Said, posted: Iterable[str] | None = None) -> F:
    """With what is there and room for more, or as many rows as came; `posted` is None for one to read."""
    rows = there.get("rows", [])
    sent = [int(found[1]) + 1 for name in posted or () if (found := re.fullmatch(r"[a-z_]+_(\d{1,2})", name))]
    spare = 1 if rows else 2
    count = min(max(sent, default=len(rows) + spare), MOST_ROWS) if kind.each else 0
    fields = {f"{name}_{n}": field for n in range(count) for name, field in kind.one().items()}
    made = type(kind.__name__, (kind,), {**fields, "count": count})
    data = {f"{name}_{n}": row.get(name) for n, row in enumerate(rows[:count]) for name in kind.each}
    said = {**there, **data, "mark": parts.mark(there)}
    form: F = made(data=said) if posted is not None else made(formdata=None, data=said)
    for field in form:
        if isinstance(field, SelectField) and not field.validate_choice:
            known: list[Any] = list(field.choices or ())
            if field.data and field.data not in dict(known):
                field.choices = [*known, (field.data, field.data)]  # a word of a feed's own
    return form
