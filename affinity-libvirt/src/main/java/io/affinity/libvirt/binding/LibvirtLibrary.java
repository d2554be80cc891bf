// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.ptr.LongByReference;
import io.affinity.libvirt.access.LibraryUnavailableException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.libvirt.jna.Libvirt;

/**
 * The C library, loaded and initialized once in a JVM: its event loop runs on one daemon thread, and it prints nothing.
 * Thread-safe.
 */
public final class LibvirtLibrary {

    /** libvirt 7.0.0: what Debian 11 brings along, and the oldest whose calls this module was written against. */
    static final long OLDEST_VERSION = 7_000_000;

    /** Kept for as long as the JVM runs: the C library holds its address. Errors are reported as exceptions. */
    private static final Libvirt.VirErrorCallback SILENCE = (data, error) -> {};

    private final NativeLibvirt calls;
    private final long version;

    private LibvirtLibrary(NativeLibvirt calls, long version) {
        this.calls = calls;
        this.version = version;
    }

    /**
     * {@return the library}
     *
     * @throws LibraryUnavailableException if it is missing or too old, or the JVM forbids native code; the message says
     *     what to do
     */
    public static LibvirtLibrary load() {
        return Holder.outcome.library();
    }

    /** {@return its version: 9_000_000 is 9.0.0, 9_001_002 is 9.1.2} */
    public long version() {
        return version;
    }

    NativeLibvirt calls() {
        return calls;
    }

    private static LibvirtLibrary initialize() {
        NativeLibvirt calls = link();
        LongByReference version = new LongByReference();
        calls.virSetErrorFunc(null, SILENCE);
        if (calls.virInitialize() < 0 || calls.virGetVersion(version, null, null) < 0) {
            throw new LibraryUnavailableException(
                    "libvirt.so cannot be initialized: " + calls.virGetLastErrorMessage());
        }
        requireVersion(version.getValue());
        EventLoop.start(calls);
        return new LibvirtLibrary(calls, version.getValue());
    }

    private static NativeLibvirt link() {
        try {
            return Native.load(
                    "virt", NativeLibvirt.class, Map.of(Library.OPTION_STRING_ENCODING, StandardCharsets.UTF_8.name()));
        } catch (LinkageError | IllegalCallerException e) {
            throw new LibraryUnavailableException(missing(e), e);
        }
    }

    static String missing(Throwable cause) {
        return "The C library of libvirt cannot be loaded. Maybe its package is missing: libvirt0 on Debian and Ubuntu, "
                + "libvirt-libs on Fedora and RHEL. Maybe this JVM forbids native code: start it with "
                + "--enable-native-access=ALL-UNNAMED. The loader says: " + inShort(cause);
    }

    /** The loader lists every place where it has looked; the first one says enough. */
    private static String inShort(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().limit(2).collect(Collectors.joining(" "));
    }

    static void requireVersion(long version) {
        if (version < OLDEST_VERSION) {
            throw new LibraryUnavailableException(
                    "The version of libvirt.so (" + text(version) + ") must be at least " + text(OLDEST_VERSION) + ".");
        }
    }

    /** {@return a version of libvirt or of a hypervisor as people write it} */
    public static String text(long version) {
        return version / 1_000_000 + "." + version / 1_000 % 1_000 + "." + version % 1_000;
    }

    /** Loading is tried once: what the linker said the first time it says again. */
    private static final class Holder {
        static final Outcome outcome = Outcome.ofLoading();
    }

    private sealed interface Outcome {

        LibvirtLibrary library();

        record Loaded(LibvirtLibrary library) implements Outcome {}

        record Failed(LibraryUnavailableException cause) implements Outcome {
            @Override
            public LibvirtLibrary library() {
                throw new LibraryUnavailableException(String.valueOf(cause.getMessage()), cause);
            }
        }

        static Outcome ofLoading() {
            try {
                return new Loaded(initialize());
            } catch (LibraryUnavailableException e) {
                return new Failed(e);
            }
        }
    }
}
