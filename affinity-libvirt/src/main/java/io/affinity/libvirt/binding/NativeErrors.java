// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.HostUnreachableException.Reason;
import io.affinity.libvirt.access.LibvirtAccessException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.libvirt.jna.ConnectionPointer;

/** Turns what libvirt remembers of the last error of this thread into an exception. */
final class NativeErrors {

    private NativeErrors() {}

    /**
     * {@return what to throw after {@code call} reported a failure on this thread}
     *
     * @param connection over which it was made; an error of the transport means that this connection is lost only if it is
     *     not alive any more: the daemon itself reports one in the same words when it cannot reach the target of a migration
     */
    static LibvirtAccessException of(NativeLibvirt calls, String call, ConnectionPointer connection) {
        CallRefusedException refused = refused(calls, call);
        if (refused.domain() == ErrorCode.DOMAIN_RPC && calls.virConnectIsAlive(connection) != 1) {
            return new HostUnreachableException(Reason.LOST, call + ": " + refused.reason(), refused);
        }
        return refused;
    }

    /** {@return what to throw after a connection could not be opened} */
    static HostUnreachableException ofOpening(NativeLibvirt calls, String uri) {
        CallRefusedException refused = refused(calls, "virConnectOpen");
        return new HostUnreachableException(
                Reason.REFUSED, "No connection to " + uri + ": " + refused.reason(), refused);
    }

    private static CallRefusedException refused(NativeLibvirt calls, String call) {
        int code = calls.virGetLastErrorCode();
        int domain = calls.virGetLastErrorDomain();
        @Nullable String message = calls.virGetLastErrorMessage();
        calls.virResetLastError();
        return new CallRefusedException(
                call, code, domain, oneLine(Objects.requireNonNullElse(message, "no reason given")));
    }

    /** What ssh or QEMU has printed is a part of some messages, with its line ends. */
    static String oneLine(String message) {
        return message.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    /** {@return the refusal of a function that this version of the library does not have} */
    static CallRefusedException unsupported(String call, UnsatisfiedLinkError cause) {
        CallRefusedException refused =
                new CallRefusedException(call, ErrorCode.NO_SUPPORT, 0, "this version of libvirt.so does not have it");
        refused.initCause(cause);
        return refused;
    }
}
