"""The network that training makes: the base's encoder, and for each style of annotation a vector and a head."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
from torch import nn
from transformers import BertConfig, BertModel
from views import OURS, STYLES

from data import TAGS

KINDS = "embeddings.token_type_embeddings.weight"
"""What the base adds to every piece, to tell the two texts of a pair; here it tells the styles."""
TURN = 0.3
"""How long the vector of a style is at first, beside that of a piece. Alike at first, the styles would stay so."""


class Tagger(nn.Module):
    """The encoder, and a linear layer for each style that scores the tags of every piece."""

    def __init__(self, config: BertConfig) -> None:
        super().__init__()
        self.encoder = BertModel(config, add_pooling_layer=False)
        self.dropout = nn.Dropout(0.1)
        drawn = torch.randn(config.hidden_size, len(TAGS)) * 0.02
        self.heads = nn.Parameter(drawn.repeat(len(STYLES), 1, 1))
        self.biases = nn.Parameter(torch.zeros(len(STYLES), 1, len(TAGS)))

    def forward(self, ids: torch.Tensor, style: torch.Tensor, mask: torch.Tensor | None = None) -> torch.Tensor:
        """Scores of shape (batch, pieces, tags).

        `style` holds the number of each window's style; `mask` is 0 where a piece only fills a window up.
        """
        kinds = style[:, None].expand_as(ids)
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state
        heads, biases = (one[style].to(hidden.dtype) for one in (self.heads, self.biases))
        return torch.baddbmm(biases, self.dropout(hidden), heads)


@contextmanager
def worsened(tagger: Tagger, ids: torch.Tensor, much: float) -> Iterator[None]:
    """While it lasts, the vectors of a batch's pieces are moved to where its loss is larger.

    They move along their gradient, all together by that share of their length (Miyato and others 2017, Adversarial
    Training Methods for Semi-Supervised Text Classification): a name is to be known by more than a few of its pieces.
    """
    words = tagger.encoder.embeddings.word_embeddings.weight
    used = ids.unique()
    with torch.no_grad():
        gradient = words.grad[used]
        moved = gradient * (much * words[ids.flatten()].norm() / gradient.norm().clamp(min=1e-9))
        words[used] += moved
    yield
    with torch.no_grad():
        words[used] -= moved


def load_tagger(base: Path) -> Tagger:
    """A tagger with the base's weights, and fresh heads and vectors of the styles."""
    # Masked pieces regularize as well as dropout, whose random numbers cost a fifth of the time on a CPU;
    # plain attention is twice as fast there as the fused one.
    given = json.loads((base / "config.json").read_text()) | {"type_vocab_size": len(STYLES)}
    config = BertConfig(**given, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="eager")
    tagger = Tagger(config)
    arrays = np.load(base / "base.npz")
    state = {name: torch.from_numpy(arrays[name].copy()) for name in arrays.files}
    state[KINDS] = with_styles(state[KINDS], state["embeddings.word_embeddings.weight"])
    missing, unexpected = tagger.encoder.load_state_dict(state, strict=False)
    if unexpected or any("position_ids" not in name for name in missing):
        raise SystemExit(f"{base} does not fit the encoder: {missing or unexpected}")
    return tagger


def with_styles(kinds: torch.Tensor, words: torch.Tensor) -> torch.Tensor:
    """A vector for each style: what the base adds to every piece, turned by chance for all but ours."""
    drawn = torch.randn(len(STYLES), words.shape[1], generator=torch.Generator().manual_seed(0))
    drawn = drawn / drawn.norm(dim=1, keepdim=True) * words.norm(dim=1).median() * TURN
    drawn[STYLES.index(OURS)] = 0
    return kinds[:1] + drawn
