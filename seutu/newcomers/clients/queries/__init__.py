"""Questions to the register; those about clients go through what the asking worker may see."""
