"""Texts compared as people mean them."""

import time

import pytest

from chalicelib.domain.flow import folding
from chalicelib.domain.flow.folding import folded, holds_words, words


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Olá", "ola"),
        ("  AÇÃO ", "acao"),
        ("Straße", "strasse"),
        ("a\u0301b", "ab"),
        ("ẢÖñ", "aon"),
        ("Oi!", "oi!"),
        ("한글", "한글"),
        ("", ""),
    ],
)
def test_case_and_accents_do_not_count(text, plain):
    assert folded(text).encode() in (plain.encode(), folded(plain).encode())


@pytest.mark.parametrize(
    ("text", "left"),
    [("Oi!!", "oi"), (" bom,   DIA ", "bom dia"), ("é-mail", "e mail"), ("👋", "👋"), ("oi 👋", "oi"), ("?", "?"), ("", "")],
)
def test_only_words_are_left(text, left):
    assert words(text) == left


@pytest.mark.parametrize(
    ("text", "part", "held"),
    [("foi bom", "oi", False), ("oi gente", "oi", True), ("gente oi", "oi", True), ("bom dia sol", "bom dia", True)],
)
def test_words_are_held_whole(text, part, held):
    assert holds_words(text, part) is held


def test_long_runs_of_accents_cost_no_more_than_letters():
    began = time.process_time()
    folded("a" + "\u0301\u0316" * 50_000)
    assert time.process_time() - began < 1


def test_what_was_worked_out_is_remembered_only_up_to_a_bound(monkeypatch):
    monkeypatch.setattr(folding, "_REMEMBERED", 10)
    assert folded("".join(map(chr, range(0xE0, 0xE0 + 30)))).startswith("aaaaaa")
    assert words("".join(map(chr, range(0x2190, 0x2190 + 30))) + " á") == "a"
    assert len(folding._PLAIN) <= 10
    assert len(folding._SPELLED) <= 10
