"""Papers of the register: what is printed for a client and signed."""
