"""Records that the machine keeps: people look at them as a whole, and write none of them."""


class MachineKept:
    """For a ModelAdmin whose pages are reports."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
