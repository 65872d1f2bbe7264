"""Reports: one HTML file of a map or several, readable anywhere, live where scripts run. docs/reports.md describes it."""
