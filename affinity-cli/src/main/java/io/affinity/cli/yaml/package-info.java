/** Text files of YAML as trees that know their lines, within limits. Entry type: {@link io.affinity.cli.yaml.YamlFile}. */
@NullMarked
package io.affinity.cli.yaml;

import org.jspecify.annotations.NullMarked;
