"""QTI 1.2: single files and packages, above all those of Canvas. Read only; we write QTI 2.1."""

from __future__ import annotations

from functools import partial
from typing import Any

from saual.banks.formats.base import Format
from saual.banks.formats.qti1_placing import take_gapped, take_matched, take_ordered
from saual.banks.formats.qti_package import beside, files, roots
from saual.banks.formats.qti_text import material
from saual.banks.formats.shared import (
    Choice,
    between,
    choice,
    cleaned,
    flat,
    number,
    split_heading,
    take_choices,
    take_slide,
    take_spellings,
    truth_of,
)
from saual.banks.found import Found, Scribe
from saual.banks.remark import Refused, Untaken
from saual.banks.sources.source import Source
from saual.banks.sources.xml import Node

_ROOT = "questestinterop"

_ESSAYS = ("essay_question", "cc.essay.v0p1", "Essay")
# What Canvas and Blackboard call their types, by what they are.
_UNSUPPORTED = {
    "file_upload_question": "upload",
    "calculated_question": "calculated",
    "hot_spot_question": "hotspot",
    "categorization_question": "categories",
    "File Upload": "upload",
    "Hot Spot": "hotspot",
}

_WITH_RESPONSES = ("matching_question", "fill_in_multiple_blanks_question", "multiple_dropdowns_question")


def sniff(source: Source) -> bool:
    return _ROOT in roots(source)


def read(source: Source, found: Found) -> None:
    seen: set[str] = set()
    for name, root in files(source):
        if isinstance(root, Refused):
            found.problem(root.remark)
            continue
        if root.name != _ROOT:
            continue
        assessment = next(root.deep("assessment", "objectbank"), None)
        title = assessment.attrs.get("title") or _metadata(assessment).get("bank_title") if assessment else ""
        if title:
            found.head.setdefault("title", title)
        for item in root.deep("item"):
            ident = item.attrs.get("ident", "")
            if ident and ident in seen:
                continue  # Canvas keeps a quiz twice
            seen.add(ident)
            with found.question(line=item.line, file=name, item=item.attrs.get("title") or ident) as scribe:
                scribe.beside = beside(source, name)
                _item(item, scribe)


def _item(item: Node, scribe: Scribe) -> None:
    metadata = _metadata(item)
    kind = metadata.get("question_type", metadata.get("cc_profile", ""))
    if not kind:
        kind = next((node.text().strip() for node in item.deep("bbmd_questiontype")), "")
    essay = kind in _ESSAYS
    if kind in _UNSUPPORTED:
        raise Untaken("unsupported", kind=_UNSUPPORTED[kind])
    presentation = item.first("presentation")
    if presentation is None:
        raise Untaken("qti_no_presentation")
    responses = list(presentation.deep("response_lid", "response_str", "response_num", "response_xy", "response_grp"))
    text = _text(presentation, scribe)
    more: dict[str, Any] = {"text": text, "explanation": _feedback(item, scribe, right=not responses)}
    if metadata.get("points_possible", "").strip() in ("0", "0.0"):
        more["points"] = 0
    if not responses and kind in _WITH_RESPONSES:
        raise Untaken("no_right", "right")
    if essay:
        more.pop("points", None)
        scribe.take("open", **more)
        return
    if not responses:
        html = next((node.text() for node in presentation.deep("mattext")), "")
        heading, body = split_heading(html) or (html, "")
        said = cleaned(scribe, heading, "html", "text") if body else text
        more.pop("text")
        take_slide(scribe, said, cleaned(scribe, body, "html", "body"), scribe.where.item, **more)
        return
    credited = _credited(item)
    gapped = kind in ("fill_in_multiple_blanks_question", "multiple_dropdowns_question")
    if len(responses) > 1 or gapped or kind == "matching_question":
        if any(response.name != "response_lid" for response in responses):
            raise Untaken("unsupported", kind="cloze")
        more["text"] = material(scribe, presentation.first("material"), "text")
        right: dict[str, list[str]] = {}
        for equal in (equal for _, condition in credited for equal in _asserted(condition)):
            right.setdefault(equal.attrs.get("respident", ""), []).append(equal.text().strip())
        if gapped:
            take_gapped(responses, right, kind == "multiple_dropdowns_question", more, scribe)
        else:
            take_matched(responses, right, more, scribe)
        return
    response = responses[0]
    if response.name == "response_lid" and response.attrs.get("rcardinality", "Single").lower() == "ordered":
        take_ordered(response, [equal.text().strip() for _, c in credited[:1] for equal in _asserted(c)], more, scribe)
        return
    if response.name == "response_lid":
        _choice(response, kind, credited, more, scribe)
    elif response.name in ("response_str", "response_num"):
        _typed(kind, response, credited, more, scribe)
    else:
        raise Untaken("unsupported", kind="hotspot" if response.name == "response_xy" else "matching")


