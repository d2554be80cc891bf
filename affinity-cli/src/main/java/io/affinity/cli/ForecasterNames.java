// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.plugin.ForecasterSearch;
import java.util.Iterator;

/** What forecasters there are, by name; looked for when somebody wants to know. */
final class ForecasterNames implements Iterable<String> {

    @Override
    public Iterator<String> iterator() {
        return ForecasterSearch.names().iterator();
    }
}
