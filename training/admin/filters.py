"""Filters of the lists that look past their own columns. Each narrows with an IN and not a join: rows stay single."""

from django.contrib import admin
from django.db.models import Max, Min

from training.admin import work
from training.models import Attendance, Discipline, Jurisdiction


class WorkFilter(admin.SimpleListFilter):
    title = "work to do"
    parameter_name = "work"

    def lookups(self, request, model_admin):
        return [(kind.key, kind.label) for kind in work.kinds()]

    def queryset(self, request, queryset):
        chosen = [kind for kind in work.kinds() if kind.key == self.value()]
        return queryset.filter(chosen[0].query) if chosen else queryset


class StateFilter(admin.SimpleListFilter):
    """By a state, territory or the capital. `within` says which records belong to it."""

    parameter_name = "state"

    def lookups(self, request, model_admin):
        return Jurisdiction.objects.statewide().values_list("usps", "name")

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        state = Jurisdiction.objects.filter(usps=self.value()).first()
        return self.within(queryset, state) if state else queryset.none()


class StateServedFilter(StateFilter):
    """Itself, what lies in it, and tribes whose land does."""

    title = "state or territory served"

    def within(self, records, state):
        return records.serving(Jurisdiction.objects.at_or_within(state))


class YearFilter(admin.SimpleListFilter):
    """By a year in which it went on, or some of it."""

    title = "year"
    parameter_name = "year"

    def lookups(self, request, model_admin):
        days = model_admin.model.objects.aggregate(first=Min("starts_on"), begun=Max("starts_on"), ended=Max("ends_on"))
        if days["first"] is None:
            return []
        last = max(filter(None, (days["begun"], days["ended"]))).year
        return [(str(year), str(year)) for year in range(last, days["first"].year - 1, -1)]

    def queryset(self, request, queryset):
        if self.value() not in {value for value, _ in self.lookup_choices}:
            return queryset
        return queryset.touching(int(self.value()))


class DisciplineFilter(admin.SimpleListFilter):
    title = "discipline"
    parameter_name = "discipline"

    def lookups(self, request, model_admin):
        return Discipline.objects.values_list("slug", "name")

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        attendances = Attendance.objects.filter(discipline__slug=self.value())
        return queryset.filter(pk__in=attendances.values("engagement"))
