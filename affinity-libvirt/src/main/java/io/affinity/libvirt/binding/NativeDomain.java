// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.CString;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.SizeT;
import org.libvirt.jna.virDomainBlockStats;
import org.libvirt.jna.virDomainInfo;
import org.libvirt.jna.virDomainInterfaceStats;

/**
 * One domain of a connection. Must be closed before its connection is. Every method that asks the host may block without
 * limit, and throws as those of {@link NativeConnection} do. Thread-safe.
 */
public final class NativeDomain implements AutoCloseable {

    /** Also the parts of the description that are secret; {@code virDomainXMLFlags}. */
    public static final int XML_SECURE = 1;

    public static final int XML_INACTIVE = 2;
    public static final int XML_MIGRATABLE = 8;

    /** The statistics of the job that ended last, which are then forgotten unless asked to be kept. */
    public static final int JOB_COMPLETED = 1;

    public static final int JOB_KEEP_COMPLETED = 2;

    private static final int UUID_BYTES = 16;

    private final NativeConnection connection;
    private final DomainPointer pointer;
    private final DomainKey key;
    private final HandleGuard guard;

    NativeDomain(NativeConnection connection, DomainPointer pointer) {
        this.connection = connection;
        this.pointer = pointer;
        this.key = key(connection.calls(), pointer.getPointer());
        this.guard =
                new HandleGuard("domain " + key.name(), () -> connection.calls().virDomainFree(pointer));
    }

    /** Name, UUID and id are part of the handle: no question to the host. */
    static DomainKey key(NativeLibvirt calls, Pointer domain) {
        DomainPointer pointer = new DomainPointer(domain);
        byte[] uuid = new byte[UUID_BYTES];
        calls.virDomainGetUUID(pointer, uuid);
        ByteBuffer bytes = ByteBuffer.wrap(uuid);
        String name = Objects.requireNonNullElse(calls.virDomainGetName(pointer), "");
        return new DomainKey(new UUID(bytes.getLong(), bytes.getLong()), name, calls.virDomainGetID(pointer));
    }

    /** {@return which domain it is; the id is that of the moment when it was looked up} */
    public DomainKey key() {
        return key;
    }

    public DomainState state() {
        IntByReference state = new IntByReference();
        IntByReference reason = new IntByReference();
        call("virDomainGetState", c -> c.virDomainGetState(pointer, state, reason, 0));
        return new DomainState(state.getValue(), reason.getValue());
    }

    public DomainAllocation allocation() {
        virDomainInfo info = new virDomainInfo();
        call("virDomainGetInfo", c -> c.virDomainGetInfo(pointer, info));
        return new DomainAllocation(
                info.state,
                info.maxMem.longValue() * 1024,
                info.memory.longValue() * 1024,
                Short.toUnsignedInt(info.nrVirtCpu),
                info.cpuTime);
    }

    /** {@return the description of the domain}
     *
     * @param flags sum of {@code XML_...}
     */
    public String xml(int flags) {
        return text("virDomainGetXMLDesc", c -> c.virDomainGetXMLDesc(pointer, flags));
    }

    public boolean isPersistent() {
        return call("virDomainIsPersistent", c -> c.virDomainIsPersistent(pointer)) == 1;
    }

    /** Starts a domain that is defined. */
    public void start() {
        call("virDomainCreate", c -> c.virDomainCreate(pointer));
    }

    public void suspend() {
        call("virDomainSuspend", c -> c.virDomainSuspend(pointer));
    }

    public void resume() {
        call("virDomainResume", c -> c.virDomainResume(pointer));
    }

    /** Ends the domain at once, as pulling the plug does. */
    public void destroy() {
        call("virDomainDestroy", c -> c.virDomainDestroy(pointer));
    }

    public void undefine() {
        call("virDomainUndefine", c -> c.virDomainUndefine(pointer));
    }

    /**
     * Migrates from daemon to daemon: the one of the source connects to {@code destination} by itself. Returns when it is over.
     *
     * @param flags {@code virDomainMigrateFlags}; must include peer-to-peer (2)
     */
    public void migrateTo(String destination, CallParameters parameters, int flags) {
        parameters.lend(
                connection.calls(),
                (values, count) -> call(
                        "virDomainMigrateToURI3",
                        c -> c.virDomainMigrateToURI3(pointer, destination, values, count, flags)));
    }

