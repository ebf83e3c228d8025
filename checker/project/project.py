"""A decoded project: every authored value by its key, and where each of them stands."""

from __future__ import annotations

from rsp.asset import Asset, Event
from rsp.baseline import Used
from rsp.change import ChangeApproval
from rsp.deviation import Deviation
from rsp.overlay import Overlaid
from rsp.party import Party
from rsp.project import Catalog, OwnReview, Settings
from rsp.ref import Ref
from rsp.standard import Edition
from rsp.threshold import Determination
from rsp.value import Value


class Project(Value, frozen=True, kw_only=True):
    """What is assessed, against which edition and catalog."""

    settings: Settings
    edition: Edition
    catalog: Catalog
    assets: dict[str, Asset]
    """By key, `surface/api`."""
    events: dict[str, Event]
    """By key, `event/deployment/d-1`."""
    parties: dict[str, Party]
    determinations: dict[str, Determination]
    deviations: dict[str, Deviation]
    own_reviews: tuple[OwnReview, ...]
    changes: tuple[ChangeApproval, ...] = ()
    """Approvals of changes, in the order of their file."""
    refs: dict[str, Ref]
    """By entity key: `settings`, `control/ID`, `clause/ID`, `type/NAME`, `threshold/ID`, asset
    and event keys, `party/ID`, `determination/ID`, `deviation/ID`, `review/N`,
    `change/N`, `overlay`, and `overlay/PATH` for what it changes at that path. Parts are reached
    with Ref.at, for example refs["control/X"].at("evidence", 0, "validations", 1, "rule")."""
    overlaid: Overlaid | None = None
    """The overlay that `catalog` and the parameters of `settings` hold already."""
    baseline: Used | None = None
    """Where one was asked for; `baseline` among the refs."""
    digest: str
    """SHA-256 over the digests of the project's authored files, in the order of their names."""
