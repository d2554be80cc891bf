// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.plugin.PluginNames;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which plug-ins decide, by name; the library's own and those of {@code --class-path}. */
final class PluginOptions {

    @Option(names = "--solver", paramLabel = "NAME", description = "What searches placements. Default: local-search.")
    private String solver = PluginNames.DEFAULT.solver();

    @Option(
            names = "--scorer",
            paramLabel = "NAME",
            description = "What scores the risk of VMs. Default: expected-shortfall.")
    private String scorer = PluginNames.DEFAULT.scorer();

    @Option(
            names = "--cost-model",
            paramLabel = "NAME",
            description = "What estimates how long migrations take. Default: pre-copy.")
    private String costModel = PluginNames.DEFAULT.costModel();

    @Option(
            names = "--term",
            paramLabel = "NAME",
            split = ",",
            description = "A cost or rule of placements, from a plug-in; may be given more than once. Default: none.")
    private List<String> terms = new ArrayList<>();

    @Option(
            names = "--events",
            paramLabel = "NAME",
            description = "What is known in advance, from a plug-in. Default: what the scenario announces.")
    private @Nullable String events;

    PluginNames chosen() {
        return new PluginNames(
                PluginNames.DEFAULT.forecaster(),
                solver,
                scorer,
                costModel,
                terms,
                PluginNames.DEFAULT.gates(),
                events);
    }
}
