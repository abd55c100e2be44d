"""Lets each cell of a table be laid out once, wherever its row ends up (see `pdf_halves`)."""

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import block

_block_container_layout = block.block_container_layout
_OUT_OF_FLOW = ("absolute_boxes", "fixed_boxes")
_SAME = (
    "width",
    *(f"border_{side}_width" for side in ("top", "right", "bottom", "left")),
    *(f"padding_{side}" for side in ("top", "right", "bottom", "left")),
)


@contextlib.contextmanager
def know_cells(context: Any) -> Iterator[None]:
    """While this lasts, a cell that was laid out whole is not laid out again, but moved."""
    known: dict[Any, tuple[Any, ...]] = {}

    def lay_out(
        its: Any, box: Any, bottom_space: float, skip_stack: Any, *rest: Any, **named: Any
    ) -> Any:
        if skip_stack is not None or its is not context or not isinstance(box, boxes.TableCellBox):
            return _block_container_layout(its, box, bottom_space, skip_stack, *rest, **named)
        if box in known:
            moved = _moved(known[box][0], box)
            if moved and not context.overflows_page(
                bottom_space, moved.position_y + moved.border_height()
            ):
                return moved, *known[box][1:]
        before = [len(named[name]) for name in _OUT_OF_FLOW]
        new, resume_at, *others = _block_container_layout(
            its, box, bottom_space, skip_stack, *rest, **named
        )
        if new and not resume_at and before == [len(named[name]) for name in _OUT_OF_FLOW]:
            known[box] = new.copy(), None, *others
        return new, resume_at, *others

    block.block_container_layout = lay_out
    try:
        yield
    finally:
        block.block_container_layout = _block_container_layout


def _moved(old: Any, box: Any) -> Any:
    """Return a copy of a laid out cell at the place of `box`; None where it is not as it was."""
    if any(getattr(old, name) != getattr(box, name) for name in _SAME):
        return None
    if any(child.position_y != old.content_box_y() for child in old.children[:1]):
        return None
    new = old.deepcopy()
    new.translate(box.position_x - old.position_x, box.position_y - old.position_y)
    return new
