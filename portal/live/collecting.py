"""Phones that stay are kept out of the sight of Python's collector.

A full pass looks through all that lives and stops everybody meanwhile: with ten thousand phones for 0.8 s, and just when
they vote. What is frozen is not looked at. It is still freed when nothing holds it any more, and that is enough for a
phone that goes (`PortalWebSockets`); what else was frozen with it is looked through once the evening is over.
"""

import gc

EACH = 250  # phones that come in before they are frozen: a pass over so many takes some 20 ms
FEW = 125  # phones that may be held up for a tenth of a second by a pass over everything


class Collector:
    def __init__(self) -> None:
        self._frozen_at = 0  # how many phones there were

    def came(self, phones: int) -> None:
        """One has come in, and is one of so many."""
        if phones >= self._frozen_at + EACH:
            gc.freeze()
            self._frozen_at = phones

    def went(self, phones: int) -> None:
        """One has gone, and so many are left."""
        if phones < self._frozen_at - EACH:
            self._frozen_at = phones
        if self._frozen_at and phones <= FEW:
            self._frozen_at = 0
            gc.unfreeze()
            gc.collect()
            gc.freeze()
