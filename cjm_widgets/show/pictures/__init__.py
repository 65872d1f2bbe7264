"""Maps as pictures: laid out and written as SVG without a browser, turned into PNG and PDF by vl-convert."""
