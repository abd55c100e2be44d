"""Setting up a plan and changing it: actions, order, approval, phases, whole-table editing."""
