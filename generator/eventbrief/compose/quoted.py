"""SeenSheet -> its quotations and who spoke, as a template sees them."""

from __future__ import annotations

from eventbrief.compose.sheet_words import SheetWords, View
from eventbrief.compose.wording import typeset
from eventbrief.compose.words import Phrase, Words
from eventbrief.facts.model import Quote
from eventbrief.facts.standing import is_edited
from eventbrief.facts.text import Multilingual, base, in_language, original


class QuotedWords(SheetWords):
    """The quotations that one audience may see, in the language it reads."""

    def _people(self) -> list[Phrase]:
        """Who spoke, and in what role; each once."""
        people = [
            Phrase(self._attribution(quote, f"/quotes/{index}"))
            for index, quote in enumerate(self.sheet.quotes)
            if quote.speaker
        ]
        return list(dict.fromkeys(people))

    def _quote(self, quote: Quote, index: int) -> View:
        pointer = f"/quotes/{index}"
        words, language = in_language(quote.text, self.language, self.sheet.language)
        language = base(language)
        spoken = self.spoken_language(quote, index)
        foreign = "" if language == self.language else language
        said = typeset(words, language)
        edited = is_edited(self.sheet, f"{pointer}/text")
        attribution = Phrase(self._attribution(quote, pointer))
        if edited:  # a person's words, and no longer the speaker's
            told = f"{' ' if attribution else ''}({self.wording.data['paraphrased']})"
            attribution = Phrase([*attribution, Words(told)])
        said = said if edited else self.wording.quoted(said)
        role = self._of_quote(quote.role, f"{pointer}/role")
        translated = language != spoken
        note = ""
        if translated:
            name = self.wording.language_name(spoken)
            note = self.own(self.wording.data["translated"].format(language=name))
        return View(
            "quote",
            {
                "text": Words(said, foreign).unsure(self.check(f"{pointer}/text")),
                "speaker": Words(quote.speaker or "").unsure(self.check(f"{pointer}/speaker")),
                "role": role,
                "organisation": self._of_quote(quote.organisation, f"{pointer}/organisation"),
                "attribution": attribution,
                "translated": note,
                "partial": quote.partial,
                "paraphrased": edited,
                "notes": () if edited else self.notes(f"{pointer}/text") or self.notes(pointer),
            },
        )

    def _of_quote(self, text: Multilingual | None, at: str) -> Words:
        """What is told of a speaker, without numbers of sources."""
        return self.text(text).unsure(self.check(at))

    def _attribution(self, quote: Quote, pointer: str) -> list[Words]:
        role = self._of_quote(quote.role, f"{pointer}/role")
        organisation = self._of_quote(quote.organisation, f"{pointer}/organisation")
        speaker = Words(quote.speaker or "").unsure(self.check(f"{pointer}/speaker"))
        parts = [speaker]
        if role:
            parts += [self.comma, role] if speaker else [role]
        known = (
            f"{speaker} {role} {original(quote.role, self.sheet.language) if quote.role else ''}"
        )
        if organisation and organisation.lower() not in known.lower():
            parts += [self.comma, organisation] if speaker or role else [organisation]
        return [part for part in parts if part]
