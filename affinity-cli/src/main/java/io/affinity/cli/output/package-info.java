/** What a command writes: whole files, and reasons in words. Entry type: {@link io.affinity.cli.output.OutputFile}. */
@NullMarked
package io.affinity.cli.output;

import org.jspecify.annotations.NullMarked;
