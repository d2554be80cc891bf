/** Rules about the modules, packages and signatures of the whole project. */
@NullMarked
package io.affinity.architecture;

import org.jspecify.annotations.NullMarked;
