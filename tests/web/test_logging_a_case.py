"""Logging a case on its three pages."""

from uuid import uuid4

import pytest
from django.urls import reverse

from backend.audit.models import Event
from campaigns.models import CampaignStatus
from cases.models import AdvocacyCase, Answers, CaseDraft, Risk, Visibility
from tests import factories
from tests.web.browser import browser_of, filled, form_of, text_of
from tests.web.conftest import House
from tests.web.steps import HAPPENED, LOG, begun, draft_of, go_on, send, up_to_check


class TestTheThreeSteps:
    def test_lead_to_the_page_of_the_new_case(self, house: House) -> None:
        browser = browser_of(house.malee)
        check = up_to_check(browser, asks=[house.ask.pk], place="Bangkok", risk=Risk.POSSIBLE)

        answer = send(browser, check, visibility=Visibility.ILO)

        case = AdvocacyCase.objects.get(title="Registration refused")
        assert answer.headers["Location"] == reverse("cases:case", args=[case.pk])
        assert (case.network, case.campaign) == (house.network, house.campaign)
        assert (case.logged_by, case.owner, case.place) == (house.malee, house.malee, "Bangkok")
        assert [ask.pk for ask in case.asks.all()] == [house.ask.pk]
        assert (case.visibility, case.risk) == ("ilo", "possible")

    def test_need_only_two_answers_of_a_contributor(self, house: House) -> None:
        browser = browser_of(house.phyu)

        send(browser, up_to_check(browser))

        case = AdvocacyCase.objects.get(title="Registration refused")
        assert (case.logged_by, case.visibility) == (house.phyu, Visibility.NETWORK)

    def test_forget_the_draft_once_the_case_is_logged(self, house: House) -> None:
        browser = browser_of(house.malee)

        send(browser, up_to_check(browser))

        assert not CaseDraft.objects.filter(author=house.malee).exists()

    def test_twice_pressed_at_the_end_open_one_case(self, house: House) -> None:
        browser = browser_of(house.malee)
        check = up_to_check(browser)
        form = filled(browser.get(check))

        first = browser.post(check, form)
        again = browser.post(check, form)

        assert first.headers["Location"] == again.headers["Location"]
        assert AdvocacyCase.objects.filter(title="Registration refused").count() == 1
        assert Event.objects.filter(kind="case.logged").count() == 1

    @pytest.mark.parametrize("step", ["log-what", "log-whom", "log-check"])
    def test_lead_to_the_case_once_it_is_logged(self, house: House, step: str) -> None:
        address = reverse(f"cases:{step}", args=[house.case.pk])

        answer = browser_of(house.malee).get(address)

        assert answer.headers["Location"] == reverse("cases:case", args=[house.case.pk])

    @pytest.mark.parametrize("step", ["log-whom", "log-check"])
    def test_begin_with_the_first_that_is_not_done(self, house: House, step: str) -> None:
        what = factories.CaseDraftFactory.create(
            author=house.malee, campaign=house.campaign, said=Answers(summary="Sent away")
        )

        answer = browser_of(house.malee).get(reverse(f"cases:{step}", args=[what.pk]))

        assert answer.headers["Location"] == reverse("cases:log-what", args=[what.pk])

    def test_go_back_without_losing_what_was_typed(self, house: House) -> None:
        browser = browser_of(house.malee)
        whom = go_on(browser, begun(browser), **HAPPENED)

        back = go_on(browser, whom, place="Chiang Mai", to="back")

        assert form_of(browser.get(back))["title"].value() == "Registration refused"
        assert form_of(browser.get(whom))["place"].value() == "Chiang Mai"

    def test_write_nothing_until_something_is_sent(self, house: House) -> None:
        browser = browser_of(house.malee)

        browser.get(begun(browser))

        assert not CaseDraft.objects.filter(author=house.malee).exists()

    def test_are_refused_to_an_officer(self, house: House) -> None:
        browser = browser_of(house.karin)
        what = reverse("cases:log-what", args=[uuid4()])

        assert browser.get(LOG).status_code == 403
        assert browser.post(what, HAPPENED).status_code == 403


class TestAStep:
    def test_is_kept_though_she_signs_out_and_comes_back_on_another_phone(
        self, house: House
    ) -> None:
        browser = browser_of(house.malee)
        go_on(browser, begun(browser), **HAPPENED, summary="The office sent her away.")
        browser.post(reverse("sign-out"))

        home = text_of(browser_of(house.malee).get(reverse("home")))

        draft = draft_of(house.malee)
        assert draft.answers().summary == "The office sent her away."
        assert "Registration refused" in home
        assert reverse("cases:log-check", args=[draft.pk]) in home

    def test_saves_itself_though_it_is_not_whole(self, house: House) -> None:
        browser = browser_of(house.malee)

        answer = send(browser, begun(browser), title="Registration", to="stay")

        assert answer.status_code == 200
        assert draft_of(house.malee).answers().title == "Registration"

    def test_can_be_left_for_later_though_it_is_not_whole(self, house: House) -> None:
        browser = browser_of(house.malee)

        home = go_on(browser, begun(browser), summary="The office sent her away.", to="later")

        assert home == reverse("home")
        assert "Without a title yet" in text_of(browser.get(home))

    def test_without_a_title_says_so_and_keeps_the_rest(self, house: House) -> None:
        browser = browser_of(house.malee)

        answer = send(browser, begun(browser), title="", summary="In Chiang Mai")

        assert answer.status_code == 422
        assert 'href="#id_title"' in text_of(answer)
        assert "In Chiang Mai" in text_of(answer)
        assert not CaseDraft.objects.filter(author=house.malee).exists()

    @pytest.mark.parametrize("to", ["", "stay", "later"])
    def test_with_a_wrong_answer_says_so_wherever_she_wants_to_go(
        self, house: House, to: str
    ) -> None:
        browser = browser_of(house.malee)

        answer = send(browser, begun(browser), **HAPPENED | {"title": "x" * 201}, to=to)

        assert answer.status_code == 422
        assert not CaseDraft.objects.filter(author=house.malee).exists()

    def test_says_how_many_people_only_in_whole_numbers(self, house: House) -> None:
        browser = browser_of(house.malee)
        whom = go_on(browser, begun(browser), **HAPPENED)

        answer = send(browser, whom, people_affected="many")

        assert answer.status_code == 422
        assert 'href="#id_people_affected"' in text_of(answer)

    def test_stays_in_no_list_of_the_browser(self, house: House) -> None:
        browser = browser_of(house.malee)

        page = browser.get(begun(browser))

        assert 'autocomplete="off"' in text_of(page)
        assert "no-store" in page.headers["Cache-Control"]


