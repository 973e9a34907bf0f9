"""The kit's commands, built on click."""
