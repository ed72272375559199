package dev.invitations.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser, as people use it. */
@NeedsBrowser
class PageIT {
    private static final double PATIENT = 60_000;

    private static Browser browser;
    private static Station station;

    private final String team = "page-" + UUID.randomUUID().toString().substring(0, 8);
    private final List<String> complaints = new CopyOnWriteArrayList<>();

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

    @AfterEach
    void theConsoleIsQuiet() {
        assertThat(complaints).isEmpty();
    }

    @Test
    void aPersonInvitesAnotherWhoJoinsWhileASecondBrowserWatches() {
        try (BrowserContext boss = browser.person();
                BrowserContext colleague = browser.personOnThePhone();
                BrowserContext guest = browser.person()) {
            Page inviting = open(boss);
            Browser.screenshot(inviting, "signed-out");
            signIn(inviting, "Boss");
            Browser.screenshot(inviting, "empty");
            Page watching = open(colleague);
            signIn(watching, "Colleague");

            inviting.fill("#email", "ann@example.com");
            inviting.fill("#name", "Ann");
            inviting.fill("#message", "Come along!");
            inviting.click("#send");

            assertState(inviting, "ann@example.com", "emailed");
            assertState(watching, "ann@example.com", "emailed");
            Browser.screenshot(inviting, "emailed");

            Page joining = guest.newPage();
            joining.navigate(acceptLink("ann@example.com").toString());
            Browser.screenshot(joining, "accept");
            joining.getByRole(AriaRole.BUTTON).click();
            joining.waitForLoadState();

            assertState(watching, "ann@example.com", "joined");
            assertState(inviting, "ann@example.com", "joined");
            assertThat(inviting.locator("#joined")).hasText("1", new HasTextOptions().setTimeout(PATIENT));
            assertThat(watching.locator("#joined")).hasText("1", new HasTextOptions().setTimeout(PATIENT));
            Browser.screenshot(joining, "joined");
            assertThat(inviting.locator("#chart-bars .of-joined:not([d=''])"))
                    .hasCount(1, new HasCountOptions().setTimeout(PATIENT));
            Browser.screenshot(inviting, "live");
            Browser.screenshot(watching, "phone");
        }
    }

    @Test
    void aListIsUploadedAndItsRefusedRowsAreShownAndDroppedAgainItInvitesNobodyTwice() throws IOException {
        try (BrowserContext boss = browser.person()) {
            Page page = open(boss);
            signIn(page, "Boss");
            Path list = Path.of(write());

            page.setInputFiles("#file", list);

            assertThat(page.locator("#upload-outcome"))
                    .hasText("250 on the way, 1 refused.", new HasTextOptions().setTimeout(PATIENT));
            assertThat(page.locator("#refused-rows li")).hasCount(1);
            assertThat(page.locator("#refused-rows")).containsText("not-an-address");
            assertThat(page.locator("#emailed")).hasText("250", new HasTextOptions().setTimeout(PATIENT));
            assertThat(page.locator("#invitations > li[data-state=emailed]")).hasCount(200);
            Browser.screenshot(page, "list");

            drop(page, "again.csv", Files.readString(list));

            assertThat(page.locator("#upload-name")).containsText("again.csv");
            assertThat(page.locator("#upload-outcome"))
                    .hasText("250 on the way, 1 refused.", new HasTextOptions().setTimeout(PATIENT));
            await().atMost(60, TimeUnit.SECONDS)
                    .until(() -> station.messagesIn("email-worker") + station.messagesIn("analytics-worker") == 0);
            page.reload();
            assertThat(page.locator("#invited")).hasText("250", new HasTextOptions().setTimeout(PATIENT));
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
        try (BrowserContext boss = browser.person()) {
            Page page = open(boss);
            signIn(page, "Boss");

            page.fill("#email", "ann@@example.com");
            page.click("#send");

            assertThat(page.locator("#email-error")).not().isEmpty();
            Browser.screenshot(page, "refused");
            complaints.removeIf(complaint -> complaint.contains("400"));
        }
    }

    @Test
    void aGatewayThatDiesIsFoundAgainAndNothingIsMissing() {
        try (BrowserContext boss = browser.person()) {
            Page page = open(boss);
            signIn(page, "Boss");
            page.fill("#email", "before@example.com");
            page.click("#send");
            assertState(page, "before@example.com", "emailed");

            station.kill("realtime-gateway");
            assertThat(page.locator("#connection")).not().hasAttribute("data-state", "live");
            Browser.screenshot(page, "reconnecting");
            page.fill("#email", "meanwhile@example.com");
            page.click("#send");

            assertThat(page.locator("#connection"))
                    .hasAttribute("data-state", "live", new HasAttributeOptions().setTimeout(PATIENT));
            assertState(page, "meanwhile@example.com", "emailed");
            assertThat(page.locator("#invitations > li")).hasCount(2);
            complaints.removeIf(complaint -> complaint.contains("WebSocket") || complaint.contains("ERR_CONNECTION"));
        }
    }

    @Test
    void signingInWithATeamThatIsNoneIsExplained() {
        try (BrowserContext boss = browser.person()) {
            Page page = open(boss);
            page.click("#sign-in");
            page.fill("input[name=name]", "Boss");
            page.fill("input[name=team]", "Not A Team");
            page.locator("input[name=team]").press("Enter");

            assertThat(page.locator("body")).containsText("lower-case");
            Browser.screenshot(page, "sign-in-refused");
            complaints.removeIf(complaint -> complaint.contains("400"));
        }
    }

    private Page open(BrowserContext person) {
        Page page = person.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(station.gateway("/").toString());
        assertThat(page.locator("#sign-in")).isVisible();
        return page;
    }

    private void signIn(Page page, String name) {
        page.click("#sign-in");
        page.fill("input[name=name]", name);
        page.fill("input[name=team]", team);
        Browser.screenshot(page, "sign-in");
        page.locator("input[name=team]").press("Enter");
        assertThat(page.locator("#team-name")).hasText(team);
        assertThat(page.locator("#connection"))
                .hasAttribute("data-state", "live", new HasAttributeOptions().setTimeout(PATIENT));
    }

    private static void assertState(Page page, String email, String state) {
        Locator row = page.locator("#invitations > li").filter(new Locator.FilterOptions().setHasText(email));
        assertThat(row).hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(PATIENT));
    }

    private static URI acceptLink(String email) {
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> !station.mails("to=" + email).isEmpty());
        String id = station.mails("to=" + email).getFirst().get("id").asText();
        String link = station.mail(id)
                .get("links")
                .valueStream()
                .map(node -> node.asText())
                .filter(text -> text.contains("/invitations/accept?token="))
                .findFirst()
                .orElseThrow();
        return URI.create(link);
    }

    private static String write() {
        return WorkspaceExport.write(250, "upload.example.com", "Bad,Row,not-an-address,****,/\r\n")
                .toString();
    }
}
