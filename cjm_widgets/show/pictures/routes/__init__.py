"""Where the lines of links run: the twin of js/src/layout/routes, held to it by tests/contract/routes.json."""
