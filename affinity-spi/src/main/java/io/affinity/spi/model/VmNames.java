// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which names mean which VMs, both ways: who is meant where a person writes a name or an id, and what to call a VM so that it is
 * mistaken for no other. Names are chosen by those who own VMs, and prove nothing. Immutable and thread-safe.
 */
public final class VmNames {

    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /** As much of an id as people compare at a glance. */
    private static final int LEAST_PREFIX = 8;

    /** Longer names are cut off. */
    private static final int MOST_SHOWN = 64;

    private final Map<VmId, String> nameById = new TreeMap<>();
    private final Map<String, Set<VmId>> idsByName = new TreeMap<>();

    private VmNames(Map<VmId, String> nameById) {
        this.nameById.putAll(nameById);
        nameById.forEach((id, name) ->
                idsByName.computeIfAbsent(name, unknown -> new TreeSet<>()).add(id));
    }

    /** {@return the names of VMs by their ids} */
    public static VmNames of(Map<VmId, String> nameById) {
        return new VmNames(nameById);
    }

    /** {@return the names of these VMs} */
    public static VmNames of(Collection<Vm> vms) {
        Map<VmId, String> names = new LinkedHashMap<>();
        vms.forEach(vm -> names.put(vm.id(), vm.name()));
        return new VmNames(names);
    }

    /**
     * {@return the VMs that a text may mean: one if all is well, several or none if it is not clear who is meant}
     *
     * <p>A text in the form of a UUID is an id and never a name, so that nobody is mistaken for another by being named so. Any other
     * means the VM that has it as its id, and all that have it as their name.
     */
    public Set<VmId> meantBy(String text) {
        if (isUuid(text)) {
            return nameById.keySet().stream()
                    .filter(id -> id.value().equals(text) || id.value().equals(text.toLowerCase(Locale.ROOT)))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
        Set<VmId> meant = new TreeSet<>(idsByName.getOrDefault(text, Set.of()));
        nameById.keySet().stream().filter(id -> id.value().equals(text)).forEach(meant::add);
        return Collections.unmodifiableSet(meant);
    }

    /** {@return whether a text has the form of a UUID, so that it can be no name} */
    public static boolean isUuid(String text) {
        return UUID.matcher(text).matches();
    }

    /**
     * {@return what to call a VM: by its name; with as much of its id as tells it from all others in brackets where the name is not
     * its own, looks like that of another, or cannot be read; by its id if it is not among these VMs}
     */
    public String label(VmId vm) {
        String name = nameById.get(vm);
        if (name == null) {
            return vm.value();
        }
        return isDistinct(vm, name) ? name : shown(name) + " (" + prefix(vm) + ")";
    }

    /** {@return its name, and its whole id in brackets for those who have to write it; its id alone if that is its name as well} */
    public String labelWithId(VmId vm) {
        String name = nameById.get(vm);
        return name == null || name.equals(vm.value()) ? vm.value() : shown(name) + " (" + vm + ")";
    }

    /** {@return the name of a VM as it is; its id if it is not among these VMs} */
    public String name(VmId vm) {
        return nameById.getOrDefault(vm, vm.value());
    }

    private boolean isDistinct(VmId vm, String name) {
        Set<VmId> meant = idsByName.getOrDefault(name, Set.of());
        boolean isIdOfAnother = !vm.value().equals(name)
                && (isUuid(name)
                        || nameById.keySet().stream().anyMatch(id -> id.value().equals(name)));
        return meant.size() == 1 && !isIdOfAnother && shown(name).equals(name) && !name.endsWith(")");
    }

    /** Without what cannot be seen, and not longer than can be read. */
    private static String shown(String name) {
        String visible = name.codePoints()
                .map(c -> isVisible(c) ? c : '?')
                .limit(MOST_SHOWN)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString()
                .strip();
        return visible.length() < name.length() && visible.codePointCount(0, visible.length()) == MOST_SHOWN
                ? visible + "..."
                : visible;
    }

    private static boolean isVisible(int character) {
        int type = Character.getType(character);
        return character == ' '
                || !(Character.isISOControl(character)
                        || Character.isWhitespace(character)
                        || Character.isSpaceChar(character)
                        || type == Character.FORMAT
                        || type == Character.SURROGATE
                        || type == Character.UNASSIGNED
                        || type == Character.PRIVATE_USE);
    }

    /** Names that look alike are told apart by it as well, so it is compared with all ids. */
    private String prefix(VmId vm) {
        String id = vm.value();
        int length = Math.min(LEAST_PREFIX, id.length());
        while (length < id.length() && !isOwn(id.substring(0, length), vm)) {
            length++;
        }
        return id.substring(0, length);
    }

    private boolean isOwn(String prefix, VmId vm) {
        return nameById.keySet().stream()
                .noneMatch(other -> !other.equals(vm) && other.value().startsWith(prefix));
    }
}
