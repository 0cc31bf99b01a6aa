import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from monitor.embedding import AlignmentError, ModelFileError, bundled_folder, load_encoder, model_revision
from monitor.embedding.alignment import Addition, Alignment
from monitor.embedding.build import write_model_folder
from monitor.embedding.int8 import corrections, stored
from monitor.embedding.int8.encoder import Int8Encoder, open_session
from monitor.embedding.int8.graph import Corrections, float_graph, int8_graph
from monitor.embedding.int8.weights import read_weights

pytestmark = pytest.mark.slow

NEWS = [
    "The ministry said the export licences would be revoked unless the firm explains where the chips went.",
    "监管部门称，如果企业不说明芯片去向，将吊销出口许可。",
    "監管部門稱，如果企業不說明晶片去向，將吊銷出口許可。",
    "A museum in the harbour town opens its collection of model ships on Sunday.",
    "Short.",
    "国会の委員会は輸出規制の強化を議論した。",
]


@pytest.fixture(scope="module")
def weights():
    return read_weights(bundled_folder(), None)


def reader(weights) -> Int8Encoder:
    tokenizer = bundled_folder() / "tokenizer.json"
    return Int8Encoder(
        tokenizer, weights.words, weights.positions, session=None, prefix="query: ", model_revision="unaligned"
    )


def vectors(graph: bytes, inputs) -> np.ndarray:
    session = open_session(graph)
    found = np.stack([session.run(["vector"], {"embedded": one})[0][0] for one in inputs])
    return found / np.linalg.norm(found, axis=1, keepdims=True)


def test_vectors_are_close_to_float32(int8_encoder, float_encoder):
    ours, exact = int8_encoder.encode(NEWS), float_encoder.encode(NEWS)
    assert (ours * exact).sum(axis=1).min() > 0.999
    assert np.linalg.norm((ours - exact).mean(axis=0)) < 0.02  # of six texts; the length of a vector is 1


def test_a_long_text_has_the_windows_that_float32_has(int8_encoder, float_encoder):
    text = "The committee discussed the museum's budget; 委员会讨论了预算。" * 90
    assert int8_encoder._windows(text) == float_encoder._windows(text)
    assert float((int8_encoder.encode([text]) * float_encoder.encode([text])).sum()) > 0.999


def test_the_graph_in_float32_is_the_model(weights, base_encoder):
    inputs = [reader(weights).embedded(text) for text in NEWS]
    assert (vectors(float_graph(weights), inputs) * base_encoder.encode(NEWS)).sum(axis=1).min() > 0.999999


@pytest.fixture
def few_texts(monkeypatch):
    monkeypatch.setattr(corrections, "EVERY", 40)


def test_corrections_bring_vectors_closer_and_are_the_same_each_time(weights, few_texts):
    measured, least = corrections.measure_corrections(weights, reader(weights))
    again, _ = corrections.measure_corrections(weights, reader(weights))
    assert int8_graph(weights, measured) == int8_graph(weights, again)
    assert least > 0.998
    inputs = [reader(weights).embedded(text) for text in NEWS]
    exact = vectors(float_graph(weights), inputs)
    corrected, plain = (
        (vectors(int8_graph(weights, one), inputs) * exact).sum(axis=1) for one in (measured, Corrections())
    )
    assert (1 - corrected.mean()) < 0.5 * (1 - plain.mean())


def test_the_precision_is_part_of_the_models_revision(settings):
    exact = settings.model_copy(update={"embedding": settings.embedding.model_copy(update={"precision": "float32"})})
    assert model_revision(settings) == f"{model_revision(exact)}-int8.{stored.FORMAT}"


def test_another_model_stays_in_float32(settings, tmp_path, tiny_model_file):
    write_model_folder(tiny_model_file, tmp_path)
    chosen = settings.embedding.model_copy(update={"model": str(tmp_path / "model")})
    assert "int8" not in load_encoder(settings.model_copy(update={"embedding": chosen})).model_revision


def test_a_damaged_file_is_named(tmp_path):
    path = tmp_path / "model.onnx"
    path.write_bytes(b"not a graph")
    with pytest.raises(ModelFileError, match=r"model\.onnx: cannot be read .* Delete it, and run again"):
        stored.open_int8(path, "query: ", "revision", None)


def test_a_model_that_eight_bits_spoil_is_refused(tmp_path, monkeypatch, few_texts):
    monkeypatch.setattr(stored, "LEAST_COSINE", 1.1)
    with pytest.raises(ModelFileError, match=r"too far from the model .* embedding\.precision: float32"):
        stored.open_int8(tmp_path / "model.onnx", "query: ", "revision", None)
    assert not (tmp_path / "model.onnx").exists()


def test_an_alignment_of_another_model_is_refused():
    addition = Addition(np.zeros((8, 2), np.float32), np.zeros((2, 8), np.float32))
    alignment = Alignment(
        "x", "other-model", np.zeros((3, 8), np.float32), {"encoder.layer.0.output.dense": addition}, {}
    )
    with pytest.raises(AlignmentError, match=r"learned on other-model: .* encoder\.layer\.0\.output\.dense"):
        read_weights(bundled_folder(), alignment)


def test_word_vectors_of_another_kind_are_refused(tmp_path):
    tensors = load_file(bundled_folder() / "model.safetensors")
    places = "embeddings.position_embeddings.weight"
    save_file({places: tensors[places].astype(np.float32)}, tmp_path / "model.safetensors")
    with pytest.raises(ModelFileError, match="not F16"):
        stored._word_vectors(tmp_path)
