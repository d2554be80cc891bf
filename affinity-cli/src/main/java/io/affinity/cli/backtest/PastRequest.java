// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.spi.model.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which part of what is recorded is asked for.
 *
 * @param resource its name; null for CPU, or what there is
 * @param past how much of it, back from its end; null for all that a recording has, and four weeks of a cluster
 * @param until when it ends; null for the end of a recording, and now of a cluster
 * @param wanted VMs that must be among it, by id or name
 * @param mostVms how many others are drawn at most
 * @param seed of that draw
 */
public record PastRequest(
        @Nullable String resource,
        @Nullable Duration past,
        @Nullable Instant until,
        List<String> wanted,
        int mostVms,
        long seed) {

    public PastRequest {
        wanted = List.copyOf(wanted);
    }

    /**
     * {@return the resource of this name; CPU, or else the first, if none is named}
     *
     * @param whose resources these are, for a message
     * @throws IllegalArgumentException if there is none of that name
     */
    static Resource among(List<Resource> there, @Nullable String name, String whose) {
        if (name == null) {
            return there.contains(Resource.CPU) ? Resource.CPU : there.get(0);
        }
        List<String> names = there.stream().map(Resource::name).toList();
        return there.stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The resource " + Quoted.of(name) + " must be one that "
                        + whose + " has: " + String.join(", ", names)
                        + Suggestion.end(names, name)));
    }
}
