import pytest

from monitor.embedding import ModelNotFoundError, load_encoder, model_revision
from monitor.embedding.build import write_model_folder


def with_model(settings, **values):
    return settings.model_copy(update={"embedding": settings.embedding.model_copy(update=values)})


def test_the_bundled_revision_changes_with_the_prefix(settings):
    revision = model_revision(settings)
    assert revision.startswith("bundled-e5-small-q4-")
    assert model_revision(with_model(settings, prefix="passage: ")) != revision


def test_a_folder_is_known_by_its_content(settings, tmp_path, tiny_model_file):
    (tmp_path / "one").mkdir()
    write_model_folder(tiny_model_file, tmp_path / "one")
    folder = tmp_path / "one" / "model"
    chosen = with_model(settings, model=str(folder))
    revision = model_revision(chosen)
    encoder = load_encoder(chosen)
    assert encoder.model_revision == revision
    assert encoder.encode(["abc"]).shape == (1, 32)
    (folder / "extra.json").write_text("{}", encoding="utf-8")
    assert model_revision(chosen) != revision


def test_a_model_that_is_nowhere_is_named_with_what_to_do(settings):
    with pytest.raises(ModelNotFoundError, match=r"'no//such model' is no folder .* or write `bundled`"):
        model_revision(with_model(settings, model="no//such model"))
