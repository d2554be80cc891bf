// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.document;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.regex.Pattern;

/** Documents by where they are. */
public final class Documents {

    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://.*");

    private Documents() {}

    /** {@return whether a text is an address, and not a file} */
    public static boolean isAddress(String place) {
        return ADDRESS.matcher(place).matches();
    }

    /**
     * {@return the document at an address that begins with http:// or https://, or else in a file; nothing is read yet}
     *
     * @param folder where relative paths begin
     * @param clock by which answers grow old
     * @throws IllegalArgumentException if it is no legal address or path
     */
    public static Document at(String place, Path folder, InstantSource clock) {
        if (!isAddress(place)) {
            try {
                return new FileDocument(folder.resolve(place));
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("The file (" + place + ") must be a path.", e);
            }
        }
        URI address = URI.create(place);
        if (address.getHost() == null || address.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The address (" + address.getScheme() + "://...) must name a host, and no user or password.");
        }
        return new HttpDocument(address, clock);
    }
}
