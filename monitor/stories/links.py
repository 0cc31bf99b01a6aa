"""Links between articles."""

from dataclasses import dataclass

from monitor.stories.items import Floats, Ints


@dataclass(frozen=True)
class Links:
    """Links between items ``one`` < ``other`` in time order (m,), with their ``weight`` (m,) in deviations after decay."""

    one: Ints
    other: Ints
    weight: Floats

    def __len__(self) -> int:
        return len(self.weight)
