"""Merging words of a vocabulary, or two spellings of a name: what carried one carries the other afterward."""

from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.db import transaction
from django.template.response import TemplateResponse

from library.admin.forms import MergeForm
from library.models import Authorship, Publication


def field_for(model):
    """The name of Publication's field for these words: “topics” for Topic."""
    return model._meta.get_field("publications").field.name


class MergingAdmin(admin.ModelAdmin):
    """Adds the action “Merge into…”."""

    actions = ["merge"]

    def has_merge_permission(self, request):
        return self.has_change_permission(request) and self.has_delete_permission(request)

    @admin.action(description="Merge into…", permissions=["merge"])
    def merge(self, request, queryset):
        chosen = list(queryset)
        words = Publication._meta.get_field(field_for(self.model))
        form = MergeForm(request.POST if "merge" in request.POST else None, words=words, chosen=chosen)
        if form.is_valid():
            target = form.cleaned_data["target"]
            moved, others = self._merge(request, [word for word in chosen if word != target], target)
            told = "1 document" if moved == 1 else f"{moved:,} documents"
            told += f" and {others:,} other {'record' if others == 1 else 'records'}" if others else ""
            self.message_user(request, f"Merged into “{target}”; {told} moved.", messages.SUCCESS)
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "chosen": chosen,
            "has_addresses": hasattr(self.model, "get_absolute_url"),
            "action_checkbox_name": helpers.ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/library/merge.html", context)

    @transaction.atomic
    def _merge(self, request, words, target):
        """Moves all links and deletes what has none left; returns how many publications and other records changed."""
        moved, others = set(), set()
        for word in words:
            for publication in Publication.objects.filter(**{field_for(self.model): word}):
                self._move(publication, word, target)
                publication._change_reason = f"“{word}” was merged into “{target}”."
                publication.save()
                moved.add(publication.pk)
            others |= self._move_elsewhere(word, target)
            self.log_deletions(request, [word])
            word.delete()
        return len(moved), len(others)

    def _move_elsewhere(self, word, target):
        """Puts the target in the word's place in records that other apps keep; returns them."""
        moved = set()
        for relation in self.opts.related_objects:
            model, name = relation.related_model, relation.field.name
            if not relation.many_to_many or model is Publication:
                continue
            for record in model._default_manager.filter(**{name: word}):
                record.skip_history_when_saving = True
                getattr(record, name).add(target)
                getattr(record, name).remove(word)
                del record.skip_history_when_saving
                record._change_reason = f"“{word}” was merged into “{target}”."
                record.save()
                moved.add(record)
        return moved

    def _move(self, publication, word, target):
        publication.skip_history_when_saving = True
        words = getattr(publication, field_for(self.model))
        words.add(target)
        words.remove(word)
        del publication.skip_history_when_saving


class AuthorMergingAdmin(MergingAdmin):
    def _move(self, publication, word, target):
        """The author who stays takes the place in the printed order, unless named there already."""
        authorships = Authorship.objects.filter(publication=publication)
        if authorships.filter(author=target).exists():
            authorships.filter(author=word).delete()
        else:
            authorships.filter(author=word).update(author=target)
