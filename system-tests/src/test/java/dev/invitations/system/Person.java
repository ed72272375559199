package dev.invitations.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasAttributeOptions;
import com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** A person with a browser of their own, in front of one of a station's pages. Its console has to stay quiet. */
final class Person implements AutoCloseable {
    /** How long what has to travel through the whole system may take, in milliseconds. */
    static final double PATIENT = 60_000;

    /** What the browser itself logs when a request fails, whatever the page makes of it. */
    private static final Pattern FAILED_REQUEST =
            Pattern.compile("(Failed to load resource|WebSocket connection to .* failed).*");

    private final Station station;
    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> expected = new ArrayList<>();

    private Person(Station station, BrowserContext context) {
        this.station = station;
        this.context = context;
        page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    static Person atADesk(Browser browser, Station station) {
        return new Person(station, browser.person());
    }

    static Person onThePhone(Browser browser, Station station) {
        return new Person(station, browser.personOnThePhone());
    }

    Page page() {
        return page;
    }

    BrowserContext context() {
        return context;
    }

    /** Requests may fail for a reason: the browser logs that they do. */
    void expectFailedRequests(String reason) {
        expected.add(reason);
    }

    Page visit(URI page) {
        this.page.navigate(page.toString());
        return this.page;
    }

    Page open() {
        visit(station.gateway("/"));
        assertThat(page.locator("#sign-in")).isVisible();
        return page;
    }

    /** Opens the page and signs in. */
    Page signIn(String name, String team) {
        open();
        return signInAgain(name, team);
    }

    /**
     * Signs in where the page asks to.
     *
     * @param teams with commas between them; the first is shown
     */
    Page signInAgain(String name, String teams) {
        page.click("#sign-in");
        page.fill("input[name=name]", name);
        page.fill("input[name=team]", teams);
        Browser.screenshot(page, "sign-in");
        page.locator("input[name=team]").press("Enter");
        assertThat(page.locator("#team-name")).hasText(teams.split(",")[0]);
        assertLive();
        return page;
    }

    void invite(String email) {
        page.fill("#email", email);
        page.click("#send");
    }

    void choose(String team) {
        page.selectOption("#team", team);
        assertThat(page.locator("#team-name")).hasText(team);
        assertLive();
    }

    void assertLive() {
        assertThat(page.locator("#connection"))
                .hasAttribute("data-state", "live", new HasAttributeOptions().setTimeout(PATIENT));
    }

    void assertState(String email, String state) {
        Locator row = page.locator("#invitations > li").filter(new Locator.FilterOptions().setHasText(email));
        assertThat(row).hasAttribute("data-state", state, new HasAttributeOptions().setTimeout(PATIENT));
    }

    /** Asserts that an element has a text, or comes to have it. */
    void assertText(String element, String text) {
        assertThat(page.locator(element)).hasText(text, new HasTextOptions().setTimeout(PATIENT));
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints)
                .filteredOn(complaint -> !FAILED_REQUEST.matcher(complaint).matches()
                        || expected.stream().noneMatch(complaint::contains))
                .isEmpty();
    }
}
