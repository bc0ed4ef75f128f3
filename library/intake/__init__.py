"""What happens to an uploaded file: checks, storing, reading in a jail, pictures. See docs/intake.md."""
