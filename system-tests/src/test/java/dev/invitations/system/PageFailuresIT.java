package dev.invitations.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.IsHiddenOptions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people see in a real browser when something goes wrong, and that it is well again afterwards. */
@NeedsBrowser
class PageFailuresIT {
    /** Longer than any session of the local issuer. */
    private static final Duration NEXT_DAY = Duration.ofHours(24);

    private static Browser browser;
    private static Station station;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String team = "failures-" + unique;
    private final String otherTeam = "others-" + unique;

    @BeforeAll
    static void up() {
        browser = Browser.start();
        station = Station.up("page-failures");
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

    /** A test that failed may have left something away. */
    @BeforeEach
    void everythingRuns() {
        station.awaitReady();
    }

    @Test
    void anAddressThatTheMailServerRefusesIsShownAsUndeliverableWithItsReason() {
        try (Person boss = Person.onThePhone(browser, station)) {
            Page page = boss.signIn("Boss", team);

            boss.invite("bounce-ann@example.com");
            boss.invite("bob@example.com");

            boss.assertState("bounce-ann@example.com", "undeliverable");
            boss.assertState("bob@example.com", "emailed");
            boss.assertText("#undeliverable", "1");
            page.locator("#filter").getByText("Undeliverable").click();
            assertThat(page.locator("#invitations > li")).hasCount(1);
            assertThat(page.locator("#invitations .reason")).containsText("550");
            assertThat(page.locator("#chart")).isVisible();
            Browser.screenshot(page, "undeliverable");
        }
    }

    @Test
    void aPersonInTwoTeamsSeesAndInvitesForTheOneThatIsChosen() {
        try (Person boss = Person.atADesk(browser, station)) {
            Page page = boss.open();
            boss.signInAgain("Boss", team + "," + otherTeam);
            boss.invite("one@example.com");
            boss.assertState("one@example.com", "emailed");

            boss.choose(otherTeam);
            assertThat(page.locator("#empty")).isVisible();
            Browser.screenshot(page, "other-team");
            boss.invite("other@example.com");
            boss.assertState("other@example.com", "emailed");
            assertThat(page.locator("#invitations > li")).hasCount(1);
            boss.assertText("#invited", "1");

            boss.choose(team);
            boss.assertState("one@example.com", "emailed");
            assertThat(page.locator("#invitations > li")).hasCount(1);
            boss.assertText("#invited", "1");
        }
    }

    @Test
    void aListIsSentAgainToItsOwnTeamAlthoughAnotherWasChosenWhileItFailed() {
        String domain = "own-team.example.com";
        try (Person boss = Person.atADesk(browser, station)) {
            Page page = boss.open();
            boss.signInAgain("Boss", team + "," + otherTeam);
            station.component("aws", false);
            try {
                Route list = holdUp(page, () -> page.setInputFiles("#file", WorkspaceExport.write(25, domain)));
                assertThat(page.locator("#upload-name")).isVisible();
                Browser.screenshot(page, "list-running");
                boss.choose(otherTeam);
                assertNoListIsShown(page);
                assertThat(page.locator("#empty")).isVisible();
                Browser.screenshot(page, "list-of-other-team");

                list.resume();
                boss.choose(team);
                assertThat(page.locator("#upload-outcome"))
                        .containsText(
                                "25 could not be passed on just now",
                                new ContainsTextOptions().setTimeout(Person.PATIENT));
                boss.choose(otherTeam);
                assertNoListIsShown(page);
            } finally {
                station.component("aws", true);
            }
            boss.choose(team);
            page.click("#upload-again");

            boss.assertText("#upload-outcome", "25 on the way.");
            boss.assertText("#emailed", "25");
            boss.choose(otherTeam);
            assertNoListIsShown(page);
            boss.assertText("#invited", "0");
            assertThat(page.locator("#empty")).isVisible();
            assertEveryMailCameOnce(25, domain);
        }
    }

    @Test
    void aListThatSnsDidNotTakeIsSentAgainAndEveryMailComesOnce() {
        String domain = "sns-away.example.com";
        Path list = WorkspaceExport.write(120, domain, "Bad,Row,not-an-address,****,/\r\n");
        try (Person boss = Person.onThePhone(browser, station)) {
            Page page = boss.signIn("Boss", team);
            station.component("aws", false);
            try {
                page.setInputFiles("#file", list);

                assertThat(page.locator("#upload-outcome"))
                        .containsText(
                                "120 could not be passed on just now",
                                new ContainsTextOptions().setTimeout(Person.PATIENT));
                Browser.screenshot(page, "list-to-send-again");
            } finally {
                station.component("aws", true);
            }
            page.click("#upload-again");

            boss.assertText("#upload-outcome", "120 on the way, 1 refused.");
            assertThat(page.locator("#upload-again")).isHidden();
            boss.assertText("#emailed", "120");
            assertEveryMailCameOnce(120, domain);
            boss.assertText("#invited", "120");
        }
    }

    @Test
    void whoComesBackAfterTheSessionHasExpiredIsAskedToSignInAgain() {
        try (Person boss = Person.onThePhone(browser, station)) {
            Page page = boss.signIn("Boss", team);

            page.clock().setSystemTime(System.currentTimeMillis() + NEXT_DAY.toMillis());
            page.reload();

            boss.assertText("#notice", "Your session has ended. Please sign in again.");
            assertThat(page.locator("#station")).isHidden();
            Browser.screenshot(page, "session-ended");
        }
    }

    @Test
    void whoseTokenIsRefusedIsAskedToSignInAgainAndCan() {
        try (Person boss = Person.atADesk(browser, station)) {
            Page page = boss.signIn("Boss", team);
            boss.invite("before-the-end@example.com");
            boss.assertState("before-the-end@example.com", "emailed");
            boss.expectFailedRequests("401");
            boss.expectFailedRequests("HTTP Authentication failed");

            page.evaluate("""
                    for (const [key, value] of Object.entries(sessionStorage)) {
                      sessionStorage.setItem(key, JSON.stringify({ ...JSON.parse(value), token: "no.longer.good" }));
                    }""");
            page.reload();

            boss.assertText("#notice", "Your session has ended. Please sign in again.");
            Browser.screenshot(page, "token-refused");
            boss.signInAgain("Boss", team);
            assertThat(page.locator("#notice")).isHidden();
            boss.assertState("before-the-end@example.com", "emailed");
        }
    }

    @Test
    void offlineNothingIsLostAndWhatHappenedMeanwhileIsThereOnceOnlineAgain() {
        try (Person boss = Person.onThePhone(browser, station);
                Person colleague = Person.atADesk(browser, station)) {
            Page page = boss.signIn("Boss", team);
            boss.invite("before-offline@example.com");
            boss.assertState("before-offline@example.com", "emailed");
            colleague.signIn("Colleague", team);
            boss.expectFailedRequests("ERR_INTERNET_DISCONNECTED");

            boss.context().setOffline(true);
            assertThat(page.locator("#connection-text")).hasText("Offline");
            boss.invite("from-offline@example.com");
            assertThat(page.locator("#invite-outcome")).containsText("offline");
            Browser.screenshot(page, "offline");
            colleague.invite("while-offline@example.com");
            colleague.assertState("while-offline@example.com", "emailed");
            assertThat(page.locator("#invitations > li")).hasCount(1);

            boss.context().setOffline(false);
            boss.assertLive();
            boss.assertState("while-offline@example.com", "emailed");
            page.click("#send");

            boss.assertState("from-offline@example.com", "emailed");
            assertThat(page.locator("#invitations > li")).hasCount(3);
            boss.assertText("#emailed", "3");
        }
    }

    @Test
    void whileTheApiIsAwayTheFormKeepsWhatWasTypedAndSendsItOnceItIsBack() {
        String domain = "api-away.example.com";
        try (Person boss = Person.atADesk(browser, station)) {
            Page page = boss.signIn("Boss", team);
            boss.expectFailedRequests("ERR_CONNECTION");
            page.fill("#name", "Ann");
            page.fill("#email", "ann@" + domain);

            station.kill("invitation-api");
            page.click("#send");

            assertThat(page.locator("#invite-outcome")).containsText("can't be reached");
            assertThat(page.locator("#email")).hasValue("ann@" + domain);
            Browser.screenshot(page, "api-away");
            station.awaitReady();
            page.click("#send");

            boss.assertText("#invite-outcome", "ann@" + domain + " is on the way.");
            boss.assertState("ann@" + domain, "emailed");
            assertEveryMailCameOnce(1, domain);
        }
    }

    @Test
    void whatIsTypedWhileAnInvitationIsBeingSentIsKept() {
        try (Person boss = Person.atADesk(browser, station)) {
            Page page = boss.signIn("Boss", team);
            Route first = holdUp(page, () -> boss.invite("first@example.com"));
            page.fill("#email", "second@example.com");

            first.resume();

            boss.assertText("#invite-outcome", "first@example.com is on the way.");
            assertThat(page.locator("#email")).hasValue("second@example.com");
            page.click("#send");
            boss.assertState("second@example.com", "emailed");
            assertThat(page.locator("#email")).isEmpty();
        }
    }

    @Test
    void whileTheStatisticsAreAwayInvitingGoesOnAndTheNumbersComeLater() {
        try (Person boss = Person.onThePhone(browser, station)) {
            Page page = boss.signIn("Boss", team);
            boss.invite("before-numbers@example.com");
            boss.assertText("#emailed", "1");
            boss.expectFailedRequests("ERR_CONNECTION");

            station.kill("analytics-worker");
            page.reload();

            assertThat(page.locator("#numbers-error")).containsText("statistics do not answer");
            boss.invite("without-numbers@example.com");
            boss.assertState("without-numbers@example.com", "emailed");
            Browser.screenshot(page, "statistics-away");
            assertThat(page.locator("#numbers-error")).isHidden(new IsHiddenOptions().setTimeout(Person.PATIENT));
            boss.assertText("#invited", "2");
            boss.assertText("#emailed", "2");
        }
    }

    @Test
    void aPageThatComesWithoutItsSettingsSaysSoAndTriesAgain() {
        try (Person boss = Person.onThePhone(browser, station)) {
            boss.expectFailedRequests("ERR_FAILED");
            boss.page().route("**/config.json", Route::abort);

            Page page = boss.visit(station.gateway("/"));
            assertThat(page.locator("#away")).containsText("can’t be reached");
            Browser.screenshot(page, "settings-away");
            page.unroute("**/config.json");
            page.getByRole(AriaRole.BUTTON).click();

            assertThat(page.locator("#sign-in")).isVisible();
            assertThat(page.locator("#away")).isHidden();
        }
    }

    @Test
    void anAcceptLinkThatWasBrokenOnItsWayJoinsNobodyAndTheWholeOneDoesAlsoTwice() {
        try (Person boss = Person.atADesk(browser, station);
                Person guest = Person.onThePhone(browser, station)) {
            boss.signIn("Boss", team);
            boss.invite("guest@example.com");
            URI link = station.acceptLink("guest@example.com");
            guest.expectFailedRequests("400");

            Page page = guest.visit(
                    URI.create(link.toString().substring(0, link.toString().length() - 5)));
            assertThat(page.locator("h1")).hasText("This link does not work");
            assertThat(page.getByRole(AriaRole.BUTTON)).hasCount(0);
            Browser.screenshot(page, "accept-broken-link");

            for (int time = 1; time <= 2; time++) {
                guest.visit(link);
                page.getByRole(AriaRole.BUTTON).click();
                assertThat(page.locator("h1")).hasText("Welcome to team " + team);
            }
            Browser.screenshot(page, "accepted-again");
            boss.assertState("guest@example.com", "joined");
            station.awaitQuiet(Duration.ofSeconds(60));
            boss.assertText("#joined", "1");
        }
    }

    @Test
    void theInboxShowsTheMailsOfAPersonAsTheyArriveAndEachOfThemAsItWasWritten() {
        String address = "reader@" + unique + ".example.com";
        try (Person boss = Person.atADesk(browser, station);
                Person reader = Person.onThePhone(browser, station)) {
            Page page = reader.visit(station.station("/inbox?to=" + address));
            assertThat(page.locator("#mails")).containsText("No mail to " + address + " yet");
            Browser.screenshot(page, "inbox-empty");

            boss.signIn("Boss", team);
            boss.page().fill("#message", "Come <b>along</b>!");
            boss.invite(address);

            Locator mail = page.locator("#mails a");
            assertThat(mail).containsText(team);
            Browser.screenshot(page, "inbox");
            mail.click();
            assertThat(page.frameLocator("iframe").locator("body")).containsText("Come <b>along</b>!");
            assertThat(page.locator("pre")).containsText("/invitations/accept?token=");
            Browser.screenshot(page, "mail");
        }
    }

    /** Keeps what is sent from going on, as a slow network would. */
    private static Route holdUp(Page page, Runnable send) {
        List<Route> held = new ArrayList<>();
        page.route("**/teams/*/invitations", held::add);
        send.run();
        page.waitForCondition(() -> !held.isEmpty());
        page.unroute("**/teams/*/invitations");
        return held.getFirst();
    }

    private static void assertNoListIsShown(Page page) {
        assertThat(page.locator("#upload")).hasAttribute("data-state", "idle");
        assertThat(page.locator("#upload-progress")).isHidden();
        assertThat(page.locator("#upload-outcome")).isEmpty();
        assertThat(page.locator("#upload-again")).isHidden();
    }

    private static void assertEveryMailCameOnce(int count, String domain) {
        station.awaitQuiet(Duration.ofSeconds(60));
        assertThat(station.copiesOfMails(domain)).hasSize(count);
        assertThat(station.copiesOfMails(domain).values()).containsOnly(1L);
    }
}
