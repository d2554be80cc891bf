// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.HostId;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Reads what a {@link WordWriter} wrote. All methods throw {@link IllegalArgumentException} or a time format's exception. */
final class WordReader {

    private final String[] words;
    private int next;

    WordReader(String line) {
        words = line.split(" ", -1);
    }

    String plain() {
        if (next == words.length) {
            throw new IllegalArgumentException("a word is missing after \"" + words[next - 1] + "\"");
        }
        return words[next++];
    }

    String text() {
        return decoded(plain());
    }

    Duration duration() {
        return Duration.parse(plain());
    }

    double number() {
        return Double.parseDouble(plain());
    }

    int whole() {
        return Integer.parseInt(plain());
    }

    /** {@return the constant with this name} */
    <E extends Enum<E>> E constant(Class<E> kind) {
        String name = plain();
        for (E constant : kind.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(name)) {
                return constant;
            }
        }
        throw unknown(name, kind.getSimpleName());
    }

    static IllegalArgumentException unknown(String word, String kind) {
        return new IllegalArgumentException("\"" + word + "\" is not a " + kind + " that this version knows");
    }

    Set<HostId> hosts() {
        String word = plain();
        if (!word.startsWith("[") || !word.endsWith("]")) {
            throw new IllegalArgumentException("\"" + word + "\" is not a set of hosts");
        }
        String inside = word.substring(1, word.length() - 1);
        return inside.isEmpty()
                ? Set.of()
                : Arrays.stream(inside.split(",", -1))
                        .map(host -> new HostId(decoded(host)))
                        .collect(Collectors.toUnmodifiableSet());
    }

    <T> List<T> all(Supplier<T> reader) {
        int count = whole();
        if (count < 0 || count > words.length) {
            throw new IllegalArgumentException("a list of " + count + " things is longer than the line");
        }
        List<T> things = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            things.add(reader.get());
        }
        return things;
    }

    private static String decoded(String word) {
        return URLDecoder.decode(word, StandardCharsets.UTF_8);
    }
}
