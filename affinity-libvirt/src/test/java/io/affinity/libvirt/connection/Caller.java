// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.access.HostUnreachableException;
import io.affinity.libvirt.access.LibvirtAccessException;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.spi.model.HostId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** A program that asks one host for its name whenever it reads a line, and prints the answer or the failure in one line. */
final class Caller {

    static final String ANSWER = "answer ";

    private static final ConnectionLimits LIMITS = ConnectionLimits.builder()
            .call(Duration.ofSeconds(30))
            .opening(Duration.ofSeconds(30))
            .keepAliveInterval(Duration.ofSeconds(1))
            .firstRetry(Duration.ofMillis(100))
            .longestRetry(Duration.ofMillis(400))
            .abandonedThreads(3)
            .build();

    private Caller() {}

    /** @param arguments the URI of the host; and how long it waits after a failure to connect, if not hardly at all */
    public static void main(String[] arguments) throws IOException {
        ConnectionLimits limits = arguments.length == 1 ? LIMITS : waiting(Duration.parse(arguments[1]));
        HostId host = new HostId("host");
        try (HostConnections connections = HostConnections.to(List.of(new HostAddress(host, arguments[0])), limits);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                System.out.println(visible(ask(connections.to(host))));
            }
        }
    }

    private static ConnectionLimits waiting(Duration retry) {
        return LIMITS.toBuilder().firstRetry(retry).longestRetry(retry).build();
    }

    private static String ask(HostConnection host) {
        try {
            return ANSWER + host.call("name", c -> c.host().hostName());
        } catch (HostUnreachableException e) {
            return e.reason() + " " + e.getMessage();
        } catch (CallRefusedException e) {
            return e.code() + "/" + e.domain() + " " + e.getMessage();
        } catch (LibvirtAccessException e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        }
    }

    /** A failure that has more than one line shall not pass for one that has one. */
    private static String visible(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }
}
