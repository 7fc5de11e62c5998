"""The interactions of QTI 2 and 3 in which something is put somewhere: order, match, gaps, slider. Read only.

Elements come under the one spelling of `qti2`: orderinteraction, simpleassociablechoice, …
"""

from __future__ import annotations

from typing import Any

from saual.banks.formats.placing import Pair, take_gaps, take_pairs, unmarked
from saual.banks.formats.qti_text import xhtml
from saual.banks.formats.shared import bounded, flat, number, take_number
from saual.banks.found import Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.xml import Node
from saual.questions.text import Text

GAPPED = ("textentryinteraction", "inlinechoiceinteraction", "gapmatchinteraction")


def correct(declared: Node | None) -> list[str]:
    response = declared.first("correctresponse") if declared else None
    return [value.text().strip() for value in response.all("value")] if response else []


def mapping(declared: Node | None) -> dict[str, float]:
    """What each answer earns."""
    mapped: dict[str, float] = {}
    for entry in declared.deep("mapentry") if declared else ():
        try:
            value = float(entry.attrs.get("mappedvalue", "0")[:20])
        except ValueError:
            value = 0.0
        mapped[entry.attrs.get("mapkey", "").strip()] = value if -1e6 < value < 1e6 else 0.0
    return mapped


def take_order(interaction: Node, declared: Node, fields: dict[str, Any], scribe: Scribe) -> None:
    items = _named(interaction.all("simplechoice"), scribe, "items")
    order = correct(declared)
    if sorted(order) != sorted(items):
        raise Untaken("no_right", "right")
    scribe.take("ordering", items=[items[ident] for ident in order], **fields)


def take_match(interaction: Node, declared: Node, fields: dict[str, Any], scribe: Scribe) -> None:
    """Two sets of choices, and pairs of one from each."""
    sets = interaction.all("simplematchset")
    if len(sets) != 2:
        raise Untaken("unsupported", kind="matching")
    left, right = (_named(one.all("simpleassociablechoice"), scribe, "items") for one in sets)
    found = [key.split() for key in _right(declared)]
    chosen = {pair[0]: pair[1] for pair in found if len(pair) == 2}
    if len(chosen) < len(found):
        raise Untaken("several_right", "right")
    missing = next((ident for ident in left if chosen.get(ident) not in right), None)
    if missing is not None:
        raise Untaken("no_right", "right")
    pairs: list[Pair] = [(said, right[chosen[ident]]) for ident, said in left.items()]
    take_pairs(scribe, pairs, right.values(), **fields)


def take_slider(interaction: Node, declared: Node, tolerance: Any, fields: dict[str, Any], scribe: Scribe) -> None:
    right = correct(declared)
    if len(right) != 1:
        raise Untaken("several_numbers" if right else "no_right", "right")
    bounds = {"min": "lowerbound", "max": "upperbound", "step": "step"}
    scale = {key: number(interaction.attrs.get(name) or "1", key) for key, name in bounds.items()}
    take_number(scribe, right=number(right[0]), tolerance=tolerance, **{**fields, **scale, "type": "slider"})


def take_gapped(body: Node, declared: dict[str, Node], fields: dict[str, Any], scribe: Scribe) -> None:
    """Several fields or lists of words in one text, or words to be dragged into it."""
    gaps: list[list[Text]] = []
    extras: list[Text] = []
    kinds: set[str] = set()
    lists: list[list[Text]] = []
    targets: dict[str, str] = {}
    words: dict[str, Text] = {}

    def put(node: Node, spellings: list[Text]) -> str:
        gaps.append(spellings)
        kinds.add(node.name)
        return f"[{len(gaps)}]"

    def parts_of(node: Node) -> list[Node | str]:
        parts: list[Node | str] = []
        for part in node.parts:
            if isinstance(part, str):
                parts.append(unmarked(part))
            elif part.name == "textentryinteraction":
                found = declared.get(part.attrs.get("responseidentifier", ""))
                mapped = [key for key, value in mapping(found).items() if value > 0]
                parts.append(put(part, list(dict.fromkeys([*correct(found), *mapped]))))
            elif part.name == "inlinechoiceinteraction":
                found = declared.get(part.attrs.get("responseidentifier", ""))
                said = _named(part.all("inlinechoice"), scribe, "options")
                right = [said[ident] for ident in _right(found) if ident in said]
                lists.append(list(said.values()))
                extras.extend(said.values())
                parts.append(put(part, right[:1]))
            elif part.name == "gap":
                word = words.get(targets.get(part.attrs.get("identifier", ""), ""))
                parts.append(put(part, [word] if word else []))
            elif part.name == "gapmatchinteraction":
                found = declared.get(part.attrs.get("responseidentifier", "RESPONSE"))
                words.update(_named(part.all("gaptext"), scribe, "options"))
                targets.update({gap: word for word, _, gap in (key.partition(" ") for key in _right(found))})
                extras.extend(words.values())
                parts += parts_of(part)
            elif part.name not in ("gaptext", "rubricblock", "feedbackblock", "feedbackinline", "stylesheet"):
                copy = Node(part.name, part.attrs, part.line)
                copy.parts = parts_of(part)
                parts.append(copy)
        return parts

    text = xhtml(scribe, parts_of(body), "text")
    if not kinds:
        raise Untaken("no_right", "gaps")
    if len(kinds) != 1:
        raise Untaken("unsupported", kind="composite")
    bounded(gaps)
    bounded(extras)
    if any(each != lists[0] for each in lists):
        scribe.note("words_together", "options")
    bank = kinds != {"textentryinteraction"}
    take_gaps(scribe, gaps, extras if bank else None, **{**fields, "text": text})


def _named(choices: list[Node], scribe: Scribe, field: str) -> dict[str, Text]:
    bounded(choices)
    return {choice.attrs.get("identifier", ""): flat(xhtml(scribe, list(choice.parts), field)) for choice in choices}


def _right(declared: Node | None) -> list[str]:
    return correct(declared) or [key for key, value in mapping(declared).items() if value > 0]
