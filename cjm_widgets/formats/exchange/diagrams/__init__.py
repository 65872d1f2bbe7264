"""A map for diagram programs, written only: Lucidchart, draw.io, Miro and D2. One module each."""
