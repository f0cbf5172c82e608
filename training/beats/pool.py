#!/usr/bin/env python3
"""Renders the training pool: excerpts of music as WAV files, each with its beats beside it.

usage: pool.py MIDI_ROOT POOL_DIR --exclude EXCLUDE.txt [--seed N] [--jobs N]

MIDI_ROOT holds the unpacked Debian packages that README.md names. Every excerpt is drawn by chance from the
seed and its own name, so the pool is the same however many jobs make it, with the same versions of
FluidSynth, MMA and the sound fonts. NAME.beats holds seconds TAB place in the bar (0: bars unknown) and
is empty where there is no beat. pool.tsv lists what was made of what.
"""

from __future__ import annotations

import argparse
import dataclasses
import hashlib
import multiprocessing
import os
import pathlib
import random
import subprocess
import tempfile
import wave

import numpy as np

import sources
from score import DRUMS, Beat, Event, Score, alignment, excerpt, read_midi, write_midi

RATE = 44_100
SECONDS = 45
FONTS = [
    "/usr/share/sounds/sf2/FluidR3_GM.sf2",
    "/usr/share/sounds/sf2/TimGM6mb.sf2",
    "/usr/share/sounds/sf3/MuseScore_General_Lite.sf3",
]
SLOWEST_BPM, FASTEST_BPM = 54, 212


@dataclasses.dataclass(frozen=True)
class Job:
    """One excerpt to be made."""

    name: str
    group: str
    kind: str
    argument: object
    seed: str
    target: pathlib.Path


def jobs(root: pathlib.Path, target: pathlib.Path, excluded: set[str], seed: int) -> list[Job]:
    made = []

    def add(name, group, kind, argument):
        made.append(Job(name, group, kind, argument, f"{seed}:{name}", target))

    for file, data in sources.midi_files(root, excluded).items():
        stem = pathlib.Path(file).stem
        for part in range(4):
            add(f"midi_{stem}_{part}", stem, "midi", (data, part))
    by_style: dict = {}
    for path, groove in sources.mma_styles():
        by_style.setdefault(path, []).append(groove)
    for path, grooves in by_style.items():
        chance = random.Random(f"{seed}:{path.stem}")
        for groove in chance.sample(grooves, min(2, len(grooves))):
            add(f"mma_{path.parent.name}_{path.stem}_{groove}".lower(), path.stem, "mma", (path, groove))
    for i in range(30):
        add(f"free_{i:02d}", f"free{i}", "free", None)
    for i in range(12):
        add(f"noise_{i:02d}", f"noise{i}", "noise", None)
    for i in range(40):
        add(f"click_{i:02d}", f"click{i}", "click", None)
    return made


def make(job: Job) -> str | None:
    """Makes one excerpt; returns its line of the list, or None when the music does not fit its own beats."""
    chance = random.Random(job.seed)
    if job.kind == "noise":
        sound, score, detail = _noise(chance), Score([], []), "noise"
    elif job.kind == "click":
        sound, score = _clicks(chance)
        detail = "click"
    else:
        score, detail = _score(job, chance)
        if score is None:
            return None
        sound, played = _render(score, chance)
        detail += " " + played
    sound = _produce(sound, chance)
    _write_wav(job.target / f"{job.name}.wav", sound)
    lines = [f"{b.seconds:.6f}\t{b.place}" for b in score.beats if b.seconds < SECONDS]
    (job.target / f"{job.name}.beats").write_text("\n".join(lines) + "\n" if lines else "", encoding="ascii")
    return f"{job.name}\t{job.group}\t{detail}"