def _choice(
    response: Node, kind: str, credited: list[tuple[float, Node]], more: dict[str, Any], scribe: Scribe
) -> None:
    several = response.attrs.get("rcardinality", "Single").lower() == "multiple"
    weights: dict[str, float] = {}
    for weight, condition in credited:
        for equal in _asserted(condition):
            weights[equal.text().strip()] = max(weight, weights.get(equal.text().strip(), 0.0))
    labels = list(response.deep("response_label"))
    best = max(weights.values(), default=0.0)
    # Points of any scale: the best is the whole credit, where only one option earns it.
    scale = 100 / best if best > 0 and not several else 100.0
    idents = [label.attrs.get("ident", "") for label in labels]
    choices = [
        choice(scribe, partial(material, scribe, label, "options"), weights.get(ident, 0.0) * scale)
        for ident, label in zip(idents, labels, strict=True)
    ]
    truth = truth_of(choices)
    if truth is not None:
        scribe.take("truefalse", right=truth, **more)
        return
    take_choices(scribe, choices, several=several, **more)


def _typed(kind: str, response: Node, credited: list[tuple[float, Node]], more: dict[str, Any], scribe: Scribe) -> None:
    conditions = [condition for weight, condition in credited]
    equals = [equal.text().strip() for condition in conditions for equal in _asserted(condition)]
    low = [n.text().strip() for c in conditions for n in c.deep("vargte", "vargt")]
    high = [n.text().strip() for c in conditions for n in c.deep("varlte", "varlt")]
    numeric = kind == "numerical_question" or response.name == "response_num" or bool(low or high)
    if not numeric:
        if not equals:
            raise Untaken("unsupported", kind="essay") if not credited else Untaken("no_right", "accept")
        take_spellings(scribe, [Choice(text.replace("*", "\\*"), 100.0) for text in equals], **more)
        return
    if len(low) > 1 or len(high) > 1 or len(low) != len(high) or (not low and len(equals) != 1):
        raise Untaken("several_numbers" if equals or low or high else "no_right", "right")
    if not low:
        scribe.take("number", right=number(equals[0]), **more)
        return
    bounds = between(number(low[0]), number(high[0]))
    if equals and number(equals[0]) != bounds["right"]:
        scribe.note("middle_taken", "right", value=equals[0][:40])
    scribe.take("number", **bounds, **more)


def _credited(item: Node) -> list[tuple[float, Node]]:
    """The conditions that earn something, with how much."""
    conditions: list[tuple[float, Node]] = []
    for condition in item.deep("respcondition"):
        earned = 0.0
        for setvar in condition.all("setvar"):
            try:
                earned += float(setvar.text().strip()[:20].replace(",", ".") or 0)
            except ValueError:
                earned += 100.0 if "correct" in setvar.attrs.get("varname", "").lower() else 0.0
        right = condition.attrs.get("title", "").lower() == "correct"
        var = condition.first("conditionvar")
        if var is not None and (0 < earned < 1e6 or right):
            conditions.append((earned or 100.0, var))
    return conditions


def _asserted(condition: Node) -> list[Node]:
    """What must be equal, without what must not be."""
    found: list[Node] = []
    for child in condition.children:
        if child.name in ("varequal", "varsubstring"):
            found.append(child)
        elif child.name != "not":
            found += _asserted(child)
    return found


def _text(presentation: Node, scribe: Scribe) -> Any:
    """What is said outside of the responses."""
    places = [node for node in _outside(presentation) if node.name == "material"]
    if len(places) == 1:
        return material(scribe, places[0], "text")
    return "\n".join(flat(said) for place in places if (said := material(scribe, place, "text")))


def _outside(node: Node) -> list[Node]:
    found: list[Node] = []
    for child in node.children:
        if child.name == "material":
            found.append(child)
        elif child.name not in ("render_choice", "render_fib", "render_hotspot", "render_extension"):
            found += _outside(child)
    return found


def _feedback(item: Node, scribe: Scribe, *, right: bool) -> Any:
    """The general feedback, else what is said to the right answer; the others are left out."""
    said = {node.attrs.get("ident", ""): node for node in item.all("itemfeedback") if node.text().strip()}
    key = next((k for k in said if k in ("general_fb", "general_feedback", "Solution")), None)
    key = key or next((k for k in said if k in ("correct_fb", "correct")), None)
    if len(said) > (key is not None):
        scribe.note("feedback_left_out", "explanation")
    return material(scribe, said[key], "explanation") if key else ""


def _metadata(node: Node) -> dict[str, str]:
    """What is said of this element itself or of its first child that has it."""
    fields = [field for data in (node, *node.all("itemmetadata")) for field in data.all("qtimetadata")]
    return {_of(f, "fieldlabel"): _of(f, "fieldentry") for data in fields for f in data.all("qtimetadatafield")}


def _of(node: Node, name: str) -> str:
    child = node.first(name)
    return child.text().strip() if child else ""


FORMAT = Format(
    "qti1",
    ".xml",
    {"kk": "Canvas, QTI 1.2", "ru": "Canvas, QTI 1.2", "en": "Canvas, QTI 1.2"},
    sniff,
    read,
    rank=12,
)
