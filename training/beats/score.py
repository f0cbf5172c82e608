"""Music as notes and beats in seconds, read from MIDI files and written back as excerpts.

A Score keeps MIDI messages with their time in seconds, so that an excerpt can be stretched, bent or
thinned out and its beats still lie exactly where its notes do.
"""

from __future__ import annotations

import bisect
import dataclasses
import io
import math
import re

import mido

DRUMS = 9
KICKS = (35, 36)


@dataclasses.dataclass(frozen=True)
class Event:
    """A channel message at a time in seconds."""

    seconds: float
    message: mido.Message


@dataclasses.dataclass(frozen=True)
class Beat:
    """A beat at a time in seconds; place 1 is the downbeat."""

    seconds: float
    place: int
    beats_in_bar: int


@dataclasses.dataclass
class Score:
    events: list[Event]
    beats: list[Beat]

    @property
    def length(self) -> float:
        return self.events[-1].seconds if self.events else 0.0

    def notes(self) -> list[Event]:
        return [e for e in self.events if e.message.type == "note_on" and e.message.velocity > 0]


def read_midi(data: bytes) -> Score:
    """Events and beats of a standard MIDI file; beats follow its tempo map and time signatures."""
    # Some writers leave nonsense in the key signature, which means nothing here and stops the reader.
    data = re.sub(rb"\xff\x59\x02..", b"\xff\x59\x02\x00\x00", data, flags=re.DOTALL)
    midi = mido.MidiFile(file=io.BytesIO(data), clip=True)
    tick = 0
    ticks: list[tuple[int, mido.Message]] = []
    tempi = [(0, 500_000)]
    signatures = [(0, 4, 4)]
    for message in mido.merge_tracks(midi.tracks):
        tick += message.time
        if message.type == "set_tempo":
            tempi.append((tick, message.tempo))
        elif message.type == "time_signature":
            signatures.append((tick, message.numerator, message.denominator))
        elif not message.is_meta and message.type != "sysex":
            ticks.append((tick, message))
    clock = _Clock(tempi, midi.ticks_per_beat)
    last = ticks[-1][0] if ticks else 0
    events = [Event(clock.seconds(t), m) for t, m in ticks]
    return Score(events, _beats(signatures, midi.ticks_per_beat, last, clock))


class _Clock:
    """Seconds of ticks under a tempo map."""

    def __init__(self, tempi: list[tuple[int, int]], per_quarter: int):
        self.per_quarter = per_quarter
        self.ticks, self.tempi, self.at = [0], [500_000], [0.0]
        for tick, tempo in sorted(tempi, key=lambda change: change[0]):
            now = self.seconds(tick)
            if tick == self.ticks[-1]:
                self.tempi[-1] = tempo
            else:
                self.ticks.append(tick)
                self.tempi.append(tempo)
                self.at.append(now)

    def seconds(self, tick: float) -> float:
        i = bisect.bisect_right(self.ticks, tick) - 1
        return self.at[i] + (tick - self.ticks[i]) * self.tempi[i] * 1e-6 / self.per_quarter


def _beats(signatures, per_quarter, last, clock) -> list[Beat]:
    changes: dict[int, tuple[int, int]] = {}
    for tick, numerator, denominator in signatures:
        changes[tick] = (numerator, denominator)
    starts = sorted(changes)
    beats = []
    for start, end in zip(starts, starts[1:] + [last + 1]):
        numerator, denominator = changes[start]
        unit = per_quarter * 4 / denominator
        if denominator >= 8 and numerator % 3 == 0 and numerator > 3:
            unit, numerator = unit * 3, numerator // 3
        for i in range(max(0, math.ceil((end - start) / unit - 1e-9))):
            beats.append(Beat(clock.seconds(start + i * unit), i % numerator + 1, numerator))
    return beats


def alignment(score: Score, begin: float, end: float) -> tuple[float, float, float]:
    """How well the notes fit the beats between two times.

    Returns the share of notes on a 1/4 or 1/3 of a beat, the weight of notes on beats against that half
    a beat later, and the weight of low notes on downbeats against that on other beats.
    """
    beats = [b for b in score.beats if begin - 5 <= b.seconds <= end + 5]
    times = [b.seconds for b in beats]
    on_grid = total = on_beat = off_beat = 0.0
    down, other = [0.0, 0], [0.0, 0]
    low_at: dict[int, float] = {}
    for note in score.notes():
        if not begin <= note.seconds < end:
            continue
        i = bisect.bisect_right(times, note.seconds + 0.03) - 1
        if i < 0 or i + 1 >= len(times):
            continue
        interval = times[i + 1] - times[i]
        phase = (note.seconds - times[i]) / interval
        near = min(abs(phase - k / 12) for k in (0, 3, 4, 6, 8, 9, 12)) * interval
        weight = note.message.velocity / 127
        total += 1
        on_grid += near < 0.03
        on_beat += weight * (abs(phase) * interval < 0.035)
        off_beat += weight * (abs(phase - 0.5) * interval < 0.035)
        low = note.message.note in KICKS if note.message.channel == DRUMS else note.message.note < 50
        if low and abs(phase) * interval < 0.035:
            low_at[i] = low_at.get(i, 0) + weight
    for i, beat in enumerate(beats):
        if begin <= beat.seconds < end:
            kind = down if beat.place == 1 else other
            kind[0] += low_at.get(i, 0)
            kind[1] += 1
    mean = lambda kind: kind[0] / kind[1] if kind[1] else 0.0
    return (
        on_grid / total if total else 0.0,
        on_beat / max(off_beat, 1e-6),
        (mean(down) + 0.02) / (mean(other) + 0.02),
    )


def excerpt(score: Score, begin: float, end: float, bend=lambda seconds: seconds) -> Score:
    """The part between two times, its clock set to 0 and passed through ``bend``, a rising function."""
    setup: dict[tuple, Event] = {}
    inside: list[Event] = []
    sounding: dict[tuple[int, int], int] = {}
    for event in score.events:
        message = event.message
        if event.seconds < begin:
            if message.type == "program_change":
                setup[("program", message.channel)] = event
            elif message.type == "control_change":
                setup[("control", message.channel, message.control)] = event
            elif message.type == "pitchwheel":
                setup[("pitch", message.channel)] = event
            continue
        if event.seconds >= end:
            break
        if message.type == "note_on" and message.velocity > 0:
            key = (message.channel, message.note)
            sounding[key] = sounding.get(key, 0) + 1
        inside.append(Event(bend(event.seconds - begin), message))
    for channel, note in sorted(sounding):
        inside.append(Event(bend(end - begin), mido.Message("note_off", channel=channel, note=note)))
    for channel in range(16):
        # A held pedal would sound, and be rendered, for ever.
        for control in (64, 120):
            silence = mido.Message("control_change", channel=channel, control=control, value=0)
            inside.append(Event(bend(end - begin), silence))
    beats = [
        dataclasses.replace(b, seconds=bend(b.seconds - begin)) for b in score.beats if begin <= b.seconds < end
    ]
    return Score([Event(0.0, e.message) for e in setup.values()] + inside, beats)


def write_midi(score: Score, path) -> None:
    """Writes the events with a resolution of 0.1 ms."""
    midi = mido.MidiFile(ticks_per_beat=5000)
    track = mido.MidiTrack()
    midi.tracks.append(track)
    track.append(mido.MetaMessage("set_tempo", tempo=500_000, time=0))
    now = 0
    for event in sorted(score.events, key=lambda e: e.seconds):
        tick = round(event.seconds * 10_000)
        track.append(event.message.copy(time=tick - now))
        now = tick
    midi.save(path)
