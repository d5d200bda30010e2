"""What the register offers to the apps below it, by subject. Imported once all apps are loaded."""