    /**
     * Migrates with this program between the two daemons. Returns when it is over.
     *
     * @param flags {@code virDomainMigrateFlags}; without peer-to-peer (2)
     * @return the domain on the target, to be closed by the caller
     */
    public NativeDomain migrateTo(NativeConnection destination, CallParameters parameters, int flags) {
        DomainPointer migrated = parameters.lend(
                connection.calls(),
                (values, count) -> object(
                        "virDomainMigrate3",
                        c -> c.virDomainMigrate3(pointer, destination.pointer(), values, count, flags)));
        return new NativeDomain(destination, migrated);
    }

    /** Changes for how long the running migration may stop the guest; rounded down to milliseconds. */
    public void migrateMaxDowntime(Duration downtime) {
        call("virDomainMigrateSetMaxDowntime", c -> c.virDomainMigrateSetMaxDowntime(pointer, downtime.toMillis(), 0));
    }

    public Duration migrateMaxDowntime() {
        LongByReference milliseconds = new LongByReference();
        call("virDomainMigrateGetMaxDowntime", c -> c.virDomainMigrateGetMaxDowntime(pointer, milliseconds, 0));
        return Duration.ofMillis(milliseconds.getValue());
    }

    /** Lets the guest run on the target at once. From here on there is no way back. */
    public void startPostCopy() {
        call("virDomainMigrateStartPostCopy", c -> c.virDomainMigrateStartPostCopy(pointer, 0));
    }

    public void abortJob() {
        call("virDomainAbortJob", c -> c.virDomainAbortJob(pointer));
    }

    /** Ends a job that {@link #abortJob()} does not end; flag 1 is post-copy. Needs libvirt 8.5. */
    public void abortJob(int flags) {
        call("virDomainAbortJobFlags", c -> c.virDomainAbortJobFlags(pointer, flags));
    }

    /** {@return how far the job of this domain is}
     *
     * @param flags 0 for the running job, or a sum of {@code JOB_...}
     */
    public JobStatistics jobStatistics(int flags) {
        IntByReference type = new IntByReference();
        IntByReference count = new IntByReference();
        PointerByReference values = new PointerByReference();
        call("virDomainGetJobStats", c -> c.virDomainGetJobStats(pointer, type, values, count, flags));
        try {
            return new JobStatistics(type.getValue(), TypedParameters.read(values.getValue(), count.getValue()));
        } finally {
            connection.calls().virTypedParamsFree(values.getValue(), count.getValue());
        }
    }

    /** {@return bytes that an interface received and sent} */
    public long interfaceBytes(String device) {
        virDomainInterfaceStats statistics = new virDomainInterfaceStats();
        call(
                "virDomainInterfaceStats",
                c -> c.virDomainInterfaceStats(pointer, device, statistics, new SizeT(statistics.size())));
        return statistics.rx_bytes + statistics.tx_bytes;
    }

    public DiskCounters diskCounters(String disk) {
        virDomainBlockStats statistics = new virDomainBlockStats();
        call(
                "virDomainBlockStats",
                c -> c.virDomainBlockStats(pointer, disk, statistics, new SizeT(statistics.size())));
        return new DiskCounters(statistics.rd_bytes + statistics.wr_bytes, statistics.rd_req + statistics.wr_req);
    }

    /** Starts to measure how fast the guest writes memory; bulk statistics hold the answer when the time is over. */
    public void startDirtyRate(Duration measured) {
        call(
                "virDomainStartDirtyRateCalc",
                c -> c.virDomainStartDirtyRateCalc(pointer, Math.toIntExact(measured.toSeconds()), 0));
    }

    /** {@return the guest's own clock, as its agent tells; proof that the agent answers} */
    public Instant guestTime() {
        LongByReference seconds = new LongByReference();
        IntByReference nanoseconds = new IntByReference();
        call("virDomainGetTime", c -> c.virDomainGetTime(pointer, seconds, nanoseconds, 0));
        return Instant.ofEpochSecond(seconds.getValue(), Integer.toUnsignedLong(nanoseconds.getValue()));
    }

    /** Frees the handle; the domain itself is not touched. */
    @Override
    public void close() {
        guard.close();
    }

    private int call(String name, Function<NativeLibvirt, Integer> call) {
        guard.enter();
        try {
            return connection.call(name, call);
        } finally {
            guard.exit();
        }
    }

    private <T> T object(String name, Function<NativeLibvirt, @Nullable T> call) {
        guard.enter();
        try {
            return connection.object(name, call);
        } finally {
            guard.exit();
        }
    }

    private String text(String name, Function<NativeLibvirt, @Nullable CString> call) {
        guard.enter();
        try {
            return connection.text(name, call);
        } finally {
            guard.exit();
        }
    }
}
