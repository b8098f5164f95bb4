"""Following from the pages of what is followed."""

from collections.abc import Callable

import pytest
from django.urls import reverse

from campaigns.models import RoleAssignment
from notifications.models import Subscription
from tests.notifications.conftest import Scene
from tests.notifications.stage import follows
from tests.web.browser import browser_of, text_of

FOLLOW = "/follow/"
PAGES: dict[str, Callable[[Scene], str]] = {
    "case": lambda scene: reverse("cases:case", args=[scene.case.pk]),
    "campaign": lambda scene: reverse("campaigns:campaign", args=[scene.campaign.slug]),
    "review": lambda scene: reverse("cases:review", args=[scene.review.slug]),
    "network": lambda scene: reverse("campaigns:network", args=[scene.network.slug]),
}


@pytest.mark.parametrize("scope", PAGES)
class TestThePageOfEach:
    def thing(self, scene: Scene, scope: str) -> dict[str, str]:
        return {"scope_type": scope, "scope_id": str(getattr(scene, scope).pk)}

    def test_has_a_button_that_follows_it_and_leads_back(self, scene: Scene, scope: str) -> None:
        browser, page = browser_of(scene.malee), PAGES[scope](scene)
        text = text_of(browser.get(page))
        assert f'name="scope_id" value="{getattr(scene, scope).pk}"' in text

        said = self.thing(scene, scope) | {"level": "all", "next": page}
        answer = browser.post(FOLLOW, said, follow=True)

        assert answer.redirect_chain == [(page, 302)]
        assert "You follow this:" in text_of(answer)
        assert Subscription.objects.get().user == scene.malee

    def test_has_a_button_that_ends_it(self, scene: Scene, scope: str) -> None:
        follows(scene.malee, getattr(scene, scope))
        browser, page = browser_of(scene.malee), PAGES[scope](scene)
        assert "Stop following" in text_of(browser.get(page))

        browser.post(FOLLOW, self.thing(scene, scope) | {"next": page})

        assert not Subscription.objects.exists()


class TestFollowing:
    def test_is_not_offered_to_visitors(self, scene: Scene) -> None:
        text = text_of(browser_of().get(PAGES["review"](scene)))

        assert FOLLOW not in text

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", ""])
    def test_leads_nowhere_else(self, scene: Scene, elsewhere: str) -> None:
        said = {"scope_type": "country", "scope_id": "TH", "level": "all", "next": elsewhere}

        answer = browser_of(scene.malee).post(FOLLOW, said)

        assert answer["Location"] == "/"

    def test_of_what_she_may_not_see_finds_nothing(self, scene: Scene) -> None:
        said = {"scope_type": "case", "scope_id": str(scene.case.pk), "level": "all"}

        assert browser_of(scene.luz).post(FOLLOW, said).status_code == 404

    @pytest.mark.parametrize(
        "said", [{}, {"scope_type": "planet", "scope_id": "1"}, {"scope_type": "case"}]
    )
    def test_of_nonsense_is_a_bad_request(self, scene: Scene, said: dict[str, str]) -> None:
        assert browser_of(scene.malee).post(FOLLOW, said).status_code == 400


class TestTheListOfWhatIFollow:
    def test_names_each_thing_and_how_much_of_it_she_hears(self, scene: Scene) -> None:
        for scope in PAGES:
            follows(scene.malee, getattr(scene, scope))
        follows(scene.malee, "PH", level="muted")

        text = text_of(browser_of(scene.malee).get("/alerts/"))

        for scope, page in PAGES.items():
            assert page(scene) in text, scope
        assert "Philippines" in text
        assert "Nothing" in text

    def test_lets_go_of_what_she_may_not_see_any_more_without_naming_it(self, scene: Scene) -> None:
        follows(scene.malee, scene.case)
        RoleAssignment.objects.filter(user=scene.malee).delete()
        browser = browser_of(scene.malee)

        text = text_of(browser.get("/alerts/"))
        assert scene.case.title not in text
        assert "not open to you any more" in text

        browser.post(FOLLOW, {"scope_type": "case", "scope_id": str(scene.case.pk)})
        assert not Subscription.objects.exists()

    def test_offers_the_countries_where_something_moves(self, scene: Scene) -> None:
        text = text_of(browser_of(scene.malee).get("/alerts/"))

        assert '<option value="TH">Thailand</option>' in text
        assert 'value="PH"' not in text
