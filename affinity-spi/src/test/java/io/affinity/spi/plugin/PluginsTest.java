// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginsTest {

    @Test
    void areFoundByName() {
        Fruit pear = new Fruit("pear");

        assertThat(Plugins.of(Fruit.class, List.of(new Fruit("apple"), pear)).named("pear"))
                .isSameAs(pear);
    }

    @Test
    void areListedInAlphabeticalOrder() {
        assertThat(Plugins.of(Fruit.class, List.of(new Fruit("pear"), new Fruit("apple"), new Fruit("fig")))
                        .names())
                .containsExactly("apple", "fig", "pear");
    }

    @Test
    void areListedWhenAnUnknownNameIsAskedFor() {
        Plugins<Fruit> fruits = Plugins.of(Fruit.class, List.of(new Fruit("pear"), new Fruit("apple")));

        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> fruits.named("plum"))
                .withMessage("No Fruit has the name (plum). Known names: apple, pear.");
    }

    @Test
    void mustNotShareAName() {
        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> Plugins.of(Fruit.class, List.of(new Fruit("pear"), new WildFruit("pear"))))
                .withMessageContainingAll("(pear)", Fruit.class.getName(), WildFruit.class.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Pear", "wild pear", "-pear", "pear-", "wild--pear", "pear_1", "birnenbaum\u00e4"})
    void mustHaveNamesThatCanBeTyped(String name) {
        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> Plugins.of(Fruit.class, List.of(new Fruit(name))))
                .withMessageContainingAll("(" + name + ")", Fruit.class.getName(), "lower case");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pear", "wild-pear", "2", "holt-winters-24"})
    void mayHaveNamesOfLettersDigitsAndHyphens(String name) {
        assertThat(Plugins.of(Fruit.class, List.of(new Fruit(name))).names()).containsExactly(name);
    }

    @Test
    void areDiscoveredOnTheClassPath(@TempDir Path folder) throws IOException {
        assertThat(discover(folder, Ripe.class.getName()).names()).containsExactly("ripe");
    }

    @Test
    void thatCannotBeLoadedKeepNobodyFromUsingTheOthers(@TempDir Path folder) throws IOException {
        Plugins<Tasty> found =
                discover(folder, "no.such.Fruit", Rotten.class.getName(), Spoilt.class.getName(), Ripe.class.getName());

        assertThat(found.names()).containsExactly("ripe");
        assertThat(found.failures())
                .satisfiesExactly(
                        missing -> assertThat(missing).contains("Tasty", "no.such.Fruit"),
                        rotten -> assertThat(rotten).contains("Tasty", Rotten.class.getName(), "a worm is in it"),
                        spoilt -> assertThat(spoilt).contains("Tasty", Spoilt.class.getName(), "out of date"));
    }

    @Test
    void thatCannotBeLoadedAreNamedWhereOneIsAskedForThatIsNotThere(@TempDir Path folder) throws IOException {
        Plugins<Tasty> found = discover(folder, Rotten.class.getName(), Ripe.class.getName());

        assertThat(found.named("ripe")).isInstanceOf(Ripe.class);
        assertThatExceptionOfType(PluginException.class)
                .isThrownBy(() -> found.named("rotten"))
                .withMessageContainingAll(
                        "No Tasty has the name (rotten). Known names: ripe.", Rotten.class.getName(), "a worm is in it")
                .withCauseInstanceOf(ServiceConfigurationError.class);
    }

    private static Plugins<Tasty> discover(Path folder, String... providers) throws IOException {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(Tasty.class.getName()), String.join("\n", providers));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, PluginsTest.class.getClassLoader())) {
            return Plugins.discover(Tasty.class, loader);
        }
    }

    /** A service that no other test provides. */
    public interface Tasty extends Plugin {}

    public static final class Ripe implements Tasty {
        @Override
        public String name() {
            return "ripe";
        }
    }

    public static final class Rotten implements Tasty {

        public Rotten() {
            throw new IllegalStateException("a worm is in it");
        }

        @Override
        public String name() {
            return "rotten";
        }
    }

    public static final class Spoilt implements Tasty {

        private static final int DAYS = Integer.parseInt("out of date");

        @Override
        public String name() {
            return "spoilt-" + DAYS;
        }
    }

    private static class Fruit implements Plugin {

        private final String name;

        Fruit(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }
    }

    private static final class WildFruit extends Fruit {
        WildFruit(String name) {
            super(name);
        }
    }
}
