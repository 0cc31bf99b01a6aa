"""Label Studio's labelling interface: frames to choose from, the text with its title, a note, and the codebook beside it.

Tags: https://labelstud.io/tags (Choices, Choice, Text, TextArea, Collapse, Header). A choice's ``alias`` is what the export holds.
"""

from xml.etree import ElementTree  # builds XML from our own codebook; nothing is parsed

from monitor.frames.codebook import Codebook, Frame
from monitor.frames.coding.reading.label_studio import FRAMES, NONE, NOTE

NONE_WORDS = "None of these frames / 以上框架均无"


def choice_names(codebook: Codebook) -> dict[str, str]:
    """What a choice may be called in an export (its alias, or its words), to the frame's id."""
    return {_words(frame): frame.id for frame in codebook.frames} | {NONE_WORDS: NONE, NONE: NONE}


def label_config(codebook: Codebook) -> str:
    """The interface as XML, in English and Chinese. Choosing something is required: nothing chosen is no judgement."""
    view = ElementTree.Element("View", style="display: flex; gap: 2em;")
    left = ElementTree.SubElement(view, "View", style="flex: 60%;")
    ElementTree.SubElement(left, "Text", name="text", value="$text")
    right = ElementTree.SubElement(view, "View", style="flex: 40%;")
    ElementTree.SubElement(right, "Header", value="Frames present in the text / 文中出现的框架", size="5")
    choices = ElementTree.SubElement(
        right,
        "Choices",
        name=FRAMES,
        toName="text",
        choice="multiple",
        required="true",
        requiredMessage=f"Choose every frame that is present, or: {NONE_WORDS}",
        showInline="false",
    )
    for frame in codebook.frames:
        hint = f"{frame.definition.en} / {frame.definition.zh}"
        ElementTree.SubElement(choices, "Choice", value=_words(frame), alias=frame.id, hint=hint)
    ElementTree.SubElement(choices, "Choice", value=NONE_WORDS, alias=NONE)
    ElementTree.SubElement(
        right, "TextArea", name=NOTE, toName="text", placeholder="Note / 备注", rows="2", maxSubmissions="1"
    )
    _codebook(ElementTree.SubElement(right, "Collapse"), codebook)
    ElementTree.indent(view)
    return ElementTree.tostring(view, encoding="unicode") + "\n"


def _words(frame: Frame) -> str:
    return f"{frame.name.en} / {frame.name.zh}"


def _codebook(parent: ElementTree.Element, codebook: Codebook) -> None:
    if codebook.instructions:
        panel = ElementTree.SubElement(ElementTree.SubElement(parent, "Panel", value="Instructions / 编码说明"), "View")
        for text in (codebook.instructions.en, codebook.instructions.zh):
            ElementTree.SubElement(panel, "Header", value=text, size="6")
    for frame in codebook.frames:
        panel = ElementTree.SubElement(ElementTree.SubElement(parent, "Panel", value=_words(frame)), "View")
        for label, words in (
            ("", frame.definition),
            ("Counts / 计入", frame.includes),
            ("Does not count / 不计入", frame.excludes),
        ):
            for text in (words.en, words.zh):
                ElementTree.SubElement(panel, "Header", value=f"{label}: {text}" if label else text, size="6")
