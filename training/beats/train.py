#!/usr/bin/env python3
"""Trains the beat network on a pool and writes its numbers as a resource of the program.

usage: train.py POOL_DIR MODEL.bin [--hold-out FOLD] [--activations DIR] [--seed N] [--epochs N]

Beside each NAME.beats lies NAME.f32: what `autocut beat-features` heard, INPUTS little-endian floats for each
1/100 s. --hold-out leaves one fifth of the pool out; pieces are never split between folds. With
--activations the network's answers to what was held out are written as NAME.act, for looking at.
"""

from __future__ import annotations

import argparse
import hashlib
import pathlib
import struct
import time

import numpy as np
import torch
from torch import nn

BANDS = 46
INPUTS, CHANNELS, KERNEL, LAYERS, STRIDE = 2 * BANDS + 12, 24, 5, 9, 2
FRAMES_PER_SECOND = 100
FOLDS = 5
CROP = 2400
BATCH = 8


class BeatNetwork(nn.Module):
    """A strided convolution, then dilated ones with residual connections; answers at 50 frames a second.

    After M. Davies and S. Böck, "Temporal convolutional networks for musical audio beat tracking", EUSIPCO 2019.
    """

    def __init__(self):
        super().__init__()
        self.first = nn.Conv1d(INPUTS, CHANNELS, KERNEL, stride=STRIDE, padding=KERNEL // 2)
        self.dilated = nn.ModuleList(
            nn.Conv1d(CHANNELS, CHANNELS, KERNEL, dilation=2**i, padding=2**i * (KERNEL // 2)) for i in range(LAYERS)
        )
        self.mixing = nn.ModuleList(nn.Conv1d(CHANNELS, CHANNELS, 1) for _ in range(LAYERS))
        self.last = nn.Conv1d(CHANNELS, 2, 1)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x):
        x = torch.relu(self.first(x))
        for dilated, mixing in zip(self.dilated, self.mixing):
            x = x + mixing(self.dropout(torch.relu(dilated(x))))
        return self.last(torch.relu(x))


def fold_of(group: str) -> int:
    return int(hashlib.sha1(group.encode()).hexdigest(), 16) % FOLDS


class Excerpt:
    """Features of one piece and its beats."""

    def __init__(self, folder: pathlib.Path, name: str, group: str):
        self.name, self.group = name, group
        data = np.fromfile(folder / f"{name}.f32", "<f4").reshape(-1, INPUTS)
        self.features = data[: len(data) // STRIDE * STRIDE].astype(np.float16)
        lines = [line.split() for line in (folder / f"{name}.beats").read_text().splitlines()]
        self.beats = np.array([float(seconds) for seconds, _ in lines]) * FRAMES_PER_SECOND
        self.places = np.array([int(place) for _, place in lines])
        self.bars_known = bool((self.places > 0).all())

    def crop(self, chance: np.random.Generator, varied: bool):
        """Features, wanted answers and whether bars are known; varied in speed and tone for training."""
        speed = float(np.exp(chance.uniform(-0.2, 0.2))) if varied and chance.random() < 0.7 else 1.0
        begin = chance.uniform(0, max(0.0, len(self.features) - CROP * speed))
        x = self._heard(int(begin) if speed == 1.0 else begin, speed)
        if varied:
            _vary(x, chance)
        y = np.zeros((2, CROP // STRIDE), np.float32)
        begin = int(begin) if speed == 1.0 else begin
        positions = (self.beats - begin) / speed / STRIDE
        _mark(y[0], positions)
        _mark(y[1], positions[self.places == 1])
        return x, y, self.bars_known

    def _heard(self, begin: float, speed: float) -> np.ndarray:
        x = np.zeros((CROP, INPUTS), np.float32)
        at = begin + np.arange(CROP) * speed
        at = at[at < len(self.features) - 1]
        left = at.astype(int)
        part = (at - left).astype(np.float32)[:, None]
        before, after = self.features[left].astype(np.float32), self.features[left + 1].astype(np.float32)
        x[: len(at)] = before + part * (after - before)
        return x


def _mark(row: np.ndarray, positions: np.ndarray) -> None:
    """1 at the frames nearest to a beat, half as much beside them."""
    for at in positions:
        for frame in range(max(0, int(at) - 1), min(len(row), int(at) + 3)):
            near = 1 - 0.5 * max(0.0, abs(frame - at) - 0.5)
            row[frame] = max(row[frame], near if near >= 0.5 else 0.0)


def _vary(x: np.ndarray, chance: np.random.Generator) -> None:
    """Another tone, and now and then a few bands that are not heard."""
    levels = x[:, :BANDS]
    knots = chance.normal(0, 0.4, 6) + chance.normal(0, 0.3)
    tone = np.interp(np.arange(BANDS), np.linspace(0, BANDS - 1, 6), knots).astype(np.float32)
    levels += np.minimum(levels, 1) * tone
    if chance.random() < 0.3:
        first, count = int(chance.integers(0, BANDS)), int(chance.integers(3, 12))
        x[:, first : min(BANDS, first + count)] = 0
        x[:, BANDS + first : BANDS + min(BANDS, first + count)] = 0


def load(folder: pathlib.Path) -> list[Excerpt]:
    lines = (folder / "pool.tsv").read_text(encoding="utf-8").splitlines()
    return [Excerpt(folder, *line.split("\t")[:2]) for line in lines]


def normalisation(excerpts: list[Excerpt]) -> tuple[np.ndarray, np.ndarray]:
    sample = np.concatenate([e.features[::20].astype(np.float64) for e in excerpts])
    return sample.mean(axis=0).astype(np.float32), (1 / (sample.std(axis=0) + 1e-3)).astype(np.float32)


def train(excerpts, held_out, mean, scale, epochs: int, seed: int) -> BeatNetwork:
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    network = BeatNetwork()
    optimizer = torch.optim.AdamW(network.parameters(), lr=3e-3, weight_decay=1e-3)
    steps = max(1, 2 * len(excerpts) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 4e-3, epochs=epochs, steps_per_epoch=steps)
    for epoch in range(epochs):
        network.train()
        began, total = time.time(), 0.0
        order = np.concatenate([chance.permutation(len(excerpts)) for _ in range(2)])
        for step in range(steps):
            crops = [excerpts[i].crop(chance, varied=True) for i in order[step * BATCH : (step + 1) * BATCH]]
            loss = _loss(network, crops, mean, scale)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        line = f"epoch {epoch + 1}: loss {total / steps:.4f}"
        if held_out:
            line += f", held out {_held_out_loss(network, held_out, mean, scale):.4f}"
        print(f"{line}, {time.time() - began:.0f} s", flush=True)
    return network.eval()


def _loss(network, crops, mean, scale):
    x = torch.from_numpy(np.stack([(x - mean) * scale for x, _, _ in crops]).transpose(0, 2, 1).copy())
    y = torch.from_numpy(np.stack([y for _, y, _ in crops]))
    known = torch.tensor([[1.0, float(bars)] for _, _, bars in crops])[:, :, None]
    losses = nn.functional.binary_cross_entropy_with_logits(network(x), y, reduction="none")
    return (losses * known).mean()


def _held_out_loss(network, held_out, mean, scale) -> float:
    network.eval()
    chance = np.random.default_rng(0)
    with torch.no_grad():
        return float(np.mean([_loss(network, [e.crop(chance, varied=False)], mean, scale).item() for e in held_out]))


def write_model(path: pathlib.Path, network: BeatNetwork, mean: np.ndarray, scale: np.ndarray) -> None:
    """Big-endian: six ints that tell the shape, then floats in the order in which they are used."""
    layers = [network.first]
    for dilated, mixing in zip(network.dilated, network.mixing):
        layers += [dilated, mixing]
    layers.append(network.last)
    numbers = [mean, scale]
    for layer in layers:
        numbers += [layer.weight.detach().numpy().ravel(), layer.bias.detach().numpy()]
    with path.open("wb") as file:
        file.write(struct.pack(">6i", 0x41434231, INPUTS, CHANNELS, KERNEL, LAYERS, STRIDE))
        file.write(np.concatenate(numbers).astype(">f4").tobytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pool_dir", type=pathlib.Path)
    parser.add_argument("model", type=pathlib.Path)
    parser.add_argument("--hold-out", type=int)
    parser.add_argument("--activations", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=30)
    parser.add_argument("--threads", type=int, default=2)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    excerpts = load(arguments.pool_dir)
    held_out = [e for e in excerpts if fold_of(e.group) == arguments.hold_out]
    used = [e for e in excerpts if fold_of(e.group) != arguments.hold_out]
    mean, scale = normalisation(used)
    print(f"{len(used)} excerpts, {len(held_out)} held out", flush=True)
    network = train(used, held_out, mean, scale, arguments.epochs, arguments.seed)
    write_model(arguments.model, network, mean, scale)
    if arguments.activations:
        arguments.activations.mkdir(parents=True, exist_ok=True)
        with torch.no_grad():
            for e in held_out:
                x = torch.from_numpy(((e.features.astype(np.float32) - mean) * scale).T[None].copy())
                answers = torch.sigmoid(network(x))[0].numpy().T
                answers.astype("<f4").tofile(arguments.activations / f"{e.name}.act")


if __name__ == "__main__":
    main()
