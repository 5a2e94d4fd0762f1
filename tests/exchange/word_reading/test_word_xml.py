"""Elements of a Word part are known by their namespace, whatever prefix an editor gave them; odd values are none."""

import pytest

from desktop.exchange.word_reading.word_xml import Names, number_told, switched_on, told

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


@pytest.mark.parametrize(
    ("tag", "attributes", "name"),
    [
        ("w:p", {}, "p"), ("m:t", {}, "math:t"), ("mc:Fallback", {}, "mc:Fallback"), ("v:p", {}, "other:p"), ("p", {}, "other:p"),
        ("p", {"xmlns": WORD}, "p"), ("q:p", {"xmlns:q": STRICT}, "p"), ("q:t", {"xmlns:q": MATH}, "math:t"),
        ("q:x", {"xmlns:q": MC}, "mc:x"), ("w:p", {"xmlns:w": "urn:other"}, "other:p"), ("q:p", {"q:xmlns": WORD}, "other:p"),
    ],
)  # fmt: skip
def test_an_element_is_known_by_its_namespace(tag, attributes, name):
    assert Names().of(tag, attributes) == name


def test_a_prefix_that_was_declared_once_is_known_further_down():
    names = Names()
    names.of("x:document", {"xmlns:x": WORD, "x:id": "1"})
    assert names.of("x:p", {}) == "p" and names.of("y:p", {}) == "other:p"


def test_an_attribute_is_found_whatever_its_prefix():
    assert told({"w:val": "甲"}, "val") == told({"val": "甲"}, "val") == "甲"
    assert told({"w:value": "甲"}, "val") == "" and told({}, "val", "乙") == "乙"


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("3", 3),
        ("0", 0),
        ("-1", -1),
        ("123456789", 123_456_789),
        ("1234567890", 7),
        ("x", 7),
        ("", 7),
        ("-", 7),
        ("--5", 7),
        ("３", 7),
        ("1.5", 7),
    ],
)
def test_a_number_that_is_none_is_what_stands_for_it(said, number):
    """A file with nonsense for a level is read, and the nonsense says nothing."""
    assert number_told({"w:val": said}, "val", 7) == number


@pytest.mark.parametrize(
    ("attributes", "on"),
    [({}, True), ({"w:val": "1"}, True), ({"w:val": "true"}, True), ({"w:val": "on"}, True), ({"w:val": "0"}, False), ({"w:val": "FALSE"}, False), ({"w:val": "off"}, False)],
)  # fmt: skip
def test_a_property_that_stands_there_is_on_unless_it_says_otherwise(attributes, on):
    assert switched_on(attributes) is on
