// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.CString;
import org.libvirt.jna.ConnectionPointer;
import org.libvirt.jna.DomainPointer;
import org.libvirt.jna.Libvirt;

/**
 * The functions of the Java binding, and beside them those that it lacks. JNA looks each one up when it is first called, so an
 * older library fails only where a newer function is really needed.
 */
interface NativeLibvirt extends Libvirt {

    int virGetLastErrorCode();

    int virGetLastErrorDomain();

    @Nullable
    String virGetLastErrorMessage();

    int virConnectGetAllDomainStats(ConnectionPointer connection, int groups, PointerByReference records, int flags);

    void virDomainStatsRecordListFree(Pointer records);

    int virConnectListAllDomains(ConnectionPointer connection, PointerByReference domains, int flags);

    int virNodeGetMemoryStats(
            ConnectionPointer connection, int cell, @Nullable Pointer parameters, IntByReference count, int flags);

    int virNodeGetFreePages(
            ConnectionPointer connection,
            int sizes,
            int[] kibibytes,
            int firstCell,
            int cells,
            long[] counts,
            int flags);

    @Nullable
    CString virConnectGetDomainCapabilities(
            ConnectionPointer connection,
            @Nullable String emulator,
            @Nullable String architecture,
            @Nullable String machine,
            @Nullable String virtualization,
            int flags);

    int virConnectCompareHypervisorCPU(
            ConnectionPointer connection,
            @Nullable String emulator,
            @Nullable String architecture,
            @Nullable String machine,
            @Nullable String virtualization,
            String cpu,
            int flags);

    int virConnectDomainEventRegisterAny(
            ConnectionPointer connection,
            @Nullable DomainPointer domain,
            int event,
            Callback callback,
            Pointer subscriber,
            @Nullable Pointer free);

    int virDomainGetState(DomainPointer domain, IntByReference state, IntByReference reason, int flags);

    int virDomainMigrateToURI3(
            DomainPointer domain, String destination, @Nullable Pointer parameters, int count, int flags);

    @Nullable
    DomainPointer virDomainMigrate3(
            DomainPointer domain, ConnectionPointer destination, @Nullable Pointer parameters, int count, int flags);

    int virDomainMigrateGetMaxDowntime(DomainPointer domain, LongByReference milliseconds, int flags);

    int virDomainMigrateStartPostCopy(DomainPointer domain, int flags);

    int virDomainAbortJobFlags(DomainPointer domain, int flags);

    int virDomainStartDirtyRateCalc(DomainPointer domain, int seconds, int flags);

    int virDomainGetTime(DomainPointer domain, LongByReference seconds, IntByReference nanoseconds, int flags);

    int virTypedParamsAddString(
            PointerByReference parameters, IntByReference count, IntByReference room, String name, String value);

    int virTypedParamsAddInt(
            PointerByReference parameters, IntByReference count, IntByReference room, String name, int value);

    int virTypedParamsAddULLong(
            PointerByReference parameters, IntByReference count, IntByReference room, String name, long value);

    int virTypedParamsAddBoolean(
            PointerByReference parameters, IntByReference count, IntByReference room, String name, int value);

    /** Something happened to the life of a domain. */
    interface LifecycleCallback extends Callback {
        int invoke(
                @Nullable Pointer connection,
                @Nullable Pointer domain,
                int event,
                int detail,
                @Nullable Pointer subscriber);
    }

    /** A job, such as a migration, ended well. */
    interface JobCompletedCallback extends Callback {
        void invoke(
                @Nullable Pointer connection,
                @Nullable Pointer domain,
                @Nullable Pointer parameters,
                int count,
                @Nullable Pointer subscriber);
    }

    /** An event that carries one number, such as the round of a migration. */
    interface NumberCallback extends Callback {
        void invoke(@Nullable Pointer connection, @Nullable Pointer domain, int number, @Nullable Pointer subscriber);
    }

    /** An event that carries one text, such as the alias of a device. */
    interface TextCallback extends Callback {
        void invoke(
                @Nullable Pointer connection,
                @Nullable Pointer domain,
                @Nullable Pointer text,
                @Nullable Pointer subscriber);
    }

    /** The metadata of a domain changed. */
    interface MetadataCallback extends Callback {
        void invoke(
                @Nullable Pointer connection,
                @Nullable Pointer domain,
                int type,
                @Nullable Pointer namespace,
                @Nullable Pointer subscriber);
    }
}
