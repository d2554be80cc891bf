package io.affinity.libvirt.connection;

import io.affinity.libvirt.binding.CallRefusedException;
import io.affinity.libvirt.binding.HostUnreachableException;
import io.affinity.libvirt.binding.LibvirtAccessException;
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

    private static final ConnectionLimits LIMITS = new ConnectionLimits(
            Duration.ofSeconds(8),
            Duration.ofSeconds(8),
            Duration.ofSeconds(1),
            2,
            Duration.ofMillis(100),
            Duration.ofMillis(400),
            3);

    private Caller() {}

    /** @param arguments the URI of the host */
    public static void main(String[] arguments) throws IOException {
        HostId host = new HostId("host");
        try (HostConnections connections = HostConnections.to(List.of(new HostAddress(host, arguments[0])), LIMITS);
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            while (lines.readLine() != null) {
                System.out.println(visible(ask(connections.to(host))));
            }
        }
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
