// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The texts that a cloud is described by. What nobody asked for in the end was not understood. Messages name keys and never values, of which
 * any may be a secret. Not thread-safe.
 */
final class CloudKeys {

    private final String place;
    private final Map<String, String> texts;
    private final UnaryOperator<String> written;
    private final Set<String> read = new LinkedHashSet<>();

    /**
     * @param place where they stand, for messages
     * @param texts by key, such as region_name or auth.username
     * @param written how a key is written there
     */
    CloudKeys(String place, Map<String, String> texts, UnaryOperator<String> written) {
        this.place = place;
        this.texts = new LinkedHashMap<>(texts);
        this.texts.values().removeIf(text -> text.isEmpty() || text.equals("null") || text.equals("~"));
        this.written = written;
    }

    /** {@return the text of the first of these keys, which mean the same, or null} */
    @Nullable
    String text(String... sameKeys) {
        String found = null;
        String foundBy = "";
        for (String key : sameKeys) {
            String text = texts.get(key);
            read.add(key);
            if (text != null && found != null && !text.equals(found)) {
                throw refusal(key, "says otherwise than " + written.apply(foundBy) + ", which means the same.");
            }
            if (found == null && text != null) {
                found = text;
                foundBy = key;
            }
        }
        return found;
    }

    /** {@return the text of one of these keys} */
    String required(String... sameKeys) {
        String text = text(sameKeys);
        if (text == null) {
            throw refusal(sameKeys[0], "is missing.");
        }
        return text;
    }

    /** Refuses keys that are not served, if they are there. */
    void refuse(String why, String... keys) {
        for (String key : keys) {
            if (text(key) != null) {
                throw refusal(key, why);
            }
        }
    }

    /** Refuses whatever nobody asked for, apart from what is known to make no difference. */
    void end(Predicate<String> harmless, String legal) {
        for (String key : texts.keySet()) {
            if (!read.contains(key) && !harmless.test(key)) {
                throw refusal(key, "is not known here, and may change what is meant; known are " + legal + ".");
            }
        }
    }

    IllegalArgumentException refusal(String key, String why) {
        return new IllegalArgumentException(place + ": " + written.apply(key) + " " + why);
    }

    /** {@return how a key is written here} */
    String written(String key) {
        return written.apply(key);
    }
}
