// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.migration;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.binding.ErrorCode;
import io.affinity.libvirt.binding.NativeConnection;
import io.affinity.libvirt.binding.NativeDomain;
import io.affinity.libvirt.connection.HostConnection;
import io.affinity.libvirt.connection.HostConnections;
import io.affinity.libvirt.inventory.DomainIdentity;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Doubt.Kind;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
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
    private final Sleep sleep;

    GuestCheck(HostConnections connections, Inspection inspection, Sleep sleep) {
        this.connections = connections;
        this.inspection = inspection;
        this.sleep = sleep;
    }

    Verification verify(Migration migration) {
        List<Doubt> problems =
                new ArrayList<>(Doubt.about(inspection.of(migration.vm()).actual(), migration));
        List<Doubt> doubts = new ArrayList<>();
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

    /** A definition that stays behind may start the VM a second time when that host reboots. */
    private List<Doubt> leftovers(Migration migration) {
        return ask(migration.source(), "looking for what a migration left behind", connection -> {
            VmId vm = migration.vm();
            try (NativeDomain domain = DomainIdentity.on(connection, vm)) {
                return doubt(
                        Kind.DEFINITION_LEFT,
                        migration.source(),
                        "state " + domain.state().state());
            } catch (CallRefusedException e) {
                if (e.code() == ErrorCode.NO_DOMAIN) {
                    return List.of();
                }
                throw e;
            }
        });
    }

    /** Both come with time: a vCPU that has run, and a first packet, be it only QEMU's own that says where the VM is now. */
    private void standstill(Migration migration, List<Doubt> problems, List<Doubt> doubts) {
        TargetCounters first = counters(migration);
        TargetCounters last = first;
        for (int i = 0; i < LOOKS && !(last.hasRunSince(first) && last.isHeard()); i++) {
            sleep.sleep(BETWEEN_LOOKS);
            TargetCounters now = counters(migration);
            first = first.isKnown() ? first : now;
            last = now.isKnown() ? now : last;
        }
        if (!last.hasRunSince(first)) {
            problems.add(Doubt.of(Kind.STANDSTILL, migration.target()));
        }
        if (!last.isHeard()) {
            doubts.add(Doubt.of(Kind.NO_PACKET, migration.target()));
        }
    }

    private TargetCounters counters(Migration migration) {
        try {
            return onTarget(migration, TargetCounters::read);
        } catch (LibvirtAccessException e) {
            return TargetCounters.NOT_KNOWN;
        }
    }

    private List<Doubt> silence(Migration migration) {
        try {
            boolean hasAgent = onTarget(
                    migration,
                    (connection, domain) -> AGENT.matcher(domain.xml(0)).find());
            return hasAgent ? silenceOfAgent(migration) : List.of();
        } catch (LibvirtAccessException e) {
            return silent(migration, "It is not known whether the VM has an agent: " + e.getMessage());
        }
    }

    /** On a connection of its own: a VM that keeps us waiting must not keep others, or look as if its host were sick. */
    private List<Doubt> silenceOfAgent(Migration migration) {
        try (HostConnection own = connections.dedicated(migration.target())) {
            own.call("asking the agent in a VM", AGENT_LIMIT, connection -> {
                try (NativeDomain domain = DomainIdentity.on(connection, migration.vm())) {
                    return domain.guestTime();
                }
            });
            return List.of();
        } catch (HostUnreachableException e) {
            return silent(
                    migration,
                    e.reason() == HostUnreachableException.Reason.HUNG
                            ? "The agent in the VM has not answered within " + AGENT_LIMIT.toSeconds() + " s."
                            : "It is not known whether the agent in the VM answers: " + e.getMessage());
        } catch (CallRefusedException e) {
            return silent(migration, "The agent in the VM does not answer: " + e.getMessage());
        }
    }

    private static List<Doubt> silent(Migration migration, String sentence) {
        return doubt(Kind.AGENT_SILENT, migration.target(), sentence);
    }

    private static List<Doubt> doubt(Kind kind, HostId host, String detail) {
        return List.of(new Doubt(kind, Set.of(host), detail));
    }

    private <T> T onTarget(Migration migration, BiFunction<NativeConnection, NativeDomain, T> question) {
        return connections.to(migration.target()).call("looking at a VM that was migrated", connection -> {
            try (NativeDomain domain = DomainIdentity.on(connection, migration.vm())) {
                return question.apply(connection, domain);
            }
        });
    }

    private List<Doubt> ask(HostId host, String what, Function<NativeConnection, List<Doubt>> question) {
        try {
            return connections.to(host).call(what, question);
        } catch (LibvirtAccessException e) {
            return doubt(Kind.NOT_ASKED, host, String.valueOf(e.getMessage()));
        }
    }
}
