"""The component that merges the PERSON entities of a Doc into people; sets ``doc._.people``."""

from spacy.language import Language
from spacy.tokens import Doc

from extractor.pipeline.evidence import Told, of_mentions, witness_of
from extractor.pipeline.extensions import store
from extractor.pipeline.people.read import find_people
from extractor.pipeline.people.rules import Offices
from extractor.pipeline.text.words import persons_of, words_of
from extractor.record import Evidence, Ground

ELSEWHERE = "entity that stood on the Doc"


class PeopleComponent:
    """Merges the PERSON entities of a Doc and sets ``doc._.people``."""

    def __init__(self) -> None:
        self.offices = Offices()

    def __call__(self, doc: Doc) -> Doc:
        words = words_of(doc)
        names = persons_of(doc, words)
        store(doc, "people", find_people(words, names, doc._.countries, self.offices) if names else ())
        return doc

    def evidence(self, doc: Doc) -> list[Evidence]:
        """Why each person is one: who found each mention of the name, what was weighed, the words beside it."""
        witness = witness_of(doc)

        def told(start: int, end: int) -> Told:
            return (witness and witness(start, end)) or (Ground(rule=ELSEWHERE), None)

        return [of_mentions(person.mentions, told) for person in doc._.people]


@Language.factory(
    "extractor_people",
    assigns=["doc._.people"],
    requires=["token.is_sent_start", "doc.ents", "doc._.countries"],
)
def create_people(nlp: Language, name: str) -> PeopleComponent:
    """The component that merges names into people."""
    return PeopleComponent()
