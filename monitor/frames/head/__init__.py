"""Heads trained on coding: a linear layer over passages' vectors, with or without fine-tuning of the encoder below it.

Public:

- :func:`read_coded_csv` (coding from a CSV file as :class:`Labelled`), :func:`cluster_folds`;
- :func:`trainable`, :func:`train_head` (reads and writes ``vectors.embeddings``), :class:`Head`, :class:`Applier`;
- :func:`save_head`, :func:`load_head`, :func:`head_id` (a folder without pickle, with a card);
- :func:`train_and_save` (the command `train`; reads annotations, articles, passages, story_members, the gold tables);
- :class:`HeadScorer` (the scorer ``head``).
"""

from monitor.frames.head.apply import Applied, Applier
from monitor.frames.head.coded_csv import CodedFile, read_coded_csv
from monitor.frames.head.command import TrainedHead, train_and_save
from monitor.frames.head.folds import cluster_folds
from monitor.frames.head.labelled import Labelled
from monitor.frames.head.model import METHODS, Head
from monitor.frames.head.scorer import HeadScorer
from monitor.frames.head.store import head_id, load_head, save_head
from monitor.frames.head.training import train_head, trainable

__all__ = [
    "METHODS",
    "Applied",
    "Applier",
    "CodedFile",
    "Head",
    "HeadScorer",
    "Labelled",
    "TrainedHead",
    "cluster_folds",
    "head_id",
    "load_head",
    "read_coded_csv",
    "save_head",
    "train_and_save",
    "train_head",
    "trainable",
]
