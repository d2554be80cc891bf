// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How wide the terminal of this process is, which changes when somebody pulls at its window. It is asked by {@code stty}, at most once in a
 * while: to ask it directly would take native code, about which newer JDKs warn. Not thread-safe.
 */
final class TerminalWidth implements IntSupplier {

    private static final int USUAL = 80;
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final long PATIENCE_MILLIS = 500;

    /** Rows and columns. */
    private static final Pattern SIZE = Pattern.compile("\\d+ (\\d{1,4})\\s*");

    private int width = USUAL;
    private long askedAt;
    private boolean isAsked;

    @Override
    public int getAsInt() {
        long now = System.nanoTime();
        if (!isAsked || now - askedAt >= BETWEEN.toNanos()) {
            isAsked = true;
            askedAt = now;
            width = ask();
        }
        return width;
    }

    private int ask() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                if (!stty.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                    return width;
                }
                Matcher size =
                        SIZE.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
                int columns = size.matches() ? Integer.parseInt(size.group(1)) : 0;
                return columns > 0 ? columns : width;
            } finally {
                stty.destroy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return width;
        } catch (IOException e) {
            // No terminal, or no such program: what it was is as good a guess as any.
            return width;
        }
    }
}
