"""The program that runs in the jail (library.intake.jail). It opens hostile files and knows nothing of Django.

`python -m library.intake.child`, started in an empty folder, finds there `job.json` and `input.pdf`, and leaves there
`result.json` and pictures.
"""

OUT_OF_MEMORY = 3  # its exit status when Python itself ran out of memory
