"""The staff pages in a real browser: every step of the work under the strict policy, and what axe finds."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from library.intake.accept import accept_file
from library.intake.process import process_file
from library.models import Author, Publication, SearchCount, Topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# What axe 4.12 finds in the templates and scripts of Django's own admin (5.2); nothing of ours may be added.
KNOWN_OF_DJANGO = {
    ("aria-input-field-name", "select2-selection"),  # select boxes with search have no name of their own
    ("aria-prohibited-attr", "help-tooltip"),  # the hints of the two-column choosers
    ("empty-table-header", "original"),  # the first column of rows in a form
    ("label", "-DELETE"),  # the boxes that strike out a row of a form
    ("label", "filter-input"),  # the filters of the two-column choosers
    ("label", "filtered"),  # the lists of the two-column choosers
    ("label", "select2-search__field"),  # select boxes with search, for several records
    ("list", "select2-selection__rendered"),  # what has been chosen in them
    ("label-title-only", "searchbar"),  # the search box's label is a picture
}


@pytest.fixture
def types(db):
    """Kinds of document; a test with threads starts from an emptied database, without those of the migrations."""
    from library.models import PublicationType

    return [
        PublicationType.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize(), "name_plural": slug})[0]
        for slug in ("brief", "guide")
    ]


@pytest.fixture
def office(browser, live_server, django_user_model):
    """A page of the browser, logged in through the form; it fails the test if a policy blocks or a script breaks."""
    django_user_model.objects.create_superuser("librarian", password="correct horse battery")
    context = browser.new_context(viewport={"width": 1280, "height": 900}, base_url=live_server.url)
    page = context.new_page()
    page.faults = []
    page.on("console", lambda said: page.faults.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.goto("/admin/")
    page.fill("#id_username", "librarian")
    page.fill("#id_password", "correct horse battery")
    page.click("input[type=submit]")
    assert page.inner_text("h1") == "Work to do"
    yield page
    context.close()
    assert page.faults == []


def faults_of_ours(page):
    """{rule: an element} of what axe finds beyond the known."""
    before = len(page.faults)
    violations = Axe().run(page).response["violations"]
    del page.faults[before:]  # axe sets styles to measure with, which the policy blocks as it should
    nodes = [(violation["id"], node["html"]) for violation in violations for node in violation["nodes"]]
    return {
        rule: element
        for rule, element in nodes
        if not any(rule == known and sign in element for known, sign in KNOWN_OF_DJANGO)
    }


def messages(page):
    return page.inner_text(".messagelist")


def test_document_goes_from_upload_to_withdrawal(office, samples, types):
    Topic.objects.create(name="Web accessibility", slug="web-accessibility")
    Author.objects.create(name="Department of Justice", kind="body")

    office.click("a:text-is('Publications')")
    office.click("text=Add publication")
    office.wait_for_url("**/publication/add/")
    office.locator("#id_title").press_sequentially("Guidance on the web")
    assert office.input_value("#id_slug") == "guidance-on-the-web"
    office.select_option("#id_type", label="Guide")
    office.click("#authorship_set-0 .select2-selection")
    office.fill(".select2-search__field", "justice")
    office.click(".select2-results__option:has-text('Department of Justice')")
    office.click("text=Add another author")
    assert office.is_visible("#authorship_set-1")
    office.select_option("#id_topics_from", label="Web accessibility")
    office.click("#id_topics_add")
    office.click(".field-review_by .datetimeshortcuts a:has(.date-icon)")
    office.click(".calendarbox:visible .calendarnav-next")
    office.click(".calendarbox:visible td a >> text=15")
    assert re.fullmatch(r"\d{4}-\d\d-15", office.input_value("#id_review_by"))
    office.set_input_files("#id_upload", samples / "doj-2022-guidance-on-web-accessibility.pdf")
    office.click("input[name=_continue] >> nth=0")
    assert "was added" in messages(office)
    assert "Waiting to be processed" in office.inner_text(".overview")

    publication = Publication.objects.get()
    assert [str(a) for a in publication.authorship_set.all()] == ["Department of Justice"]
    assert [topic.name for topic in publication.topics.all()] == ["Web accessibility"]
    process_file(publication.files.get().pk)
    office.reload()
    assert "Text read" in office.inner_text(".overview")
    expect(office.locator("img.cover")).to_have_js_property("naturalWidth", 160)
    office.fill("#id_summary", "What the law asks of websites.")
    office.select_option("#id_state", "published")
    office.click("input[name=_save] >> nth=0")
    assert "was changed" in messages(office)

    office.click("text=Drafts to finish and publish")
    office.wait_for_url("**work=draft")
    assert office.inner_text(".paginator").startswith("0 publications")
    office.click("text=Clear all filters")
    office.wait_for_url("**/publication/?")
    office.fill("#searchbar", "websites justice")
    office.press("#searchbar", "Enter")
    office.wait_for_url("**q=websites*")
    office.check("#action-toggle")
    office.select_option("select[name=action]", "withdraw")
    office.click("button:text-is('Go')")
    office.fill("#id_withdrawn_reason", "The law has changed.")
    office.click("input[name=withdraw]")
    assert "1 document withdrawn." in messages(office)
    publication.refresh_from_db()
    assert publication.state == "withdrawn"


def test_many_files_are_chosen_and_uploaded(office, samples, types):
    office.goto("/admin/library/publication/")
    office.click("text=Upload files")
    office.set_input_files("#id_files", sorted(samples.glob("doj-2022-*.pdf")))
    office.select_option("#id_type", label="Brief")
    office.click("input[value=Upload]")
    assert office.locator(".outcomes tbody tr").count() == 3
    assert Publication.objects.count() == 3


def test_new_author_is_added_without_leaving_the_form(office, types):
    office.goto("/admin/library/publication/add/")
    with office.expect_popup() as opened:
        office.click("#add_id_authorship_set-0-author")
    popup = opened.value
    popup.fill("#id_name", "English")
    popup.fill("#id_given", "Kim")
    with popup.expect_event("close"):
        popup.click("input[name=_save]")
    assert "Kim English" in office.inner_text("#authorship_set-0 .select2-selection")


def test_enter_in_a_field_saves_and_presses_no_other_button(office, publish, types, samples, content):
    publication = publish("A draft", state="draft")
    file = accept_file(publication, content("doj-2022-guidance-on-web-accessibility.pdf"))
    process_file(file.pk)
    office.goto(f"/admin/library/publication/{publication.pk}/change/")
    assert office.is_visible("button[name=_take_over]")
    office.fill("#id_subtitle", "For everybody")
    office.press("#id_subtitle", "Enter")
    office.wait_for_url("**/publication/")
    publication.refresh_from_db()
    assert (publication.subtitle, publication.year) == ("For everybody", None)


@pytest.mark.parametrize("width", [390, 1280])
def test_no_staff_page_has_a_fault_of_ours_or_scrolls_sideways(office, publish, types, content, width):
    publication = publish("A draft", state="draft", topics=["Law"], audiences=["Judges"])
    author = Author.objects.create(name="English")
    publication.authorship_set.create(author=author)
    file = accept_file(publication, content("doj-2022-guidance-on-web-accessibility.pdf"))
    process_file(file.pk)
    library = "/admin/library"
    addresses = [
        "/admin/",
        f"{library}/publication/",
        f"{library}/publication/add/",
        f"{library}/publication/{publication.pk}/change/",
        f"{library}/publication/{publication.pk}/history/",
        f"{library}/publication/{publication.pk}/delete/",
        f"{library}/publication/upload/",
        f"{library}/publicationfile/",
        f"{library}/page/",
        f"{library}/page/{file.pages.first().pk}/change/",
        f"{library}/topic/",
        f"{library}/author/{author.pk}/change/",
        f"{library}/synonyms/add/?line=risk%20assessment",
        f"{library}/promotedresult/add/?query=risk%20assessment",
        f"{library}/indexstate/",
        f"{library}/searchcount/",
        f"{library}/searchcount/?first=never&kind=nothing",
    ]
    for words in ("risk assessment", "supervision of adolescents in the rural jurisdictions of the west"):
        SearchCount.objects.create(day=timezone.localdate(), words=words, times=1_234_567)
    office.set_viewport_size({"width": width, "height": 900})
    found = {}
    for address in addresses:
        office.goto(address)
        assert office.evaluate("document.documentElement.scrollWidth") <= width, address
        found |= {(address, rule): element for rule, element in faults_of_ours(office).items()}
    assert found == {}


def test_work_is_done_without_scripts(browser, live_server, django_user_model, types, samples):
    """Save for authors and successors, whose lists Django fetches by script."""
    django_user_model.objects.create_superuser("librarian", password="correct horse battery")
    Topic.objects.create(name="Law", slug="law")
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/admin/library/publication/add/")
    page.fill("#id_username", "librarian")
    page.fill("#id_password", "correct horse battery")
    page.click("input[type=submit]")
    page.fill("#id_title", "Without scripts")
    page.fill("#id_slug", "without-scripts")
    page.select_option("#id_type", label="Guide")
    page.select_option("#id_topics", label="Law")
    page.set_input_files("#id_upload", samples / "congress-2003-hr-1904.pdf")
    page.click("input[name=_continue] >> nth=0")
    page.wait_for_url("**/change/")
    page.select_option("#id_state", "published")
    page.click("input[name=_save] >> nth=0")
    page.wait_for_url("**/publication/")
    publication = Publication.objects.get()
    assert (publication.state, publication.files.count()) == ("published", 1)
    page.check("input[name=_selected_action]")
    page.select_option("select[name=action]", "feature")
    page.click("button:text-is('Go')")
    page.wait_for_selector("text=put on the home page now")
    publication.refresh_from_db()
    assert publication.is_featured
    context.close()
