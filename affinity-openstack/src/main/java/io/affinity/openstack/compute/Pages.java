// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.http.ApiException;

/**
 * Turns the pages of a list, each of which begins after a marker: the last element of the page before. Where that is deleted meanwhile, nobody knows any more
 * where the next page begins, so that the list is begun again from its start.
 */
final class Pages {

    private static final int MOST = 1000;
    private static final int MOST_BEGINNINGS = 3;

    private Pages() {}

    /** Reads pages. */
    interface Reader {

        /** Forgets what it has read. */
        void begin();

        /**
         * {@return the marker of the page after the one that was read; empty if that was the last}
         *
         * @param marker empty for the first page
         */
        String read(String marker) throws ApiException;
    }

    /** @throws ApiException if a page is not told, or three times a marker was gone */
    static void turn(Reader reader) throws ApiException {
        for (int beginning = 1; !isTurned(reader, beginning == MOST_BEGINNINGS); beginning++) {
            reader.begin();
        }
    }

    /** {@return false if a marker was gone} */
    private static boolean isTurned(Reader reader, boolean isLastAttempt) throws ApiException {
        String marker = "";
        for (int page = 0; page < MOST; page++) {
            try {
                marker = reader.read(marker);
            } catch (ApiException e) {
                if (isLastAttempt || marker.isEmpty() || !isOfMarker(e)) {
                    throw e;
                }
                return false;
            }
            if (marker.isEmpty()) {
                break;
            }
        }
        return true;
    }

    /** What was asked for differs from the page before in nothing else. */
    private static boolean isOfMarker(ApiException e) {
        return e.kind() == ApiException.Kind.REFUSED || e.kind() == ApiException.Kind.NOT_FOUND;
    }
}
