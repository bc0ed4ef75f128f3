"""Removes stored files that no record knows; see library.intake.sweep."""

from django.core.management.base import BaseCommand

from library.intake.sweep import sweep


class Command(BaseCommand):
    help = "Remove stored files without a record, older than an hour, and name records whose file is missing."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="say what would be removed, and remove nothing")

    def handle(self, *, dry_run, **options):
        swept = sweep(dry_run=dry_run)
        verb = "would remove" if dry_run else "removed"
        for name in [*swept.originals, *swept.folders]:
            self.stdout.write(f"{verb} {name}")
        for file in swept.missing:
            self.stderr.write(f"missing: {file.original.name} ({file})")
        self.stdout.write(
            f"{verb} {len(swept.originals)} originals and {len(swept.folders)} folders; {len(swept.missing)} missing"
        )
