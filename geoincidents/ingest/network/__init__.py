"""Pages of the network, where an address is given as an input: one page each, or a refusal."""
