// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import io.affinity.benchmarks.mutants.Subject.Form;
import io.affinity.benchmarks.mutants.Subject.Verdict;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Decision.Outlook;
import io.affinity.core.exchange.Exchange;
import io.affinity.core.exchange.ExchangeFormatException;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.telemetry.Observation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The messages of {@link Exchange}: what is read is written again, which must come back as it was. */
final class MessageSubjects {

    private static final int MOST_SEEDS = 4;

    private final Supplier<LittleCluster> cluster;

    MessageSubjects(Supplier<LittleCluster> cluster) {
        this.cluster = cluster;
    }

    /** Reads a message. */
    private interface Reader<T> {
        T read(byte[] bytes) throws ExchangeFormatException;
    }

    Map<String, Supplier<Subject>> all() {
        Map<String, Supplier<Subject>> all = new LinkedHashMap<>();
        add(all, "fleet", () -> observations().map(it -> it.fleet()), Exchange::encode, Exchange::fleet);
        add(all, "observation", this::observations, Exchange::encode, Exchange::observation);
        add(all, "scenarios", () -> problems().map(PlacementProblem::scenarios), Exchange::encode, Exchange::scenarios);
        add(all, "contention", () -> outlooks().map(Outlook::contention), Exchange::encode, Exchange::contention);
        add(all, "risk", () -> outlooks().map(Outlook::risk), Exchange::encode, Exchange::risk);
        add(all, "problem", this::problems, Exchange::encode, bytes -> Exchange.problem(bytes, List.of()));
        add(all, "result", () -> outlooks().map(Outlook::result), Exchange::encode, Exchange::result);
        add(all, "plan", this::plans, Exchange::encode, Exchange::plan);
        return all;
    }

    private Stream<Observation> observations() {
        return cluster.get().observations().stream();
    }

    private Stream<PlacementProblem> problems() {
        return cluster.get().problems().stream();
    }

    private Stream<Decision> decisions() {
        return cluster.get().cycles().stream().map(it -> it.decision()).filter(Objects::nonNull);
    }

    private Stream<Outlook> outlooks() {
        return decisions().map(it -> it.outlook()).filter(Objects::nonNull);
    }

    private Stream<MigrationPlan> plans() {
        return decisions().map(it -> it.plan()).filter(plan -> !plan.isEmpty());
    }

    private static <T> void add(
            Map<String, Supplier<Subject>> subjects,
            String kind,
            Supplier<Stream<T>> values,
            Function<T, byte[]> encode,
            Reader<T> reader) {
        String name = "message-" + kind;
        subjects.put(name, () -> {
            List<byte[]> seeds = values.get()
                    .filter(Objects::nonNull)
                    .map(encode)
                    .limit(MOST_SEEDS)
                    .toList();
            return new Subject(name, Form.SEALED, seeds, input -> read(input, encode, reader));
        });
    }

    private static <T> Verdict read(byte[] input, Function<T, byte[]> encode, Reader<T> reader)
            throws ExchangeFormatException {
        T value;
        try {
            value = reader.read(input);
        } catch (ExchangeFormatException e) {
            return Verdict.REFUSED;
        }
        byte[] again = encode.apply(value);
        if (!Arrays.equals(encode.apply(reader.read(again)), again)) {
            throw new IllegalStateException("What was read must come back as it was.");
        }
        return Verdict.ACCEPTED;
    }
}
