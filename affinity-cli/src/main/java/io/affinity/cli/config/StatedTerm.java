// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementTerm;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A cost or rule of placements that the file states.
 *
 * @param name and where it is
 * @param form makes the term
 * @param vms that it names
 * @param resources that it names
 * @param level at which it counts fault domains, and where that is said; null if it does not, or says nothing
 * @param domains of that level that it names
 */
public record StatedTerm(
        Mention name,
        Form form,
        List<Mention> vms,
        List<Mention> resources,
        @Nullable Mention level,
        List<Mention> domains) {

    /** Makes the term. */
    @FunctionalInterface
    public interface Form {

        /**
         * {@return the term}
         *
         * @param meaning the VM that is meant by what the file calls one; what it calls it, as an id, where it is not clear which
         */
        PlacementTerm of(UnaryOperator<VmId> meaning);
    }

    public StatedTerm {
        vms = List.copyOf(vms);
        resources = List.copyOf(resources);
        domains = List.copyOf(domains);
    }

    /** {@return the term, whose VMs are what the file calls them} */
    public PlacementTerm asSaid() {
        return form.of(UnaryOperator.identity());
    }
}
