// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.spi.placement.PlacementTerm;
import java.util.List;

/** The costs and rules of placements that the cluster file states beside its policies. */
public final class FileTerms {

    private FileTerms() {}

    /** {@return the terms, in the order of the file, for VMs that it calls by name or by id} */
    public static List<PlacementTerm> of(ClusterFile file) {
        return file.terms().stream().<PlacementTerm>map(NamedTerm::new).toList();
    }
}
