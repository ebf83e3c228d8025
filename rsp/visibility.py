"""Visibility: to whom an edition of the report shows a thing."""

from __future__ import annotations

from enum import StrEnum


class Visibility(StrEnum):
    """To whom a thing is shown, from most readers to least."""

    PUBLIC = "public"
    """Everybody: it stands in the public edition."""
    REVIEWER = "reviewer"
    """Reviewers and the organisation: the public edition withholds it."""
    INTERNAL = "internal"
    """The organisation alone: the edition for reviewers withholds it too."""

    @property
    def rank(self) -> int:
        """0 for public to 2 for internal."""
        return _RANKS[self]

    def shown_to(self, audience: Visibility) -> bool:
        """Whether an audience sees it."""
        return self.rank <= audience.rank


_RANKS = {level: rank for rank, level in enumerate(Visibility)}


def narrowest(*levels: Visibility) -> Visibility:
    """What may be shown of something that takes part in all of these; public where there is
    none."""
    return max(levels, key=lambda level: level.rank, default=Visibility.PUBLIC)
