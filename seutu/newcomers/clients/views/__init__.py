"""Pages of the register, each opened through `frame.register_page`."""
