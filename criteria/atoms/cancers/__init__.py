"""Recognisers of the cancer: diagnosis, stage, extent, size, nodes, metastases, recurrence, and other malignancies."""
