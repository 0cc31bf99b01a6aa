"""From the package's file of blocks to an ordinary sentence-transformers folder."""

# ruff: noqa: PLC0415 - torch and its company take seconds to import: only where a model is really needed

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.embedding.blocks import ModelFile
from monitor.embedding.torch_encoder import quiet_bars

# Names in the file -> names in transformers' BertModel.
EMBEDDING_NAMES = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}
LAYER_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def write_model_folder(source: ModelFile, folder: Path) -> None:
    """Write model (float16), tokenizer, mean pooling and normalisation into ``folder``, which must exist.

    What is written is multilingual-e5-small (Wang et al. 2024, arXiv 2402.05672) with its weights rounded to 4 bits.
    """
    with quiet_bars():
        _write(source, folder)


def _write(source: ModelFile, folder: Path) -> None:
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    parts = folder / "parts"
    _bert(source).save_pretrained(parts)
    tokens = {name: source.vocabulary[getattr(source, name)][0] for name in ("bos", "eos", "pad", "unk")}
    PreTrainedTokenizerFast(
        tokenizer_object=_tokenizer(source),
        model_max_length=source.positions,
        bos_token=tokens["bos"],
        eos_token=tokens["eos"],
        cls_token=tokens["bos"],
        sep_token=tokens["eos"],
        pad_token=tokens["pad"],
        unk_token=tokens["unk"],
        mask_token="<mask>",  # noqa: S106 - a token of the vocabulary
    ).save_pretrained(parts)
    transformer = Transformer(
        str(parts), max_seq_length=source.positions, model_kwargs={"dtype": "float16", "local_files_only": True}
    )
    model = SentenceTransformer(modules=[transformer, Pooling(source.hidden, "mean"), Normalize()], device="cpu")
    model.save(str(folder / "model"), create_model_card=False)


def _bert(source: ModelFile) -> Any:
    import torch
    from transformers import BertConfig, BertModel

    config = BertConfig(
        vocab_size=source.tensors["emb.word"].size // source.hidden,  # a few rows more than pieces
        hidden_size=source.hidden,
        num_hidden_layers=source.layers,
        num_attention_heads=source.heads,
        intermediate_size=source.ffn,
        max_position_embeddings=source.positions,
        type_vocab_size=source.token_types,
        layer_norm_eps=1e-12,  # the file's own value, which float32 cannot hold exactly
        pad_token_id=source.pad,
        hidden_act="gelu",
    )
    with torch.device("meta"):
        model = BertModel(config)
    shapes = {name: tuple(tensor.shape) for name, tensor in model.state_dict().items()}
    weights = {
        name: torch.from_numpy(array.reshape(shapes[name]).astype(np.float16))
        for name, array in _weights(source).items()
    }
    # BERT's pooler is not in the file and has no part in mean pooling; zeros keep the folder complete for any loader.
    for name in ("pooler.dense.weight", "pooler.dense.bias"):
        weights[name] = torch.zeros(shapes[name], dtype=torch.float16)
    model.load_state_dict(weights, strict=True, assign=True)
    return model


def _weights(source: ModelFile) -> dict[str, NDArray[np.float32]]:
    """The tensors under transformers' names."""
    named = {new: source.tensors[old] for old, new in EMBEDDING_NAMES.items()}
    for layer in range(source.layers):
        for old, new in LAYER_NAMES.items():
            for short, long in (("w", "weight"), ("b", "bias")):
                named[f"encoder.layer.{layer}.{new}.{long}"] = source.tensors[f"l{layer}.{old}.{short}"]
    return named


def _tokenizer(source: ModelFile) -> Any:
    """The Unigram tokenizer of XLM-RoBERTa."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(source.vocabulary), source.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.Nmt(), normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos = (source.vocabulary[index][0] for index in (source.bos, source.eos))
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, source.bos), (eos, source.eos)]
    )
    return tokenizer
