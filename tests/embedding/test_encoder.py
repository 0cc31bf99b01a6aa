import os
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
import torch

from monitor.embedding import EncodingError
from monitor.embedding.build import write_model_folder
from monitor.embedding.torch_encoder import TorchEncoder

TEXTS = [
    "Chips.",
    "The committee met on Thursday and adjourned without a vote on the export bill.",
    "监管部门要求下架该应用。",
    "監管",
]

IN_ANOTHER_PROCESS = """
import socket, sys
def refuse(*_): raise AssertionError("the network was asked")
socket.socket.connect = refuse
socket.getaddrinfo = refuse
from monitor.config import load_settings
from monitor.embedding import load_encoder
vectors = load_encoder(load_settings("config/sample.yaml")).encode(sys.argv[1:])
sys.stdout.buffer.write(vectors.tobytes())
"""


def test_a_vector_does_not_depend_on_its_batch_mates(encoder):
    together, reversed_ = encoder.encode(TEXTS), encoder.encode(TEXTS[::-1])[::-1]
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    assert together.dtype == np.float32
    assert together.shape == (4, 384)
    assert together.tobytes() == alone.tobytes() == reversed_.tobytes()
    np.testing.assert_allclose(np.linalg.norm(together, axis=1), 1, atol=1e-6)


def test_another_process_gives_the_same_bits_without_a_network(int8_encoder):
    result = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS, *TEXTS],
        capture_output=True, check=False, env={**os.environ, "PYTHONHASHSEED": "3", "OMP_NUM_THREADS": "1"},
    )  # fmt: skip
    assert result.returncode == 0, result.stderr.decode()
    assert result.stdout == int8_encoder.encode(TEXTS).tobytes()


def test_the_callers_thread_setting_is_left_alone_and_has_no_influence(float_encoder):
    before = torch.get_num_threads()
    expected = float_encoder.encode(TEXTS)
    try:
        torch.set_num_threads(2)
        assert float_encoder.encode(TEXTS).tobytes() == expected.tobytes()
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(before)


def test_a_long_text_is_read_to_its_end(encoder):
    start = "The committee discussed the budget of the museum and its opening hours. " * 60
    one, other = encoder.encode([start + "It banned the chatbot.", start + "雨が降る。"])
    assert float(one @ other) < 0.9999


def test_windows_cover_every_token_once_and_are_weighted_by_tokens(encoder):
    text = "The committee discussed the budget of the museum and its opening hours. " * 60
    windows = encoder._windows(text)
    assert len(windows) > 1
    assert max(len(window.input_ids) for window in windows) == 512
    assert sum(window.n_tokens for window in windows) == len(encoder._tokens(text))
    parts = np.stack([encoder._forward(window.input_ids) for window in windows])
    mean = np.average(parts, axis=0, weights=[window.n_tokens for window in windows])
    np.testing.assert_allclose(encoder.encode([text])[0], mean / np.linalg.norm(mean), atol=1e-6)


@pytest.mark.parametrize("blank", ["", " \n\t", "\u3000"])
def test_an_empty_text_is_refused(encoder, blank):
    with pytest.raises(EncodingError, match="text 1 of 2 is empty"):
        encoder.encode(["a", blank])


def test_no_text_gives_no_row(encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_a_lone_surrogate_is_no_reason_to_stop(encoder):
    assert np.isfinite(encoder.encode(["broken \ud83d emoji"])).all()


def test_a_model_that_gives_nan_is_reported(tmp_path, tiny_model_file):
    broken = {**tiny_model_file.tensors, "l0.fo.b": np.full(32, np.nan, np.float32)}
    write_model_folder(replace(tiny_model_file, tensors=broken), tmp_path)
    with pytest.raises(EncodingError, match="no usable vector"):
        TorchEncoder.load(str(tmp_path / "model"), "", "tiny").encode(["abc"])
