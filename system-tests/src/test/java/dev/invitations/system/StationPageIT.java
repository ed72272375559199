package dev.invitations.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The station's own page in a real browser, by the keyboard alone. */
@NeedsBrowser
class StationPageIT {
    private static Browser browser;
    private static Station station;

    @BeforeAll
    static void up() {
        browser = Browser.start();
        station = Station.up("station-page");
    }

    @AfterAll
    static void down() {
        if (station != null) {
            station.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void whatIsAskedToFailFailsAndIsToldUntilAllIsForgotten() {
        try (Person learner = Person.atADesk(browser, station)) {
            Page page = learner.visit(station.station("/"));
            assertThat(page.locator("#counts")).containsText("0 dead-lettered");

            page.locator("[name=on]").focus();
            typeAndGoOn(page, "deliveries");
            typeAndGoOn(page, "analytics-worker");
            typeAndGoOn(page, "refused");
            page.keyboard().press("Enter");

            assertThat(page.locator("#said")).hasText("It will happen.");
            assertThat(page.locator("#faults tbody tr")).containsText("analytics-worker");

            new Team(station).invite("ann@example.com");
            assertThat(page.locator("#deliveries tbody tr").first()).containsText("a fault that was asked for");
            assertThat(page.locator("#deliveries tbody tr").first()).containsText("dead-lettered");
            Browser.screenshot(page, "station-failed");

            page.onceDialog(dialog -> dialog.accept());
            page.locator("#reset button").press("Enter");
            assertThat(page.locator("#said")).hasText("AWS is as at the start.");
            assertThat(page.locator("#deliveries")).isHidden();
        }
    }

    @Test
    void whatIsRefusedIsToldWithTheReason() {
        try (Person learner = Person.onThePhone(browser, station)) {
            Page page = learner.visit(station.station("/"));
            learner.expectFailedRequests("400");

            page.fill("[name=only]", "x".repeat(3_000));
            page.locator("[name=only]").press("Enter");

            assertThat(page.locator("#said.wrong")).containsText("at most 2048 characters");
            Browser.screenshot(page, "station-refused");
        }
    }

    private static void typeAndGoOn(Page page, String text) {
        page.keyboard().type(text);
        page.keyboard().press("Tab");
    }
}
