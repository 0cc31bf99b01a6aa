"""A multilingual media-framing monitor: how Chinese and English coverage frames AI security disputes.

Coverage flows one way: ``sources`` -> ``articles`` -> ``embedding`` -> ``topics`` -> ``stories`` -> ``frames`` ->
``trends`` -> ``report``. Each stage reads the tables that the stages before it wrote and writes its own.
"""
