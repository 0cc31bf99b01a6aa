import numpy as np
import pytest

from monitor.embedding.blocks import BLOCK, ModelFileError, _unpack, read_model_file


def test_a_block_is_a_scale_and_32_weights_low_nibbles_first():
    nibbles = np.arange(32, dtype=np.uint8) % 16
    block = np.zeros(1, BLOCK)
    block["scale"], block["nibbles"] = 0.5, nibbles[:16] | (nibbles[16:] << 4)
    np.testing.assert_array_equal(_unpack(block.tobytes(), 32), (nibbles.astype(np.float32) - 8) / 2)


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "model.bin"
    path.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelFileError, match="not a model file"):
        read_model_file(path)


def test_a_file_cut_short_is_refused(tmp_path):
    path = tmp_path / "model.bin"
    path.write_bytes(b"E5S1" + bytes(20))
    with pytest.raises(ModelFileError, match="cut short or damaged"):
        read_model_file(path)