def _score(job: Job, chance: random.Random):
    if job.kind == "free":
        return sources.beatless_score(chance, SECONDS), "free"
    if job.kind == "mma":
        score = sources.mma_score(*job.argument, chance, SECONDS)
        if score is None or not score.beats:
            return None, ""
        begin = chance.uniform(0, 4)
        trusted = True
        detail = f"{job.argument[0].parent.name}/{job.argument[0].name}:{job.argument[1]}"
    else:
        data, part = job.argument
        score = read_midi(data)
        detail = hashlib.sha256(data).hexdigest()[:16]
        parts = max(1, min(4, int(score.length // 35)))
        if part >= parts or score.length < 20:
            return None, ""
        begin = max(0.0, (score.length - SECONDS) * (part + chance.random()) / parts)
        grid, on_off, down = alignment(score, begin, begin + SECONDS)
        if grid < 0.8 or on_off < 1.15:
            return None, ""
        trusted = down > 1.1
    speed = chance.choice((1.0, 1.0, chance.uniform(0.82, 1.22)))
    wobble = chance.uniform(0.01, 0.05) if chance.random() < 0.15 else 0.0
    period, phase = chance.uniform(8, 30), chance.uniform(0, 6.28)

    def bend(seconds: float) -> float:
        at = seconds / speed
        return at + wobble * period / 6.28 * (np.sin(6.28 * at / period + phase) - np.sin(phase))

    score = excerpt(score, begin, begin + SECONDS * speed * 1.02, bend)
    _thin_out(score, chance)
    intervals = np.diff([b.seconds for b in score.beats])
    if len(score.notes()) < 30 or len(intervals) < 8:
        return None, ""
    if not SLOWEST_BPM < 60 / np.median(intervals) < FASTEST_BPM:
        return None, ""
    if not trusted:
        score.beats = [dataclasses.replace(b, place=0) for b in score.beats]
    return score, detail


def _thin_out(score: Score, chance: random.Random) -> None:
    """Other instruments, another key, human timing; sometimes drums alone or no drums."""
    shift = chance.randint(-4, 4)
    jitter = chance.choice((0, 0, 0.004, 0.009))
    replaced = {c: chance.randint(-3, 3) for c in range(16)} if chance.random() < 0.4 else {}
    draw = chance.random()
    channels = {e.message.channel for e in score.notes()}
    drums_only, no_drums = draw < 0.13 and DRUMS in channels, draw > 0.85 and len(channels) > 2
    muted = {c for c in channels if c != DRUMS and chance.random() < 0.12}
    events = []
    for event in score.events:
        message, channel = event.message, event.message.channel
        pitched = message.type in ("note_on", "note_off")
        if pitched and ((channel != DRUMS and (drums_only or channel in muted)) or (channel == DRUMS and no_drums)):
            continue
        at = event.seconds
        if channel != DRUMS and pitched:
            message = message.copy(note=max(0, min(127, message.note + shift)))
        if message.type == "program_change" and channel != DRUMS:
            family = message.program // 8 * 8
            message = message.copy(program=family + (message.program - family + replaced.get(channel, 0)) % 8)
        if message.type == "note_on" and message.velocity > 0:
            at = max(0.0, at + chance.gauss(0, jitter)) if jitter else at
        events.append(Event(at, message))
    score.events = sorted(events, key=lambda e: e.seconds)


def _render(score: Score, chance: random.Random):
    font = chance.choice(FONTS)
    room = chance.random() < 0.5
    with tempfile.TemporaryDirectory() as folder:
        midi = pathlib.Path(folder, "a.mid")
        write_midi(score, midi)
        into, out_of = os.pipe()
        command = ["fluidsynth", "-ni", "-g", "0.5", "-r", str(RATE), "-T", "raw", "-O", "s16"]
        command += [] if room else ["-R", "0", "-C", "0"]
        child = subprocess.Popen(
            command + ["-F", f"/dev/fd/{out_of}", font, str(midi)], pass_fds=(out_of,), stdout=subprocess.DEVNULL
        )
        os.close(out_of)
        # A voice that never falls silent would be rendered for ever: no more is read than is wanted.
        with os.fdopen(into, "rb") as pipe:
            data = np.frombuffer(pipe.read(4 * RATE * SECONDS), "<i2")
        child.kill()
        child.wait()
    data = data[: len(data) // 2 * 2].reshape(-1, 2)
    sound = data[: SECONDS * RATE].astype(np.float32).mean(axis=1) / 32768
    return sound, pathlib.Path(font).stem + (" room" if room else "")


def _noise(chance: random.Random) -> np.ndarray:
    random_numbers = np.random.default_rng(chance.getrandbits(32))
    size = SECONDS * RATE
    spectrum = np.fft.rfft(random_numbers.standard_normal(size))
    slope = chance.uniform(0, 1.2)
    sound = np.fft.irfft(spectrum / np.maximum(1, np.arange(len(spectrum))) ** slope, size)
    knots = random_numbers.uniform(0.1, 1, 40)
    swell = np.interp(np.arange(size), np.linspace(0, size, 40), knots)
    return (sound / np.abs(sound).max() * swell).astype(np.float32)


def _clicks(chance: random.Random):
    """A metronome, with its bars accented or not."""
    random_numbers = np.random.default_rng(chance.getrandbits(32))
    interval = 60 / chance.uniform(58, 206)
    bar = chance.choice((0, 0, 3, 4))
    pitch, length = chance.uniform(300, 4000), chance.choice((0.0, 0.003, 0.01, 0.03, 0.08))
    noisy = chance.random() < 0.3
    at = np.arange(int(0.3 * RATE)) / RATE
    click = random_numbers.standard_normal(len(at)) if noisy else np.sin(6.2832 * pitch * at)
    click = click * np.exp(-at / length) if length else (at == 0).astype(float)
    sound = np.zeros((SECONDS + 1) * RATE, np.float32)
    beats, now = [], chance.uniform(0, 1.5)
    while now < SECONDS - 0.3:
        place = len(beats) % bar + 1 if bar else 0
        begin = int(round(now * RATE))
        strength = 1.0 if place == 1 else 0.4 if bar else 1.0
        sound[begin : begin + len(click)] += (strength * click).astype(np.float32)
        beats.append(Beat(begin / RATE, place, max(1, bar)))
        now += interval
    return sound[: SECONDS * RATE], Score([], beats)


def _produce(sound: np.ndarray, chance: random.Random) -> np.ndarray:
    """What happens to music on its way: tone controls, a narrow channel, noise, limiting, level."""
    if chance.random() < 0.6:
        spectrum = np.fft.rfft(sound)
        octaves = np.log2(np.maximum(20, np.fft.rfftfreq(len(sound), 1 / RATE)) / 20)
        knots = [chance.uniform(-7, 7) for _ in range(6)]
        gain = np.interp(octaves, np.linspace(0, 10, 6), knots)
        if chance.random() < 0.15:
            gain = gain - 60 * (octaves > np.log2(chance.uniform(3000, 8000) / 20))
        if chance.random() < 0.15:
            gain = gain - 30 * (octaves < np.log2(chance.uniform(80, 200) / 20))
        sound = np.fft.irfft(spectrum * 10 ** (gain / 20), len(sound)).astype(np.float32)
    sound = sound / max(1e-6, float(np.sqrt(np.mean(sound**2)))) * 0.1
    if chance.random() < 0.3:
        drive = chance.uniform(1, 6)
        sound = np.tanh(sound * drive) / drive
    if chance.random() < 0.25:
        hiss = np.random.default_rng(chance.getrandbits(32)).standard_normal(len(sound))
        sound = sound + hiss.astype(np.float32) * 0.1 * 10 ** (chance.uniform(-50, -24) / 20)
    return sound * (10 ** (chance.uniform(-12, 0) / 20)) * 0.8 / max(0.3, float(np.abs(sound).max()))


def _write_wav(path: pathlib.Path, sound: np.ndarray) -> None:
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE)
        wav.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("midi_root", type=pathlib.Path)
    parser.add_argument("pool_dir", type=pathlib.Path)
    parser.add_argument("--exclude", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    arguments = parser.parse_args()
    arguments.pool_dir.mkdir(parents=True, exist_ok=True)
    excluded = sources.excluded_names(arguments.exclude)
    wanted = jobs(arguments.midi_root, arguments.pool_dir, excluded, arguments.seed)
    with multiprocessing.Pool(arguments.jobs) as pool:
        lines = [line for line in pool.imap(make, wanted, chunksize=4) if line]
    (arguments.pool_dir / "pool.tsv").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} of {len(wanted)} excerpts")


if __name__ == "__main__":
    main()
