"""Everything that can happen in the register, one file for each subject; who acts is the keyword ``by``."""
