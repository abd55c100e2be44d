"""An inspection report on its way in: sent, read by the worker, looked over, confirmed."""
