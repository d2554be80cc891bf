// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.lab.OnLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections over a network, made by a program that is in the network of the lab. */
@OnLab
class RemoteConnectionLabTest {

    private static final String H1 = "198.18.0.1";

    /** As libvirt puts it if ssh has ended before it was asked anything: what ssh said is lost. */
    private static final String TOO_EARLY = "Cannot write data: Broken pipe";

    private static final int PATIENCE = 20;

    @TempDir
    private Path folder;

    private final Lab lab = Lab.running();

    private CallerProcess caller(String uri) {
        return CallerProcess.inLab(lab, uri, folder);
    }

    private String onlyAnswer(String uri) {
        try (CallerProcess caller = caller(uri)) {
            return caller.ask();
        }
    }

    private void needTls() {
        assumeTrue(lab.fact("TLS").equals("1"), "the lab was started without --tls");
    }

    @BeforeEach
    void theLabHasTheAddressesThatAreWrittenHere() {
        assertThat(lab.fact("h1.ADDRESS")).isEqualTo(H1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TCP", "TLS", "SSH"})
    void answersAndAnswersAgainAfterTheNetworkWasCut(String transport) {
        if (transport.equals("TLS")) {
            needTls();
        }
        try (CallerProcess caller = caller(lab.fact("h1." + transport + "_URI"))) {
            assertThat(caller.ask()).isEqualTo("answer h1");
            lab.run("link-down", "h1");
            try {
                assertThat(caller.ask()).matches("(LOST|HUNG) .*");
            } finally {
                lab.run("link-up", "h1");
            }
            Lab.await("answers again", () -> caller.ask().startsWith(Caller.ANSWER));
            assertThat(caller.errors()).as("standard error").isEmpty();
        }
    }

    static Stream<Arguments> wrongAddresses() {
        return Stream.of(
                Arguments.of(
                        "qemu+tcp://198.18.0.1:1/system",
                        "unable to connect to server at '198.18.0.1:1': Connection refused"),
                Arguments.of("qemu+tcp://198.18.0.99/system", "No route to host"),
                Arguments.of("qemu+tcp://nowhere.invalid/system", "Unable to resolve address 'nowhere.invalid'"),
                Arguments.of("qemu+unix:///system?socket=/nonexistent", "'/nonexistent': No such file or directory"),
                Arguments.of("qemu+tls://198.18.0.1/system?pkipath=/nonexistent", "/nonexistent/cacert.pem"));
    }

    @ParameterizedTest
    @MethodSource("wrongAddresses")
    void saysWhyThereIsNoConnection(String uri, String reason) {
        try (CallerProcess caller = caller(uri)) {
            assertThat(caller.ask())
                    .startsWith("REFUSED No connection to " + uri + ": ")
                    .contains(reason);
            assertThat(caller.ask()).as("asked again at once").contains(reason);
            assertThat(caller.errors()).as("standard error").isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UserKnownHostsFile=/dev/null, Host key verification failed.",
        "PubkeyAuthentication=no, Permission denied (publickey).",
        "Port=1, port 1: Connection refused"
    })
    void saysWhatSshSays(String option, String reason) throws IOException {
        Path ssh = folder.resolve("ssh");
        Files.writeString(ssh, "#!/bin/sh\nexec ssh -F " + lab.fact("LAB") + "/keys/config -o " + option + " \"$@\"\n");
        assertThat(ssh.toFile().setExecutable(true)).isTrue();
        String uri = "qemu+ssh://root@" + H1 + "/system?command=" + ssh;

        String answer = onlyAnswer(uri);
        for (int i = 0; i < PATIENCE && answer.endsWith(TOO_EARLY); i++) {
            answer = onlyAnswer(uri);
        }
        assertThat(answer)
                .startsWith("REFUSED No connection to " + uri + ": Cannot recv data: ")
                .contains(reason);
    }

    @Test
    void trustsNoHostUnderANameThatItsCertificateDoesNotHave() {
        needTls();
        lab.run("exec", "h1", "ip", "addr", "add", "198.18.0.101/24", "dev", "eth0");
        String uri = lab.fact("h1.TLS_URI").replace(H1, "198.18.0.101");
        try (CallerProcess caller = caller(uri)) {
            assertThat(caller.ask())
                    .isEqualTo("REFUSED No connection to " + uri
                            + ": authentication failed: Failed to verify peer's certificate");
            // libvirt tells why in its own log only.
            assertThat(caller.errors()).contains("owner does not match the hostname 198.18.0.101");
        } finally {
            lab.run("exec", "h1", "ip", "addr", "del", "198.18.0.101/24", "dev", "eth0");
        }
    }

    @Test
    void trustsNoHostWhoseCertificateAnotherAuthorityHasSigned() {
        needTls();
        String uri = lab.fact("h1.TLS_URI").replace("/client", "/stranger");

        assertThat(onlyAnswer(uri))
                .isEqualTo("REFUSED No connection to " + uri
                        + ": authentication failed: Failed to verify peer's certificate");
    }

    @Test
    void refusesACertificateOfItsOwnThatTheHostCannotTrust() {
        needTls();
        String uri = lab.fact("h1.TLS_URI").replace("/client", "/impostor");

        assertThat(onlyAnswer(uri))
                .startsWith("REFUSED No connection to " + uri + ": Our own certificate ")
                .endsWith("The certificate hasn't got a known issuer.");
    }

    @Test
    void isNotLetInWithACertificateThatTheHostDoesNotTrust() {
        needTls();
        String uri = lab.fact("h1.TLS_URI").replace("/client", "/impostor") + "&no_sanity=1";

        assertThat(onlyAnswer(uri))
                .isEqualTo("REFUSED No connection to " + uri + ": Unable to read TLS confirmation: Input/output error");
    }
}
