#!/usr/bin/env python3
"""Reads an ESC/POS job as a printer would, and puts on a table what came out of it.

Written from the public command reference and from nothing of this project: where the driver and this reader agree, two
people who never met have understood the manual alike. It needs Python 3 and nothing else.

    decode-escpos.py JOB FOLDER

    FOLDER/slip-1.pbm …    each piece of paper, dot for dot, blank feed included
    FOLDER/read.json       how each piece was made: text runs with page and size, codes, cuts, and every byte that is strange
"""

import json
import sys
from pathlib import Path

LINE_SPACING = 30  # dots, until ESC 3 says otherwise
WHOLE_LINE = {"ESC": 0x1B, "GS": 0x1D, "FS": 0x1C, "DLE": 0x10}


class Truncated(Exception):
    """The job ends in the middle of a command."""


class Reader:
    def __init__(self, data):
        self.data = data
        self.at = 0
        self.slips = []
        self.strange = []
        self.cuts = 0
        self.commands = {}
        self.reset()
        self.new_paper()

    # --- the state a printer keeps ---

    def reset(self):
        self.bold = False
        self.wide = self.high = 1
        self.reverse = False
        self.align = 0
        self.page = 0
        self.spacing = LINE_SPACING
        self.line = []
        self.code = {}

    def new_paper(self):
        self.rows = []
        self.texts = []
        self.codes = []
        self.bands = 0
        self.last_ink = 0

    # --- bytes ---

    def take(self, count=1):
        piece = self.data[self.at : self.at + count]
        if len(piece) < count:
            raise Truncated(f"{count - len(piece)} bytes are missing at the end")
        self.at += count
        return piece

    def byte(self):
        return self.take()[0]

    def word(self):
        low, high = self.take(2)
        return low + 256 * high

    def note(self, name):
        self.commands[name] = self.commands.get(name, 0) + 1

    def unknown(self, start):
        self.strange.append(f"at {start}: {self.data[start:start + 6].hex(' ')}")

    # --- paper ---

    def feed(self, dots):
        self.rows.extend([None] * dots)

    def end_of_line(self):
        height = max([self.spacing] + [24 * run["high"] for run in self.line])
        if self.line:
            self.texts.append({"at": len(self.rows), "runs": self.line})
            self.line = []
        self.feed(height)

    def letter(self, value):
        style = {"page": self.page, "bold": self.bold, "wide": self.wide, "high": self.high,
                 "reverse": self.reverse, "align": self.align}
        if self.line and all(self.line[-1][key] == value for key, value in style.items()):
            self.line[-1]["hex"] += f"{value:02x}"
        else:
            self.line.append({**style, "hex": f"{value:02x}"})

    def cut(self, name):
        self.note(name)
        self.cuts += 1
        self.finish_slip(True)

    def finish_slip(self, was_cut):
        if self.line:
            self.end_of_line()
        if not self.rows and not self.texts:
            return
        width = max([len(row) for row in self.rows if row] or [0])
        self.slips.append({
            "width": width * 8, "height": len(self.rows), "inkHeight": self.last_ink, "bands": self.bands,
            "cut": was_cut, "texts": self.texts, "codes": self.codes, "rows": self.rows,
        })
        self.new_paper()

    # --- commands ---

    def read(self):
        try:
            while self.at < len(self.data):
                self.one()
        except Truncated as end:
            self.strange.append(str(end))
        self.finish_slip(False)

    def one(self):
        start = self.at
        value = self.byte()
        if value == 0x0A:
            self.note("LF")
            self.end_of_line()
        elif value in (0x0D, 0x00):
            self.note("CR" if value else "NUL")
        elif value == WHOLE_LINE["DLE"]:
            self.realtime(start)
        elif value == WHOLE_LINE["ESC"]:
            self.esc(start)
        elif value == WHOLE_LINE["GS"]:
            self.gs(start)
        elif value == WHOLE_LINE["FS"]:
            self.fs(start)
        elif value < 0x20:
            self.unknown(start)
        else:
            self.letter(value)

    def realtime(self, start):
        order = self.byte()
        if order == 0x04:
            question = self.byte()
            self.note(f"DLE EOT {question}")
            if question not in (1, 2, 3, 4, 20):
                self.unknown(start)
        elif order == 0x05:
            self.note(f"DLE ENQ {self.byte()}")
        else:
            self.unknown(start)

    def esc(self, start):
        order = chr(self.byte())
        if order == "@":
            self.note("ESC @")
            self.reset()
        elif order == "E":
            self.bold = bool(self.byte() & 1)
        elif order == "a":
            self.align = self.byte() % 48
        elif order == "t":
            self.page = self.byte()
            self.note(f"ESC t {self.page}")
        elif order == "d":
            count = self.byte()
            self.end_of_line()
            self.feed((count - 1) * self.spacing if count else 0)
        elif order == "J":
            self.feed(self.byte())
        elif order == "2":
            self.spacing = LINE_SPACING
        elif order == "3":
            self.spacing = self.byte()
        elif order == "!":
            mode = self.byte()
            self.bold, self.high, self.wide = bool(mode & 8), 1 + bool(mode & 16), 1 + bool(mode & 32)
        elif order in "-GMRSV{r":
            self.byte()
        elif order == "i" or order == "m":
            self.cut(f"ESC {order}")
        else:
            self.unknown(start)

    def gs(self, start):
        order = chr(self.byte())
        if order == "v":
            self.raster(start)
        elif order == "V":
            kind = self.byte()
            if kind in (65, 66):
                self.feed(self.byte())
            elif kind not in (0, 1, 48, 49):
                self.unknown(start)
            self.cut(f"GS V {kind}")
        elif order == "a":
            self.note(f"GS a {self.byte()}")
        elif order == "e":
            step = self.byte()
            self.note(f"GS e {step}")
            if step == 3:
                self.byte()
            elif step not in (2, 5, 6):
                self.unknown(start)
        elif order == "!":
            size = self.byte()
            self.wide, self.high = 1 + (size >> 4 & 7), 1 + (size & 7)
        elif order == "B":
            self.reverse = bool(self.byte() & 1)
        elif order == "(":
            self.function(start)
        elif order in "hwHfIr":
            self.byte()
        else:
            self.unknown(start)

    def fs(self, start):
        order = chr(self.byte())
        if order not in ".&":
            self.unknown(start)

    def raster(self, start):
        zero, mode = self.take(2)
        across, down = self.word(), self.word()
        dots = self.take(across * down)
        if zero != 0x30 or mode not in (0, 48):
            self.unknown(start)
        self.note("GS v 0")
        self.bands += 1
        for y in range(down):
            self.rows.append(dots[y * across : (y + 1) * across])
        self.last_ink = len(self.rows)

    def function(self, start):
        kind = chr(self.byte())
        body = self.take(self.word())
        if kind == "k" and body[:2] == b"1A":
            self.code["model"] = body[2]
        elif kind == "k" and body[:2] == b"1C":
            self.code["dot"] = body[2]
        elif kind == "k" and body[:2] == b"1E":
            self.code["correction"] = body[2]
        elif kind == "k" and body[:2] == b"1P":
            self.code["text"] = body[3:].decode("utf-8", "replace")
        elif kind == "k" and body[:2] == b"1Q":
            self.codes.append({**self.code, "at": len(self.rows)})
            # its size hangs on the model the printer chooses; the reference gives none
            self.feed(25 * self.code.get("dot", 3))
        else:
            self.unknown(start)


def as_pbm(slip):
    across = (slip["width"] + 7) // 8
    rows = b"".join(
        bytes(across) if row is None else bytes(row).ljust(across, b"\0") for row in slip["rows"]
    )
    return f"P4\n{slip['width']} {slip['height']}\n".encode() + rows


def main():
    job, folder = Path(sys.argv[1]), Path(sys.argv[2])
    reader = Reader(job.read_bytes())
    reader.read()
    for number, slip in enumerate(reader.slips, 1):
        if slip["width"] > 0:
            (folder / f"slip-{number}.pbm").write_bytes(as_pbm(slip))
        del slip["rows"]
    told = {"slips": reader.slips, "cuts": reader.cuts, "commands": reader.commands, "strange": reader.strange}
    (folder / "read.json").write_text(json.dumps(told))


main()
