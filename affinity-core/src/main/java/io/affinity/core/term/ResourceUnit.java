// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.spi.model.Resource;
import java.util.Map;

/** The units in which terms count resources, as a weight for each byte would be a number that nobody can read. */
final class ResourceUnit {

    private static final Map<String, Double> SIZES = Map.of("bytes", 0x1p30, "bytes/s", 1e6);

    private ResourceUnit() {}

    /** {@return how many of a resource's own units are one: a GiB of bytes, a MB/s of bytes/s, else one of its own} */
    static double size(Resource resource) {
        return SIZES.getOrDefault(resource.unit(), 1.0);
    }
}
