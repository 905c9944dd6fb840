"""What can be asked for. Nothing is ticked beforehand, and nothing has to be filled in."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import Length

from portal.directory.needs import Need
from portal.directory.wanted import LONGEST, LONGEST_PLACE, WHO, Wanted, known_needs
from portal.i18n import current_language, lazy
from portal.web.forms import CheckboxesField, PublicForm, clean

WISHES = {
    "open_now": lazy("Open now"), "free": lazy("Free of charge"), "no_papers": lazy("Asks for no papers"),
    "step_free": lazy("No steps"), "children": lazy("Children may come along"),
    "afar": lazy("By phone or online is enough"),
}  # fmt: skip
ANYBODY = [
    ("", lazy("It does not matter")), ("women", lazy("For women")), ("men", lazy("For men")),
    ("lgbtq", lazy("For LGBTQ+ people")),
]  # fmt: skip
TOO_LONG = lazy("This is too long to look for. A few words are enough.")


class FindForm(PublicForm):
    needs = CheckboxesField(
        lazy("What do you need?"),
        choices=[(need.key, lazy(need.value)) for need in Need],
        validate_choice=False,
    )
    words = StringField(
        lazy("Or in your own words"),
        description=lazy("A few words, in any language. Mistakes in typing do not matter."),
        validators=[Length(max=LONGEST, message=TOO_LONG)],
    )
    place = StringField(
        lazy("Near which place?"),
        description=lazy("A town or a postal code. We do not ask your phone where you are. Empty: anywhere."),
        validators=[Length(max=LONGEST_PLACE, message=TOO_LONG)],
    )
    speaks = SelectField(lazy("Language you want to speak"), validate_choice=False)
    who = SelectField(lazy("For whom"), choices=ANYBODY, validate_choice=False)
    wishes = CheckboxesField(lazy("What else matters"), choices=list(WISHES.items()), validate_choice=False)

    def wanted(self, spoken: set[str]) -> Wanted:
        """Choices that are none are left out."""
        wishes = {name: name in (self.wishes.data or []) for name in WISHES}
        return Wanted(
            reads=current_language(),
            needs=known_needs(self.needs.data),
            words=clean(self.words.data).strip(),
            place=clean(self.place.data).strip(),
            speaks=self.speaks.data if self.speaks.data in spoken else "",
            who=self.who.data if self.who.data in WHO else "",
            **wishes,
        )

    def show(self, wanted: Wanted) -> None:
        """As she filled it in before."""
        self.needs.data, self.words.data, self.place.data = list(wanted.needs), wanted.words, wanted.place
        self.speaks.data, self.who.data = wanted.speaks, wanted.who
        self.wishes.data = [name for name in WISHES if getattr(wanted, name)]
