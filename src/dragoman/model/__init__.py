"""Plain frozen data: documents, annotations, records."""
