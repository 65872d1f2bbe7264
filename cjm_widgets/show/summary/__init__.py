"""A map told in plain sentences: for mail, for screen readers, for ``alt``. ``tell`` puts them together."""
