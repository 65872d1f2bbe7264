"""A map as sheets that people edit and that read back: an Excel workbook, or a folder of CSV files. docs/office.md."""