class TestWhereACaseIsLogged:
    def test_is_chosen_by_itself_where_there_is_one_place(self, house: House) -> None:
        browser = browser_of(house.malee)

        page = text_of(browser.get(begun(browser)))

        assert "?choose=" not in page
        assert house.campaign.title in page

    def test_can_be_chosen_where_there_are_several(self, house: House) -> None:
        factories.CampaignFactory.create(title="Rest days", lead_network=house.network)
        browser = browser_of(house.malee)

        places = text_of(browser.get(LOG, {"choose": ""}))

        assert "?choose=" in text_of(browser.get(begun(browser)))
        assert "Rest days" in places
        assert house.campaign.title in places

    def test_is_the_campaign_one_came_from(self, house: House) -> None:
        union = factories.CampaignFactory.create(title="Rest days", lead_network=house.network)
        browser = browser_of(house.malee)

        go_on(browser, begun(browser, campaign=str(union.pk)), **HAPPENED)

        assert draft_of(house.malee).campaign == union

    def test_is_first_of_all_where_she_logged_last(self, house: House) -> None:
        union = factories.CampaignFactory.create(title="A rest day", lead_network=house.network)
        factories.CaseFactory.create(campaign=union, logged_by=house.malee)
        browser = browser_of(house.malee)

        go_on(browser, begun(browser), **HAPPENED)

        assert draft_of(house.malee).campaign == union

    @pytest.mark.parametrize("network", ["elsewhere", "nonsense"])
    def test_is_no_network_of_others(self, house: House, network: str) -> None:
        elsewhere = factories.CampaignFactory.create()
        named = str(elsewhere.lead_network.pk) if network == "elsewhere" else network
        what = reverse("cases:log-what", args=[uuid4()])
        browser = browser_of(house.malee)

        browser.post(f"{what}?network={named}&campaign={elsewhere.pk}", HAPPENED)

        assert draft_of(house.malee).network == house.network

    def test_is_nowhere_once_the_campaign_ended(self, house: House) -> None:
        house.campaign.status = CampaignStatus.WON
        house.campaign.save(update_fields=["status"])

        answer = browser_of(house.malee).get(LOG)

        assert "no active campaign" in text_of(answer)


class TestASimilarCase:
    def test_is_shown_after_the_first_step(self, house: House) -> None:
        browser = browser_of(house.malee)
        whom = go_on(browser, begun(browser), **HAPPENED | {"title": house.case.title})

        assert house.case.reference in text_of(browser.get(whom))

    def test_is_shown_while_she_types(self, house: House) -> None:
        browser = browser_of(house.malee)

        answer = send(browser, begun(browser), title=house.case.title, to="stay")

        assert house.case.reference in text_of(answer)
        assert "<html" not in text_of(answer)

    def test_that_she_may_not_see_is_not_hinted_at(self, house: House) -> None:
        hidden = factories.CaseFactory.create(campaign=house.campaign)
        browser = browser_of(house.phyu)

        whom = go_on(browser, begun(browser), **HAPPENED | {"title": hidden.title})

        page = text_of(browser.get(whom))
        assert house.case.reference in page  # her own
        assert hidden.reference not in page


class TestWhoWillReadIt:
    def test_is_said_by_number_with_each_choice(self, house: House) -> None:
        browser = browser_of(house.malee)

        answer = browser.get(up_to_check(browser))

        choices = dict(form_of(answer).fields["visibility"].choices)  # type: ignore[attr-defined]
        assert choices["network"].endswith("1 person besides you")
        assert choices["ilo"].endswith("2 people besides you")

    def test_is_said_by_name_to_whoever_knows_the_members(self, house: House) -> None:
        browser = browser_of(house.malee)

        assert str(house.hnin) in text_of(browser.get(up_to_check(browser)))

    def test_is_said_by_number_alone_to_a_contributor(self, house: House) -> None:
        browser = browser_of(house.phyu)

        page = text_of(browser.get(up_to_check(browser)))

        assert str(house.hnin) not in page
        assert "2 people" in page.split("Those who organise and lead")[1][:200]

    def test_is_to_be_few_where_she_could_be_in_danger(self, house: House) -> None:
        browser = browser_of(house.malee)

        page = text_of(browser.get(up_to_check(browser, risk=Risk.DANGER)))

        assert "as few people as you can" in page

    def test_stands_beside_all_that_was_said(self, house: House) -> None:
        browser = browser_of(house.malee)

        page = text_of(browser.get(up_to_check(browser, asks=[house.ask.pk], people_affected=3)))

        for said in ("Registration refused", "Include us in section 33", "<dd>"):
            assert said in page
