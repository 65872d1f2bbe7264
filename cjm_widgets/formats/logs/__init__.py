"""Event logs as files: XES 1.0, OCEL 2.0 (JSON, XML, SQLite), CSV and Parquet, each read into a DataFrame, a row per event."""
