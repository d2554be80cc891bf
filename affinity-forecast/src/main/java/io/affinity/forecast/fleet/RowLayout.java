// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import java.util.ArrayList;
import java.util.List;

/**
 * Which feature is where in a row: those of the series, of the lead, of the VM, of all VMs and of its tenant's, and two for each
 * covariate. Immutable.
 */
final class RowLayout {

    static final List<String> OF_VM =
            List.of("resource", "mean by allocation", "allocation", "priority", "VMs of the tenant");

    /** Places among the features of a series whose means describe a group. */
    private static final int[] GROUPED = {2, 6, 8, 9};

    /** More covariates than these are not looked at, the first by name are. */
    static final int MOST_COVARIATES = 4;

    private final List<String> covariates;

    /** @param covariates names, in order */
    RowLayout(List<String> covariates) {
        this.covariates = List.copyOf(covariates);
    }

    List<String> covariates() {
        return covariates;
    }

    static int grouped() {
        return GROUPED.length;
    }

    static int grouped(int index) {
        return GROUPED[index];
    }

    int leadAt() {
        return SeriesFeatures.NAMES.size();
    }

    int vmAt() {
        return leadAt() + LeadFeatures.NAMES.size();
    }

    int allAt() {
        return vmAt() + OF_VM.size();
    }

    int tenantAt() {
        return allAt() + GROUPED.length;
    }

    int covariatesAt() {
        return tenantAt() + GROUPED.length;
    }

    int size() {
        return covariatesAt() + 2 * covariates.size();
    }

    /** {@return what features are called, for explanations} */
    List<String> names() {
        List<String> names = new ArrayList<>(SeriesFeatures.NAMES);
        names.addAll(LeadFeatures.NAMES);
        names.addAll(OF_VM);
        for (String whose : List.of("all VMs", "VMs of the tenant")) {
            for (int index : GROUPED) {
                names.add(SeriesFeatures.NAMES.get(index) + ", " + whose);
            }
        }
        for (String covariate : covariates) {
            names.add(covariate + " then");
            names.add(covariate + " now");
        }
        return names;
    }
}
