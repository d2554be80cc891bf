// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affinity.openstack.settings.CloudAccess.Network;
import io.affinity.openstack.settings.Credentials.ApplicationCredential;
import io.affinity.openstack.settings.Credentials.Named;
import io.affinity.openstack.settings.Credentials.Password;
import io.affinity.openstack.settings.Credentials.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudsTest {

    private static final String SECRET = "shibboleth-4711";

    private static final String WHOLE = """
            clouds:
              north:
                auth_type: v3password
                auth:
                  auth_url: https://north.example.com:5000/v3
                  username: ann
                  password: %s
                  user_domain_name: Staff
                  project_name: ops
                  project_domain_id: d17
                region_name: one
                interface: internal
                cacert: /etc/ssl/north.pem
                identity_api_version: 3
                compute_api_version: "2.1"
                force_ipv4: true
            """.formatted(SECRET);

    private static final Map<String, String> VARIABLES = Map.of(
            "OS_AUTH_URL", "http://127.0.0.1:5000/v3",
            "OS_USERNAME", "ann",
            "OS_PASSWORD", SECRET,
            "OS_PROJECT_NAME", "ops",
            "OS_USER_DOMAIN_NAME", "Default",
            "OS_PROJECT_DOMAIN_NAME", "Default");

    @TempDir
    Path folder;

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void allThatAFileSaysIsRead() throws IOException {
        CloudAccess access = Clouds.file(write("clouds.yaml", WHOLE), "north");

        assertThat(access.identityRoot()).isEqualTo("https://north.example.com:5000/v3");
        assertThat(access.region()).isEqualTo("one");
        assertThat(access.network()).isEqualTo(Network.INTERNAL);
        assertThat(access.authority()).isEqualTo(Path.of("/etc/ssl/north.pem"));
        assertThat(access.credentials())
                .isEqualTo(new Password(
                        new Named(null, "ann", null, "Staff"),
                        Secret.of(SECRET),
                        new Scope.Project(new Named(null, "ops", "d17", null))));
    }

    @Test
    void aPasswordBesideTheFileIsAdded() throws IOException {
        Path file = write("clouds.yaml", WHOLE.replace("password: " + SECRET, "user_id: null"));
        write("secure.yaml", "clouds: {north: {auth: {password: 0042}}}");

        Password password = (Password) Clouds.file(file, "north").credentials();

        assertThat(password.password().reveal())
                .as("digits are a text, with each of them")
                .isEqualTo("0042");
    }

    @Test
    void applicationCredentialsNeedNoProject() throws IOException {
        Path file = write("clouds.yaml", """
                clouds:
                  by-id:
                    auth_type: v3applicationcredential
                    auth: {auth_url: "http://h/v3", application_credential_id: c1, application_credential_secret: s}
                  by-name:
                    auth_type: v3applicationcredential
                    auth:
                      auth_url: http://h/v3
                      application_credential_name: n
                      application_credential_secret: s
                      username: ann
                      user_domain_id: default
                """);

        assertThat(Clouds.file(file, "by-id").credentials())
                .isEqualTo(new ApplicationCredential("c1", null, null, Secret.of("s")));
        assertThat(Clouds.file(file, "by-name").credentials())
                .isEqualTo(
                        new ApplicationCredential(null, "n", new Named(null, "ann", "default", null), Secret.of("s")));
    }

    @Test
    void aSystemScopeIsOfTheWholeCloud() throws IOException {
        Path file = write(
                "clouds.yaml",
                "clouds: {c: {auth: {auth_url: 'http://h', user_id: u, password: p, system_scope: all}}}");

        assertThat(((Password) Clouds.file(file, "c").credentials()).scope()).isEqualTo(new Scope.WholeCloud());
    }

    @Test
    void variablesSayTheSame() {
        CloudAccess access = Clouds.environment(VARIABLES);

        assertThat(access.credentials())
                .isEqualTo(new Password(
                        Named.of("ann", "Default"), Secret.of(SECRET), new Scope.Project(Named.of("ops", "Default"))));
        assertThat(access.network()).isEqualTo(Network.PUBLIC);
        assertThat(access.toString()).doesNotContain(SECRET);
    }

    @Test
    void theDefaultDomainIsKnownByItsId() {
        CloudAccess access = Clouds.environment(Map.of(
                "OS_AUTH_URL",
                "http://h",
                "OS_USERNAME",
                "ann",
                "OS_PASSWORD",
                "p",
                "OS_TENANT_NAME",
                "ops",
                "OS_DEFAULT_DOMAIN",
                "default"));

        assertThat(((Password) access.credentials()).user()).isEqualTo(new Named(null, "ann", "default", null));
    }

    @Test
    void theNamedCloudGoesBeforeTheVariableAndThatBeforeTheOtherVariables() throws IOException {
        Path home = folder.resolve("home");
        write(
                "home/.config/openstack/clouds.yaml",
                WHOLE + WHOLE.replace("clouds:", "").replace("north", "south"));

        assertThat(identity("south", Map.of("OS_CLOUD", "north"), home)).contains("south.example.com");
        assertThat(identity(null, Map.of("OS_CLOUD", "north"), home)).contains("north.example.com");
        assertThat(identity(null, VARIABLES, home)).contains("127.0.0.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> identity(null, Map.of(), home))
                .withMessageContaining("OS_CLOUD")
                .withMessageContaining("[north, south]");
    }

    private String identity(String cloud, Map<String, String> environment, Path home) {
        return Clouds.find(cloud, environment, home, folder.resolve("work")).identityRoot();
    }

    @Test
    void theFolderOfWorkGoesBeforeThatOfTheUser() throws IOException {
        Path home = folder.resolve("home");
        write("home/.config/openstack/clouds.yaml", WHOLE);
        write("work/clouds.yaml", WHOLE.replace("north", "near").replace("/etc/ssl", "~/ssl"));
        Path named = write("named.yaml", WHOLE.replace("north", "far"));

        CloudAccess near = Clouds.find(null, Map.of(), home, folder.resolve("work"));

        assertThat(near.identityRoot()).as("the only cloud of its file").contains("near.example.com");
        assertThat(near.authority()).isEqualTo(home.resolve("ssl/near.pem"));
        assertThat(identity(null, Map.of("OS_CLIENT_CONFIG_FILE", named.toString()), home))
                .contains("far.example.com");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "region_name: one | verify: false | verify is not served",
                "region_name: one | insecure: true | insecure is not served",
                "region_name: one | profile: vexxhost | profile is not served",
                "region_name: one | regions: [a, b] | region_name must name one region",
                "region_name: one | compute_endpoint_override: http://h | compute_endpoint_override is not known here",
                "identity_api_version: 3 | identity_api_version: 2.0 | identity_api_version must be 3",
                "interface: internal | interface: outside | interface must be public, internal or admin",
                "auth_type: v3password | auth_type: v3oidcpassword | auth_type must be password, v3password or",
                "  username: ann | | username is missing",
                "  user_domain_name: Staff | | user_domain_name is missing, as a name is not unique",
                "  project_name: ops | | project_name is missing; or else system_scope",
                "  project_name: ops | '  domain_name: Staff' | domain_name is not served",
                "  password: shibboleth-4711 | '  token: shibboleth-4711' | token is not served",
                "  password: shibboleth-4711 | | password is missing",
                "  auth_url: https://north.example.com:5000/v3 | '  auth_url: \"h h\"' | auth_url must be an address",
                "region_name: one | cert: /c.pem | cert is not served",
                "region_name: one | networks: [] | ''"
            })
    void whatCouldChangeWhatIsMeantIsRefused(String line, String instead, String message) throws IOException {
        Path file = write("clouds.yaml", WHOLE.replace(line.strip(), instead == null ? "" : instead.strip()));

        if (message.isEmpty()) {
            assertThat(Clouds.file(file, "north").region()).isNull();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Clouds.file(file, "north"))
                    .withMessageStartingWith("The cloud (north) of the file (" + file + "): ")
                    .withMessageContaining(message)
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "clouds: {north: *shibboleth-4711} | must be YAML, which it is not",
                "clouds: [north] | must have clouds by name under the key clouds",
                "north: {} | must have clouds by name under the key clouds",
                "clouds: {south: {}} | has no cloud (north); it has [south]",
                "clouds: {north: shibboleth-4711} | must have keys and values"
            })
    void whatIsNoFileOfCloudsIsRefusedWithoutRepeatingIt(String text, String message) throws IOException {
        Path file = write("clouds.yaml", text);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clouds.file(file, "north"))
                .withMessageContaining(file.toString())
                .withMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
    }

    @Test
    void aFileThatUnfoldsWithoutEndIsRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 60; i++) {
            bomb.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        Path file = write("clouds.yaml", bomb + WHOLE);

        assertThatIllegalArgumentException().isThrownBy(() -> Clouds.file(file, "north"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Clouds.file(folder.resolve("none.yaml"), "north"))
                .withMessageContaining("can be read");
    }
}
