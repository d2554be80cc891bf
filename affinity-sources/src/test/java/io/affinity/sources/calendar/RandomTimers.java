// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Calendar events of systemd, right and wrong ones, and times near changes of the clock. */
final class RandomTimers {

    private static final List<String> DAYS = List.of("Mon", "tue", "Wednesday", "Thu", "FRI", "Sat", "Sun");

    private static final List<String> ZONES = List.of(
            "",
            " UTC",
            " Europe/Berlin",
            " America/Sao_Paulo",
            " Australia/Lord_Howe",
            " America/New_York",
            " Asia/Kolkata");

    private static final List<String> CHANGES = List.of(
            "2018-10-27T12:00:00Z",
            "2019-03-30T20:00:00Z",
            "2018-11-03T12:00:00Z",
            "2018-02-17T12:00:00Z",
            "2019-04-06T00:00:00Z",
            "2019-10-05T00:00:00Z");

    private RandomTimers() {}

    static Instant instant(SplittableRandom random) {
        return random.nextBoolean()
                ? Instant.parse(CHANGES.get(random.nextInt(CHANGES.size())))
                : Instant.ofEpochSecond(1_420_000_000L + random.nextInt(300_000_000));
    }

    static String expression(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        if (random.nextInt(3) == 0) {
            text.append(DAYS.get(random.nextInt(7)));
            text.append(random.nextInt(3) == 0 ? ".." + DAYS.get(random.nextInt(7)) : "")
                    .append(' ');
        }
        int parts = random.nextInt(4);
        if (parts > 1) {
            text.append(random.nextInt(2) == 0 ? "*" : list(random, 2016, 2026)).append('-');
        }
        if (parts > 0) {
            text.append(list(random, 1, 12)).append(random.nextInt(4) == 0 ? '~' : '-');
            text.append(list(random, 1, random.nextInt(2) == 0 ? 31 : 10)).append(random.nextInt(4) > 0 ? " " : "");
        }
        if (text.isEmpty() || text.charAt(text.length() - 1) == ' ') {
            text.append(list(random, 0, 23)).append(':').append(list(random, 0, 59));
            text.append(random.nextInt(2) == 0 ? ":" + list(random, 0, 59) : "");
        }
        return text + ZONES.get(random.nextInt(ZONES.size()));
    }

    private static String list(SplittableRandom random, int least, int most) {
        if (random.nextInt(3) == 0) {
            return "*";
        }
        String first = element(random, least, most);
        return random.nextInt(3) == 0 ? first + "," + element(random, least, most) : first;
    }

    private static String element(SplittableRandom random, int least, int most) {
        int start = random.nextInt(least, most + 1);
        int stop = random.nextInt(least, most + 1);
        String range = random.nextInt(4) == 0 && stop != start ? ".." + stop : "";
        String step = random.nextInt(4) == 0 ? "/" + random.nextInt((most - least) / 2 + 2) : "";
        return String.format(Locale.ROOT, "%02d", start) + range + step;
    }
}
