package io.affinity.libvirt.migration;

import io.affinity.libvirt.binding.CallRefusedException;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.HostUnreachableException;
import io.affinity.libvirt.binding.LibvirtAccessException;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.connection.HostConnection;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.VmName;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Whether a VM works after a migration: it runs on the target and only there, no definition of it is left on the source, its
 * vCPUs get on, its network interfaces are heard of, and its guest agent answers if it has one that is connected.
 *
 * <p>Takes at most the ordinary limit of a call for each of three questions and of {@value #LOOKS} looks at counters, and six
 * seconds for the agent.
 */
final class GuestCheck {

    private static final int LOOKS = 20;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(150);

    /** How libvirt describes an agent that has opened its side of the channel. */
    private static final Pattern AGENT = Pattern.compile("name='org\\.qemu\\.guest_agent\\.0'[^>]* state='connected'");

    /** libvirt itself waits for five seconds, and without end for an agent that has answered before. */
    private static final Duration AGENT_LIMIT = Duration.ofSeconds(6);

    private final HostConnections connections;
    private final Inspection inspection;
    private final Whereabouts.Pause pause;

    GuestCheck(HostConnections connections, Inspection inspection, Whereabouts.Pause pause) {
        this.connections = connections;
        this.inspection = inspection;
        this.pause = pause;
    }

    Verification verify(Migration migration) {
        List<String> problems = new ArrayList<>(whereabouts(migration));
        List<String> doubts = new ArrayList<>();
        if (problems.isEmpty()) {
            problems.addAll(leftovers(migration));
            standstill(migration, problems, doubts);
            doubts.addAll(silence(migration));
        }
        if (!problems.isEmpty()) {
            problems.addAll(doubts);
            return new Verification.Refuted(problems);
        }
        return doubts.isEmpty() ? new Verification.Verified() : new Verification.Unconfirmed(doubts);
    }

    private List<String> whereabouts(Migration migration) {
        List<String> problems = new ArrayList<>();
        ActualState state = inspection.of(migration.vm()).actual();
        HostId target = migration.target();
        if (!state.activeOn().contains(target)) {
            problems.add("The VM does not run on " + target + ".");
        }
        state.activeOn().stream()
                .filter(host -> !host.equals(target))
                .forEach(host -> problems.add("The VM runs on " + host + "."));
        state.pausedOn().forEach(host -> problems.add("The VM is held, paused, on " + host + "."));
        if (state.unreachable().contains(migration.source())
                || state.unreachable().contains(target)) {
            problems.add("These hosts do not answer: " + state.unreachable() + ".");
        }
        return problems;
    }

    /** A definition that stays behind may start the VM a second time when that host reboots. */
    private List<String> leftovers(Migration migration) {
        return ask(migration.source(), "looking for what a migration left behind", connection -> {
            VmId vm = migration.vm();
            try (NativeDomain domain = VmName.of(vm).on(connection)) {
                return List.of("A definition of the VM is left on " + migration.source() + " (state "
                        + domain.state().state() + ").");
            } catch (CallRefusedException e) {
                if (e.code() == ErrorCode.NO_DOMAIN) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    /** Both come with time: a vCPU that has run, and a first packet, be it only QEMU's own that says where the VM is now. */
    private void standstill(Migration migration, List<String> problems, List<String> doubts) {
        TargetCounters first = counters(migration);
        TargetCounters last = first;
        for (int i = 0; i < LOOKS && !(last.hasRunSince(first) && last.isHeard()); i++) {
            pause.pause(BETWEEN_LOOKS);
            TargetCounters now = counters(migration);
            first = first.isKnown() ? first : now;
            last = now.isKnown() ? now : last;
        }
        if (!last.hasRunSince(first)) {
            problems.add("The vCPUs of the VM stand still on " + migration.target() + ".");
        }
        if (!last.isHeard()) {
            doubts.add("The VM has sent no packet on " + migration.target()
                    + " yet: the network may still look for it on " + migration.source() + ".");
        }
    }

    private TargetCounters counters(Migration migration) {
        try {
            return onTarget(migration, TargetCounters::read);
        } catch (LibvirtAccessException e) {
            return TargetCounters.NOT_KNOWN;
        }
    }

    private List<String> silence(Migration migration) {
        try {
            boolean hasAgent = onTarget(
                    migration,
                    (connection, domain) -> AGENT.matcher(domain.xml(0)).find());
            return hasAgent ? silenceOfAgent(migration) : List.of();
        } catch (LibvirtAccessException e) {
            return List.of("It is not known whether the VM has an agent: " + e.getMessage());
        }
    }

    /** On a connection of its own: a VM that keeps us waiting must not keep others, or look as if its host were sick. */
    private List<String> silenceOfAgent(Migration migration) {
        try (HostConnection own = connections.dedicated(migration.target())) {
            own.call("asking the agent in a VM", AGENT_LIMIT, connection -> {
                try (NativeDomain domain = VmName.of(migration.vm()).on(connection)) {
                    return domain.guestTime();
                }
            });
            return List.of();
        } catch (HostUnreachableException e) {
            return List.of(
                    e.reason() == HostUnreachableException.Reason.HUNG
                            ? "The agent in the VM has not answered within " + AGENT_LIMIT.toSeconds() + " s."
                            : "It is not known whether the agent in the VM answers: " + e.getMessage());
        } catch (CallRefusedException e) {
            return List.of("The agent in the VM does not answer: " + e.getMessage());
        }
    }

    private <T> T onTarget(Migration migration, BiFunction<NativeConnection, NativeDomain, T> question) {
        return connections.to(migration.target()).call("looking at a VM that was migrated", connection -> {
            try (NativeDomain domain = VmName.of(migration.vm()).on(connection)) {
                return question.apply(connection, domain);
            }
        });
    }

    private List<String> ask(HostId host, String what, Function<NativeConnection, List<String>> question) {
        try {
            return connections.to(host).call(what, question);
        } catch (LibvirtAccessException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }
}
