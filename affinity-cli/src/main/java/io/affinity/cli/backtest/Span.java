// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import java.util.List;

/**
 * The steps from the first at which anything is known to the last.
 *
 * @param from the first
 * @param to behind the last
 */
record Span(int from, int to) {

    static Span of(List<Vm> vms, Resource resource, PastDemand demand) {
        int from = demand.request().length();
        int to = 0;
        for (Vm vm : vms) {
            TimeSeries series = demand.series(vm.id(), resource);
            int first = 0;
            while (first < from && Double.isNaN(series.value(first))) {
                first++;
            }
            int end = series.length();
            while (end > to && Double.isNaN(series.value(end - 1))) {
                end--;
            }
            from = first;
            to = end;
        }
        return new Span(from, to);
    }

    int length() {
        return to - from;
    }

    /** {@return what is known in these steps} */
    PastDemand cut(List<Vm> vms, Resource resource, PastDemand demand) {
        HistoryRequest asked = demand.request();
        if (length() == asked.length()) {
            return demand;
        }
        HistoryRequest shorter = new HistoryRequest(
                vms.stream().map(Vm::id).toList(),
                asked.resources(),
                asked.start().plus(asked.step().multipliedBy(from)),
                asked.step(),
                length());
        PastDemand.Builder cut = PastDemand.builder(shorter);
        vms.forEach(vm -> cut.put(
                vm.id(),
                resource,
                demand.series(vm.id(), resource).slice(from, to).values()));
        return cut.build();
    }
}
