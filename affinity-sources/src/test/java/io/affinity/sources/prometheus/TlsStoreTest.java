// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.affinity.sources.prometheus.settings.Preset;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreAccess.ClientIdentity;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.inventory.TelemetryException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate of its own that asks for one, made with the keytool of the JDK. */
class TlsStoreTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        for (String name : List.of("server", "client")) {
            keytool(
                    "-genkeypair",
                    "-alias",
                    name,
                    "-keystore",
                    file(name + ".p12"),
                    "-storetype",
                    "PKCS12",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=" + name,
                    "-ext",
                    "san=ip:127.0.0.1",
                    "-validity",
                    "36500");
            keytool(
                    "-exportcert",
                    "-rfc",
                    "-alias",
                    name,
                    "-keystore",
                    file(name + ".p12"),
                    "-file",
                    file(name + ".pem"));
        }
        keytool("-importcert", "-noprompt", "-alias", "c", "-file", file("client.pem"), "-keystore", file("trust.p12"));
        byte[] key = keys("client.p12").getKey("client", PASSWORD).getEncoded();
        Files.writeString(
                folder.resolve("client.key"),
                "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                        + "\n-----END PRIVATE KEY-----\n");
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new NeedsClient(context()));
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            FaultyStore.say(exchange, 200, FaultyStore.success("matrix", "[]"));
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private static final class NeedsClient extends HttpsConfigurator {

        NeedsClient(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters own = getSSLContext().getDefaultSSLParameters();
            own.setNeedClientAuth(true);
            parameters.setSSLParameters(own);
        }
    }

    private SSLContext context() throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys("server.p12"), PASSWORD);
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys("trust.p12"));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    private KeyStore keys(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name))) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private void keytool(String... arguments) throws Exception {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        words.addAll(List.of(arguments));
        words.addAll(List.of("-storepass", "changeit"));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private Demand ask(StoreAccess access) {
        return PrometheusDemand.of(
                        PrometheusSettings.builder(access.url(), Preset.LIBVIRT_EXPORTER)
                                .access(access)
                                .build(),
                        Clock.systemUTC())
                .demand(Fleets.of(Instant.EPOCH, Map.of("vm-1", "web")));
    }

    private StoreAccess access() {
        return StoreAccess.of(
                URI.create("https://127.0.0.1:" + server.getAddress().getPort()));
    }

    private ClientIdentity client() {
        return new ClientIdentity(folder.resolve("client.pem"), folder.resolve("client.key"));
    }

    @Test
    void bothSidesAreKnownByTheirCertificates() {
        StoreAccess both = access().withAuthority(folder.resolve("server.pem")).withIdentity(client());

        assertThat(ask(both).vms()).isEmpty();
    }

    @Test
    void aServerThatNobodyVouchesForIsNotTalkedTo() {
        assertThatThrownBy(() -> ask(access()))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining("no safe connection");
    }

    @Test
    void aClientThatShowsNothingIsRefused() {
        assertThatThrownBy(() -> ask(access().withAuthority(folder.resolve("server.pem"))))
                .isInstanceOf(TelemetryException.class);
    }

    @Test
    void filesThatAreNoCertificatesOrKeysAreNamed() throws Exception {
        Path text = Files.writeString(folder.resolve("text"), "hello");

        assertThatThrownBy(() -> ask(access().withAuthority(text)))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining(text.toString());
        assertThatThrownBy(() -> ask(access().withIdentity(new ClientIdentity(folder.resolve("client.pem"), text))))
                .isInstanceOf(TelemetryException.class)
                .hasMessageContaining(text.toString())
                .hasMessageContaining("openssl pkcs8");
    }
}
