// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.cli.input.Mention;
import io.affinity.sources.event.EventScope;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose demand something moves, and where the file says that.
 *
 * @param groups location policies: the VMs that they name
 */
public record StatedScope(List<Mention> vms, List<Mention> groups, List<Mention> tenants) {

    public StatedScope {
        vms = List.copyOf(vms);
        groups = List.copyOf(groups);
        tenants = List.copyOf(tenants);
    }

    static StatedScope read(Section s) {
        return new StatedScope(s.distinct("vms"), s.distinct("groups"), s.distinct("tenant"));
    }

    /** {@return the scope; all VMs if none is named} */
    public EventScope scope() {
        List<Mention> all = new ArrayList<>(vms);
        all.addAll(groups);
        all.addAll(tenants);
        return all.stream().allMatch(each -> each.name().isBlank())
                ? EventScope.ALL
                : new EventScope.Named(names(vms), names(groups), names(tenants));
    }

    private static Set<String> names(List<Mention> mentions) {
        return mentions.stream().map(Mention::name).collect(Collectors.toCollection(HashSet::new));
    }
}
