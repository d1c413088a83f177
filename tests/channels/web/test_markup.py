from bot.channels.web.markup import Markup, element, joined


def test_what_is_not_markup_is_escaped_wherever_it_stands() -> None:
    evil = "\"'><script>alert(1)</script>&"
    assert "<script" not in joined(evil)
    made = element("p", evil, title=evil)
    assert made.count("<") == 2
    assert made.startswith('<p title="&quot;&#x27;&gt;&lt;script')


def test_markup_stays_as_it_is_and_only_element_and_joined_make_it() -> None:
    assert element("p", element("b", "a & b")) == "<p><b>a &amp; b</b></p>"
    assert isinstance(joined("a", element("br")), Markup)
    assert not isinstance(element("p") + "<b>", Markup), "added to text it is text again"


def test_an_attribute_is_written_with_dashes_and_a_void_element_has_no_end() -> None:
    assert element("label", "x", for_="y", aria_label="z") == '<label for="y" aria-label="z">x</label>'
    assert element("input", value="") == '<input value="">'
