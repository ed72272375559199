package dev.invitations.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser, as people use it. */
@NeedsBrowser
class PageIT {
    private static Browser browser;
    private static Station station;

    private final String team = "page-" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeAll
    static void up() {
        browser = Browser.start();
        station = Station.up("page");
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
    void aPersonInvitesAnotherWhoJoinsWhileASecondBrowserWatches() {
        try (Person boss = Person.atADesk(browser, station);
                Person colleague = Person.onThePhone(browser, station);
                Person guest = Person.atADesk(browser, station)) {
            Page inviting = boss.open();
            Browser.screenshot(inviting, "signed-out");
            boss.signIn("Boss", team);
            Browser.screenshot(inviting, "empty");
            Page watching = colleague.signIn("Colleague", team);

            inviting.fill("#name", "Ann");
            inviting.fill("#message", "Come along!");
            boss.invite("ann@example.com");

            boss.assertState("ann@example.com", "emailed");
            colleague.assertState("ann@example.com", "emailed");
            Browser.screenshot(inviting, "emailed");

            Page joining = guest.visit(station.acceptLink("ann@example.com"));
            Browser.screenshot(joining, "accept");
            joining.getByRole(AriaRole.BUTTON).click();
            joining.waitForLoadState();

            colleague.assertState("ann@example.com", "joined");
            boss.assertState("ann@example.com", "joined");
            boss.assertText("#joined", "1");
            colleague.assertText("#joined", "1");
            Browser.screenshot(joining, "joined");
            assertThat(inviting.locator("#chart-bars .of-joined:not([d=''])"))
                    .hasCount(1, new HasCountOptions().setTimeout(Person.PATIENT));
            Browser.screenshot(inviting, "live");
            Browser.screenshot(watching, "phone");
        }
    }

    @Test
    void aListIsUploadedAndItsRefusedRowsAreShownAndDroppedAgainItInvitesNobodyTwice() throws IOException {
        try (Person boss = Person.atADesk(browser, station)) {
            Page page = boss.signIn("Boss", team);
            Path list = WorkspaceExport.write(250, "upload.example.com", "Bad,Row,not-an-address,****,/\r\n");

            page.setInputFiles("#file", list);

            boss.assertText("#upload-outcome", "250 on the way, 1 refused.");
            assertThat(page.locator("#refused-rows li")).hasCount(1);
            assertThat(page.locator("#refused-rows")).containsText("not-an-address");
            boss.assertText("#emailed", "250");
            assertThat(page.locator("#invitations > li[data-state=emailed]")).hasCount(200);
            Browser.screenshot(page, "list");

            drop(page, "again.csv", Files.readString(list));

            assertThat(page.locator("#upload-name")).containsText("again.csv");
            boss.assertText("#upload-outcome", "250 on the way, 1 refused.");
            station.awaitQuiet(Duration.ofSeconds(60));
            page.reload();
            boss.assertText("#invited", "250");
            assertThat(page.locator("#emailed")).hasText("250");
        }
    }

    /** As when a file is dragged onto the page from the desktop. */
    private static void drop(Page page, String name, String text) {
        JSHandle dragged = page.evaluateHandle("""
                ([name, text]) => {
                  const dragged = new DataTransfer();
                  dragged.items.add(new File([text], name, { type: "text/csv" }));
                  return dragged;
                }""", List.of(name, text));
        page.dispatchEvent("#drop", "drop", Map.of("dataTransfer", dragged));
    }

    @Test
    void whatTheApiRefusesIsShownAtItsField() {
        try (Person boss = Person.atADesk(browser, station)) {
            Page page = boss.signIn("Boss", team);
            boss.expectFailedRequests("400");

            boss.invite("ann@@example.com");

            assertThat(page.locator("#email-error")).not().isEmpty();
            Browser.screenshot(page, "refused");
        }
    }

    @Test
    void aGatewayThatDiesIsFoundAgainAndNothingIsMissing() {
        try (Person boss = Person.atADesk(browser, station)) {
            Page page = boss.signIn("Boss", team);
            boss.expectFailedRequests("ERR_CONNECTION");
            boss.invite("before@example.com");
            boss.assertState("before@example.com", "emailed");

            station.kill("realtime-gateway");
            assertThat(page.locator("#connection")).not().hasAttribute("data-state", "live");
            Browser.screenshot(page, "reconnecting");
            boss.invite("meanwhile@example.com");

            boss.assertLive();
            boss.assertState("meanwhile@example.com", "emailed");
            assertThat(page.locator("#invitations > li")).hasCount(2);
        }
    }

    @Test
    void signingInWithATeamThatIsNoneIsExplained() {
        try (Person boss = Person.atADesk(browser, station)) {
            Page page = boss.open();
            boss.expectFailedRequests("400");
            page.click("#sign-in");
            page.fill("input[name=name]", "Boss");
            page.fill("input[name=team]", "Not A Team");
            page.locator("input[name=team]").press("Enter");

            assertThat(page.locator("body")).containsText("lower-case");
            Browser.screenshot(page, "sign-in-refused");
        }
    }
}
