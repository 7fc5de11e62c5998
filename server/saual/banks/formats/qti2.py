"""QTI 2.1, 2.2 and 3.0: single items, tests and packages. `qti2_write` writes 2.1.

Version 3 has the same elements under other names: qti-choice-interaction is choiceInteraction. Both are read
under one spelling: choiceinteraction.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import Any

from saual.banks.formats.base import Format
from saual.banks.formats.qti2_placing import GAPPED, correct, mapping, take_gapped, take_match, take_order, take_slider
from saual.banks.formats.qti2_spot import SPOTS, take_spot
from saual.banks.formats.qti2_write import LABEL, write
from saual.banks.formats.qti_package import beside, files, roots
from saual.banks.formats.qti_text import xhtml
from saual.banks.formats.shared import Choice, choice, number, options_of, take_choices, take_slide, take_spellings
from saual.banks.found import Found, Scribe
from saual.banks.remark import Refused, Untaken
from saual.banks.sources.source import Source
from saual.banks.sources.xml import Node
from saual.banks.tags import read_tags

_UNSUPPORTED = {
    "associateinteraction": "matching",
    "hottextinteraction": "cloze",
    "graphicorderinteraction": "hotspot",
    "graphicassociateinteraction": "hotspot",
    "graphicgapmatchinteraction": "hotspot",
    "positionobjectinteraction": "hotspot",
    "uploadinteraction": "upload",
    "drawinginteraction": "drawing",
    "mediainteraction": "media",
    "custominteraction": "custom",
    "portablecustominteraction": "custom",
}
_GAP = "_____"


def _name(name: str) -> str:
    return name.removeprefix("qti-").replace("-", "").lower()


def sniff(source: Source) -> bool:
    return any(_name(root) in ("assessmentitem", "assessmenttest") for root in roots(source))


def read(source: Source, found: Found) -> None:
    for name, root in files(source):
        if isinstance(root, Refused):
            found.problem(root.remark)
            continue
        top = _renamed(root)
        if top.name == "assessmenttest" and top.attrs.get("title"):
            found.head["title"] = top.attrs["title"]
        items = [top] if top.name == "assessmentitem" else top.deep("assessmentitem")
        for item in items:
            title = item.attrs.get("title") or item.attrs.get("identifier", "")
            with found.question(line=item.line, file=name, item=title) as scribe:
                scribe.beside = beside(source, name)
                _item(item, scribe)


def _renamed(node: Node) -> Node:
    renamed = Node(_name(node.name), {_name(key): value for key, value in node.attrs.items()}, node.line)
    renamed.parts = [part if isinstance(part, str) else _renamed(part) for part in node.parts]
    return renamed


def _item(item: Node, scribe: Scribe) -> None:
    body = item.first("itembody")
    if body is None:
        raise Untaken("qti_no_presentation")
    interactions = _interactions(body)
    said, more = _text(body, scribe)
    label = item.attrs.get("label", "")
    tags = label.removeprefix(LABEL).split(";") if label.startswith(LABEL) else []
    fields: dict[str, Any] = {**read_tags(tags, scribe), "explanation": _feedback(item, scribe)}
    kind = fields.pop("type", "")
    names = {interaction.name for interaction in interactions}
    if (
        names
        and names <= set(GAPPED)
        and (names != {"textentryinteraction"} or len(interactions) > 1 or kind == "gaps")
    ):
        take_gapped(body, {d.attrs.get("identifier", ""): d for d in item.all("responsedeclaration")}, fields, scribe)
        return
    if not interactions:
        take_slide(scribe, said, more, item.attrs.get("title", ""), **fields)
        return
    if len(interactions) > 1:
        raise Untaken("unsupported", kind="composite")
    interaction = interactions[0]
    fields["text"] = said if not more else f"{said}\n{more}"
    if interaction.name in _UNSUPPORTED:
        raise Untaken("unsupported", kind=_UNSUPPORTED[interaction.name])
    if interaction.name == "extendedtextinteraction":
        fields.pop("points", None)
        scribe.take("open", **fields)
        return
    ident = interaction.attrs.get("responseidentifier", "RESPONSE")
    declared = next((d for d in item.all("responsedeclaration") if d.attrs.get("identifier") == ident), None)
    if declared is None:
        raise Untaken("no_right", "right")
    if interaction.name == "choiceinteraction":
        _choice(interaction, declared, fields, scribe)
    elif interaction.name in SPOTS:
        take_spot(interaction, declared, fields, scribe)
    elif interaction.name == "textentryinteraction":
        _typed(item, declared, fields, scribe)
    elif interaction.name == "orderinteraction":
        take_order(interaction, declared, fields, scribe)
    elif interaction.name == "matchinteraction":
        take_match(interaction, declared, {**fields, "type": kind}, scribe)
    elif interaction.name == "sliderinteraction":
        right = correct(declared)
        tolerance = _tolerance(item, number(right[0]) if right else Decimal(0), scribe)
        take_slider(interaction, declared, tolerance, fields, scribe)
    else:
        raise Untaken("unsupported", kind=interaction.name[:40])


def _choice(interaction: Node, declared: Node, fields: dict[str, Any], scribe: Scribe) -> None:
    options: dict[str, Choice] = {}
    for node in interaction.all("simplechoice"):
        if next(node.deep("feedbackinline", "feedbackblock"), None):
            scribe.note("feedback_left_out", "explanation")
        said = partial(xhtml, scribe, _without_feedback(node), "options")
        options[node.attrs.get("identifier", "")] = choice(scribe, said, 0.0)
    right = correct(declared)
    mapped = mapping(declared)
    if not right and not mapped:
        scribe.note("taken_as_poll")
        scribe.take("poll", **options_of(scribe, list(options.values())), **fields)
        return
    if sorted(options) == ["false", "true"] and len(right) == 1:
        scribe.take("truefalse", right=right[0] == "true", **fields)
        return
    several = declared.attrs.get("cardinality", "single") != "single"
    if several and not right:
        weights = {key: value * 100 for key, value in mapped.items()}
    else:
        weights = dict.fromkeys(right, 100.0)
        if not several and any(key not in right and value > 0 for key, value in mapped.items()):
            scribe.note("partial_credit_left_out", "right")
    if not several and not right:
        best = max(mapped.values())
        weights = {key: 100.0 for key, value in mapped.items() if value == best > 0}
    choices = [one._replace(weight=weights.get(ident, 0.0)) for ident, one in options.items()]
    take_choices(scribe, choices, several=several, **fields)


def _typed(item: Node, declared: Node, fields: dict[str, Any], scribe: Scribe) -> None:
    right = correct(declared)
    if declared.attrs.get("basetype", "string").lower() in ("float", "integer"):
        if len(right) != 1:
            raise Untaken("several_numbers" if right else "no_right", "right")
        value = number(right[0])
        # What stands behind the gap at the end is what the number is counted in.
        text, gap, unit = fields["text"].rpartition(f"\n{_GAP} ") if isinstance(fields["text"], str) else ("", "", "")
        if gap and len(unit) <= 20:
            fields |= {"text": text, "unit": unit}
        scribe.take("number", right=value, tolerance=_tolerance(item, value, scribe), **fields)
        return
    mapped = [key for key, value in mapping(declared).items() if value > 0]
    if len(mapped) > 1 and any(v < max(mapping(declared).values()) for v in mapping(declared).values() if v > 0):
        scribe.note("weights_evened", "accept")
    spellings = list(dict.fromkeys([*right, *mapped]))
    take_spellings(scribe, [Choice(text.replace("*", "\\*"), 100.0) for text in spellings], **fields)


def _tolerance(item: Node, value: Decimal, scribe: Scribe) -> Decimal:
    for equal in item.deep("equal"):
        mode = equal.attrs.get("tolerancemode", "exact")
        amounts = equal.attrs.get("tolerance", "").split()
        if mode == "exact" or not amounts:
            continue
        low, high = number(amounts[0], "tolerance"), number(amounts[-1], "tolerance")
        if low != high:
            scribe.note("tolerance_evened", "tolerance")
        smaller = min(low, high)
        return smaller if mode == "absolute" else abs(value) * smaller / 100
    return Decimal(0)


def _text(body: Node, scribe: Scribe) -> tuple[Any, Any]:
    """What is asked, a gap where something is typed in the middle; and the rest below a heading, for a slide."""
    parts = _said(body)
    blocks = [part for part in parts if not isinstance(part, str) or part.strip()]
    first = blocks[0] if blocks else None
    if not _interactions(body) and isinstance(first, Node) and first.name in ("h1", "h2", "h3", "h4"):
        return xhtml(scribe, list(first.parts), "text"), xhtml(scribe, list(blocks[1:]), "body")
    text = xhtml(scribe, parts, "text")
    if isinstance(text, str):
        text = text.removesuffix(_GAP).rstrip()
    return text, ""


def _said(node: Node) -> list[Node | str]:
    """The parts of the body without what belongs to the interactions, their prompts apart."""
    parts: list[Node | str] = []
    for part in node.parts:
        if isinstance(part, str):
            parts.append(part)
        elif part.name == "textentryinteraction":
            parts.append(_GAP)
        elif part.name.endswith("interaction"):
            parts += part.all("prompt")
        elif part.name not in ("rubricblock", "feedbackblock", "feedbackinline", "stylesheet"):
            copy = Node(part.name, part.attrs, part.line)
            copy.parts = _said(part)
            parts.append(copy)
    return parts


def _interactions(body: Node) -> list[Node]:
    return [node for node in _below(body) if node.name.endswith("interaction")]


def _below(node: Node) -> list[Node]:
    return [below for child in node.children for below in (child, *_below(child))]


def _without_feedback(choice: Node) -> list[Node | str]:
    return [p for p in choice.parts if isinstance(p, str) or not p.name.startswith("feedback")]


def _feedback(item: Node, scribe: Scribe) -> Any:
    said = [node for node in item.all("modalfeedback") if node.text().strip()]
    right = next((n for n in said if n.attrs.get("identifier", "").lower() in ("general", "correct")), None)
    if len(said) > (right is not None):
        scribe.note("feedback_left_out", "explanation")
    return xhtml(scribe, list(right.parts), "explanation") if right else ""


FORMAT = Format(
    "qti2",
    ".zip",
    {"kk": "Canvas, QTI (ZIP)", "ru": "Canvas, QTI (ZIP)", "en": "Canvas, QTI (ZIP)"},
    sniff,
    read,
    write,
    about={
        "kk": "Canvas және басқа жүйелер үшін",
        "ru": "Для Canvas и других систем",
        "en": "For Canvas and other systems",
    },
    mathjax=True,
    rank=11,
)
