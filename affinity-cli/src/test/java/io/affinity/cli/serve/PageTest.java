// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.Mode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page in a real browser. With {@code -Daffinity.pictures=FOLDER} it is drawn there. */
@WithBrowser
class PageTest {

    private static final String SECRET = "0123456789abcdef";
    private static final int TAB = 9;
    private static final int ENTER = 13;

    private static WatchedLoop loop;
    private static Browser browser;

    @TempDir
    static Path folder;

    @BeforeAll
    static void begin() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), SECRET);
        loop = WatchedLoop.ofEightHosts(
                        new Listening(new ListenAddress("127.0.0.1", 0), Token.read(token), null, true), Mode.AUTOMATIC)
                .run(11)
                .cycle()
                .approve(3, "Authorization", "Bearer " + SECRET)
                .run(4)
                .cycle();
        browser = Browser.open();
    }

    @AfterAll
    static void end() {
        try {
            if (browser != null) {
                browser.close();
            }
        } finally {
            loop.close();
        }
    }

    private static void open(int width, boolean dark) throws Exception {
        browser.look(width, 900, dark);
        browser.go(loop.url());
        browser.evaluate("sessionStorage.setItem('affinity-token', '" + SECRET + "')");
        browser.go(loop.url() + "?" + width + dark);
        browser.await("document.querySelectorAll('#heat tbody tr').length === 8");
    }

    @Test
    void withoutATokenItAsksForItAndShowsNothing() throws Exception {
        browser.look(1400, 900, false);
        browser.go(loop.url());
        browser.evaluate("sessionStorage.clear()");
        browser.go(loop.url() + "?asked");
        browser.await("!document.getElementById('token').hidden");
        assertThat(browser.evaluate("document.querySelectorAll('#heat tr').length"))
                .isEqualTo("0");

        browser.evaluate("document.getElementById('token-text').focus()");
        browser.type(SECRET);
        browser.press("Enter", ENTER);

        browser.await("document.querySelectorAll('#heat tbody tr').length === 8");
        assertThat(browser.evaluate("document.getElementById('token').hidden")).isEqualTo("true");
    }

    @Test
    void itIsUsedByTheKeyboardAlone() throws Exception {
        open(1400, false);
        browser.evaluate("document.querySelector('#heat button').focus()");
        browser.press("Enter", ENTER);
        browser.await("document.querySelectorAll('#host svg').length === 2");
        assertThat(browser.evaluate("document.activeElement.getAttribute('aria-expanded')"))
                .isEqualTo("true");

        browser.evaluate("document.getElementById('vm').focus()");
        browser.type("web-1");
        browser.press("Tab", TAB);
        browser.press("Enter", ENTER);

        browser.await("document.querySelectorAll('#vm-charts svg').length === 2");
        assertThat(browser.evaluate("document.getElementById('vm-text').textContent"))
                .startsWith("web-1 on node-");
        assertThat(browser.evaluate("document.querySelector('#vm-charts svg').getAttribute('aria-label')"))
                .contains("CPU: ", " cores promised", "Forecast ", "between");
    }

    @Test
    void somebodyApprovesOfAMigrationAndItStarts() throws Exception {
        open(1400, false);
        browser.await("document.querySelectorAll('#plan-list .primary').length > 0");
        String before = browser.evaluate("document.querySelectorAll('#plan-list .primary').length");

        browser.evaluate("document.querySelector('#plan-list .primary').click()");

        browser.await("document.getElementById('state').textContent.includes(' may go to ')");
        browser.await("document.querySelectorAll('#plan-list .primary').length === " + before + " - 1");
        loop.run(1).cycle();
        browser.go(loop.url() + "?done");
        browser.await("document.querySelectorAll('#past tbody tr').length >= 1");
        assertThat(browser.evaluate("document.querySelector('#past .chip').textContent"))
                .isEqualTo("completed");
    }

    @ParameterizedTest
    @CsvSource({"1400, false", "1400, true", "390, false", "390, true"})
    void itIsDrawnWithoutErrorsAndFitsIntoItsWidth(int width, boolean dark) throws Exception {
        open(width, dark);
        browser.evaluate("document.querySelector('#heat button').click()");
        browser.evaluate("vm('web-1')");
        browser.await("document.querySelectorAll('#vm-charts svg').length === 2");

        assertThat(browser.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo("true");
        assertThat(browser.errors().stream().filter(error -> !error.contains("401")))
                .isEmpty();
        String pictures = System.getProperty("affinity.pictures");
        if (pictures != null) {
            browser.evaluate("scrollTo(0, 0)");
            browser.draw(Files.createDirectories(Path.of(pictures))
                    .resolve("page-" + width + (dark ? "-dark" : "-light") + ".png"));
        }
    }

    /** axe-core is what {@code ./verify} fetches; where it is not, this is left out, and said so. */
    @ParameterizedTest
    @CsvSource({"1400, false", "1400, true", "390, false", "390, true"})
    void axeFindsNoFault(int width, boolean dark) throws Exception {
        String axe = System.getProperty("affinity.axe", "");
        if (axe.isEmpty()) {
            System.err.println("LEFT OUT: axe-core, as -Daffinity.axe does not say where it is");
        }
        org.junit.jupiter.api.Assumptions.assumeFalse(axe.isEmpty(), "-Daffinity.axe is not said");
        open(width, dark);
        browser.evaluate("document.querySelector('#heat button').click()");
        browser.evaluate("vm('web-1')");
        browser.await("document.querySelectorAll('#vm-charts svg').length === 2");
        browser.call(
                "Runtime.evaluate",
                "\"expression\":" + Browser.quoted(Files.readString(Path.of(axe), StandardCharsets.UTF_8)));

        String faults = browser.evaluate("axe.run().then(found => JSON.stringify(found.violations.map(fault =>"
                + " [fault.impact, fault.id, fault.nodes.map(node => node.html.slice(0, 120)).slice(0, 3)])))");

        assertThat(faults).isEqualTo("[]");
    }
}
