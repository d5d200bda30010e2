"""The joint project and all that is agreed about it."""
