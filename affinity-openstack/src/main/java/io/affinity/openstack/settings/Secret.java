// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

/**
 * A text that shows in no message, log or dump. Immutable.
 */
public final class Secret {

    private final String text;

    private Secret(String text) {
        this.text = text;
    }

    /**
     * {@return a secret of this text}
     *
     * @throws IllegalArgumentException if it is empty
     */
    public static Secret of(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("A secret must not be empty.");
        }
        return new Secret(text);
    }

    /** {@return the text itself} */
    public String reveal() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
