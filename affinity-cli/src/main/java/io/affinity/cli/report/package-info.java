/**
 * The result of a simulation as one self-contained HTML file.
 *
 * <p>Entry type: {@link io.affinity.cli.report.HtmlReport}. What it shows is a tree of plain values rooted at {@link
 * io.affinity.cli.report.SimulationReport}; nothing here knows the simulator, so a report can be built from any source.
 */
@NullMarked
package io.affinity.cli.report;

import org.jspecify.annotations.NullMarked;
