"""The trained network written anew for reading: one window at a time, in products that bear 8 bits."""

from __future__ import annotations

from pathlib import Path

import torch
from tagger import Tagger
from tokenizers import Tokenizer
from torch import nn
from torch.nn.functional import gelu

from data import records

SAMPLE = ("en_world.txt", "ru_world.txt", "th_world.txt")
"""Files of our corpus whose beginnings show how far the values of each product lie apart."""
PIECES, WINDOWS = 224, 4
"""Length and number of the windows read of each of them."""
FAR = 2.0
"""A hidden value that grows this many times as large as all others of its layer is kept out of the 8-bit product."""


class Layer(nn.Module):
    """One layer of the encoder, written so that 8 bits suffice for its products.

    An 8-bit product divides the whole range of its input into 256 steps, so that a few values far beyond the others
    leave these only some of the steps. Two things mend that and change no score in float32. What enters the
    feed-forward network is divided by a factor for each column, which its weights take up (SmoothQuant, Xiao et al.
    2022). And of the hidden values, one grows in some layers to ten times all others, at the window's ends: it has
    products of its own, in float32, and its column in the large ones is zero.
    """

    def __init__(self, layer: nn.Module, entering: torch.Tensor, hidden: torch.Tensor) -> None:
        """`entering` (width) and `hidden` (feed-forward width) are the largest absolute values seen of each."""
        super().__init__()
        own, after = layer.attention.self, layer.attention.output
        self.heads, self.scale = own.num_attention_heads, own.attention_head_size**-0.5
        self.query, self.key, self.value = product(own.query), product(own.key), product(own.value)
        self.joined, self.first_norm = product(after.dense), after.LayerNorm
        self.wide, self.narrow = product(layer.intermediate.dense), product(layer.output.dense)
        self.second_norm = layer.output.LayerNorm
        second, first = hidden.topk(2).values.flip(0).tolist()
        self.far = first > FAR * second
        if self.far:
            at = int(hidden.argmax())
            self.register_buffer("far_in", self.wide[0][:, at : at + 1].clone())
            self.register_buffer("far_bias", self.wide[1][at : at + 1].clone())
            self.register_buffer("far_out", self.narrow[0][at : at + 1].clone())
            for zeroed in (self.wide[0][:, at], self.wide[1][at : at + 1], self.narrow[0][at]):
                zeroed.zero_()
        factors = (entering / self.wide[0].abs().amax(1)).sqrt()
        self.wide[0].mul_(factors[:, None])
        self.register_buffer("divided", 1 / factors)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """From the values (1, pieces, width) of the layer before to those of this one."""
        parts = (x @ weights + bias for weights, bias in (self.query, self.key, self.value))
        read = torch.onnx.ops.attention(*parts, q_num_heads=self.heads, kv_num_heads=self.heads, scale=self.scale)[0]
        x = self.first_norm(read @ self.joined[0] + self.joined[1] + x)
        hidden = gelu((x * self.divided) @ self.wide[0] + self.wide[1])
        if self.far:
            x = x + gelu(x @ self.far_in + self.far_bias) @ self.far_out
        return self.second_norm(hidden @ self.narrow[0] + self.narrow[1] + x)


class Reader(nn.Module):
    """The tagger for one window at a time, without a mask; its scores are those of the tagger but for rounding."""

    def __init__(self, tagger: Tagger, sample: list[torch.Tensor]) -> None:
        super().__init__()
        self.embeddings, self.heads, self.biases = tagger.encoder.embeddings, tagger.heads, tagger.biases
        seen = largest(tagger, sample)
        layers = tagger.encoder.encoder.layer
        self.layers = nn.ModuleList(
            Layer(layer, seen[layer.intermediate.dense], seen[layer.output.dense]) for layer in layers
        )

    def forward(self, ids: torch.Tensor, style: torch.Tensor) -> torch.Tensor:
        """Scores (1, pieces, tags) of ids (1, pieces) in the style of that number, of shape (1)."""
        known = self.embeddings
        places = known.position_embeddings.weight[: ids.shape[1]]
        x = known.LayerNorm(known.word_embeddings(ids) + places + known.token_type_embeddings(style))
        for layer in self.layers:
            x = layer(x)
        return torch.baddbmm(self.biases.index_select(0, style), x, self.heads.index_select(0, style))


def product(linear: nn.Linear) -> nn.ParameterList:
    """Weights (in, out) and bias of a linear layer, as copies."""
    copies = (linear.weight.detach().T.clone(), linear.bias.detach().clone())
    return nn.ParameterList(nn.Parameter(copy, requires_grad=False) for copy in copies)


def sample_windows(tokenizer: Tokenizer) -> list[torch.Tensor]:
    """Ids (1, PIECES) of windows in all three languages."""
    windows = []
    for name in SAMPLE:
        text = " ".join(record["text"] for record in records(Path(__file__).with_name("corpus") / name))
        ids, inner = tokenizer.encode(text, add_special_tokens=False).ids, PIECES - 2
        for start in range(0, WINDOWS * inner, inner):
            row = [tokenizer.token_to_id("<s>"), *ids[start : start + inner], tokenizer.token_to_id("</s>")]
            windows.append(torch.tensor([row]))
    return windows


def largest(tagger: Tagger, sample: list[torch.Tensor]) -> dict[nn.Module, torch.Tensor]:
    """Of each linear layer of the encoder, the largest absolute values (columns) that enter it."""
    seen: dict[nn.Module, torch.Tensor] = {}

    def note(linear: nn.Module, entering: tuple[torch.Tensor]) -> None:
        values = entering[0].abs().amax((0, 1))
        seen[linear] = torch.maximum(seen.get(linear, values), values)

    hooks = [part.register_forward_pre_hook(note) for part in tagger.modules() if isinstance(part, nn.Linear)]
    with torch.inference_mode():
        for ids in sample:
            tagger(ids, torch.zeros(1, dtype=torch.long))
    for hook in hooks:
        hook.remove()
    return {linear: values.clone() for linear, values in seen.items()}
