/** Files that a command writes, whole or not at all. Entry type: {@link io.affinity.cli.output.OutputFile}. */
@NullMarked
package io.affinity.cli.output;

import org.jspecify.annotations.NullMarked;
