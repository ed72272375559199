package dev.invitations.system;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real Chromium or Chrome. */
final class Browser implements AutoCloseable {
    private static final Path SCREENSHOTS = Shell.ROOT.resolve("system-tests/target/screenshots");
    private static final List<String> QUIET = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setArgs(QUIET));
    }

    /** Where it is, as {@code ./station verify} says. */
    static Optional<Path> executable() {
        return Optional.ofNullable(System.getProperty("invitations.browser"))
                .filter(path -> !path.isBlank())
                .map(Path::of);
    }

    static Browser start() {
        return new Browser(executable().orElseThrow());
    }

    /** A person at a desk of their own: cookies and storage are not shared. */
    BrowserContext person() {
        BrowserContext context = chromium.newContext();
        context.setDefaultTimeout(30_000);
        return context;
    }

    /** As on a phone. */
    BrowserContext personOnThePhone() {
        BrowserContext context =
                chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions().setViewportSize(375, 740));
        context.setDefaultTimeout(30_000);
        return context;
    }

    static void screenshot(Page page, String state) {
        page.screenshot(new ScreenshotOptions()
                .setPath(SCREENSHOTS.resolve(state + ".png"))
                .setFullPage(true));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
