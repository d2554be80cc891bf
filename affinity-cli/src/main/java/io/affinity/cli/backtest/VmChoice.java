// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which of many VMs are looked at. */
final class VmChoice {

    private VmChoice() {}

    /**
     * {@return the places of those that are wanted, and of others that are drawn, in rising order}
     *
     * @throws IllegalArgumentException if it is not clear who is wanted
     */
    static List<Integer> of(List<Vm> vms, PastRequest request) {
        TreeSet<Integer> chosen = new TreeSet<>(wanted(vms, request));
        chosen.addAll(drawn(vms.size(), request.mostVms(), request.seed()));
        return List.copyOf(chosen);
    }

    /**
     * {@return the places of those that are wanted, in rising order}
     *
     * @throws IllegalArgumentException if it is not clear who is wanted
     */
    static List<Integer> wanted(List<Vm> vms, PastRequest request) {
        if (request.wanted().isEmpty()) {
            return List.of();
        }
        VmNames names = VmNames.of(vms);
        Set<VmId> meant = request.wanted().stream()
                .map(wanted -> meant(wanted, vms, names))
                .collect(Collectors.toSet());
        return IntStream.range(0, vms.size())
                .filter(v -> meant.contains(vms.get(v).id()))
                .boxed()
                .toList();
    }

    private static VmId meant(String wanted, List<Vm> vms, VmNames names) {
        Set<VmId> meant = names.meantBy(wanted);
        if (meant.size() == 1) {
            return meant.iterator().next();
        }
        if (meant.isEmpty()) {
            TreeSet<String> known = new TreeSet<>();
            vms.forEach(vm -> known.addAll(List.of(vm.name(), vm.id().value())));
            throw new IllegalArgumentException("There is no VM " + Quoted.of(wanted) + " among the " + vms.size()
                    + " that are known" + Suggestion.end(known, wanted));
        }
        throw new IllegalArgumentException(
                "Several VMs are called " + Quoted.of(wanted) + "; name one of them by its id: "
                        + meant.stream().map(VmId::value).collect(Collectors.joining(", ")) + ".");
    }

    /** {@return so many of the places, each set of them as likely as any other; all of them if there are no more} */
    private static List<Integer> drawn(int count, int most, long seed) {
        List<Integer> places = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        if (count <= most) {
            return places;
        }
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < most; i++) {
            int other = i + random.nextInt(count - i);
            int place = places.get(other);
            places.set(other, places.get(i));
            places.set(i, place);
        }
        return places.subList(0, most);
    }
}
