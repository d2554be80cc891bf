// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks systemd itself when a calendar event elapses. */
final class SystemdAnalyze {

    private static final Pattern ELAPSE =
            Pattern.compile("(?:Next elapse|Iter\\. #\\d+): \\w{3} (\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}) UTC");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private SystemdAnalyze() {}

    static boolean isInstalled() {
        try {
            Process process = new ProcessBuilder("systemd-analyze", "calendar", "daily")
                    .redirectErrorStream(true)
                    .start();
            process.getInputStream().readAllBytes();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** {@return the next times after an instant; nothing if it refuses the expression} */
    static Optional<List<Instant>> next(String expression, Instant after, int most)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                "systemd-analyze",
                "calendar",
                "--iterations=" + most,
                "--base-time=" + TIME.format(LocalDateTime.ofInstant(after, ZoneOffset.UTC)) + " UTC",
                expression);
        builder.environment().put("TZ", "UTC");
        builder.environment().put("LC_ALL", "C");
        Process process = builder.redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            return Optional.empty();
        }
        List<Instant> times = new ArrayList<>();
        Matcher matcher = ELAPSE.matcher(told);
        while (matcher.find()) {
            times.add(LocalDateTime.parse(matcher.group(1), TIME).toInstant(ZoneOffset.UTC));
        }
        return Optional.of(times);
    }
}
