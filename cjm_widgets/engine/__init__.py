"""What follows from a map's paths: an absorbing Markov chain, what improvements do to it, how sure that is, what to fund.

It knows numpy and scipy, no screen. The model and its sources are in docs/simulation.md.
"""
