"""Which theme or role does somebody mean?"""

import pytest

from bot.core.language.themes import named
from bot.core.model.library import Library


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("schulden", "schulden"),
        ("Schulden", "schulden"),
        ("over de schulden", "schulden"),
        ("schuld", "schulden"),
        ("schuldn", "schulden"),
        ("schuldhulp", "schulden"),
        ("vertrouwne", "vertrouwen"),
        ("WMO", "wmo"),
        ("ruimte en regels", "ruimte-en-regels"),
        ("hulp bij het huishouden", "wmo"),
        ("cliënt", "burgerperspectief"),
        ("eigen kracht", "eigen-regie"),
    ],
)
def test_a_theme_is_known_by_its_names(text: str, theme: str, library: Library) -> None:
    found = named(text, library.themes)
    assert found
    assert found.id == theme


@pytest.mark.parametrize(
    "text", ["", "de", "het een", "xyz", "wm", "quantumfysica", "😀", "schulden en de maan"]
)
def test_what_names_no_theme_is_none(text: str, library: Library) -> None:
    assert named(text, library.themes) is None


def test_every_theme_and_role_is_known_by_every_name_it_has(library: Library) -> None:
    for theme in library.themes.values():
        assert {named(name, library.themes) for name in (theme.id, theme.title)} == {theme}
    for role in library.roles.values():
        assert {named(name, library.roles) for name in (role.id, role.title)} == {role}


def test_no_name_means_two_themes(library: Library) -> None:
    for theme in library.themes.values():
        assert [named(name, library.themes) for name in theme.also] == [theme] * len(theme.also)


@pytest.mark.parametrize(
    ("text", "role"),
    [("jeugd", "jeugd"), ("schuldhulpverlener", "schuldhulp"), ("teamleider", "leidinggevende")],
)
def test_a_role_is_known_the_same_way(text: str, role: str, library: Library) -> None:
    found = named(text, library.roles)
    assert found
    assert found.id == role
