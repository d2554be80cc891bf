// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which VM a text means that a series is labeled with: as {@link VmNames#meantBy} has it, for many texts. Immutable.
 */
final class VmDirectory {

    static final VmDirectory EMPTY = new VmDirectory(Map.of());

    private final Map<VmId, String> nameById;
    private final Map<String, VmId> meant = new HashMap<>();
    private final Set<String> unclear = new HashSet<>();

    private VmDirectory(Map<VmId, String> nameById) {
        this.nameById = nameById;
        nameById.keySet().forEach(vm -> mean(vm.value(), vm));
        nameById.forEach((vm, name) -> {
            // What looks like a UUID is an id and never a name.
            if (!VmNames.isUuid(name)) {
                mean(name, vm);
            }
        });
        unclear.forEach(meant::remove);
    }

    private void mean(String text, VmId vm) {
        VmId other = meant.putIfAbsent(key(text), vm);
        if (other != null && !other.equals(vm)) {
            unclear.add(key(text));
        }
    }

    private static String key(String text) {
        return VmNames.isUuid(text) ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** {@return the VMs of an inventory, those included that do not run, and could be taken for others} */
    static VmDirectory of(Inventory inventory) {
        Map<VmId, String> names = new HashMap<>(inventory.dormant());
        inventory.vms().forEach(vm -> names.put(vm.id(), vm.name()));
        return new VmDirectory(names);
    }

    /** {@return these VMs, and others by nothing but their ids, as far as they are not among them} */
    VmDirectory with(List<VmId> vms) {
        if (nameById.keySet().containsAll(vms)) {
            return this;
        }
        Map<VmId, String> more = new HashMap<>(nameById);
        vms.forEach(vm -> more.putIfAbsent(vm, vm.value()));
        return new VmDirectory(more);
    }

    /** {@return the VM that is meant, or null if none is, or it is not clear which} */
    @Nullable
    VmId vm(String text) {
        return meant.get(key(text));
    }

    /** {@return whether several VMs may be meant} */
    boolean isUnclear(String text) {
        return unclear.contains(key(text));
    }

    /** {@return the texts that mean this VM} */
    Set<String> texts(VmId vm) {
        Set<String> texts = new LinkedHashSet<>(List.of(vm.value()));
        texts.add(Objects.requireNonNullElse(nameById.get(vm), vm.value()));
        texts.removeIf(text -> !vm.equals(vm(text)));
        return texts;
    }
}
