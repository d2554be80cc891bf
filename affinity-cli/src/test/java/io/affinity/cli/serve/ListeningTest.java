// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.cli.config.ConfigException;
import io.affinity.cli.config.ListenSection;
import io.affinity.core.Mode;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look on, and how that is said. */
class ListeningTest {

    private static final String SECRET = "0123456789abcdef";
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void nothingIsListenedToUnlessThatIsSaid() {
        assertThat(Listening.of(section(null), null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9464", "[::1]:9464", "localhost:9464", "127.8.9.1:0"})
    void theLoopbackNeedsNeitherTokenNorCertificate(String address) {
        assertThat(Listening.of(section(null), address)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:9464", "[::]:9464", "192.0.2.7:9464"})
    void whatOthersCanReachIsRefusedWithoutTokenAndCertificate(String address) throws IOException {
        assertThatThrownBy(() -> Listening.of(section(null), address))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("--listen: other machines can reach " + address)
                .hasMessageContaining("listen.token-file, listen.certificate-file and listen.key-file");
        ListenSection withToken = new ListenSection(address, token(), null, null, ListenSection.Approvals.OFF);
        assertThatThrownBy(() -> Listening.of(withToken, null))
                .hasMessageStartingWith("listen.address: other machines can reach");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9464", "localhost", ":9464", "a b:1", "127.0.0.1:99999", "[::1:9464", "http://x:1", ""})
    void whatIsNoAddressIsRefused(String text) {
        assertThatThrownBy(() -> ListenAddress.of("--listen", text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("must be a host and a port, such as 127.0.0.1:9464");
    }

    @Test
    void aTokenThatCanBeGuessedIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "secret\n");

        assertThatThrownBy(() -> Token.read(file)).hasMessageContaining("16 to 1024 ASCII characters");
    }

    @Test
    void withATokenEverythingThatTellsSomethingAsksForIt() throws Exception {
        Listening listening = new Listening(new ListenAddress("127.0.0.1", 0), Token.read(token()), null, false);
        try (WatchedLoop loop = WatchedLoop.ofTwoHosts(listening, Mode.OBSERVE)) {
            for (String path :
                    new String[] {"metrics", "api/v1/status", "api/v1/plan", "api/v1/history", "api/v1/hosts"}) {
                assertThat(loop.get(path).statusCode()).as(path).isEqualTo(401);
                assertThat(loop.get(path, "Authorization", "Bearer " + SECRET + "x")
                                .statusCode())
                        .isEqualTo(401);
                assertThat(loop.get(path, "Authorization", "Bearer " + SECRET).statusCode())
                        .as(path)
                        .isEqualTo(200);
            }
            assertThat(loop.get("").statusCode()).as("the page tells nothing").isEqualTo(200);
            assertThat(loop.get("health").statusCode()).isEqualTo(200);
        }
    }

    /** A page of somebody else may have its own name lead to this machine. */
    @Test
    void aNameOfSomebodyElseIsNotAnsweredOnTheLoopback() throws Exception {
        try (WatchedLoop loop = WatchedLoop.ofTwoHosts(WatchedLoop.open(), Mode.OBSERVE)) {
            assertThat(status(URI.create(loop.url()).getPort(), "evil.example:80"))
                    .contains(" 403 ");
            assertThat(status(URI.create(loop.url()).getPort(), "localhost:1")).contains(" 200 ");
        }
    }

    private static String status(int port, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET /api/v1/status HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void withACertificateItIsEncrypted() throws Exception {
        KeyStore keys = keys();
        Path certificate =
                pem("certificate", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        Path key = pem("key", "PRIVATE KEY", keys.getKey("server", PASSWORD).getEncoded());
        Listening listening = new Listening(
                new ListenAddress("127.0.0.1", 0), Token.read(token()), ServerKeys.context(certificate, key), false);
        try (WatchedLoop loop = WatchedLoop.ofTwoHosts(listening, Mode.OBSERVE)) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(keys.getCertificate("server")))
                    .build();
            URI uri = URI.create(loop.url().replace("127.0.0.1", "localhost") + "api/v1/status");

            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(uri)
                            .header("Authorization", "Bearer " + SECRET)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(uri.getScheme()).isEqualTo("https");
            assertThat(response.statusCode()).isEqualTo(200);
        }
        assertThatThrownBy(() -> ServerKeys.context(key, key)).hasMessageContaining("must have certificates");
        assertThatThrownBy(() -> ServerKeys.context(certificate, certificate)).hasMessageContaining("private key");
    }

    private static SSLContext trusting(Certificate certificate) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("server", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trust);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private KeyStore keys() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private Path pem(String name, String kind, byte[] der) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(
                folder.resolve(name), "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
    }

    private Path token() throws IOException {
        return Files.writeString(folder.resolve("token"), SECRET + "\n");
    }

    private static ListenSection section(@Nullable String address) {
        return new ListenSection(address, null, null, null, ListenSection.Approvals.OFF);
    }
}
