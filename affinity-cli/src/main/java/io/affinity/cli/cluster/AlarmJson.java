// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.output.AlarmText;
import io.affinity.cli.output.NoteText;
import io.affinity.core.Note;
import io.affinity.core.balancing.Misplaced;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.Trouble;
import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Alarms and notes as JSON: what, about which VM and hosts, and a text for people. */
final class AlarmJson {

    private final JsonGenerator json;
    private final VmNames names;

    private AlarmJson(JsonGenerator json, VmNames names) {
        this.json = json;
        this.names = names;
    }

    /** Writes the fields {@code alarms} and {@code notes}. */
    static void write(List<Alarm> alarms, List<Note> notes, VmNames names, JsonGenerator json) throws IOException {
        AlarmJson writer = new AlarmJson(json, names);
        json.writeArrayFieldStart("alarms");
        for (Alarm alarm : alarms) {
            json.writeStartObject();
            writer.write(alarm);
            json.writeBooleanField("stopsAll", alarm.stopsAll());
            json.writeStringField("text", AlarmText.of(alarm, names));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (Note note : notes) {
            json.writeStartObject();
            writer.write(note);
            json.writeStringField("text", NoteText.of(note, names));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(Alarm alarm) throws IOException {
        if (alarm instanceof Alarm.UnknownOutcome unknown) {
            kind("unknown-outcome", unknown.id(), unknown.migration());
            found(unknown.trouble(), unknown.state());
        } else if (alarm instanceof Alarm.RefutedVerification refuted) {
            kind("refuted-verification", refuted.id(), refuted.migration());
            doubts(refuted.doubts());
        } else if (alarm instanceof Alarm.LeftOpen left) {
            kind("left-open", left.id(), left.migration());
            found(left.trouble(), left.state());
        } else if (alarm instanceof Alarm.NewerOwner newer) {
            json.writeStringField("kind", "newer-owner");
            json.writeNumberField("epoch", newer.epoch());
            json.writeNumberField("newestEpoch", newer.newest());
        } else if (alarm instanceof Alarm.JournalUnwritable unwritable) {
            json.writeStringField("kind", "journal-unwritable");
            json.writeStringField("detail", unwritable.detail());
        } else {
            throw new AssertionError("There is no JSON for " + alarm);
        }
    }

    private void kind(String kind, String id, Migration migration) throws IOException {
        json.writeStringField("kind", kind);
        json.writeStringField("migration", id);
        write(migration);
    }

    private void write(Migration migration) throws IOException {
        VmJson.write(migration.vm(), names, json);
        json.writeStringField("source", migration.source().value());
        json.writeStringField("target", migration.target().value());
    }

    private void found(Trouble trouble, @Nullable ActualState state) throws IOException {
        json.writeStringField("trouble", word(trouble));
        if (state != null) {
            hosts("activeOn", state.activeOn());
            hosts("pausedOn", state.pausedOn());
            hosts("silent", state.unreachable());
        }
    }

    private void doubts(List<Doubt> doubts) throws IOException {
        json.writeArrayFieldStart("doubts");
        for (Doubt doubt : doubts) {
            json.writeStartObject();
            json.writeStringField("kind", word(doubt.kind()));
            hosts("hosts", doubt.hosts());
            json.writeStringField("detail", doubt.detail());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void hosts(String name, Collection<HostId> hosts) throws IOException {
        json.writeArrayFieldStart(name);
        for (HostId host : hosts) {
            json.writeString(host.value());
        }
        json.writeEndArray();
    }

    private void write(Note note) throws IOException {
        if (note instanceof Note.NoTelemetry) {
            json.writeStringField("kind", "no-telemetry");
        } else if (note instanceof Note.StaleObservation stale) {
            json.writeStringField("kind", "stale-observation");
            json.writeStringField("observedAt", stale.observedAt().toString());
        } else if (note instanceof Note.PastUnknown past) {
            json.writeStringField("kind", "past-unknown");
            json.writeNumberField("vms", past.vms());
            json.writeBooleanField("givenUp", past.isGivenUp());
        } else if (note instanceof Note.ClockInDoubt doubt) {
            json.writeStringField("kind", "clock-in-doubt");
            json.writeStringField("observedAt", doubt.observedAt().toString());
            json.writeStringField("lastAt", doubt.lastAt().toString());
        } else if (note instanceof Note.NotStarted not) {
            json.writeStringField("kind", "not-started");
            write(not.start().migration());
            write(not.start().cause());
        } else if (note instanceof Note.GateRefused refused) {
            json.writeStringField("kind", "gate-refused");
            write(refused.start().migration());
            json.writeStringField("gate", refused.start().refusal().gate());
            json.writeStringField("reason", refused.start().refusal().refusal().reason());
        } else if (note instanceof Note.NotRemembered) {
            json.writeStringField("kind", "not-remembered");
        } else if (note instanceof Note.RuleChanged) {
            json.writeStringField("kind", "rule-changed");
        } else if (note instanceof Note.Held held) {
            json.writeStringField("kind", "held");
            write(held.hold());
        } else if (note instanceof Note.HostNotKnown host) {
            json.writeStringField("kind", "host-not-known");
            json.writeStringField("host", host.host().value());
        } else {
            ofDecision(note);
        }
    }

    private void ofDecision(Note note) throws IOException {
        if (note instanceof Note.Learning learning) {
            json.writeStringField("kind", "learning");
            json.writeNumberField("known", learning.known().toMillis() / 1e3);
            json.writeNumberField("needed", learning.needed().toMillis() / 1e3);
        } else if (note instanceof Note.DemandUnknown unknown) {
            json.writeStringField("kind", "demand-unknown");
            json.writeNumberField("vms", unknown.vms().size());
            json.writeNumberField("of", unknown.of());
            VmJson.write("unknown", unknown.vms(), names, json);
            Instant until = unknown.knownUntil();
            json.writeStringField("knownUntil", until == null ? null : until.toString());
        } else if (note instanceof Note.NotMended not) {
            json.writeStringField("kind", "not-mended");
            json.writeArrayFieldStart("rules");
            for (String rule : not.rules()) {
                json.writeString(rule);
            }
            json.writeEndArray();
            hosts("hosts", not.hosts());
            misplaced(not.vms());
        } else if (note instanceof Note.PartBroke broke) {
            json.writeStringField("kind", "part-broke");
            json.writeStringField("part", word(broke.part()));
        } else {
            throw new AssertionError("There is no JSON for " + note);
        }
    }

    private void write(Hold hold) throws IOException {
        if (hold instanceof Hold.UnclearVm unclear) {
            said("unclear-vm", unclear.said(), unclear.name());
            VmJson.write("candidates", unclear.candidates(), names, json);
        } else if (hold instanceof Hold.UnknownHost unknown) {
            said("unknown-host", unknown.said(), unknown.name());
        } else if (hold instanceof Hold.RunsTwice twice) {
            json.writeStringField("cause", "runs-twice");
            hosts("hosts", twice.hosts());
        } else {
            throw new AssertionError("There is no JSON for " + hold);
        }
        VmJson.write("vms", hold.vms(), names, json);
    }

    private void said(String cause, String said, String name) throws IOException {
        json.writeStringField("cause", cause);
        json.writeStringField("said", said);
        json.writeStringField("named", name);
    }

    private void misplaced(List<Misplaced> vms) throws IOException {
        json.writeArrayFieldStart("vms");
        for (Misplaced vm : vms) {
            json.writeStartObject();
            VmJson.write(vm.vm(), names, json);
            json.writeStringField("host", vm.host().value());
            json.writeStringField("why", word(vm.why()));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void write(DroppedStart.Cause cause) throws IOException {
        if (cause instanceof DroppedStart.Cause.Expired) {
            json.writeStringField("cause", "expired");
        } else if (cause instanceof DroppedStart.Cause.Blind) {
            json.writeStringField("cause", "blind");
        } else if (cause instanceof DroppedStart.Cause.Undecided) {
            json.writeStringField("cause", "undecided");
        } else if (cause instanceof DroppedStart.Cause.BackingOff backing) {
            cause("backing-off", backing.until());
        } else if (cause instanceof DroppedStart.Cause.HostBreaker breaker) {
            cause("host-breaker", breaker.until());
            json.writeStringField("host", breaker.host().value());
        } else if (cause instanceof DroppedStart.Cause.FleetBreaker breaker) {
            cause("fleet-breaker", breaker.until());
        } else {
            throw new AssertionError("There is no JSON for " + cause);
        }
    }

    private void cause(String word, Instant until) throws IOException {
        json.writeStringField("cause", word);
        json.writeStringField("until", until.toString());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
