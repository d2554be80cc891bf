// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.migration;

import io.affinity.spi.model.HostId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Words separated by single spaces, each of them encoded so that no text can break the line. {@link WordReader} reads them. */
final class WordWriter {

    private final StringJoiner words = new StringJoiner(" ");

    /** Adds what needs no encoding: a keyword, a number, a time. */
    WordWriter plain(Object word) {
        words.add(word.toString());
        return this;
    }

    WordWriter text(String text) {
        words.add(encoded(text));
        return this;
    }

    WordWriter constant(Enum<?> constant) {
        return plain(constant.name().toLowerCase(Locale.ROOT));
    }

    /** Brackets make an empty set a word. */
    WordWriter hosts(Set<HostId> hosts) {
        return plain(hosts.stream().map(host -> encoded(host.value())).collect(Collectors.joining(",", "[", "]")));
    }

    <T> WordWriter all(Collection<T> things, Consumer<T> writer) {
        plain(things.size());
        things.forEach(writer);
        return this;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return words.toString();
    }
}
