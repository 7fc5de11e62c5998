"""Items of QTI 1.2 with several responses, as Canvas writes them: matching, gaps in a text; and ordering. Read only."""

from __future__ import annotations

import re
from typing import Any

from saual.banks.formats.placing import Pair, take_gaps, take_pairs, unmarked
from saual.banks.formats.qti_text import material
from saual.banks.formats.shared import bounded, flat
from saual.banks.found import Scribe
from saual.banks.remark import Untaken
from saual.banks.sources.xml import Node
from saual.questions.text import Text

Right = dict[str, list[str]]
"""By the response: the labels that are right in it."""


def take_matched(responses: list[Node], right: Right, more: dict[str, Any], scribe: Scribe) -> None:
    """Each response is an item, its labels are the options of all."""
    bounded(responses)
    pairs: list[Pair] = []
    options: list[Text] = []
    for response in responses:
        labels = _labels(response, scribe)
        chosen = [labels[ident] for ident in right.get(response.attrs.get("ident", ""), []) if ident in labels]
        if not chosen:
            raise Untaken("no_right", "right")
        pairs.append((flat(material(scribe, response.first("material"), "items")), chosen[0]))
        options += labels.values()
    take_pairs(scribe, pairs, options, **more)


def take_gapped(responses: list[Node], right: Right, bank: bool, more: dict[str, Any], scribe: Scribe) -> None:
    """Each response is a gap, which the text names: [colour]."""
    bounded(responses)
    text = unmarked(flat(more["text"]))
    gaps: list[list[Text]] = []
    extras: list[Text] = []
    for number, response in enumerate(responses, 1):
        labels = _labels(response, scribe)
        chosen = [labels[ident] for ident in right.get(response.attrs.get("ident", ""), []) if ident in labels]
        name = flat(material(scribe, response.first("material"), "gaps"))
        if f"[{name}]" not in text:
            raise Untaken("unsupported", kind="cloze")
        text = re.sub(re.escape(f"[{name}]"), f"[{number}]", text)
        gaps.append(chosen[:1] if bank else chosen)
        extras += labels.values()
    if bank and len(responses) > 1:
        scribe.note("words_together", "options")
    take_gaps(scribe, gaps, extras if bank else None, **{**more, "text": text})


def take_ordered(response: Node, order: list[str], more: dict[str, Any], scribe: Scribe) -> None:
    items = _labels(response, scribe)
    if sorted(order) != sorted(items):
        raise Untaken("no_right", "right")
    scribe.take("ordering", items=[items[ident] for ident in order], **more)


def _labels(response: Node, scribe: Scribe) -> dict[str, Text]:
    labels = list(response.deep("response_label"))
    bounded(labels)
    return {label.attrs.get("ident", ""): flat(material(scribe, label, "options")) for label in labels}
