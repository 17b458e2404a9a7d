"""The days on which the legal time limit of a request about one's own data rests."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_DAYS = (
    "identity_proved_on",
    "fee_paid_on",
    "extension_told_on",
    "clarification_asked_on",
    "clarification_answered_on",
)


def upgrade() -> None:
    for day in _DAYS:
        op.add_column("information_request", sa.Column(day, sa.Date(), nullable=True))
        op.create_index(f"ix_information_request_{day}", "information_request", [day])


def downgrade() -> None:
    for day in reversed(_DAYS):
        op.drop_index(f"ix_information_request_{day}", table_name="information_request")
        op.drop_column("information_request", day)
