"""The places of the United States as data; data/README.md says what each list is and how it was checked."""
