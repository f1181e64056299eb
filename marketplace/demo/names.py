"""Names of firms and persons, in the scripts that they would be written in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random

from anyascii import anyascii
from cyrtranslit import to_latin

from marketplace.demo.plan import PersonPlan, data

ALBANIAN = {"Polog": 0.6, "South-West": 0.3, "Skopje": 0.22, "North-East": 0.2}
"""Share of firms with an Albanian name, by region; elsewhere none."""


class Names:
    """Gives out names, none twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._taken: set[str] = set()
        self._people = data("people")

    def firm(self, sector: str, region: str) -> tuple[str, Mapping[str, str], str]:
        """A firm's registered name, its names by language, and the language of its owner."""
        albanian = self._random.random() < ALBANIAN.get(region, 0.0)
        for name in self._candidates(sector, albanian):
            if name not in self._taken:
                self._taken.add(name)
                return self._forms(name, albanian)
        raise RuntimeError("names have run out")

    def _candidates(self, sector: str, albanian: bool) -> Iterator[str]:
        language = "sq" if albanian else "mk"
        roots = self._people[f"roots_{language}"]
        words = self._people[f"trade_words_{language}"][sector]
        for _ in range(500):
            root = self._random.choice(roots)
            yield f"{root} {self._random.choice(words)}"
        for number in range(2, 100):
            yield f"{self._random.choice(roots)} {self._random.choice(words)} {number}"

    def _forms(self, name: str, albanian: bool) -> tuple[str, Mapping[str, str], str]:
        form = self._random.choice(self._people["forms"])
        if albanian:
            return f"{name} {form}", {"sq": f"{name} {form}"}, "sq"
        cyrillic = f"{name} {FORMS[form]}"
        return f"{latin(name)} {form}", {"mk": cyrillic}, "mk"

    def person(self, language: str, woman: bool) -> PersonPlan:
        """A person whose name fits the language."""
        if language == "sq":
            first = self._random.choice(self._people["first_sq"])
            name = f"{first} {self._random.choice(self._people['last_sq'])}"
        else:
            sex = "women" if woman else "men"
            first = self._random.choice(self._people[f"first_{sex}_mk"])
            last = self._random.choice(self._people["last_mk"])
            last = last.removesuffix("ски") + "ска" if woman else last
            name = latin(f"{first} {last}")
        return PersonPlan(name, self._address(name), language)

    def _address(self, name: str) -> str:
        local = anyascii(name).lower().replace(" ", ".").replace("'", "")
        number = 1
        while (email := f"{local}{number if number > 1 else ''}@demo.example") in self._taken:
            number += 1
        self._taken.add(email)
        return email


FORMS = {"DOO": "ДОО", "DOOEL": "ДООЕЛ", "AD": "АД"}


def latin(text: str) -> str:
    """Macedonian Cyrillic in Latin letters with diacritics."""
    return str(to_latin(text, "mk"))
